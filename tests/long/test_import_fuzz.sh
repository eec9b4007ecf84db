#!/bin/sh
# 20,000 spoilt plan files, others than those of `make check`.
FUZZ_CASES=20000 FUZZ_SEED=1000 CMOCKA_MESSAGE_OUTPUT=TAP exec "$BUILD/tests/test_import_fuzz"
