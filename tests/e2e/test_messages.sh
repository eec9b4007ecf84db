#!/bin/sh
# The catalogues: every message of the sources has its Finnish, Swedish and English, with the same format directives, no
# catalogue keeps a message that nobody uses any more, and no words that a reader sees are outside of them.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
tell() { # status, what; standard input: what is wrong
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /'; fi
}

# The messages of the pages' templates, as a source that xgettext reads.
sed -n 's/"/\\"/g; s/{{_ *\([^}]*[^} ]\) *}}/\nN_("\1")\n/gp' web/*.html | grep '^N_' >"$work/templates.c"

# Failures (err_set) are told in the language of who runs the command (err_translate); only those that tell of a fault of
# the program stay English, so which of them are needed is left to check-messages.py.
collect() { # file, further keywords...
    file=$1; shift
    xgettext --from-code=UTF-8 -k -ktr:2 -ktr_text:2 -ktrc:2c,3 -ktrn:2,3 -kN_ -kNC_:1c,2 -kCOUNT:1,2 -kfail:3 -ksql_fail:3 "$@" -o "$file" \
        base/*.[ch] text/*.[ch] db/*.[ch] reports/*.[ch] fcgi/*.[ch] cli/*.[ch] "$work/templates.c" 2>>"$work/warnings"
}
collect "$work/needed.pot"
collect "$work/all.pot" -kerr_set:3 -kfault:2
[ ! -s "$work/warnings" ]
tell $? "the messages can be collected" <"$work/warnings"

python3 tests/tools/check-messages.py po/fi.po base/*.[ch] text/*.[ch] db/*.[ch] reports/*.[ch] fcgi/*.[ch] cli/*.[ch] web/*.html >"$work/wrong"
tell $? "all words that a reader sees are translated" <"$work/wrong"

for lang in fi sv en; do
    msgmerge --quiet --no-fuzzy-matching -o "$work/$lang.po" "po/$lang.po" "$work/all.pot" 2>"$work/wrong" &&
        msgfmt --check -o "$work/$lang.mo" "$work/$lang.po" 2>"$work/wrong"
    tell $? "$lang: the formats agree" <"$work/wrong"
    msgmerge --quiet --no-fuzzy-matching -o "$work/$lang.needed.po" "po/$lang.po" "$work/needed.pot"
    msgattrib --untranslated --no-obsolete --no-wrap "$work/$lang.needed.po" | grep -E '^(#:|msgctxt|msgid)' | sed '/^msgid ""$/d' >"$work/wrong"
    [ ! -s "$work/wrong" ]
    tell $? "$lang: every message is translated" <"$work/wrong"
    msgattrib --only-obsolete --no-wrap "$work/$lang.po" | grep '^#~ msgid' >"$work/wrong"
    [ ! -s "$work/wrong" ]
    tell $? "$lang: every message is used" <"$work/wrong"
done
echo "1..$n"
