#!/bin/sh
# Holds the architecture: each third party's header in its own files, each folder including only what it may know.
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
faults=0
fault() { echo "layers: $*" >&2; faults=$((faults + 1)); }

# header pattern | files that may include it
while IFS=';' read -r header allowed; do
    for file in $(grep -lE "^#include [<\"]$header[>\"]" base/*.[ch] text/*.[ch] db/*.[ch] reports/*.[ch] fcgi/*.[ch] cli/*.[ch] 2>/dev/null); do
        echo "$file" | grep -qE "^($allowed)$" || fault "$file includes $header; only $allowed may"
    done
done <<'END'
jansson\.h;base/json\.c
nettle/.*;base/hash\.c
sqlite3\.h;db/[a-z_]*\.[ch]
hpdf.*\.h;reports/pdf[a-z_]*\.[ch]
hb.*\.h;reports/font[a-z_]*\.[ch]
libdeflate\.h;reports/pdf[a-z_]*\.[ch]
fcgiapp\.h;fcgi/server\.c
expat\.h;text/xml\.c
uni(case|conv|ctype|gbrk|lbrk|norm|str|types|wbrk|width)\.h;text/[a-z0-9_]*\.c
libvoikko/.*;text/finnish\.c
hyphen\.h;text/hyphen_patterns\.c
END
# sqlite3.h may stand in db's inner headers, not in those that others include
for file in db/db.h db/plan.h db/write.h; do
    grep -q 'sqlite' "$file" && fault "$file names SQLite"
done

# folder | folders it may include
while IFS=';' read -r folder allowed; do
    grep -HoE '^#include "[a-z]+/' "$folder"/*.[ch] | sed 's/:#include "/ /; s/\/$//' | sort -u >"$scratch/includes"
    while read -r file included; do
        case " $allowed " in *" $included "*) ;; *) fault "$file includes $included/" ;; esac
    done <"$scratch/includes"
done <<'END'
base;base
text;base text
db;base text db
reports;base text db reports
fcgi;base text db reports fcgi
cli;base text db reports cli
END

# The symbols say the same as the includes: an undefined third-party name in an object outside of its files
for source in base/*.c text/*.c db/*.c reports/*.c fcgi/*.c cli/*.c; do
    [ ! -e "$BUILD/${source%.c}.o" ] || echo "$BUILD/${source%.c}.o"
done | xargs nm -A -u | sed "s|^$BUILD/||" >"$scratch/symbols"
while IFS=';' read -r symbol allowed; do
    for name in $(grep -E " $symbol" "$scratch/symbols" | cut -d: -f1 | sort -u | grep -vE "^($allowed)$"); do
        fault "$name uses $symbol*; only $allowed may"
    done
done <<'END'
json_(object|array|string|loadb|dumps);base/json\.o
sqlite3_;db/[a-z_]*\.o
HPDF_;reports/pdf[a-z_]*\.o
hb_;reports/font[a-z_]*\.o
FCGX_;fcgi/server\.o
XML_;text/xml\.o
html_markup$;reports/html[a-z_]*\.o
u8_;text/[a-z0-9_]*\.o
voikko;text/finnish\.o
hnj_;text/hyphen_patterns\.o
hyphenator_;(text/hyphen|db/(hyphenate|search_fill))\.o
finnish_;(text/finnish|text/hyphen|db/search_fill)\.o
END
# Hyphenating is the import's alone: the service has neither it nor its libraries.
nm "$BUILD/vuosikello-fcgi" | grep -E ' (hyphenator_|finnish_|voikko|hnj_)' >&2 && fault "the service hyphenates"
[ "$faults" -eq 0 ] && echo "layers: in order"
[ "$faults" -eq 0 ]
