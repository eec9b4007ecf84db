# Layout's promises over 5,000 random documents; `make check` takes 60.
LAYOUT_SEEDS=5000 CMOCKA_MESSAGE_OUTPUT=TAP exec "$BUILD/tests/test_layout_random"
