# What nginx does in front of the service: keeps answers, limits readers, serves files, packs, logs.
. "$(dirname "$0")/tap.inc"
db=$scratch/plans.db
plan=$here/db/sample/pyhtaa-2021-2025.json
P=/plans/pyhtaa-2021-2025
BUILD=$scratch/made # the static files of this test
mkdir -p "$BUILD/static"
ln -s "$vuosikello-fcgi" "$BUILD/vuosikello-fcgi"
seq 500 | sed 's/.*/.c& { color: red }/' >"$BUILD/static/a-0123abcd.css"
gzip -k "$BUILD/static/a-0123abcd.css"
check "a plan is imported" "$vuosikello" --db "$db" import "$plan"
start_service "$db" --workers 2
start_nginx

# asked ADDRESS: how many requests the service was given for it, which its log tells; told STATUS ADDRESS: with that answer
asked() { grep -cF " $1 " "$scratch/service.log"; }
told() { grep -cF " $2 $1 " "$scratch/service.log"; }
# cache ADDRESS: what nginx's log tells of the last request for it
cache() { grep -F "\"uri\":\"$1\"" "$scratch/access.log" | tail -n 1 | sed 's/.*"cache":"\([A-Z]*\)".*/\1/'; }

fetch $P/plan.pdf
etag=$(field ETag)
cp "$scratch/body" "$scratch/first.pdf"
fetch $P/plan.pdf
same "a report that is asked for again is made once" 1 "$(asked $P/plan.pdf)"
same "nginx's log tells where it came from" HIT "$(cache $P/plan.pdf)"
check "it is the same" cmp "$scratch/first.pdf" "$scratch/body"
same "its ETag too" "$etag" "$(field ETag)"
same "readers are told to ask each time" "public, max-age=0, must-revalidate" "$(field Cache-Control)"
fetch $P/plan.pdf -H "If-None-Match: $etag"
same "a reader who has it is told so" 304 "$status"
fetch $P/plan.pdf -H 'If-None-Match: "other"'
same "a reader of another is given it" 200 "$status"
fetch $P/plan.pdf -r 0-3
same "a part of it" "206 %PDF" "$status $(cat "$scratch/body")"
same "still it was made once" 1 "$(asked $P/plan.pdf)"
fetch "$P/plan.pdf?lang=sv"
check "another address is another report" test "$(field ETag)" != "$etag"
fetch "$P/plan.pdf?lang=en" -I
same "HEAD of a new report" 200 "$status"
length=$(field Content-Length)
fetch "$P/plan.pdf?lang=en"
same "GET after it is whole" "$length" "$(wc -c <"$scratch/body" | tr -d ' ')"
same "both are made once" 1 "$(asked "$P/plan.pdf?lang=en")"

for address in /nowhere "$P/plan.pdf?year=x" /healthz /readyz; do
    fetch "$address"
    fetch "$address"
    check "$address is not kept" test "$(cache "$address")" != HIT
done
same "an error reaches the service each time" 2 "$(asked /nowhere)"
fetch /nowhere -H 'Accept: application/json'
same "whoever asks for JSON gets JSON" application/problem+json "$(field Content-Type)"
fetch /nowhere -X POST
same "POST is refused by the service, once told what is allowed" "405 1" "$status $(grep -c '^Allow: GET, HEAD$' "$scratch/header")"
fetch /-/data
same "nginx's own address is nobody else's" 404 "$status"
contains "its page is in Swedish too" 'lang="sv">Det finns ingenting' "$scratch/body"

# The same data again: reports are the same, but nothing that was kept is found. Whoever has one costs no making.
check "the plan is imported again" "$vuosikello" --db "$db" import "$plan"
fetch $P/plan.pdf -H "If-None-Match: $etag"
same "a reader who has what is not kept is told so" 304 "$status"
same "by the service, which does not make it" 1 "$(told 304 $P/plan.pdf)"
fetch $P/plan.pdf
same "after an import nothing kept is found" MISS "$(cache $P/plan.pdf)"
sed 's/"Pyhtää"/"Uusi Pyhtää"/' "$plan" >"$scratch/changed.json"
check "a changed plan is imported" "$vuosikello" --db "$db" import "$scratch/changed.json"
fetch $P/plan.pdf
check "it shows at once" test "$(field ETag)" != "$etag"
fetch "$P/plan.pdf?attachment=old"
started=$(date +%s)

