#!/bin/sh
# Runs the tests named as arguments (programs or *.sh, each printing TAP: "ok N - what", "not ok N - what", "ok N - what # SKIP why") and
# ends with a plain count. A failed test's whole output is shown. Status 1 where any failed, ended badly or none ran.
set -u
passed=0 failed=0 skipped=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for test in "$@"; do
    name=$(basename "$test" .sh)
    start=$(date +%s%N)
    case "$test" in
        *.sh) sh "$test" >"$out" 2>&1 ;;
        *)    CMOCKA_MESSAGE_OUTPUT=TAP "$test" >"$out" 2>&1 ;;
    esac
    status=$?
    # cmocka calls a skipped test "not ok N # SKIP name"
    skip=$(grep -Eci '^(not )?ok .*# *skip' "$out")
    ok=$(grep '^ok ' "$out" | grep -vci '# *skip'); bad=$(grep '^not ok ' "$out" | grep -vci '# *skip')
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ $((ok + bad + skip)) -eq 0 ]; then bad=1; echo "not ok - $name ran no test" >>"$out"; fi
    passed=$((passed + ok)); failed=$((failed + bad)); skipped=$((skipped + skip))
    ms=$(( ($(date +%s%N) - start) / 1000000 ))
    if [ "$bad" -gt 0 ]; then
        echo "FAIL $name: $bad failed, $ok passed ($ms ms, status $status)"
        sed 's/^/    /' "$out" | tail -n 200
    else
        echo "ok   $name: $ok passed${skip:+$( [ "$skip" -gt 0 ] && echo ", $skip skipped")} ($ms ms)"
    fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
