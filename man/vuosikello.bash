# Completion of the command in bash: commands, their options, and what the database knows: plans, kinds of reports, ids.

# The plans; with a plan its kinds of reports; with a kind its ids. From the database that the line names.
_vuosikello_known()
{
    local list
    list=$(vuosikello ${db:+--db "$db"} list ${1+"$1"} 2>/dev/null) || return
    case $# in
        0) cut -f 1 <<<"$list" ;;
        1) cut -f 1 <<<"$list" | grep -v warning | sort -u ;;
        *) grep "^$2"$'\t' <<<"$list" | cut -f 2 ;;
    esac
}

_vuosikello()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= db= at
    local operands=()
    for ((at = 1; at < COMP_CWORD; at++)); do
        case ${COMP_WORDS[at]} in
            --db) db=${COMP_WORDS[++at]} ;;
            -o | --output | --out | -j | --jobs | --year | --lang | --meeting | --attachment) ((++at)) ;;
            -*) ;;
            *) if [ -z "$command" ]; then command=${COMP_WORDS[at]}; else operands+=("${COMP_WORDS[at]}"); fi ;;
        esac
    done
    COMPREPLY=()
    case $before in
        --db | -o | --output) compopt -o default; return ;;
        --out) compopt -o dirnames; return ;;
        --lang) COMPREPLY=($(compgen -W "fi sv en" -- "$word")); return ;;
        --year | --meeting | --attachment | -j | --jobs) return ;;
    esac
    case $command:$word in
        :-*) COMPREPLY=($(compgen -W "--db --help --version" -- "$word")) ;;
        :* | help:*) COMPREPLY=($(compgen -W "init import export remove backup check list search report reports verify help" -- "$word")) ;;
        import:-*) COMPREPLY=($(compgen -W "--db --drop-orphans --help" -- "$word")) ;;
        export:-*) COMPREPLY=($(compgen -W "--db --output --help" -- "$word")) ;;
        report:-*) COMPREPLY=($(compgen -W "--db --output --year --lang --meeting --attachment --help" -- "$word")) ;;
        reports:-*) COMPREPLY=($(compgen -W "--db --all --out --jobs --year --lang --help" -- "$word")) ;;
        *:-*) COMPREPLY=($(compgen -W "--db --help" -- "$word")) ;;
        import:* | backup:* | verify:*) compopt -o default ;;
        report:*)
            [ ${#operands[@]} -gt 2 ] || COMPREPLY=($(compgen -W "$(_vuosikello_known "${operands[@]}")" -- "$word")) ;;
        export:* | remove:* | list:* | reports:*)
            [ ${#operands[@]} -gt 0 ] || COMPREPLY=($(compgen -W "$(_vuosikello_known)" -- "$word")) ;;
    esac
}
complete -F _vuosikello vuosikello
