# The contract's addresses, headers and errors, through a real nginx and the real FastCGI program.
. "$(dirname "$0")/tap.inc"
db=$scratch/plans.db
check "the sample plans are imported" "$vuosikello" --db "$db" import "$here"/db/sample/*.json
start_service "$db" --workers 2
start_nginx
keep_answers=$scratch/answers
plan=kymenlaakso-2020-2024
P=/plans/$plan

fetch /healthz
same "healthz is 200" 200 "$status"
same "healthz says ok" ok "$(cat "$scratch/body")"

fetch /
same "/ is 200" 200 "$status"
same "/ is HTML" "text/html; charset=utf-8" "$(field Content-Type)"
contains "/ links to the plan" "href=\"$P\"" "$scratch/body"
for name in X-Content-Type-Options Referrer-Policy Content-Security-Policy ETag Cache-Control; do
    check "/ has $name" test -n "$(field $name)"
done
fetch $P
same "a plan's page is 200" 200 "$status"
for kind in organisations/hamina goals/I appendices/miehikkala plan indicators; do
    contains "the plan's page links to $kind" "href=\"$P/$kind.pdf\"" "$scratch/body"
done
grep -o 'href="[^"]*"' "$scratch/body" | sed 's/href="//; s/"//; s/&amp;/\&/g' | sort -u >"$scratch/links"
dead=
while read -r link; do
    case "$link" in \?*) link=$P$link ;; esac
    fetch "$link"
    [ "$status" = 200 ] || dead="$dead $link:$status"
done <"$scratch/links"
same "every link of the plan's page leads somewhere" "" "$dead"

for kind in organisations/hamina goals/I appendices/hamina appendices/virolahti plan indicators; do
    fetch "$P/$kind.pdf"
    same "$kind is 200" 200 "$status"
    same "$kind is PDF" application/pdf "$(field Content-Type)"
    same "$kind tells its length" "$(wc -c <"$scratch/body" | tr -d ' ')" "$(field Content-Length)"
    check "$kind has a strong ETag" sh -c "echo '$(field ETag)' | grep -qE '^\"[^\"]+\"$'"
    check "$kind has Last-Modified" test -n "$(field Last-Modified)"
    check "$kind has Cache-Control" test -n "$(field Cache-Control)"
    contains "$kind is inline with a file name" '^Content-Disposition: inline; filename="[A-Za-z0-9._-]+\.pdf"' "$scratch/header"
    contains "$kind's file name tells the year" '^Content-Disposition: .*_20[0-9][0-9][._]' "$scratch/header"
    same "$kind is a PDF" %PDF "$(head -c 4 "$scratch/body")"
    etag=$(field ETag)
    cp "$scratch/body" "$scratch/first.pdf"
    fetch "$P/$kind.pdf"
    check "$kind has the same bytes again" cmp "$scratch/first.pdf" "$scratch/body"
    fetch "$P/$kind.pdf" -H "If-None-Match: $etag"
    same "$kind with its ETag is 304" 304 "$status"
    same "the 304 of $kind has no body" 0 "$(wc -c <"$scratch/body" | tr -d ' ')"
    same "the 304 of $kind tells the ETag" "$etag" "$(field ETag)"
    fetch "$P/$kind.pdf" -I
    same "HEAD of $kind is 200" 200 "$status"
    same "HEAD of $kind tells the length" "$(wc -c <"$scratch/first.pdf" | tr -d ' ')" "$(field Content-Length)"
done
fetch "$P/organisations/hamina.pdf" -H 'If-None-Match: "other", W/'"$(field ETag)"
fetch "$P/organisations/hamina.pdf"
etag=$(field ETag)
fetch "$P/organisations/hamina.pdf" -H "If-None-Match: \"other\", W/$etag"
same "a list of weak tags is looked through" 304 "$status"
fetch "$P/organisations/hamina.pdf" -H 'If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT'
same "If-Modified-Since is not looked at" 200 "$status"
for query in year=2021 lang=sv 'meeting=Kunnanvaltuusto%2012.12.2022%20%C2%A7%2045' attachment=Liite+1; do
    fetch "$P/organisations/hamina.pdf?$query"
    same "?$query is 200" 200 "$status"
    check "?$query has an ETag of its own" test "$(field ETag)" != "$etag"
done

# Errors: address | status | the words of the answer
while IFS='|' read -r address wanted words; do
    fetch "$address"
    same "$address is $wanted" "$wanted" "$status"
    [ -z "$words" ] || contains "$address tells: $words" "$words" "$scratch/body"
    contains "$address: the error page is HTML" '<h1' "$scratch/body"
done <<END
/nowhere|404|
/plans/nowhere|404|
/plans/nowhere/plan.pdf|404|
$P/organisations/nowhere.pdf|404|
$P/organisations/miehikkala.pdf|404|
$P/goals/IV.pdf|404|
$P/goals/i.pdf|404|
$P/appendices/nowhere.pdf|404|
/plans/pyhtaa-2021-2025/indicators.pdf|404|
$P/plan.pdf?year=|400|year
$P/plan.pdf?year=20x2|400|year
$P/plan.pdf?year=1899|400|year
$P/plan.pdf?year=2201|400|year
$P/plan.pdf?year=99999999999999999999|400|year
$P/plan.pdf?year=2021&year=2021|400|year
$P/plan.pdf?lang=de|400|lang
$P/plan.pdf?lang=|400|lang
$P/plan.pdf?colour=red|400|colour
$P/plan.pdf?%3Cscript%3E=1|400|&lt;script&gt;
$P/plan.pdf?meeting=%ff|400|meeting
$P/plan.pdf?meeting=a%0Ab|400|meeting
$P/plan.pdf?attachment=%E2%80%AEx|400|attachment
/?year=2021|400|year
/healthz?lang=fi|400|lang
END
long=$(printf '%0121d' 0)
fetch "$P/plan.pdf?meeting=$long"
same "a meeting text of 121 characters is 400" 400 "$status"
fetch "$P/plan.pdf?meeting=${long#0}"
same "a meeting text of 120 characters is 200" 200 "$status"
fetch "/plans/$(printf '%0600d' 0)"
same "a path that is too long is 414" 414 "$status"

# What nginx itself refuses
fetch /%zz
same "an ill-encoded address is 400" 400 "$status"
contains "its page is ours" 'lang=.sv.>Adressen' "$scratch/body"
fetch /api/%zz
same "an ill-encoded address below /api/ is 400" 400 "$status"
same "its answer is a problem" application/problem+json "$(field Content-Type)"
fetch / -X TRACE
same "TRACE is 405" 405 "$status"
same "TRACE: what is allowed" "GET, HEAD" "$(field Allow)"
same "a refused request need not be tried again" "" "$(field Retry-After)"
head -c 20000 /dev/zero >"$scratch/large"
fetch /api/v1/plans -X POST --data-binary "@$scratch/large"
same "a body that is too large is 413" 413 "$status"
same "below /api/ as a problem" application/problem+json "$(field Content-Type)"

fetch $P/plan.pdf -X POST -d x=1
same "POST is 405" 405 "$status"
same "405 tells what is allowed" "GET, HEAD" "$(field Allow)"
fetch /plans/nowhere -H 'Accept: application/json'
same "an error for who asks for JSON" application/problem+json "$(field Content-Type)"
contains "the problem tells its status" '"status": ?404' "$scratch/body"
fetch /api/v1/plans/nowhere
same "an error under /api/" application/problem+json "$(field Content-Type)"

fetch /api/v1/plans
same "the list of plans is JSON" application/json "$(field Content-Type)"
check "the list names the plan" python3 -c "
import json, sys
plans = json.load(open('$scratch/body'))['plans']
assert any(p['id'] == '$plan' and p['title'] and p['period'] == {'from': 2020, 'to': 2024} for p in plans)"
fetch /api/v1/plans/$plan
same "a plan is JSON" application/json "$(field Content-Type)"
check "the plan is a plan file without authors" python3 -c "
import json, sys
plan = json.load(open('$scratch/body'))
assert plan['format'] == 'vuosikello/plan' and plan['plan']['id'] == '$plan' and len(plan['actions']) > 150
assert plan['followups'] and not any('author' in f for f in plan['followups'])"

# Drafts are not served
python3 - "$here/db/sample/pyhtaa-2021-2025.json" "$scratch/draft.json" <<'END'
import json, sys
plan = json.load(open(sys.argv[1]))
plan['plan']['id'] = 'draft-plan'
plan['plan']['state'] = 'draft'
json.dump(plan, open(sys.argv[2], 'w'))
END
check "a draft is imported while the service runs" "$vuosikello" --db "$db" import "$scratch/draft.json"
for address in /plans/draft-plan /plans/draft-plan/plan.pdf /plans/draft-plan/appendices/pyhtaa.pdf /api/v1/plans/draft-plan; do
    fetch $address
    same "$address is 404" 404 "$status"
done
fetch /
lacks "the list of plans has no draft" draft-plan "$scratch/body"
fetch /api/v1/plans
lacks "the JSON list has no draft" draft-plan "$scratch/body"

# A replaced database is seen by the next request
fetch "$P/organisations/hamina.pdf"
before=$(field ETag)
sed 's/"Haminan kaupunki"/"Haminan kaupunki, uusi"/' "$here/db/sample/$plan.json" >"$scratch/changed.json"
check "a changed plan is imported while the service runs" "$vuosikello" --db "$db" import "$scratch/changed.json"
fetch "$P/organisations/hamina.pdf" -H "If-None-Match: $before"
same "the next request sees the new data" 200 "$status"
check "the ETag is another" test "$(field ETag)" != "$before"

keep_answers=
check "all answers of data are as described" /usr/bin/python3 "$here/tests/tools/openapi.py" held "$here/fcgi/openapi.json" "$scratch/answers"

# A worker that dies is replaced, and nobody notices for long. Those that did the work above end in good order first, so that a sanitizer
# can look for leaks.
stop_service
start_service "$db" --workers 2
pkill -KILL -P "$service"
sleep 0.5
fetch /healthz
same "after both workers were killed the service answers" 200 "$status"
contains "the log tells of the ended workers" 'worker [0-9]+ ended \(signal 9\)' "$scratch/service.log"
contains "the log has a line a request" '^[0-9-]+T[0-9:]+Z GET /plans/[^ ]+/plan.pdf[^ ]* 200 [0-9]+ ms=[0-9.]+ read=[0-9.]+ build=[0-9.]+ layout=[0-9.]+ write=[0-9.]+ pages=[0-9]+' "$scratch/service.log"

# SIGTERM: the service ends, and nginx tells readers to come back
stop_service
same "the service ends by SIGTERM in good order" 0 "$service_status"
check "its socket is gone" test ! -e "$scratch/vuosikello.sock"
same "no worker is left" "" "$(pgrep -f "vuosikello-fcgi --socket $scratch/" || true)"
fetch /
same "without the service: 503" 503 "$status"
check "without the service: Retry-After" test -n "$(field Retry-After)"
fetch /api/v1/plans
same "without the service, for JSON" application/problem+json "$(field Content-Type)"
for open in /api/v1/plans "$P/clock.ics?lang=sv" "$P/plan.csv"; do
    fetch "$open"
    same "without the service $open may be read by other sites" '503 *' "$status $(field Access-Control-Allow-Origin)"
done
for page in / "$P?x=a.csv" $P/plan.pdf; do
    fetch "$page"
    same "$page may not" 503 "$status$(field Access-Control-Allow-Origin)"
done

# SIGTERM while a long report is made: it is finished first
python3 - "$scratch/long.json" <<'END'
import json, sys
actions = [{"organisation": "o", "subgoal": "1", "id": f"a{i}", "action": "Kerhoja järjestetään. " * 20} for i in range(20000)]
json.dump({"format": "vuosikello/plan", "version": 1, "plan": {"id": "long", "title": "Pitkä", "period": {"from": 2020, "to": 2024}, "language": "fi",
    "columns": [{"field": "subgoal", "heading": "Välitavoite"}, {"field": "action", "heading": "Toimenpide"}]},
    "organisations": [{"id": "o", "name": "O", "kind": "other"}],
    "goals": [{"id": "g", "number": "1", "title": "T", "subgoals": [{"id": "1", "title": "V"}]}], "actions": actions}, open(sys.argv[1], "w"))
END
check "a long plan is imported" "$vuosikello" --db "$scratch/long.db" import "$scratch/long.json"
start_service "$scratch/long.db" --workers 1 --deadline 60000
curl -s -o "$scratch/long.pdf" -w '%{http_code} %{time_total}' "$base/plans/long/plan.pdf" >"$scratch/long.told" &
reader=$!
sleep 0.2
stop_service
wait "$reader"
contains "the request in hand is finished after SIGTERM" '^200 ' "$scratch/long.told"
check "its report is whole" sh -c "tail -c 8 '$scratch/long.pdf' | grep -q '%%EOF'"
same "and the service ends in good order" 0 "$service_status"

# Addresses that nobody asked for yet: nginx keeps what was made
start_service "$db" --workers 1 --deadline 1
fetch "$P/plan.pdf?attachment=late"
same "past its deadline: 503" 503 "$status"
check "past its deadline: Retry-After" test -n "$(field Retry-After)"
stop_service
start_service "$db" --workers 1 --memory 1
fetch "$P/plan.pdf?attachment=large"
same "past its memory: 503" 503 "$status"
fetch /healthz
same "the next request is not harmed" 200 "$status"
stop_service
start_service "$scratch/none.db" --workers 1
fetch /healthz
same "without a database: 503" 503 "$status"
fetch /accessibility
same "the accessibility statement is there without one" 200 "$status"
fetch /favicon.ico
same "so is the icon" 200 "$status"
"$vuosikello" --db "$scratch/none.db" import "$here/db/sample/pyhtaa-2021-2025.json" >/dev/null 2>&1
fetch /healthz
same "once there is one: 200" 200 "$status"
"$BUILD/vuosikello-fcgi" --db "$db" </dev/null >"$scratch/no-socket.log" 2>&1
same "standard input that is no socket: a wrong call" 2 "$?"
contains "and what to do is told" "give --socket" "$scratch/no-socket.log"
"$BUILD/vuosikello-fcgi" --db "$db" <&- >"$scratch/no-socket.log" 2>&1
same "none at all: the same" 2 "$?"
done_testing
