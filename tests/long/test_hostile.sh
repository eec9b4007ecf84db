# The hostile plans that need longer than `make check` has: texts of 64 KiB of all kinds, many organisations, goals, observations.
HOSTILE=--slow exec sh "$(dirname "$0")/../e2e/test_hostile.sh"
