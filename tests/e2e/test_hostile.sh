# Plan files that keep to the schema and are as awkward as it lets them be: each is imported, and every report of it is made in three languages
# within the service's memory and time, the same each time, and sound. HOSTILE=--slow takes those that need longer (make check-long).
. "$(dirname "$0")/tap.inc"
db=$scratch/plans.db
names=$(python3 "$here/tests/tools/hostile-plans.py" "${HOSTILE:---quick}")
mkdir "$scratch/plans"
# shellcheck disable=SC2086
python3 "$here/tests/tools/hostile-plans.py" "$scratch/plans" $names
for name in $names; do
    check "$name is imported" "$vuosikello" --db "$db" import "$scratch/plans/$name.json"
done
check "the database is in order" "$vuosikello" --db "$db" check
for name in $names; do
    case $name in ids) ;; *) check "$name comes back from an export" "$vuosikello" --db "$db" export "$name" -o "$scratch/$name.json" ;; esac
done
mkdir "$scratch/out"
"$BUILD/render-all" --db "$db" --out "$scratch/out" >"$scratch/render.log" 2>&1
same "every report is made: the same twice, within memory and time" "0" "$?"
grep -v ': a limit: ' "$scratch/render.log" | sed 's/^/# /' | head -n 40
same "none needs more than the service gives" "" "$(grep ': a limit: ' "$scratch/render.log" | head -n 10)"

# qpdf's judgement on those in Finnish; with --slow on all. What it says of the others differs by words alone.
[ "${HOSTILE:---quick}" = --quick ] && which=fi || which=??
ls "$scratch/out"/*_$which.pdf >"$scratch/pdfs"
xargs -P 2 -I{} sh -c 'qpdf --check "$1" >/dev/null 2>"$1.fault" && rm "$1.fault" || true' - {} <"$scratch/pdfs"
same "qpdf finds no fault in $(wc -l <"$scratch/pdfs") of them" "" "$(cat "$scratch/out"/*.fault 2>/dev/null | head -n 10)"

# The service's pages and its JSON of the same plans.
start_service "$db" --workers 1
worker=$(pgrep -P "$service")
set -- / /api/v1/plans
for name in $names; do
    [ "$name" != ids ] || name=$(sed -n 's/^  "id": "\(i[^"]*\)".*/\1/p' "$scratch/plans/ids.json" | head -n 1)
    set -- "$@" "/plans/$name" "/plans/$name?lang=sv" "/api/v1/plans/$name" "/plans/$name/plan.pdf?year=2200&meeting=%3Cb%3E%25n"
done
"$BUILD/fcgi-ask" --socket "$scratch/vuosikello.sock" -n $# "$@" >"$scratch/ask.log" 2>&1
same "the service answers $# addresses of them" "$# asked, 0 not whole, 200 x $#" "$(tail -n 1 "$scratch/ask.log")"
same "all by one worker" "$worker" "$(pgrep -P "$service")"
stop_service
done_testing