# Packing and policy
fetch $P -H 'Accept-Encoding: gzip'
same "a page is packed" gzip "$(field Content-Encoding)"
page=$(field ETag)
fetch $P -H 'Accept-Encoding: gzip' -H "If-None-Match: $page"
same "whoever has it packed is told so" 304 "$status"
lacks "the policy lets nothing in line" unsafe "$scratch/header"
contains "the policy lets nothing else" "^Content-Security-Policy: default-src 'none';" "$scratch/header"
for address in /api/v1$P /api/v1/plan.schema.json $P/plan.csv $P/clock.ics; do
    fetch $address -H 'Accept-Encoding: gzip'
    same "$address is packed" gzip "$(field Content-Encoding)"
    same "it may be read by other sites, once told" 1 "$(grep -c '^Access-Control-Allow-Origin: \*$' "$scratch/header")"
done
fetch $P/plan.pdf -H 'Accept-Encoding: gzip'
same "a PDF is not packed again" "" "$(field Content-Encoding)"

# Static files
fetch /static/a-0123abcd.css
same "a static file" "200 text/css; charset=utf-8" "$status $(field Content-Type)"
same "it may be kept for good" "public, max-age=31536000, immutable" "$(field Cache-Control)"
contains "it has the policy of all" "^X-Content-Type-Options: nosniff" "$scratch/header"
check "it is the file" cmp "$BUILD/static/a-0123abcd.css" "$scratch/body"
fetch /static/a-0123abcd.css -H 'Accept-Encoding: gzip'
check "packed it is the packed file" cmp "$BUILD/static/a-0123abcd.css.gz" "$scratch/body"
for address in /static/none.css /static/ /static/../nginx.conf /static/%2e%2e/nginx.conf; do
    fetch $address
    same "$address is not there" 404 "$status"
    check "$address may come" test "$(field Cache-Control)" = no-store
done
stop_service
fetch /static/a-0123abcd.css
same "static files need no service" 200 "$status"
start_service "$db" --workers 2

