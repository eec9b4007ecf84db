#compdef vuosikello
# Completion of the command in zsh: commands, their options, and what the database knows: plans, kinds of reports, ids.

# What the database that the line names has.
_vuosikello_list()
{
    vuosikello ${db:+--db} ${db:+"$db"} list "$@" 2>/dev/null
}

_vuosikello()
{
    local word value db
    local -a said
    for word in "${(@)words[2,CURRENT-1]}"; do
        if [[ -n $value ]]; then
            [[ $value != --db ]] || db=$word
            value=
            continue
        fi
        case $word in
            (--db|-o|--output|--out|-j|--jobs|--year|--lang|--meeting|--attachment) value=$word ;;
            (-*) ;;
            (*) said+=("$word") ;;
        esac
    done
    case $value in
        (--db|-o|--output) _files; return ;;
        (--out) _files -/; return ;;
        (--lang) compadd fi sv en; return ;;
        (?*) return ;;
    esac
    case ${said[1]}:$words[CURRENT] in
        (:-*) compadd -- --db --help --version ;;
        (import:-*) compadd -- --db --drop-orphans --help ;;
        (export:-*) compadd -- --db --output --help ;;
        (report:-*) compadd -- --db --output --year --lang --meeting --attachment --help ;;
        (reports:-*) compadd -- --db --all --out --jobs --year --lang --help ;;
        (*:-*) compadd -- --db --help ;;
        (:*) compadd init import export remove backup check list search report reports verify help ;;
        (import:*|backup:*|verify:*) _files ;;
        (export:*|remove:*|list:*|report:*|reports:*)
            case $#said:${said[1]} in
                (1:*) compadd -- ${(f)"$(_vuosikello_list | cut -f 1)"} ;;
                (2:report) compadd -- ${(f)"$(_vuosikello_list "$said[2]" | cut -f 1 | grep -v warning | sort -u)"} ;;
                (3:report) compadd -- ${(f)"$(_vuosikello_list "$said[2]" | grep "^$said[3]"$'\t' | cut -f 2)"} ;;
            esac ;;
    esac
}

_vuosikello "$@"
