#!/bin/sh
# Writes the assembly that carries the files named as arguments inside the program, and their table (assets.h).
# The first argument is the build folder; a file below it is named without it.
set -eu
build=$1
shift
echo '    .section .rodata'
n=0
for file in "$@"; do
    printf '    .balign 16\nbytes%d: .incbin "%s"\nend%d: .byte 0\nname%d: .asciz "%s"\n' $n "$file" $n $n "${file#"$build"/}"
    n=$((n + 1))
done
printf '    .section .data.rel.ro,"aw"\n    .balign 16\n    .globl assets\nassets:\n'
i=0
while [ $i -lt $n ]; do
    printf '    .quad name%d, bytes%d, end%d - bytes%d\n' $i $i $i $i
    i=$((i + 1))
done
printf '    .quad 0, 0, 0\n    .section .note.GNU-stack,"",%%progbits\n'
