# A report of each kind, opened once in poppler, MuPDF, PDF.js and Chromium (tests/tools/pdf/readers.py).
. "$(dirname "$0")/tap.inc"
"$vuosikello" --db "$scratch/structure.db" import "$here/tests/data/structure.json" >/dev/null 2>&1
plan() { "$vuosikello" --db "$scratch/structure.db" report rakenne-2021-2024 "$@"; }
plan organisation kunta -o "$scratch/organisation.pdf"
plan goal II -o "$scratch/goal.pdf"
plan appendix kunta -o "$scratch/appendix.pdf"
plan plan -o "$scratch/plan.pdf"
plan indicators -o "$scratch/indicators.pdf"
/usr/bin/python3 "$here/tests/tools/pdf/readers.py" --pdfjs "${FETCHED:-$BUILD/fetched}/pdfjs" "$scratch/organisation.pdf" "$scratch/goal.pdf" "$scratch/appendix.pdf" \
    "$scratch/plan.pdf" "$scratch/indicators.pdf"
