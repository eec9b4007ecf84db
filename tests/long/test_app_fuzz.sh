# 100,000 spoilt requests, others than those of `make check`, under AddressSanitizer.
FUZZ_CASES=100000 FUZZ_SEED=100000 CMOCKA_MESSAGE_OUTPUT=TAP exec "$BUILD/asan/tests/test_app_fuzz"
