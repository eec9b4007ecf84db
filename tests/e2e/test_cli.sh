#!/bin/sh
# The command from outside: calls, messages, exit statuses, files. Prints TAP.
. "$(dirname "$0")/cli.inc"

# ---- Calls ----
run 0 --version && silent && grep -qE '^vuosikello [0-9.]+\+[0-9a-f]{10}$' "$out"; check "--version tells release and digest"
run 0 --help && silent && printed "import [--drop-orphans] FILE..." && printed "backup FILE"; check "--help tells all commands"
cp "$out" "$folder/help"
run 0 help && cmp -s "$out" "$folder/help"; check "help is --help"
run 0 help export && printed "Usage: vuosikello [--db FILE] export PLAN [-o FILE]"; check "help COMMAND tells its usage"
run 0 export --help && printed "export PLAN [-o FILE]" && silent; check "COMMAND --help tells its usage"
run 2 && told "no command is given" && told "Usage:"; check "no command: status 2 and the usage"
run 2 nothing && told "there is no command nothing"; check "an unknown command: status 2"
run 2 --unknown check && told "unknown option --unknown"; check "an unknown option before the command: status 2"
run 2 export --unknown && told "unknown option --unknown" && told "export PLAN"; check "an unknown option behind it: status 2 and its usage"
run 2 export && told "an argument is missing"; check "a missing argument: status 2"
run 2 export a b && told "one argument too many: b"; check "one argument too many: status 2"
run 2 --db && told "option --db needs a value (FILE)"; check "an option without its value: status 2"
run 2 import --drop-orphans=yes x && told "takes no value"; check "a value that is not taken: status 2"
printf '\033[31m' >"$folder/escape"
run 2 "$(cat "$folder/escape")" && told '\x1b[31m'; check "control characters of a message are escaped"

# ---- Init ----
run 0 --db "$folder/init.db" init && silent && run 0 --db "$folder/init.db" list && same_lines "$out" 0 && run 0 --db "$folder/init.db" check; check "init makes an empty database"
run 0 --db "$folder/init.db" import db/sample/$town.json && run 0 --db "$folder/init.db" init && run 0 --db "$folder/init.db" list && printed "$town"
check "init keeps what is there"
echo "a letter, long enough to be looked at by whoever takes it for a database" >"$folder/letter.db"
run 1 --db "$folder/letter.db" init && told "$folder/letter.db: " && grep -q letter "$folder/letter.db"; check "init of something else: status 1, it stays"
run 1 --db "$folder/none/init.db" init && told "No such file"; check "init in a folder that is not there: status 1"

# ---- Import ----
for command in "export x" "check" "remove x" "backup $folder/b.db"; do
    # shellcheck disable=SC2086
    run 1 --db "$db" $command && told "$db" && [ ! -e "$db" ]; check "$command without a database: status 1, none is made"
done
run 0 --db "$db" import db/sample/$region.json db/sample/$town.json && same_lines "$out" 2; check "import reads plan files, a line each"
head -n 1 "$out" | grep -qE "^db/sample/$region.json: $region \(new\): 11 organisations, 3 goals, 16 subgoals, [0-9]+ actions, "; check "the line tells what was read"
told "db/sample/$region.json:/" && told "warning: "; check "warnings are told"
run 0 --db "$db" import db/sample/$town.json && printed "$town (replaced)"; check "a plan that is there is replaced"
run 0 --db "$db" search Haminassa kaupunki && printed "$(printf 'organisation\t%s\thamina\tHaminan kaupunki\t/plans/%s/organisations/hamina' "$region" "$region")" && silent
check "search finds words in other forms and tells where they lead"
run 0 --db "$db" search kunnossapito && same_lines "$out" 0 && silent; check "search that finds nothing: status 0, no lines"
run 2 --db "$db" search && told "search WORD..."; check "search without words: status 2"
run 0 --db "$folder/stdin.db" import - <db/sample/$town.json && printed "-: $town (new)"; check "import - reads standard input"
cp "$db" "$folder/before"
printf '{"format": "vuosikello/plan",\n "version": 1,,}' >"$folder/bad.json"
run 1 --db "$db" import "$folder/bad.json" && told "$folder/bad.json:2:15: " && told "not imported: 1 error" && cmp -s "$db" "$folder/before"
check "a file that is no JSON: FILE:LINE:COLUMN, status 1, nothing changed"
printf '{"format": "vuosikello/plan", "version": 1}' >"$folder/bad.json"
run 1 --db "$db" import "$folder/bad.json" && told "$folder/bad.json:/plan: "; check "a file that is no plan: FILE:/pointer"
run 1 --db "$db" import "$folder/bad.json" db/sample/$town.json && printed "$town (replaced)" && told "$folder/bad.json: not imported"
check "one bad file does not keep the others out"
echo "a letter, long enough to be looked at by whoever takes it for a database" >"$folder/letter.db"
run 1 --db "$folder/letter.db" import db/sample/$town.json && same_lines "$out" 0 && told "$folder/letter.db: " && grep -q letter "$folder/letter.db"
check "a file that is no database stays as it is, and nothing is said to be imported"
run 1 --db "$db" import "$folder/none.json" db/sample/$town.json && printed "$town" && told "$folder/none.json: No such file"
check "a missing file does not keep the others out"
head -c 67108865 /dev/zero | run 1 --db "$db" import - && told "at most 64 MiB"; check "a file that is too large is refused"

