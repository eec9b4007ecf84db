# The data for programs: the API held to its description, the tables as other programs read them, the calendar; drafts, hostile texts, readers of other sites.
. "$(dirname "$0")/tap.inc"
db=$scratch/plans.db
python=/usr/bin/python3 # Debian's, which has the modules
document=$here/fcgi/openapi.json
openapi() { "$python" "$here/tests/tools/openapi.py" "$@"; }
files() { "$python" "$here/tests/tools/data-files.py" "$@"; }
sed 's/"state": "published"/"state": "draft"/; s/"pieni-2021-2024"/"draft-plan"/' "$here/tests/data/small.json" >"$scratch/draft.json"
mkdir "$scratch/plans"
"$python" - "$here/tests/data/small.json" "$scratch/plans/formulas.json" <<'END'
import json, sys
plan = json.load(open(sys.argv[1], encoding="utf-8"))
plan["plan"]["id"] = "formulas"
texts = ["=1+1", "+1", "-1", "@SUM(A1)", "- kerho", "1.2", "12/2022", "=HYPERLINK(\"http://x\";\"y\")", "a\"b;c,d\ne", "'=1", "%s%n", "2022"]
for number, action in enumerate(plan["actions"]):
    action["action"] = texts[number % len(texts)]
for number, event in enumerate(plan["events"]):
    event["title"] = "a\\b;c,d:e\"f\" " + "åäö€👍" * 30 + str(number)
plan["observations"].append({"indicator": "vaesto", "area": "kunta", "year": 2022, "value": -1.5, "note": "=1;2"})
json.dump(plan, open(sys.argv[2], "w", encoding="utf-8"))
END
check "the plans are imported" "$vuosikello" --db "$db" import "$here"/db/sample/*.json "$here/tests/data/small.json" "$scratch/draft.json" \
    "$scratch/plans/formulas.json"
start_service "$db" --workers 2
start_nginx

check "the description is sound OpenAPI 3.1" openapi structure "$document"
check "it describes every address, and no other" openapi routes "$document" "$here/fcgi/route.c"
check "every answer is as described" openapi ask "$document" "$base"
for plan in kymenlaakso-2020-2024 pyhtaa-2021-2025 pieni-2021-2024 formulas; do
    check "$plan: the tables say what the API says" files tables "$base" $plan
    check "$plan: the calendar is sound and whole" files calendar "$base" $plan
done

keep_answers=$scratch/answers
A=/api/v1/plans/kymenlaakso-2020-2024
P=/plans/kymenlaakso-2020-2024
# Whoever asks from another site, whatever the answer
for address in $A/goals $A/goals?x=1 $A/none /api/v1/plans/none $P/plan.csv $P/plan.csv?x=1 $P/clock.ics; do
    fetch $address -H 'Origin: https://example.org'
    same "$address may be read by other sites" '*' "$(field Access-Control-Allow-Origin)"
done
fetch $P
same "a page may not" "" "$(field Access-Control-Allow-Origin)"
fetch $A/goals -X POST -d x=1
same "POST is 405" 405 "$status"
same "and tells what is allowed" "GET, HEAD" "$(field Allow)"

fetch "$P/organisations/hamina.csv?year=2021&lang=sv"
same "a table's type" "text/csv; charset=utf-8; header=present" "$(field Content-Type)"
same "a table's file name" 'attachment; filename="kymenlaakso-2020-2024_hamina_2021_sv.csv"' "$(field Content-Disposition)"
etag=$(field ETag)
fetch "$P/organisations/hamina.csv?year=2021&lang=sv" -H "If-None-Match: $etag"
same "a table with its ETag is 304" 304 "$status"
fetch "$P/organisations/hamina.csv?year=2021&lang=sv" -H 'Accept-Encoding: gzip' -H "If-None-Match: W/$etag"
same "and with a weak one" 304 "$status"
fetch $P/clock.ics
same "the calendar's type" "text/calendar; charset=utf-8" "$(field Content-Type)"
fetch $P/clock.ics
cp "$scratch/body" "$scratch/first.ics"
fetch $P/clock.ics
check "the calendar has the same bytes again" cmp "$scratch/first.ics" "$scratch/body"
fetch $A/follow-ups
lacks "authors are not told" '"author"' "$scratch/body"

# The year: nothing newer
for part in follow-ups observations; do
    fetch "$A/$part?year=2021"
    check "$part of 2021 and before" "$python" -c "
import json
rows = next(rows for rows in json.load(open('$scratch/body')).values() if isinstance(rows, list))
years = {row['year'] for row in rows}
assert 2021 in years and max(years) == 2021, years"
done
fetch "$A/reports?lang=en"
"$python" -c "
import json
for report in json.load(open('$scratch/body'))['reports']:
    print(report['pdf'], report['csv'], report.get('page', ''), sep='\n')" | sed '/^$/d' >"$scratch/addresses"
dead=
while read -r address; do
    fetch "$address"
    [ "$status" = 200 ] || dead="$dead $address:$status"
done <"$scratch/addresses"
same "the reports are where the API says, $(wc -l <"$scratch/addresses") addresses" "" "$dead"

for address in /api/v1/plans/draft-plan /api/v1/plans/draft-plan/goals /api/v1/plans/draft-plan/indicators/vaesto /plans/draft-plan/plan.csv \
    /plans/draft-plan/status.csv /plans/draft-plan/indicators/vaesto.csv /plans/draft-plan/clock.ics; do
    fetch $address
    same "a draft: $address is 404" 404 "$status"
done
check "all these answers are as described" openapi held "$document" "$scratch/answers"
keep_answers=

# An import shows with the next request
fetch $A/organisations
before=$(field ETag)
sed 's/"Haminan kaupunki"/"Haminan kaupunki, uusi"/' "$here/db/sample/kymenlaakso-2020-2024.json" >"$scratch/changed.json"
check "a changed plan is imported" "$vuosikello" --db "$db" import "$scratch/changed.json"
fetch $A/organisations -H "If-None-Match: $before"
same "the next answer is another" 200 "$status"
contains "and has the new name" 'Haminan kaupunki, uusi' "$scratch/body"

# As awkward as plans may be
stop_service
hostile=$("$python" "$here/tests/tools/hostile-plans.py" --quick)
# shellcheck disable=SC2086
"$python" "$here/tests/tools/hostile-plans.py" "$scratch/plans" $hostile
check "the awkward plans are imported" "$vuosikello" --db "$scratch/hostile.db" import "$scratch"/plans/*.json
start_service "$scratch/hostile.db" --workers 2
check "every answer about them is as described" openapi ask "$document" "$base"
for file in "$scratch"/plans/*.json; do
    plan=$("$python" -c "import json, sys; print(json.load(open(sys.argv[1]))['plan']['id'])" "$file")
    check "$plan: the tables say what the API says" files tables "$base" "$plan"
    check "$plan: the calendar is sound and whole" files calendar "$base" "$plan"
done
stop_service
done_testing
