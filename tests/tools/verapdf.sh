#!/bin/sh
# Validates the PDF files named as arguments with veraPDF, as PDF/UA-1 and PDF/A-2a, in one Java machine, and prints
# TAP: one line a file. veraPDF comes from Maven's registry into BUILD/verapdf. Where that cannot be reached, the test
# counts as skipped, but never when CI=true.
set -u
BUILD=${BUILD:-build}
here=$(dirname "$0")
jars=$BUILD/verapdf
out=$(mktemp)
trap 'rm -rf "$out" "$jars.part"' EXIT

fetch() {
    rm -rf "$jars.part"
    mvn -q -B -f "$here/verapdf/pom.xml" dependency:copy-dependencies \
        -DoutputDirectory="$(realpath -m "$jars.part")" >"$out" 2>&1 &&
        mv "$jars.part" "$jars"
}

if [ ! -d "$jars" ] && ! fetch; then
    echo "################ veraPDF could not be fetched: PDF/UA and PDF/A are NOT checked ################" >&2
    tail -n 5 "$out" >&2
    [ "${CI:-}" = true ] || { echo "ok 1 - PDF/UA-1 and PDF/A-2a # SKIP veraPDF could not be fetched"; exit 0; }
    echo "not ok 1 - veraPDF could not be fetched"
    exit 1
fi
[ $# -gt 0 ] || { echo "not ok 1 - no PDF files"; exit 1; }

# The profiles are those that a file says it holds to; it must say both.
java -cp "$jars/*" org.verapdf.apps.GreenfieldCliWrapper --format text --verbose "$@" >"$out" 2>&1
n=0 failed=0
for file in "$@"; do
    n=$((n + 1))
    full=$(realpath "$file")
    if grep -qxF "PASS $full 2a" "$out" && grep -qxF "PASS $full ua1" "$out"; then
        echo "ok $n - ${file#"$BUILD"/}"
    else
        failed=$((failed + 1))
        echo "not ok $n - ${file#"$BUILD"/}"
    fi
done
if [ "$failed" -gt 0 ]; then
    grep -v '^PASS ' "$out" | head -n 200 | sed 's/^/# /'
    exit 1
fi
