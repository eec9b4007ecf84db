# `vuosikello verify`: reports of the command and of the service, changed data, changed copies, files of others. Prints TAP.
. "$(dirname "$0")/tap.inc"
unset LC_ALL LC_MESSAGES LANGUAGE VUOSIKELLO_DB
LANG=C
export LANG
db=$scratch/plans.db
region=kymenlaakso-2020-2024
town=pyhtaa-2021-2025
cp "$here/db/sample/$region.json" "$here/db/sample/$town.json" "$scratch"
check "the sample plans are imported" "$vuosikello" --db "$db" import "$scratch/$region.json" "$scratch/$town.json"

# verify FILE...: its status in $status, what it printed and told in $scratch/out and $scratch/err
verify() { "$vuosikello" --db "$db" verify "$@" >"$scratch/out" 2>"$scratch/err"; status=$?; }
# is_same WHAT FILE
is_same() { verify "$2"; same "$1" "0 $2: the database gives the same bytes" "$status $(cat "$scratch/out" "$scratch/err")"; }
# is_told WHAT FILE LINE...: status 1, and exactly these lines, each behind the file's name
is_told() {
    what=$1 file=$2; shift 2
    for line in "$@"; do echo "vuosikello: $file: $line"; done >"$scratch/wanted"
    verify "$file"
    same "$what" "1 $(cat "$scratch/wanted")" "$status $(cat "$scratch/out" "$scratch/err")"
}
report() { "$vuosikello" --db "$db" report "$@"; }
version() { "$vuosikello" --db "$db" export "$1" | sha256sum | cut -d ' ' -f 1; }
made=$scratch/made.pdf copy=$scratch/copy.pdf

# ---- Provenance ----
check "an appendix is made" report $town appendix pyhtaa -o "$made"
pdfinfo -meta "$made" >"$scratch/xmp"
contains "XMP tells the plan with its version, the digest of its export, and the plan that it is based on" \
    "<rdf:li>$town $(version $town)</rdf:li><rdf:li>$region $(version $region)</rdf:li>" "$scratch/xmp"
contains "XMP tells the address" "<vuosikello:query>/plans/$town/appendices/pyhtaa.pdf\?year=2022&amp;lang=fi</vuosikello:query>" "$scratch/xmp"
contains "XMP tells that authors are printed" "<vuosikello:authors>True</vuosikello:authors>" "$scratch/xmp"
program=$("$vuosikello" --version | cut -d ' ' -f 2)
program_pattern=$(echo "$program" | sed 's/[.+]/[&]/g')
contains "XMP tells the program" "<vuosikello:program>$program_pattern</vuosikello:program>" "$scratch/xmp"
pdftotext -layout "$made" "$scratch/text"
for what in "Seurannan kirjoittajat +nimetty" "Osoite +/plans/$town/appendices/pyhtaa.pdf\?year=2022&lang=fi" \
    "Suunnitelman versio +$(version $town | cut -c 1-12)" "Muut luetut suunnitelmat +$region, versio $(version $region | cut -c 1-12)" \
    "Ohjelma +Vuosikello $program_pattern"; do
    contains "the last page tells: ${what%% +*}" "$what" "$scratch/text"
done

"$vuosikello" --db "$db" report $region organisation hamina --year 2019 -o "$copy"
pdftotext -layout "$copy" "$scratch/text"
lacks "where nobody has reported, no author is told to be named" "Seurannan kirjoittajat" "$scratch/text"

# ---- The same ----
for what in "$region organisation hamina" "$region organisation hamina --year 2021 --lang sv" "$region goal I" "$region appendix virolahti" \
    "$region plan" "$region indicators --lang en" "$town appendix pyhtaa --meeting §&45%=+#? --attachment Liite/1"; do
    # shellcheck disable=SC2086
    report $what -o "$made"
    is_same "the command's $what is the same" "$made"
done
report $town plan --meeting "Kunnanvaltuusto 12.12.2022 § 45" -o "$made"
is_same "a meeting is part of the query" "$made"
report $region appendix hamina -o "$scratch/authors.pdf"
start_service "$db" --workers 1
start_nginx
for address in organisations/hamina.pdf "organisations/hamina.pdf?year=2021&lang=sv" goals/I.pdf appendices/hamina.pdf plan.pdf indicators.pdf \
    "plan.pdf?meeting=Kunnanvaltuusto+12.12.2022+%C2%A7%2045&attachment=Liite%201"; do
    fetch "/plans/$region/$address"
    cp "$scratch/body" "$made"
    is_same "the service's $address is the same" "$made"
