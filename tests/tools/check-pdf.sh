#!/bin/sh
# Validates as PDF/UA-1 and PDF/A-2a whatever the program makes: the PDFs of the device's unit tests, every report of
# the sample plans in every language, and every report of the plan files in PLANS. Prints TAP, a line a file.
set -u
out=$BUILD/check-pdf
rm -rf "$out"
mkdir -p "$out/unit"
fail() { echo "not ok 1 - $*"; exit 1; }

for test in test_pdf test_pdf_content; do
    PDF_DIR="$out/unit" "$BUILD/tests/$test" >"$out/log" 2>&1 || fail "$test"
done

# reports FOLDER LANG FILE...: all reports of the plan files
reports() {
    folder=$out/$1 lang=$2
    shift 2
    "$BUILD/vuosikello" --db "$folder.db" import "$@" >"$out/log" 2>&1 || { cat "$out/log" >&2; fail "import"; }
    "$BUILD/vuosikello" --db "$folder.db" reports --all --out "$folder" ${lang:+--lang "$lang"} >"$out/log" 2>&1 ||
        { cat "$out/log" >&2; fail "reports"; }
}
for lang in fi sv en; do
    reports "sample-$lang" "$lang" db/sample/*.json
done
[ -z "${PLANS:-}" ] || reports plans '' "$PLANS"/*.json
sh tests/tools/verapdf.sh "$out"/*/*.pdf