# Numbers for a monitor on this machine; number NAME: one of them
number() { curl -s --unix-socket "$scratch/metrics.sock" http://localhost/metrics | sed -n "s/^vuosikello_$1 //p"; }
same "numbers are told on a socket of their own" "200 text/plain; version=0.0.4; charset=utf-8" \
    "$(curl -s -o "$scratch/metrics" -w '%{http_code} %{content_type}' --unix-socket "$scratch/metrics.sock" http://localhost/metrics)"
same "and nothing else there" 404 "$(curl -s -o /dev/null -w '%{http_code}' --unix-socket "$scratch/metrics.sock" "http://localhost$P")"
for address in /metrics /metrics? /%6Detrics //metrics /x/../metrics; do
    fetch $address -H 'Vuosikello-Local: 1' -H 'VUOSIKELLO_LOCAL: 1' -H 'Host: 127.0.0.1:9464'
    lacks "readers are not told them by $address" vuosikello_ "$scratch/body"
done
before=$(number 'requests_total{route="\/plans\/\*\/plan.pdf",status="2xx"}')
fetch "$P/plan.pdf?attachment=counted"
pkill -KILL -P "$service"
sleep 0.5
fetch "$P/plan.pdf?attachment=killed"
same "reports are counted, whatever becomes of the worker" "$((before + 2))" "$(number 'requests_total{route="\/plans\/\*\/plan.pdf",status="2xx"}')"
same "their stages are" "$((before + 2))" "$(number 'report_stage_seconds_count{stage="layout"}')"
same "workers that are replaced are" 2 "$(number worker_restarts_total)"
age=$(number data_age_seconds)
check "the data's age is told" test "$age" -ge 0 -a "$age" -lt 600

# Limits by address: another address of this machine is as good as another reader
# many ADDRESS FROM: how many of 700 requests had which status; the first refusal as fetch gives it
many() {
    : >"$scratch/header" >"$scratch/body"
    python3 - "$port" "$1" "$2" "$scratch" <<'END'
import collections, http.client, sys
port, address, source, scratch = sys.argv[1:]
statuses = collections.Counter()
connection = http.client.HTTPConnection("127.0.0.1", int(port), source_address=(source, 0), timeout=30)
for _ in range(700):
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    statuses[answer.status] += 1
    if answer.status == 429 and statuses[429] == 1:
        open(scratch + "/header", "w").write("".join(f"{name}: {value}\n" for name, value in answer.getheaders()))
        open(scratch + "/body", "wb").write(body)
for status, count in sorted(statuses.items()):
    print(count, status)
END
}
many / 127.0.0.2 >"$scratch/limited"
contains "a reader's first requests are answered" '^[56][0-9]+ 200' "$scratch/limited"
contains "of too many some are refused" '^[0-9]+ 429' "$scratch/limited"
same "until when, is told" 2 "$(field Retry-After)"
contains "why, is told in Swedish too" 'lang="sv">Det kom för många' "$scratch/body"
same "the refusal is not kept" no-store "$(field Cache-Control)"
fetch / --interface 127.0.0.3
same "others are not harmed" 200 "$status"
many /api/v1/plans 127.0.0.5 >"$scratch/limited"
same "below /api/ it is told as a problem" application/problem+json "$(field Content-Type)"
many $P/plan.pdf 127.0.0.4 >"$scratch/limited"
contains "reports are limited more" '^[5-6][0-9][0-9] 429' "$scratch/limited"
many / 127.0.0.1 >"$scratch/unlimited"
lacks "the machine itself is not limited" 429 "$scratch/unlimited"

# Of IPv6, where a reader has as many addresses as they like, by network: with addresses of a network of its own
cat >"$scratch/six.sh" <<'END'
scratch=$1 nginx=$2
ip link set lo up
for address in fd00::1:0:0:0:1 fd00::1:ffff:0:0:2 fd00::2:0:0:0:1; do ip -6 address add $address/128 dev lo; done
"$nginx" -e "$scratch/six.log" -p "$scratch/six" -c "$scratch/six/nginx.conf" &
tries=0
until [ -s "$scratch/six/nginx.pid" ] || [ $tries -gt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
for address in fd00::1:0:0:0:1 fd00::1:ffff:0:0:2 fd00::1:0:0:0:1 fd00::1:ffff:0:0:2 fd00::2:0:0:0:1; do
    curl -g -s -o /dev/null -w '%{http_code} ' --interface $address http://[::1]:8080/static/a-0123abcd.css
done
kill "$(cat "$scratch/six/nginx.pid")"
END
if [ "$(id -u)" -eq 0 ] && unshare -n ip -6 address add fd00::1/128 dev lo 2>/dev/null; then
    mkdir -p "$scratch/six"
    chmod 711 "$scratch/six"
    BUILD=$BUILD sh "$here/nginx/render.sh" run "$scratch/six" 8080 www-data
    sed -i 's/listen 127.0.0.1:/listen [::]:/; s|rate=50r/s|rate=1r/m|; s/burst=500/burst=1/' "$scratch/six/vuosikello.conf"
    same "readers of one network are limited together" "200 200 429 429 200 " "$(unshare -n sh "$scratch/six.sh" "$scratch" "$nginx")"
else
    echo "ok $((tests += 1)) - readers of one network are limited together # SKIP not root, or no network of its own"
fi

# A kept answer that is old is asked about
rest=$((started + 12 - $(date +%s)))
[ "$rest" -le 0 ] || sleep "$rest"
fetch "$P/plan.pdf?attachment=old"
same "a kept answer that is old is asked about" REVALIDATED "$(cache "$P/plan.pdf?attachment=old")"
same "and is not made anew" "1 1" "$(told 200 "$P/plan.pdf?attachment=old") $(told 304 "$P/plan.pdf?attachment=old")"

# The log
fetch "/%C3%A4?x=\"\\$(printf '\377')"
check "the log is JSON lines" python3 -c "
import json, sys
lines = [json.loads(line) for line in open('$scratch/access.log', encoding='utf-8')]
last = [line for line in lines if line['status'] == 404][-1]
assert last['uri'] == '(not ASCII)' and last['method'] == 'GET' and last['address'] == '127.0.0.1', last
assert all(set(line) == {'time', 'address', 'method', 'uri', 'status', 'bytes', 'request_time', 'upstream_response_time', 'cache'} for line in lines)
made = [line for line in lines if line['cache'] == 'MISS' and line['uri'] == '$P/plan.pdf'][0]
assert made['bytes'] > 10000 and float(made['upstream_response_time']) > 0 and made['request_time'] >= 0"
done_testing