done
fetch "/plans/$region/appendices/hamina.pdf"
stop_service
contains "the service's appendix tells that authors are left out" "<vuosikello:authors>False</vuosikello:authors>" "$scratch/body"
pdftotext -layout "$scratch/body" "$scratch/text"
lacks "and its last page does not tell of any" "Seurannan kirjoittajat" "$scratch/text"
sed "s/\"id\": \"$town\"/\"id\": \"draft\"/; s/\"state\": \"published\"/\"state\": \"draft\"/" "$scratch/$town.json" >"$scratch/draft.json"
"$vuosikello" --db "$db" import "$scratch/draft.json" >"$scratch/log" 2>&1
report draft plan -o "$made"
is_same "a draft's report is the same" "$made"
"$vuosikello" --db "$db" remove draft
is_told "a plan that was removed is told" "$made" "data: the plan draft: the report was made from version $(pdfinfo -meta "$made" |
    sed -n 's/.*<rdf:li>draft \([0-9a-f]*\)<.*/\1/p'); the plan is not there any more"
report $region plan -o "$made"
"$vuosikello" --db "$db" verify - <"$made" >"$scratch/out" 2>"$scratch/err"
same "- is standard input" "-: the database gives the same bytes" "$(cat "$scratch/out")"

# ---- Changed data ----
changed=$scratch/changed.json
report $town appendix pyhtaa -o "$made"
report $town plan -o "$scratch/plan.pdf"
old=$(version $region) own=$(version $town)
sed 's/"fi": "Kymenlaakson/"fi": "Uusi Kymenlaakson/' "$scratch/$region.json" >"$changed"
"$vuosikello" --db "$db" import "$changed" >"$scratch/log" 2>&1
is_told "another version of the plan that an appendix is based on is told" "$made" \
    "data: the plan $region: the report was made from version $old, the database has $(version $region)"
is_same "a report that does not read it is the same" "$scratch/plan.pdf"
"$vuosikello" --db "$db" remove $region
is_told "so is its removal" "$made" "data: the plan $region: the report was made from version $old; the plan is not there any more"
report $town appendix pyhtaa -o "$copy"
is_same "an appendix without it is the same" "$copy"
"$vuosikello" --db "$db" import "$scratch/$region.json" >"$scratch/log" 2>&1
is_told "and not when it is there again" "$copy" \
    "data: the plan $region: it was not there when the report was made; the database has version $(version $region)"
is_same "the first one is the same again" "$made"
sed 's/"fi": "Pyht/"fi": "Uusi Pyht/' "$scratch/$town.json" >"$changed"
"$vuosikello" --db "$db" import "$changed" >"$scratch/log" 2>&1
is_told "another version of the own plan is told" "$made" "data: the plan $town: the report was made from version $own, the database has $(version $town)"
sed "s/<vuosikello:program>0/<vuosikello:program>1/" "$made" >"$copy"
is_told "several differences are all told" "$copy" "data: the plan $town: the report was made from version $own, the database has $(version $town)" \
    "program: the report was made by version 1${program#0}, this is version $program" "file: it was changed after it was made"
"$vuosikello" --db "$db" import "$scratch/$town.json" >"$scratch/log" 2>&1
sqlite3 "$db" "UPDATE plans SET title = 'Salaa' WHERE id = '$town'"
is_told "a database that was changed by other means is told" "$made" "data: the plan $town in the database is not what was imported"
"$vuosikello" --db "$db" import "$scratch/$town.json" >"$scratch/log" 2>&1
is_same "after the import it is the same" "$made"

# ---- Changed copies ----
report $region organisation hamina -o "$made"
size=$(wc -c <"$made" | tr -d ' ')
# change SED-SCRIPT: makes the copy
change() { LC_ALL=C sed "$1" "$made" >"$copy"; }
change 's/year=2022/year=2021/'
verify "$copy"
contains "a copy that asks for another year was changed" "^vuosikello: $copy: file: it was changed after it was made; the first difference is at offset [0-9]+$" "$scratch/err"
change 's/organisations\/hamina.pdf?/organisations\/nobody.pdf?/'
is_told "one that asks for what there is not is told" "$copy" "query: the plan \"$region\" has no organisation or member \"nobody\"" \
    "file: it was changed after it was made"
