# The pages in a browser: judged by tests/tools/web/judge.js, and used as readers use them by tests/tools/web/use.js.
. "$(dirname "$0")/tap.inc"
tools=$here/tests/tools/web
folder=${FETCHED:-$BUILD/fetched}/web
sh "$tools/fetch.sh" "$folder" >"$scratch/fetch.log" 2>&1
if [ ! -d "$folder/node_modules/playwright-core" ] || ! command -v chromium >/dev/null; then
    echo "################ a browser and judges of pages cannot be had: pages are NOT checked ################" >&2
    cat "$scratch/fetch.log" >&2
    [ "${CI:-}" = true ] && not_ok "a browser and judges of pages" "cannot be had" || echo "ok 1 - a browser and judges of pages # SKIP cannot be had"
    echo 1..1
    [ "${CI:-}" != true ]
    exit
fi
"$vuosikello" --db "$scratch/plans.db" import "$here"/db/sample/*.json >/dev/null 2>&1
start_service "$scratch/plans.db" --workers 2
start_nginx
node "$tools/judge.js" "$folder" "$base"
