# Completion of the command in fish: commands, their options, and what the database knows: plans, kinds of reports, ids.

# The command and its operands so far, without options and their values.
function __vuosikello_said
    set -l words (commandline -opc)
    set -l value
    for word in $words[2..]
        if set -q value[1]
            set -e value
            continue
        end
        switch $word
            case --db -o --output --out -j --jobs --year --lang --meeting --attachment
                set value yes
            case '-*'
            case '*'
                echo $word
        end
    end
end

# vuosikello_at N COMMAND...: the line has one of the commands, and N operands behind it
function __vuosikello_at
    set -l said (__vuosikello_said)
    test (count $said) -eq (math $argv[1] + 1); and contains -- $said[1] $argv[2..]
end

function __vuosikello_is
    set -l said (__vuosikello_said)
    set -q said[1]; and contains -- $said[1] $argv
end

# What the database that the line names has.
function __vuosikello_list
    set -l words (commandline -opc)
    set -l at (contains -i -- --db $words)
    vuosikello (test -n "$at"; and printf '%s\n' --db $words[(math $at + 1)]) list $argv 2>/dev/null
end

function __vuosikello_kinds
    __vuosikello_list (__vuosikello_said)[2] | cut -f 1 | string match -v warning | sort -u
end

function __vuosikello_ids
    set -l said (__vuosikello_said)
    __vuosikello_list $said[2] | string match -r "^$said[3]\t.*" | cut -f 2,3
end

complete -c vuosikello -f
complete -c vuosikello -n 'test (count (__vuosikello_said)) -eq 0; or __vuosikello_at 0 help' -a 'init import export remove backup check list search report reports verify help'
complete -c vuosikello -n '__vuosikello_at 0 export remove list report reports' -a '(__vuosikello_list | cut -f 1,6)'
complete -c vuosikello -n '__vuosikello_at 1 report' -a '(__vuosikello_kinds)'
complete -c vuosikello -n '__vuosikello_at 2 report' -a '(__vuosikello_ids)'
complete -c vuosikello -n '__vuosikello_is import backup verify' -F
complete -c vuosikello -l db -r -F
complete -c vuosikello -l help
complete -c vuosikello -l version
complete -c vuosikello -n '__vuosikello_is import' -l drop-orphans
complete -c vuosikello -n '__vuosikello_is export report' -s o -l output -r -F
complete -c vuosikello -n '__vuosikello_is report reports' -l lang -x -a 'fi sv en'
complete -c vuosikello -n '__vuosikello_is report reports' -l year -x
complete -c vuosikello -n '__vuosikello_is report' -l meeting -x
complete -c vuosikello -n '__vuosikello_is report' -l attachment -x
complete -c vuosikello -n '__vuosikello_is reports' -l all
complete -c vuosikello -n '__vuosikello_is reports' -l out -x -a '(__fish_complete_directories)'
complete -c vuosikello -n '__vuosikello_is reports' -s j -l jobs -x
