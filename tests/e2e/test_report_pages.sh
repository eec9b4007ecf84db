# The reports as pages: of the sample plans in three languages, through a real nginx.
. "$(dirname "$0")/tap.inc"
db=$scratch/plans.db
check "the sample plans are imported" "$vuosikello" --db "$db" import "$here"/db/sample/*.json
start_service "$db" --workers 2
start_nginx
P=/plans/kymenlaakso-2020-2024

check "pages are whole and say what their PDFs say" \
    python3 "$here/tests/tools/check-pages.py" "$base" kymenlaakso-2020-2024 pyhtaa-2021-2025

for page in organisations/hamina goals/I indicators indicators/1; do
    fetch "$P/$page?year=2021&lang=sv"
    same "$page is 200" 200 "$status"
    same "$page is HTML" "text/html; charset=utf-8" "$(field Content-Type)"
    same "$page tells its language" sv "$(field Content-Language)"
    contains "$page leads to its PDF of the same year and language" "href=\"$P/$page.pdf\?year=2021&amp;lang=sv\"" "$scratch/body"
    contains "$page leads to its tables, for a spreadsheet" "href=\"$P/$page.csv\?dialect=excel-fi&amp;year=2021&amp;lang=sv\"" "$scratch/body"
    etag=$(field ETag)
    check "$page is 40 KiB at most on its way" test "$(gzip -6c "$scratch/body" | wc -c)" -le 40960
    fetch "$P/$page?year=2021&lang=sv" -H "If-None-Match: $etag"
    same "$page with its ETag is 304" 304 "$status"
    fetch "$P/$page.pdf?year=2021&lang=sv"
    same "the PDF of $page is 200" 200 "$status"
    check "the PDF of $page has another ETag" test "$etag" != "$(field ETag)"
    fetch "$P/$page.csv?year=2021&lang=sv"
    same "the tables of $page are 200" 200 "$status"
    fetch "$P/$page?meeting=Valtuusto"
    same "$page takes no meeting" 400 "$status"
done
fetch "$P/organisations/hamina"
contains "each row of actions can be led to" '<tr id="hamina_I\.1"' "$scratch/body"
contains "an organisation's appendix can be attached" "href=\"$P/attach\?report=appendices%2Fhamina" "$scratch/body"
fetch "$P/goals/I"
contains "a goal leads to its organisations" "href=\"$P/organisations/hamina\"" "$scratch/body"
fetch "$P/indicators"
contains "the indicators lead to each" "href=\"$P/indicators/1\"" "$scratch/body"
fetch "$P/indicators/1?year=2022"
contains "an indicator's year is no part of its title" '<h1[^>]*>[^<]* – 2022</h1>' "$scratch/body"
for unknown in organisations/nobody goals/IX indicators/999; do
    fetch "$P/$unknown?lang=en"
    same "$unknown is 404" 404 "$status"
    contains "and says what is not there" "${unknown#*/}" "$scratch/body"
done
fetch "/plans/pyhtaa-2021-2025/indicators"
same "a plan without indicators has no page of them" 404 "$status"
grep -o '"author": "[^"]*"' "$here/db/sample/kymenlaakso-2020-2024.json" | sed 's/.*: "//; s/"//' | sort -u >"$scratch/authors"
fetch "$P/organisations/hamina"
check "the sample has authors" test -s "$scratch/authors"
check "authors of follow-up are not told" sh -c "! grep -qFf '$scratch/authors' '$scratch/body'"

done_testing
