# Every PDF that the program makes is PDF/UA-1 and PDF/A-2a and has the structure that a listener needs: the reports of the sample plans, of the
# plan of all structures, of one that goes to the format's edges, and of PLANS, each in every language; the files of the device's unit tests;
# 25 random documents. What judges them must reject the mutants of a good report. `make check-pdf` runs this alone.
set -u
tools=$(dirname "$0")/../tools/pdf
out=$BUILD/check-pdf
rm -rf "$out"
mkdir -p "$out/unit" "$out/random"
fail() { echo "not ok 1 - $*"; sed 's/^/#   /' "$out/log"; exit 1; }

for test in test_pdf test_pdf_content; do
    PDF_DIR="$out/unit" "$BUILD/tests/$test" >"$out/log" 2>&1 || fail "$test"
done
"$BUILD/random-pdf" 1 25 "$out/random" >"$out/log" 2>&1 || fail "random documents"

# reports NAME FILE...: all reports of the plan files in every language
reports() {
    db=$out/$1.db name=$1
    shift
    "$BUILD/vuosikello" --db "$db" import "$@" >"$out/log" 2>&1 || fail "import of $name"
    for lang in fi sv en; do
        "$BUILD/vuosikello" --db "$db" reports --all --out "$out/$name-$lang" --lang "$lang" >"$out/log" 2>&1 || fail "reports of $name"
    done
}
reports sample db/sample/*.json
reports structure tests/data/structure.json
reports edges tests/data/edges.json
[ -z "${PLANS:-}" ] || reports plans "$PLANS"/*.json

exec /usr/bin/python3 "$tools/check.py" --jars "${FETCHED:-$BUILD/fetched}/verapdf" --work "$out/work" --mutants "$out/structure-fi/rakenne-2021-2024_kunta_2022.pdf" \
    --device "$out"/unit/*.pdf --reports "$out"/*-??/*.pdf "$out"/random/*.pdf
