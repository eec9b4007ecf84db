#!/bin/sh
# 200 imports killed at as many moments; `make check` kills 20.
IMPORT_KILLS=200 CMOCKA_MESSAGE_OUTPUT=TAP exec "$BUILD/tests/test_import_safe"
