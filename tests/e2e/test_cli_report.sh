#!/bin/sh
# The command from outside: lists and reports. Prints TAP.
. "$(dirname "$0")/cli.inc"

"$program" --db "$db" import db/sample/$region.json db/sample/$town.json >"$out" 2>"$err"; check "the sample plans are imported"

# ---- List ----
run 0 --db "$db" list && same_lines "$out" 2 && grep -qE "^$region	2020-2024	fi	published	20[0-9][0-9]	" "$out"; check "list tells the plans"
VUOSIKELLO_DB=$db run 0 list && same_lines "$out" 2; check "the database may be told by the environment"
run 0 list --db "$db" && same_lines "$out" 2; check "--db may stand behind the command"
(cd "$folder" && cp a.db vuosikello.db && case $program in /*) ;; *) program=$OLDPWD/$program ;; esac && run 0 list && same_lines "$out" 2)
check "the default database is ./vuosikello.db"
run 0 --db "$db" list $region && grep -q "^organisation	hamina	Haminan kaupunki	/plans/$region/organisations/hamina.pdf$" "$out"; check "list PLAN tells organisations"
grep -q "^goal	I	.*	/plans/$region/goals/I.pdf$" "$out" && grep -q "^appendix	miehikkala	.*	/plans/$region/appendices/miehikkala.pdf$" "$out"
check "and goals and members' appendices"
grep -q "^plan		.*	/plans/$region/plan.pdf$" "$out" && grep -q "^indicators		.*	/plans/$region/indicators.pdf$" "$out"; check "and the whole plan and its indicators"
grep -q "^warning		.*	$" "$out"; check "and what the import warned of"
[ "$(awk -F '\t' 'NF != 4' "$out" | wc -l)" -eq 0 ]; check "each line has four fields"
run 1 --db "$db" list nothing && told 'there is no plan "nothing"'; check "list of an unknown plan: status 1"

# ---- report ----
pdf() { [ "$(head -c 5 "$1")" = "%PDF-" ] && qpdf --check "$1" >/dev/null 2>"$err"; }
words() { pdftotext "$1" - 2>/dev/null | tr '\n' ' ' | grep -qF -- "$2"; }
for report in "$region organisation hamina" "$region goal I" "$region appendix miehikkala" "$region plan" "$region indicators" \
    "$town appendix pyhtaa" "$town plan"; do
    # shellcheck disable=SC2086
    run 0 --db "$db" report $report -o "$folder/r.pdf" && silent && [ ! -s "$out" ] && pdf "$folder/r.pdf"; check "report $report is a sound PDF"
done
run 0 --db "$db" report $region organisation hamina -o "$folder/hamina.pdf" && words "$folder/hamina.pdf" "Haminan kaupunki"; check "a report tells its organisation"
LC_ALL=en_GB.UTF-8 run 0 --db "$db" report $region organisation hamina -o "$folder/same.pdf" && cmp -s "$folder/same.pdf" "$folder/hamina.pdf"
check "the environment's language changes no report"
run 0 --db "$db" report $region organisation hamina -o - && cmp -s "$out" "$folder/hamina.pdf"; check "-o - is standard output, with the same bytes"
run 0 --db "$db" report $region organisation hamina && cmp -s "$out" "$folder/hamina.pdf"; check "so is no -o at all, where that is no terminal"
run 0 --db "$db" report $region appendix miehikkala -o "$folder/m.pdf" && words "$folder/m.pdf" "Miehikkälän kunta"; check "a member has an appendix under its own name"
run 0 --db "$db" report $region organisation hamina --lang sv --year 2021 -o "$folder/sv.pdf" && pdf "$folder/sv.pdf" && words "$folder/sv.pdf" "2021" &&
    ! cmp -s "$folder/sv.pdf" "$folder/hamina.pdf"; check "--lang and --year choose"
run 0 --db "$db" report $region plan --meeting "Kunnanvaltuusto 12.12.2022 § 45" --attachment="Liite 1" -o "$folder/m.pdf" &&
    words "$folder/m.pdf" "Kunnanvaltuusto 12.12.2022 § 45" && words "$folder/m.pdf" "Liite 1"; check "--meeting and --attachment are printed"
sed 's/"state": "published"/"state": "draft"/; s/"id": "'$town'"/"id": "draft"/' db/sample/$town.json >"$folder/draft.json"
run 0 --db "$db" import "$folder/draft.json" && run 0 --db "$db" report draft plan -o "$folder/d.pdf" && words "$folder/d.pdf" "LUONNOS"
check "a draft is made, and says so"
run 0 --db "$db" list && grep -q "^draft	.*	draft	" "$out" && run 0 --db "$db" remove draft; check "list tells drafts"

run 2 --db "$db" report $region && told "an argument is missing"; check "no kind: status 2"
run 2 --db "$db" report $region nothing && told "there is no report nothing"; check "an unknown kind: status 2"
run 2 --db "$db" report $region goal && told "the report goal needs an id"; check "no id where one is needed: status 2"
run 2 --db "$db" report $region plan I && told "the report plan takes no id: I"; check "an id where none is: status 2"
run 2 --db "$db" report $region plan --year 20x2 && told "--year must be a whole number from 1900 to 2200"; check "a bad year: status 2"
run 2 --db "$db" report $region plan --lang de && told "--lang must be fi, sv or en"; check "a language that is none of ours: status 2"
run 2 --db "$db" report $region plan --meeting "$(printf '%0121d' 1)" && told "120 characters"; check "a text that is too long: status 2"
run 1 --db "$db" report nothing plan && told 'there is no plan "nothing"' && [ ! -s "$out" ]; check "an unknown plan: status 1 and nothing on standard output"
run 1 --db "$db" report $region organisation nothing && told '"nothing"'; check "an unknown organisation: status 1"
run 1 --db "$db" report $region goal nothing && told '"nothing"'; check "an unknown goal: status 1"
run 1 --db "$db" report $town indicators && told "$town"; check "a plan without indicators has no such report: status 1"
"$program" --db "$db" report $region plan >/dev/full 2>"$err"; [ $? -eq 1 ] && told "No space left on device"; check "a full disk is told"

# ---- reports ----
run 0 --db "$db" list $region
count=$(grep -cv '^warning' "$out")
run 0 --db "$db" reports $region --out "$folder/one" --jobs 1 && silent && same_lines "$out" "$count" && [ "$(ls "$folder/one" | wc -l)" -eq "$count" ]
check "reports makes every report that list tells, a line each"
run 0 --db "$db" reports $region --out "$folder/four" -j4 && diff -r "$folder/one" "$folder/four" >"$out"; check "four workers make the same bytes"
cmp -s "$folder/one/${region}_hamina_2022.pdf" "$folder/hamina.pdf"; check "and report the same as reports"
run 0 --db "$db" reports --all --out "$folder/all" && [ "$(ls "$folder/all" | wc -l)" -gt "$count" ] && [ -e "$folder/all/${town}_liite-pyhtaa_2022.pdf" ]
check "--all makes those of every plan"
ls -A "$folder/all" | grep -qv '\.pdf$'; [ $? -eq 1 ]; check "no temporary file is left"
rm -rf "$folder/all" && mkdir -p "$folder/all/${region}_hamina_2022.pdf"
run 1 --db "$db" reports $region --out "$folder/all" && told "$region organisation hamina: " && told "1 of $count reports failed" &&
    [ "$(ls "$folder/all" | wc -l)" -eq "$count" ]; check "one that fails is told and the rest go on: status 1"
run 2 --db "$db" reports $region && told "option --out is missing"; check "no folder: status 2"
run 2 --db "$db" reports --out "$folder/x" && told "either a plan or --all"; check "no plan: status 2"
run 2 --db "$db" reports $region --all --out "$folder/x" && told "either a plan or --all"; check "a plan and --all: status 2"
run 2 --db "$db" reports $region --out "$folder/x" --jobs 0 && told "--jobs must be a whole number from 1 to 64"; check "no workers: status 2"
run 1 --db "$db" reports nothing --out "$folder/x" && told 'there is no plan "nothing"' && [ ! -e "$folder/x" ]; check "an unknown plan: status 1, no folder is made"
run 1 --db "$db" reports $region --out "$folder/none/x" && told "$folder/none/x: No such file"; check "a folder that cannot be made: status 1"
touch "$folder/file"
run 1 --db "$db" reports $region --out "$folder/file" && told "$folder/file: Not a directory" && same_lines "$err" 1; check "a file in the folder's place is told once"
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    TERM=xterm script -qec "'$program' --db '$db' reports $town --out '$folder/bar'" /dev/null >"$out" 2>"$err" </dev/null
    files=$(ls "$folder/bar" | wc -l)
    printed "[########################] $files/$files " && printed "$files reports in $folder/bar"; check "a progress bar on a terminal"
else
    n=$((n + 1)); echo "ok $n - a progress bar on a terminal # SKIP no terminal to be had"
fi

echo "1..$n"