change 's/lang=fi/lang=xx/'
is_told "one whose query cannot be read is told" "$copy" "query: it cannot be read" "file: it was changed after it was made"
change 's/<vuosikello:query>/&\&#9;%s%n[31m/'
is_told "what such a query says is not printed" "$copy" "query: it cannot be read" "file: it was changed after it was made"
{ head -c 5000 "$made"; printf '\377'; tail -c +5002 "$made"; } >"$copy"
is_told "a changed byte is told with its place" "$copy" "file: it was changed after it was made; the first difference is at offset 5000"
{ cat "$made"; echo; } >"$copy"
is_told "so is a byte too many" "$copy" "file: it was changed after it was made; the first difference is at offset $size"
head -c $((size - 1)) "$made" >"$copy"
is_told "and one too few" "$copy" "file: it was changed after it was made; the first difference is at offset $((size - 1))"
qpdf --linearize "$made" "$copy"
verify "$copy"
same "a copy that another program saved anew: status 1" 1 "$status"
contains "it was changed" "file: it was changed after it was made" "$scratch/err"

none="this is no report of Vuosikello, or what it tells of itself is damaged"
mkdir "$scratch/cut"
for part in 1 2 3 5 10 20 40 60 80 90 95 97 98 99; do head -c $((size * part / 100)) "$made" >"$scratch/cut/$part.pdf"; done
# The packet of XMP and the file's end, where most is read, byte by byte
packet=$(LC_ALL=C grep -abo '<?xpacket begin' "$made" | head -n 1 | cut -d : -f 1)
for more in 0 1 14 15 50 300 1000 1500 2000 2500 3000 3500; do head -c $((packet + more)) "$made" >"$scratch/cut/packet$more.pdf"; done
for less in 1 2 5 6 7 10 16 20 100; do head -c $((size - less)) "$made" >"$scratch/cut/end$less.pdf"; done
verify "$scratch"/cut/*.pdf
same "truncated anywhere: status 1" 1 "$status"
same "none is the same" "" "$(cat "$scratch/out")"
same "each is told once" "$(ls "$scratch/cut" | wc -l)" "$(grep -cE ": ($none|file: it was changed after it was made.*)$" "$scratch/err")"
mkdir "$scratch/flipped"
python3 - "$made" "$scratch/flipped" "$packet" <<'END'
import random, sys
made, folder, packet = open(sys.argv[1], "rb").read(), sys.argv[2], int(sys.argv[3])
random.seed(1)
for i in range(120):
    copy = bytearray(made)
    for _ in range(random.choice((1, 1, 2, 50))):
        place = random.randrange(len(copy)) if i % 2 else random.randrange(packet, min(packet + 4000, len(copy)))
        copy[place] ^= 1 << random.randrange(8)
    if copy != made:
        open(f"{folder}/{i}.pdf", "wb").write(copy)
END
verify "$scratch"/flipped/*.pdf
same "bits flipped anywhere: status 1" 1 "$status"
same "none of them is the same" "" "$(cat "$scratch/out")"
same "each of them is told" "$(ls "$scratch/flipped" | wc -l)" "$(cut -d : -f 2 "$scratch/err" | sort -u | wc -l)"

# ---- Files of others ----
qpdf --empty "$scratch/other.pdf"
is_told "another program's PDF is no report" "$scratch/other.pdf" "$none"
is_told "nor is a plan file" "$scratch/$town.json" "$none"
: >"$scratch/empty.pdf"
is_told "nor an empty file" "$scratch/empty.pdf" "$none"
is_told "a folder is told" "$scratch/cut" "Is a directory"
is_told "a file that is not there is told" "$scratch/none.pdf" "No such file or directory"
is_told "what has no end is read up to a limit" /dev/zero "a report holds at most 128 MiB"
verify "$made" "$scratch/other.pdf" "$scratch/plan.pdf"
same "of several files each is told, and one that differs counts" "1 2 1" "$status $(wc -l <"$scratch/out" | tr -d ' ') $(wc -l <"$scratch/err" | tr -d ' ')"

# ---- The call ----
verify
same "no file: status 2" 2 "$status"
verify --year 2022 "$made"
same "an option that is none: status 2" 2 "$status"
"$vuosikello" --db "$scratch/none.db" verify "$made" >"$scratch/out" 2>"$scratch/err"
same "no database: status 1" 1 $?
"$vuosikello" --db "$db" verify "$made" >/dev/full 2>"$scratch/err"
same "a full disk: status 1" 1 $?
LANG=fi_FI.UTF-8 verify "$made" "$scratch/cut/end1.pdf"
contains "in Finnish: the same" ": tietokanta antaa samat tavut$" "$scratch/out"
contains "in Finnish: changed" ": tiedosto: sitä on muutettu tekemisen jälkeen; ensimmäinen ero on siirtymässä $((size - 1))$" "$scratch/err"
LANG=sv_FI.UTF-8 verify "$made" "$scratch/other.pdf"
contains "in Swedish: the same" ": databasen ger samma byte$" "$scratch/out"
contains "in Swedish: no report" ": detta är ingen rapport av Vuosikello" "$scratch/err"
done_testing
