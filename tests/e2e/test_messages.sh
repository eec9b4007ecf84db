#!/bin/sh
# The catalogues: every message of the sources has its Finnish and its Swedish, with the same format directives, and no
# catalogue keeps a message that nobody uses any more.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
tell() { # status, what; standard input: what is wrong
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /'; fi
}

# Failures (err_set) are told in the language of who runs the command where a catalogue has them (err_translate); those that tell of a fault
# of the program are for its log and may stay English.
collect() { # file, further keywords...
    file=$1; shift
    xgettext --from-code=UTF-8 -k -ktr:2 -ktr_text:2 -ktrc:2c,3 -ktrn:2,3 -kN_ -kNC_:1c,2 -kCOUNT:1,2 "$@" -o "$file" \
        base/*.[ch] text/*.[ch] db/*.[ch] reports/*.[ch] fcgi/*.[ch] cli/*.[ch] 2>>"$work/warnings"
}
collect "$work/needed.pot"
collect "$work/all.pot" -kerr_set:3
[ ! -s "$work/warnings" ]
tell $? "the messages can be collected" <"$work/warnings"

for lang in fi sv; do
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
