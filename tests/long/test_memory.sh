# 100,000 requests to one worker: its memory stays flat and within 40 MiB. REQUESTS=N asks N times.
. "$(dirname "$0")/../e2e/tap.inc"
db=$scratch/plans.db
requests=${REQUESTS:-100000}
P=/plans/kymenlaakso-2020-2024
check "the sample plans are imported" "$vuosikello" --db "$db" import "$here"/db/sample/*.json
start_service "$db" --workers 1
worker=$(pgrep -P "$service")
resident() { sed -n 's/VmRSS:[ \t]*\([0-9]*\) kB/\1/p' "/proc/$worker/status"; }
round() {
    "$BUILD/fcgi-ask" --socket "$scratch/vuosikello.sock" -n "$1" $P/organisations/hamina.pdf "$P/organisations/kymsote.pdf?lang=sv" / \
        $P/goals/I.pdf $P $P/appendices/miehikkala.pdf "$P/organisations/hamina.pdf?year=2021&meeting=Kunnanhallitus" /nowhere \
        "$P/plan.pdf?year=x" $P/indicators.pdf /api/v1/plans /healthz /plans/pyhtaa-2021-2025/appendices/pyhtaa.pdf \
        "$P/organisations/kouvola.pdf?lang=en" /api/v1$P $P/plan.pdf \
        /api/v1$P/actions "/api/v1$P/assessments?lang=sv" "$P/indicators.csv?dialect=excel-fi" $P/status.csv $P/clock.ics >"$scratch/ask.log" 2>&1
    whole=$?
    echo "# $(tail -n 1 "$scratch/ask.log"); resident: $(resident) KiB"
}
round $((requests / 20))
same "each of the first $((requests / 20)) answers is whole" 0 $whole
first=$(resident)
for part in 1 2 3 4 5; do
    round $((requests * 19 / 100))
    same "each answer of part $part is whole" 0 $whole
done
last=$(resident)
same "the same worker answered all" "$worker" "$(pgrep -P "$service")"
check "it holds at most 40 MiB ($last KiB)" test "$last" -le 40960
check "it does not grow ($first KiB after $((requests / 20)) requests, $last KiB after $requests)" test $((last - first)) -le 1024

# Reports that take most of what a request may have leave nothing behind either.
python3 "$here/tests/tools/hostile-plans.py" "$scratch" long-strange many-newlines
check "plans of long texts are imported" "$vuosikello" --db "$db" import "$scratch/long-strange.json" "$scratch/many-newlines.json"
check "their reports are made" "$BUILD/fcgi-ask" --socket "$scratch/vuosikello.sock" -n 20 /plans/long-strange/plan.pdf \
    /plans/many-newlines/goals/G0.pdf /healthz /plans/long-strange/organisations/o0.pdf
# The worker gives memory back when its answer is out: on a busy machine that is a moment later.
for wait in 1 2 3 4 5 6 7 8 9 10; do
    last=$(resident)
    [ "$last" -gt 40960 ] || break
    sleep 1
done
check "it still holds at most 40 MiB ($last KiB)" test "$last" -le 40960
stop_service
done_testing
