# Random plans: every report of them in three languages, the same twice, within the service's memory and time; sound for qpdf.
. "$(dirname "$0")/../e2e/tap.inc"
seed=1
while [ $seed -le "${SEEDS:-40}" ]; do
    db=$scratch/$seed.db
    "$BUILD/random-plan" $seed $((1 + seed % 5)) $((1 + seed % 3)) $((1 + seed % 6)) $((seed % 13)) $((1 + seed % 4)) >"$scratch/plan.json"
    mkdir "$scratch/out"
    if "$vuosikello" --db "$db" import "$scratch/plan.json" >"$scratch/log" 2>&1 &&
        "$BUILD/render-all" --db "$db" --out "$scratch/out" >"$scratch/log" 2>&1; then
        ok "seed $seed: $(tail -n 1 "$scratch/log")"
    else
        not_ok "seed $seed" "$(tail -n 5 "$scratch/log")"
    fi
    ls "$scratch/out"/*.pdf | xargs -P 2 -I{} sh -c 'qpdf --check "$1" >/dev/null 2>"$1.fault" && rm "$1.fault" || true' - {}
    same "seed $seed: qpdf finds no fault" "" "$(cat "$scratch/out"/*.fault 2>/dev/null | head -n 10)"
    rm -rf "$scratch/out" "$db"
    seed=$((seed + 1))
done
done_testing