# ---- Export and back ----
run 0 --db "$db" export $region && silent && cp "$out" "$folder/region.json"; check "export writes to standard output"
run 0 --db "$db" export $region -o "$folder/region2.json" && cmp -s "$folder/region.json" "$folder/region2.json"; check "export -o writes a file"
run 0 --db "$folder/c.db" import "$folder/region.json" && run 0 --db "$folder/c.db" export $region && cmp -s "$out" "$folder/region.json"
check "import into an empty database and export give the same bytes"
run 1 --db "$db" export nothing && told 'there is no plan "nothing"'; check "export of an unknown plan: status 1"
"$program" --db "$db" export $region >/dev/full 2>"$err"; [ $? -eq 1 ] && told "No space left on device"; check "a full disk is told"
LANG=sv_FI.UTF-8 run 1 --db "$db" import "$folder/none.json" && told "$folder/none.json: filen eller mappen finns inte"; check "a file that is not there is told in the reader's language"
run 1 --db "$db" export $region -o "$folder/none/x.json" && told "$folder/none/x.json: No such file"; check "a folder that is not there is told"

# ---- Check, backup, remove ----
run 0 --db "$db" check && silent && printed "the database is in order"; check "check finds a sound database in order"
run 0 --db "$db" backup "$folder/backup.db" && run 0 --db "$folder/backup.db" check && run 0 --db "$folder/backup.db" export $region && cmp -s "$out" "$folder/region.json"
check "a backup is a whole database"
run 0 --db "$folder/backup.db" remove $town && run 1 --db "$folder/backup.db" export $town; check "remove takes a plan out"
run 1 --db "$folder/backup.db" remove $town && told "there is no plan \"$town\""; check "remove of an unknown plan: status 1"
printf 'this is no database at all' >"$folder/noise.db"
run 1 --db "$folder/noise.db" check && told "noise.db"; check "check of something else: status 1"
cp "$db" "$folder/torn.db" && head -c 16384 /dev/zero | tr '\0' x | dd of="$folder/torn.db" bs=4096 seek=9 conv=notrunc 2>/dev/null
run 1 --db "$folder/torn.db" check && [ -s "$err" ]; check "check of a damaged database: status 1"

# ---- Languages ----
LANG=fi_FI.UTF-8 run 0 help && printed "Käyttö:"; check "the command speaks Finnish"
LANG=sv_FI.UTF-8 run 0 help && printed "Användning:"; check "and Swedish"
LANG=fi_FI.UTF-8 run 1 --db "$db" export nothing && told 'suunnitelmaa ”nothing” ei ole'; check "errors too"
LC_ALL=de_DE.UTF-8 run 0 help && printed "Usage:"; check "and English otherwise"
LC_ALL=fi_FI.UTF-8 LANG=sv_FI.UTF-8 run 0 help && printed "Käyttö:"; check "LC_ALL goes before LANG"
LC_MESSAGES=sv_FI.UTF-8 LANG=fi_FI.UTF-8 run 0 help && printed "Användning:"; check "LC_MESSAGES too"
LANGUAGE=de:sv LANG=fi_FI.UTF-8 run 0 help && printed "Användning:"; check "LANGUAGE before both"
LANG=C.UTF-8 run 0 help && printed "Usage:"; check "C.UTF-8 is English"
LANGUAGE=fi LC_ALL=C run 0 help && printed "Usage:"; check "so is C, whatever LANGUAGE says"
LANG=fi_FI.UTF-8 run 0 --db "$folder/fi.db" import db/sample/$region.json && told "varoitus: " && told "arvo 23,2 on yli 50 yksikön päässä" &&
    printed "(uusi): 11 organisaatiota, 3 päätavoitetta, 16 välitavoitetta"
check "an import speaks Finnish"
LANG=sv_FI.UTF-8 run 0 --db "$folder/sv.db" import db/sample/$region.json && told "varning: " && told "värdet 23,2 ligger över 50 enheter" &&
    printed "(ny): 11 organisationer, 3 huvudmål, 16 delmål"
check "and Swedish"
LANG=sv_FI.UTF-8 run 1 --db "$folder/sv.db" import "$folder/bad.json" && told "importerades inte: "; check "its errors too"
LANG=fi_FI.UTF-8 run 1 --db "$folder/none/a.db" import db/sample/$town.json && told "lukkotiedoston luominen: tiedostoa tai kansiota ei ole"; check "what fails in the file system is told in words of the language"
sqlite3 "$folder/fi.db" "UPDATE plans SET title = 'x'"
LANG=fi_FI.UTF-8 run 1 --db "$folder/fi.db" check && told "ei ole se, joka tuotiin" && told "tietokannan vikoja: 1"; check "faults of a database too"

echo "1..$n"
