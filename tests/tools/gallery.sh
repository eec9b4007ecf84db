#!/bin/sh
# Makes the pictures of docs/gallery, one page of each kind of report in each language, and the README's first, from the sample plans. From the
# environment: BUILD.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
out=$here/docs/gallery
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
"$BUILD/vuosikello" --db "$work/plans.db" import "$here"/db/sample/*.json >/dev/null 2>&1

# picture NAME PAGE PLAN KIND [ID]: in all languages
picture() {
    name=$1 page=$2
    shift 2
    for lang in fi sv en; do
        "$BUILD/vuosikello" --db "$work/plans.db" report "$@" --lang $lang -o "$work/report.pdf"
        pdftoppm -png -r 80 -f "$page" -singlefile "$work/report.pdf" "$work/page"
        /usr/bin/python3 "$here/tests/tools/few_colours.py" 96 "$work/page.png" "$out/$name-$lang.png"
    done
}
picture organisation 4 kymenlaakso-2020-2024 organisation hamina
picture summary 2 kymenlaakso-2020-2024 organisation hamina
picture goal 3 kymenlaakso-2020-2024 goal I
picture appendix 3 pyhtaa-2021-2025 appendix pyhtaa
picture plan 13 kymenlaakso-2020-2024 plan
picture indicators 3 kymenlaakso-2020-2024 indicators
cp "$out/organisation-fi.png" "$here/docs/page.png"
echo "docs/gallery: $(ls "$out" | wc -l) pictures, $(du -sk "$out" | cut -f1) KiB"
