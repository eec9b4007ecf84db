# Every page of the newest year in each language in a browser, judged, where `make check` judges the longest of each kind.
JUDGED=all exec sh "$(dirname "$0")/../e2e/test_browser.sh"
