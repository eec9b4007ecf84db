# The manual pages and the completion know all that the programs take, and the programs take what they say.
. "$(dirname "$0")/tap.inc"
for page in "$here"/man/*.[1-8]; do
    name=$(basename "$page")
    check "$name is well-formed" mandoc -T lint -W warning "$page"
    # As a reader searches it: without bold, one line a paragraph
    mandoc -T utf8 -O width=900 "$page" | sed 's/.\x08//g' >"$scratch/$name"
done

# Options and commands as each program tells them: "--db", "-o", "import"
LANG=C "$vuosikello" --help | sed -n 's/^  \([a-z]*\) .*/\1/p; s/^  \([a-z]*\)$/\1/p' >"$scratch/commands"
same "the command's help tells twelve commands" 12 "$(grep -c . "$scratch/commands")"
for name in $(grep -v help "$scratch/commands"); do
    LANG=C "$vuosikello" $name --help | grep -oE -- '(^|[^a-z-])--?[a-z][a-z-]*' | sed 's/^[^-]*//'
done | sort -u >"$scratch/options"
missing=
for word in $(sort -u "$scratch/commands" "$scratch/options"); do
    grep -qE -- "(^| )$word( |,|\]|\$)" "$scratch/vuosikello.1" || missing="$missing $word"
done
same "vuosikello(1) tells all of them" "" "$missing"
# fish has options without their hyphens, behind -l and -s
for shell in bash zsh fish; do
    missing=
    for word in $(sort -u "$scratch/commands" "$scratch/options" | grep -vx -e -o -e -j); do
        [ $shell != fish ] || word=$(echo "$word" | sed 's/^--//')
        grep -qE -- "(^|[ \"'|])$word([ \"'|)]|\$)" "$here/man/vuosikello.$shell" || missing="$missing $word"
    done
    same "the completion in $shell knows all of them" "" "$missing"
done
missing=
for word in $("$BUILD/vuosikello-fcgi" --help | grep -oE -- '--[a-z][a-z-]*' | sort -u); do
    grep -q -- " *$word" "$scratch/vuosikello-fcgi.8" || missing="$missing $word"
done
same "vuosikello-fcgi(8) tells all options" "" "$missing"
"$BUILD/vuosikello-fcgi" --help >"$scratch/fcgi-help"
unknown=
for word in $(grep -oE '^ +--[a-z][a-z-]*' "$scratch/vuosikello-fcgi.8" | sort -u); do
    grep -qE -- "$word( |\]|\$)" "$scratch/fcgi-help" || unknown="$unknown $word"
done
same "and none that there is not" "" "$unknown"
missing=
for word in $(python3 -c "import json; print(*json.load(open('$here/docs/plan.schema.json'))['properties'])"); do
    grep -qE "^ +([a-z]+, )?$word(,|  |\$)" "$scratch/vuosikello-plan.5" || missing="$missing $word"
done
same "vuosikello-plan(5) tells all keys of the outermost object" "" "$missing"
missing=
for word in $(python3 - "$here/docs/plan.schema.json" <<'END'
import json, sys

def words(node):
    if isinstance(node, dict):
        yield from node.get("enum", [])
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
        yield from words(child)

print(*sorted(set(words(json.load(open(sys.argv[1]))))))
END
); do
    grep -qw -- "$word" "$scratch/vuosikello-plan.5" || missing="$missing $word"
done
same "and all words that keys of few words may hold" "" "$missing"
sed -n '/^ *{$/,/^ *}$/p' "$scratch/vuosikello-plan.5" >"$scratch/example.json"
check "its example is a plan" "$vuosikello" --db "$scratch/example.db" import "$scratch/example.json"

# Completion, as bash asks for it
check "the sample plans are imported" "$vuosikello" --db "$scratch/plans.db" import "$here"/db/sample/*.json
# complete WORD...: what stands for the last of them
complete() {
    PATH=$BUILD:$PATH bash -c '. "$0"; shopt -s progcomp; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { echo "($2)"; }; _vuosikello; echo "${COMPREPLY[*]}"' \
        "$here/man/vuosikello.bash" vuosikello "$@" 2>&1
}
same "commands" "remove report reports" "$(complete re)"
same "options" "--meeting" "$(complete report --m)"
same "languages" "fi sv en" "$(complete report x plan --lang '')"
same "files" "(default)" "$(complete import '' | tr -d '\n')"
same "plans of the database" "kymenlaakso-2020-2024 pyhtaa-2021-2025" "$(complete --db "$scratch/plans.db" export '')"
same "kinds of a plan" "appendix organisation plan" "$(complete --db "$scratch/plans.db" report pyhtaa-2021-2025 '' | tr ' ' '\n' | grep -E '^(app|org|plan)' | tr '\n' ' ' | sed 's/ $//')"
same "ids of a kind" "kotka kouvola kymsote" "$(complete --db "$scratch/plans.db" report kymenlaakso-2020-2024 organisation k | tr ' ' '\n' | sort | tr '\n' ' ' | sed 's/ $//')"
same "no database, no words" "" "$(complete --db "$scratch/none.db" export '')"

# As the other shells ask for it; in_SHELL WORD...: what stands for the last of them, a line each. zsh chooses what fits by itself.
in_fish() { PATH=$BUILD:$PATH fish --no-config -c 'source $argv[1]; complete -C "$argv[2]"' "$here/man/vuosikello.fish" "vuosikello $*" 2>&1 | cut -f 1; }
in_zsh() {
    PATH=$BUILD:$PATH zsh -f -c 'compadd() { [[ $1 != -- ]] || shift; print -rl -- "$@" }; _files() { print "(files)" }
        file=$1; shift; words=(vuosikello "$@"); CURRENT=$#words; set --; source $file' zsh "$here/man/vuosikello.zsh" "$@" 2>&1
}
words() { grep "^$1" | sort | tr '\n' ' ' | sed 's/ $//'; }
for shell in fish zsh; do
    if ! command -v $shell >/dev/null; then
        echo "ok $((tests += 1)) - $shell # SKIP not installed"
        continue
    fi
    same "$shell: commands" "remove report reports" "$(in_$shell re | words re)"
    same "$shell: options" "--meeting" "$(in_$shell report --m | words --m)"
    same "$shell: languages" "en fi sv" "$(in_$shell report x plan --lang '' | words '')"
    same "$shell: plans of the database" "kymenlaakso-2020-2024" "$(in_$shell --db "$scratch/plans.db" export k | words k)"
    same "$shell: kinds of a plan" "appendix" "$(in_$shell --db "$scratch/plans.db" report pyhtaa-2021-2025 a | words a)"
    same "$shell: ids of a kind" "kotka kouvola kymsote" "$(in_$shell --db "$scratch/plans.db" report kymenlaakso-2020-2024 organisation k | words k)"
    same "$shell: no database, no words" "" "$(in_$shell --db "$scratch/none.db" export '' | words '')"
done
done_testing
