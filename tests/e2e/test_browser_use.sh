# The pages in a browser, used as readers use them.
. "$(dirname "$0")/browser.inc"
node "$tools/use.js" "$folder" "$base"
