#!/bin/sh
# Prints what the program reaches on this machine; never fails a build. From the environment: BUILD. Figures of one run compare with one
# another; neighbours on a shared machine change all of them.
set -u
. "$(dirname "$0")/../e2e/tap.inc"
db=$scratch/plans.db
plan=kymenlaakso-2020-2024
"$vuosikello" --db "$db" import "$here"/db/sample/*.json >/dev/null 2>&1 || { echo "the sample plans cannot be imported"; exit 0; }
bench="$BUILD/bench-report --db $db"

echo "One report, warm, one process (median):"
for what in "organisation hamina" "organisation kymsote" "goal I" "appendix hamina" "plan" "indicators"; do
    printf '  %-24s %s\n' "$what" "$($bench $plan $what -s -n 101)"
done
printf '  %-24s %s\n' "appendix (municipal)" "$($bench pyhtaa-2021-2025 appendix pyhtaa -s -n 101)"

echo "What tagging and PDF/A cost (both by turns, medians):"
for what in "organisation hamina" "plan"; do
    printf '  %-24s %s\n' "$what" "$($bench $plan $what -r -n 101)"
done

echo "Cold: the command from start to file (median of 21):"
for what in "organisation hamina" "plan"; do
    python3 - "$vuosikello" "$db" $plan $what <<'END'
import subprocess, sys, time, statistics
command, db, *what = sys.argv[1:]
times = []
for _ in range(21):
    start = time.perf_counter()
    subprocess.run([command, "--db", db, "report", *what, "-o", "-"], stdout=subprocess.DEVNULL, check=True)
    times.append((time.perf_counter() - start) * 1000)
print(f"  {' '.join(what[1:]):<24} {statistics.median(times):.1f} ms")
END
done

start_service "$db" --workers 2
start_nginx
address=$base/plans/$plan/organisations/hamina.pdf
etag=$(curl -s -o /dev/null -D - "$address" | tr -d '\r' | sed -n 's/^ETag: //Ip')
if command -v wrk >/dev/null; then
    # Each request has an address of its own, which nobody asked for before.
    cat >"$scratch/new.lua" <<'END'
local round, n = os.time(), 0
request = function() n = n + 1; return wrk.format("GET", wrk.path .. "?attachment=" .. round .. "." .. n) end
END
    echo "Through nginx, two workers, eight readers (wrk, 5 s):"
    printf '  %-24s %s\n' "organisation, new" "$(wrk -t1 -c8 -d5s -s "$scratch/new.lua" "$address" | sed -n 's/Requests\/sec: */ /p') a second"
    printf '  %-24s %s\n' "the same, 304" "$(wrk -t1 -c8 -d5s -s "$scratch/new.lua" -H 'If-None-Match: *' "$address" | sed -n 's/Requests\/sec: */ /p') a second"
    printf '  %-24s %s\n' "organisation, kept" "$(wrk -t1 -c8 -d5s "$address" | sed -n 's/Requests\/sec: */ /p') a second"
    printf '  %-24s %s\n' "the same, 304" "$(wrk -t1 -c8 -d5s -H "If-None-Match: $etag" "$address" | sed -n 's/Requests\/sec: */ /p') a second"
    echo "A worker's memory over many requests (KiB resident after each round):"
    for round in 1 2 3; do
        wrk -t1 -c8 -d${ROUND:-40}s -s "$scratch/new.lua" "$address" >"$scratch/wrk.log" 2>&1
        printf '  after %s more: %s\n' "$(sed -n 's/ *\([0-9]*\) requests in.*/\1/p' "$scratch/wrk.log")" \
            "$(pgrep -P "$service" | while read -r pid; do sed -n 's/VmRSS:[ \t]*\([0-9]*\) kB/\1/p' /proc/$pid/status; done | tr '\n' ' ')"
    done
fi
echo "304 by the service alone (ms told in its log, median):"
sed -n 's/.*organisations\/hamina.pdf[^ ]* 304 .* ms=\([0-9.]*\).*/\1/p' "$scratch/service.log" | sort -n | awk '{a[NR]=$1} END {if (NR) print "  " a[int(NR/2)+1]}'

# What nginx keeps is not what is measured: each page is made anew, packed and sent.
sed -i 's/^    fastcgi_cache vuosikello;/    fastcgi_cache off;/' "$scratch/vuosikello.conf"
"$nginx" -p "$scratch" -c "$scratch/nginx.conf" -s reload 2>>"$scratch/nginx.log"
sleep 1
median() { sort -n | awk '{a[NR] = $1} END {if (NR) printf "%.1f", a[int((NR + 1) / 2)]}'; }
echo "Pages: from the request to the first byte, through nginx that keeps none, and of that in the service (median of 101, ms; at most 5):"
for page in / /plans/$plan /plans/$plan/organisations/hamina /plans/$plan/goals/I /plans/$plan/indicators; do
    curl -s -o /dev/null "$base$page#[1-5]"
    : >"$scratch/service.log"
    # A fragment is not sent: curl asks for the same page again and again.
    first=$(curl -s --compressed -o /dev/null -w '%{time_starttransfer}\n' "$base$page#[1-101]" | awk '{print $1 * 1000}' | median)
    within=$(sed -n "s|.* GET $page 200 .* ms=\([0-9.]*\).*|\1|p" "$scratch/service.log" | median)
    printf '  %-48s %s (%s)\n' "$page" "$first" "$within"
done
