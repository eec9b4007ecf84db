# The pages in a browser, judged; every one of the newest year with JUDGED=all.
. "$(dirname "$0")/browser.inc"
node "$tools/judge.js" "$folder" "$base" ${JUDGED:-}
