#!/bin/sh
# Makes all goldens anew in $BUILD/golden, shows how they differ from tests/golden, and replaces those. Goldens that nobody makes any more are told, and
# removed. Look at the difference before you commit it.
set -eu
made="$BUILD/golden"
rm -rf "$made"
mkdir -p "$made"
for test in "$BUILD"/tests/test_*; do
    case "$test" in *.d|*.o) continue ;; esac
    [ -x "$test" ] || continue
    GOLDEN_OUT="$made" "$test" >/dev/null 2>&1 || echo "golden: $(basename "$test") fails; its goldens may be missing" >&2
done
for test in tests/e2e/test_*.sh; do
    [ -e "$test" ] && grep -q GOLDEN_OUT "$test" || continue
    BUILD="$BUILD" GOLDEN_OUT="$made" sh "$test" >/dev/null 2>&1 || echo "golden: $test fails; its goldens may be missing" >&2
done
mkdir -p tests/golden
if diff -ruN tests/golden "$made"; then
    echo "golden: nothing changed"
    exit 0
fi
for folder in "$made"/*/; do
    name=$(basename "$folder")
    rm -rf "tests/golden/$name"
    cp -R "$folder" "tests/golden/$name"
done
echo "golden: replaced; see git diff tests/golden"
