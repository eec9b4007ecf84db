# The pages in a browser, judged.
. "$(dirname "$0")/browser.inc"
node "$tools/judge.js" "$folder" "$base"
