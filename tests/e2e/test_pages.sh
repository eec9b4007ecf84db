# The pages as a reader meets them: through nginx, in three languages. Links are followed in test_browser.sh.
. "$(dirname "$0")/tap.inc"
db=$scratch/plans.db
check "the sample plans are imported" "$vuosikello" --db "$db" import "$here"/db/sample/*.json
start_service "$db" --workers 2 --owner 'Kymenlaakson <hyvinvointialue>' --feedback saavutettavuus@example.fi
start_nginx
plan=kymenlaakso-2020-2024
P=/plans/$plan
A=$P/attach

# Every kind of page, in every language
for page in / $P $P/organisations/hamina $P/goals/I $P/indicators "$A?report=appendices/hamina" /accessibility /nowhere; do
    for lang in fi sv en; do
        case $page in *\?*) with="$page&lang=$lang" ;; *) with="$page?lang=$lang" ;; esac
        fetch "$with"
        contains "$with is in $lang" "^<html lang=\"$lang\">" "$scratch/body"
        same "$with tells its language" "$lang" "$(field Content-Language)"
        same "$with has one h1" 1 "$(grep -c '<h1' "$scratch/body")"
        lacks "$with has no inline style or script" '<style|<script>| style=|<[a-z]+ [^>]* on[a-z]+="|javascript:' "$scratch/body"
        lacks "$with asks nobody else for anything" '(src|action)="(https?:)?//|<link [^>]*href="(https?:)?//' "$scratch/body"
        lacks "$with has no words of another language untold" '<span lang="en">[A-Z][a-z]+ [a-z]' "$([ $lang = en ] && echo /dev/null || echo "$scratch/body")"
        for other in fi sv en; do
            contains "$with leads to $other" "<a href=\"[^\"]*lang=$other\" lang=\"$other\"" "$scratch/body"
        done
        for landmark in '<header class="site"' '<main id="main"' '<footer class="site"' 'href="#main"' 'href="/accessibility?lang='$lang; do
            contains "$with has $landmark" "$(echo "$landmark" | sed 's/[?]/[?]/')" "$scratch/body"
        done
    done
done

fetch /
contains "/ tells how far the newest round is reported" 'Raportoitu 141 / 174 toimenpidettä' "$scratch/body"
contains "/ names the owner, escaped" 'Kymenlaakson &lt;hyvinvointialue&gt;' "$scratch/body"
contains "/ has where feedback goes" 'href="mailto:saavutettavuus@example.fi"' "$scratch/body"
check "/ is small" test "$(gzip -c "$scratch/body" | wc -c)" -lt 40960
etag=$(field ETag)
fetch / -H "If-None-Match: $etag"
same "/ unchanged is 304" 304 "$status"

fetch "$P?year=2021&lang=sv"
contains "a plan's year is chosen" 'href="\?lang=sv&amp;year=2021" aria-current="true"' "$scratch/body"
contains "links keep year and language" "href=\"$P/organisations/hamina\?year=2021&amp;lang=sv\"" "$scratch/body"
fetch $P
check "a plan's page is small" test "$(gzip -c "$scratch/body" | wc -c)" -lt 40960
same "no table on it is without the dialect for spreadsheets" "" "$(grep -oE 'href="[^"]*\.csv[^"]*"' "$scratch/body" | grep -v 'dialect=excel-fi')"
contains "it has tables" 'plan\.csv' "$scratch/body"
contains "a mark leads to its row" "<td><a href=\"$P/organisations/hamina#hamina_I.1\">" "$scratch/body"
contains "a mark tells its word to listeners" 'role="img" aria-label="Toteutunut"' "$scratch/body"
contains "the matrix has row heads, which lead to their subgoals" '<th scope="row"><a href="[^"]*/goals/I#_I\.1"><strong>I.1</strong>' "$scratch/body"
contains "the matrix scrolls by itself, with a name and by keyboard" '<section class="wide" aria-labelledby="status" tabindex="0">' "$scratch/body"
contains "what worsens is told" '<h3 id="worsening"><svg.*Koko maata huonompi ja huonontunut' "$scratch/body"
contains "how much is late is told by organisation" '>Raportoimattomat toimenpiteet</th><th scope="col" class="end">Viivästyneet toimenpiteet<' "$scratch/body"
contains "what is late is told" "href=\"$P/organisations/kymsote#kymsote_II.5\"" "$scratch/body"
contains "the month is told" "<strong>$(LC_ALL=C date -u +%m | sed 's/01/tammi/; s/02/helmi/; s/03/maalis/; s/04/huhti/; s/05/touko/; s/06/kesä/; s/07/heinä/; s/08/elo/; s/09/syys/; s/10/loka/; s/11/marras/; s/12/joulu/')kuu</strong>" "$scratch/body"
fetch $P/organisations/hamina
contains "the row that a mark leads to is there" ' id="hamina_I.1"' "$scratch/body"

