# Every report of the sample plans, of those in tests/data and of the plan files in PLANS, is a sound PDF with all of its plan's text in it, and the same bytes
# each time.
. "$(dirname "$0")/tap.inc"
db=$scratch/plans.db

# Plan files with the same id as a sample's stand in a database of their own.
n=0
for folder in "$here/db/sample" "$here/tests/data" ${PLANS:-}; do
    n=$((n + 1))
    db=$scratch/plans$n.db
    check "the plan files of folder $n are imported" "$vuosikello" --db "$db" import "$folder"/*.json
    check "all reports of folder $n are made" "$vuosikello" --db "$db" reports --all --out "$scratch/out$n"
    check "there are reports" test -n "$(ls "$scratch/out$n"/*.pdf 2>/dev/null)"
    bad=
    for pdf in "$scratch/out$n"/*.pdf; do
        qpdf --check "$pdf" >"$scratch/log" 2>&1 || bad="$bad ${pdf##*/}: $(tail -n 2 "$scratch/log")"
    done
    same "qpdf finds no fault in the $(ls "$scratch/out$n"/*.pdf | wc -l) reports of folder $n" "" "$bad"
    bad=
    for pdf in "$scratch/out$n"/*.pdf; do
        # Debian's mutool is built without colour management and says so.
        mutool draw -q -F text -o /dev/null "$pdf" 2>"$scratch/all" && ! grep -v 'ICC support is not available' "$scratch/all" >"$scratch/log" ||
            bad="$bad ${pdf##*/}: $(head -n 1 "$scratch/log")"
    done
    same "mutool reads every report of folder $n" "" "$bad"
    check "every text of the plan files of folder $n is in its reports, whole and in order" \
        python3 "$here/tests/tools/check-text.py" "$vuosikello" "$db" "$folder"/*.json

    # What they tell of themselves, in every language
    check "Info and XMP of the reports of folder $n tell the same, and what they must" python3 "$here/tests/tools/check-meta.py" "$scratch/out$n"/*.pdf
    for lang in fi sv en; do
        "$vuosikello" --db "$db" reports --all --out "$scratch/$lang$n" --lang $lang >"$scratch/log" 2>&1
        check "so do those in $lang" python3 "$here/tests/tools/check-meta.py" "$scratch/$lang$n"/*.pdf
    done
    check "the database gives the bytes of each report of folder $n" "$vuosikello" --db "$db" verify "$scratch/out$n"/*.pdf "$scratch/sv$n"/*.pdf

    # The same data gives the same bytes: again, and from a database that was filled in another order.
    check "the reports of folder $n are made again" "$vuosikello" --db "$db" reports --all --out "$scratch/again$n"
    check "the bytes of folder $n are the same" diff -r "$scratch/out$n" "$scratch/again$n"
    reversed=$(ls -r "$folder"/*.json)
    for file in $reversed; do "$vuosikello" --db "$scratch/other$n.db" import "$file" >/dev/null 2>&1; done
    check "the reports are made from a database filled in another order" \
        "$vuosikello" --db "$scratch/other$n.db" reports --all --out "$scratch/other$n"
    check "its bytes are the same" diff -r "$scratch/out$n" "$scratch/other$n"
done
done_testing
