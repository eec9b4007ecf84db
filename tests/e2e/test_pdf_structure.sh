# What a screen reader is given of a report of each kind, as poppler reads it, compared with tests/golden/structure; then languages, alternatives and
# where links lead (tests/tools/pdf/structure.py). And the text that a reader copies: letters, words that end a line, a table's row.
. "$(dirname "$0")/tap.inc"
db=$scratch/structure.db
check "the plan of all structures is imported" "$vuosikello" --db "$db" import "$here/tests/data/structure.json"

# golden NAME REPORT...: numbers of objects and the program's version are none of the structure
golden() {
    name=$1
    shift
    "$vuosikello" --db "$db" report rakenne-2021-2024 "$@" -o "$scratch/$name.pdf" >"$scratch/log" 2>&1
    {
        pdfinfo -struct-text "$scratch/$name.pdf" | sed 's/Object [0-9]* [0-9]*/Object/; s/\(Vuosikello [0-9.]*\)+[0-9a-f]*/\1/'
        echo
        /usr/bin/python3 "$here/tests/tools/pdf/structure.py" "$scratch/$name.pdf"
    } >"$scratch/$name.txt" 2>&1
    if [ -n "${GOLDEN_OUT:-}" ]; then
        mkdir -p "$GOLDEN_OUT/structure"
        cp "$scratch/$name.txt" "$GOLDEN_OUT/structure/"
    else
        check "the structure of $name is as it was" diff "$here/tests/golden/structure/$name.txt" "$scratch/$name.txt"
    fi
}
golden organisation organisation kunta
golden goal goal II
golden appendix appendix kunta
golden plan plan
golden indicators indicators
golden swedish organisation kunta --lang sv
golden occasion appendix kunta --meeting "Kunnanhallitus 12.12.2022 § 7" --attachment "Liite 3"

# ---- Text ----
report=$scratch/organisation.pdf
pdftotext -raw "$report" "$scratch/raw"
contains "the letters of a cell are copied in their order" '• kuullaan lapsia å ä ö š ž č đ ŋ ñ Ж$' "$scratch/raw"
contains "so are its signs" '^• kirjataan – — ” ● ▲ ▼ → ≥ § €' "$scratch/raw"
contains "letters that fonts join stay letters" 'officiell konflikt, fluor' "$scratch/raw"
lacks "no joined letters, replacement characters or private ones" "$(printf '\357\254[\200-\206]|\357\277\275|\356[\200-\277][\200-\277]')" "$scratch/raw"

# A word that is broken ends its line with a soft hyphen: readers join it again.
soft=$(printf '\302\255')
contains "a word is broken" "[[:lower:]]$soft\$" "$scratch/raw"
lacks "no other hyphen ends a line" '[[:lower:]]-$' "$scratch/raw"
tr '\n' ' ' <"$scratch/raw" | sed "s/$soft *//g" >"$scratch/joined"
for word in lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaiden hyvinvointisuunnitelmaan käsittelyaikatavoitteet; do
    same "$word is whole when soft hyphens are taken out" "$(grep -o "$word" "$scratch/organisation.txt" | wc -l)" "$(grep -o "$word" "$scratch/joined" | wc -l)"
done

# The cells of a row one after another, by place on the page and by the structure.
pdftotext -layout "$report" "$scratch/layout"
contains "a row's cells stand in a line" '1 Arvostaminen +• kuullaan lapsia.* Kyselyn ≥ 80 % vastaa; ks\. § 12 +Sivistystoimi$' "$scratch/layout"
same "a row is copied cell by cell" "1 Arvostaminen • kuullaan lapsia å ä ö š ž č đ ŋ ñ Ж • kirjataan – — ” ● ▲ ▼ → ≥ § € • officiell konflikt, fluor Kyselyn ≥ 80 % vastaa; ks. § 12 Sivistystoimi" \
    "$(tr '\n' ' ' <"$scratch/raw" | grep -o '1 Arvostaminen • .* § 12 Sivistystoimi')"
done_testing