# Attach to an agenda
fetch "$A?report=appendices/hamina&meeting=Valtuusto+%22%3Cb%3E&attachment=Liite+1&year=2022&report_lang=sv&lang=fi"
same "the form makes an address" 200 "$status"
pdf=$(sed -n 's/.*<a class="button" href="\([^"]*\)".*/\1/p' "$scratch/body" | sed 's/&amp;/\&/g')
name=$(sed -n 's/.*Tiedoston nimi on <strong>\([^<]*\)<.*/\1/p' "$scratch/body")
contains "what was written stands in the form, escaped" 'name="meeting" type="text" autocomplete="off" value="Valtuusto &quot;&lt;b&gt;"' "$scratch/body"
contains "the choice stands in the form, and tells what it is" '<option value="appendices/hamina" selected>Haminan kaupunki \(liite\)' "$scratch/body"
contains "its whole address is told" "readonly value=\"$base$P/appendices/hamina.pdf" "$scratch/body"
for host in 'example.fi:8443' '[::1]:80' 'hostile.example"><b>' 'a b' 'user@example.fi' 'example.fi:http'; do
    fetch "$A?report=plan" -H "Host: $host"
    case "$status $host" in
    400*) ok "no host at all is refused: $host" ;;
    *example.fi:8443 | *'[::1]:80') contains "the address begins with the host that was asked: $host" "readonly value=\"http://$(echo "$host" | sed 's/[][]/\\&/g')/plans/" "$scratch/body" ;;
    *) contains "a host that is none is left out: $host" "readonly value=\"/plans/" "$scratch/body" ;;
    esac
done
fetch "$A?report=plan"
contains "what others asked for is not given" "readonly value=\"$base$P/plan.pdf" "$scratch/body"
fetch "$A?report=plan&lang=sv"
contains "the form offers its page's language" '<option value="sv" selected>' "$scratch/body"
contains "and its address has that, before any is chosen" "readonly value=\"$base$P/plan.pdf\?[^\"]*lang=sv\"" "$scratch/body"
fetch "$pdf"
same "the address is a PDF" "200 application/pdf" "$status $(field Content-Type)"
same "the file has the name told" "inline; filename=\"$name\"" "$(field Content-Disposition)"
fetch "$A?report=goals/none&meeting=%E2%80%AE&year=12345"
same "a form that cannot be is 400" 400 "$status"
contains "the title says so" '<title>Korjaa lomake: ' "$scratch/body"
for name in report meeting year; do
    contains "$name: its field is marked" "id=\"$name\" name=\"$name\"[^>]* aria-invalid=\"true\"" "$scratch/body"
    contains "$name: it is told beside it" "<p class=\"wrong\" id=\"$name-wrong\">" "$scratch/body"
done
lacks "no address is made" 'class="made"' "$scratch/body"
fetch "$A?report=plan&report=plan"
same "a field given twice is 400" 400 "$status"

# Static files
fetch /
for file in $(grep -oE '/static/[a-z]+\.[0-9a-f]+\.(css|js|svg)' "$scratch/body" | sort -u); do
    fetch "$file"
    same "$file may be kept for ever" "200 public, max-age=31536000, immutable" "$status $(field Cache-Control)"
done
fetch /favicon.ico
same "/favicon.ico is a picture" "200 image/svg+xml" "$status $(field Content-Type)"

# Search
for words in hamina HAMINAN%20kaupunki; do
    fetch "/search?q=$words&lang=fi"
    contains "?q=$words finds the organisation" "<a href=\"$P/organisations/hamina\?lang=fi\">" "$scratch/body"
done
fetch "/search?q=lapsen%20oikeus&lang=fi"
contains "another form of the words finds the subgoal, at its place on its goal's page" "<a href=\"$P/goals/I\?lang=fi#_I\.3\">I.3 Lapsen oikeuksien" "$scratch/body"
contains "below a heading that tells what it is" "<h2>Välitavoitteet</h2>" "$scratch/body"
fetch "$P/goals/I?lang=fi"
contains "the place is there" '<h2 id="_I\.3">I\.3 Lapsen oikeuksien' "$scratch/body"
fetch "/search?q=%3Cb%3Exyz"
contains "nothing found says what to do" "Mitään ei löytynyt" "$scratch/body"
contains "the words stand in the field, escaped" "value=\"&lt;b&gt;xyz\"" "$scratch/body"

# A plan of nothing but its frame
cat >"$scratch/bare.json" <<'END'
{"format": "vuosikello/plan", "version": 1, "plan": {"id": "bare", "title": "Paljas", "period": {"from": 2020, "to": 2024}, "language": "fi",
"columns": [{"field": "subgoal", "heading": "Välitavoite"}, {"field": "action", "heading": "Toimenpide"}]}, "organisations": [{"id": "o", "name": "O", "kind": "other"}],
"goals": [{"id": "g", "number": "1", "title": "T", "subgoals": [{"id": "1", "title": "V"}]}], "actions": []}
END
check "a bare plan is imported" "$vuosikello" --db "$db" import "$scratch/bare.json"
for page in / /plans/bare /plans/bare/organisations/o /plans/bare/goals/g /plans/bare/attach "/plans/bare/attach?report=plan" "/search?q=paljas"; do
    fetch "$page"
    same "a bare plan has its pages: $page" 200 "$status"
done
fetch /plans/bare
contains "before any follow-up that is said" 'Suunnitelman toteutumisesta ei ole vielä raportoitu' "$scratch/body"
lacks "once, and nothing is counted" 'class="bar"|id="status"|id="late"' "$scratch/body"

# Another import shows at once
fetch $P
etag=$(field ETag)
sed 's/Haminan kaupunki/Haminan uusi kaupunki/' "$here/db/sample/$plan.json" >"$scratch/new.json"
check "the plan is imported anew" "$vuosikello" --db "$db" import "$scratch/new.json"
fetch $P -H "If-None-Match: $etag"
same "a plan's page is new after an import" 200 "$status"
contains "and shows what is new" 'Haminan uusi kaupunki' "$scratch/body"

# Behind another web server whoever runs the service tells where it is
stop_service
start_service "$db" --workers 1 --address https://plans.example.fi
fetch "$A?report=plan&meeting=Valtuusto" -H 'Host: other.example.fi'
contains "the address told at the start is used" 'readonly value="https://plans\.example\.fi/plans/[^"]*meeting=Valtuusto"' "$scratch/body"
done_testing
