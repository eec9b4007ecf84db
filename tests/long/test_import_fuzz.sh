# 20,000 spoilt plan files, others than those of `make check`, under AddressSanitizer.
FUZZ_CASES=20000 FUZZ_SEED=100000 CMOCKA_MESSAGE_OUTPUT=TAP exec "$BUILD/asan/tests/test_import_fuzz"
