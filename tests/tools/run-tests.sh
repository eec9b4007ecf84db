#!/bin/sh
# Runs the tests named as arguments (programs or *.sh, each printing TAP: "ok N - what", "not ok N - what", "ok N - what # SKIP why") and
# ends with a plain count. A failed test's whole output is shown. Status 1 where any failed, ended badly or none ran.
# Where the programs are built with sanitizers, a report of any process that a test started, services and their workers included, fails that test.
set -u
passed=0 failed=0 skipped=0
out=$(mktemp)
reports=$(mktemp -d)
chmod 1777 "$reports" # some tests start programs as another user
trap 'rm -rf "$out" "$reports"' EXIT
ASAN_OPTIONS=log_path=$reports/report:detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}
UBSAN_OPTIONS=print_stacktrace=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}
export ASAN_OPTIONS UBSAN_OPTIONS
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
    # What ends early without a word has fewer answers than its plan tells, or none.
    planned=$(awk -F '[.][.]' '/^1[.][.][0-9]+/ { sum += $2; told = 1 } END { print told ? sum : "no" }' "$out")
    if [ "$planned" != $((ok + bad + skip)) ]; then
        bad=$((bad + 1))
        echo "not ok - $name has $((ok + bad + skip - 1)) answers and plans $planned" >>"$out"
    fi
    for report in "$reports"/*; do
        [ -e "$report" ] || continue
        bad=$((bad + 1))
        echo "not ok - a sanitizer reports:" >>"$out"
        head -n 60 "$report" >>"$out"
        rm -f "$report"
    done
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
