# 200 imports killed at as many moments while the real service answers: the database holds the old plan or the new one each time, and every
# answer is one of the two, whole. KILLS=N kills N.
. "$(dirname "$0")/../e2e/tap.inc"
db=$scratch/plans.db
kills=${KILLS:-200}
plan=kymenlaakso-2020-2024
address=/plans/$plan/organisations/hamina.pdf
old=$here/db/sample/$plan.json new=$scratch/new.json
sed 's/"Haminan kaupunki"/"Haminan kaupunki, uusi"/' "$old" >"$new"
digest() { "$BUILD/fcgi-ask" --socket "$scratch/vuosikello.sock" -n 1 --bodies $address | sed -n 's/^1 200 \([0-9a-f]*\) .*/\1/p'; }
export_digest() { "$vuosikello" --db "$db" export $plan | sha256sum | cut -d ' ' -f 1; }
milliseconds() { echo $(($(date +%s%N) / 1000000)); }

check "the old plan is imported" "$vuosikello" --db "$db" import "$old"
start_service "$db" --workers 2
old_report=$(digest) old_export=$(export_digest)
start=$(milliseconds)
check "the new plan is imported" "$vuosikello" --db "$db" import "$new"
took=$(($(milliseconds) - start))
new_report=$(digest) new_export=$(export_digest)
check "the two differ" test -n "$old_report" -a "$old_report" != "$new_report" -a "$old_export" != "$new_export"

"$BUILD/fcgi-ask" --socket "$scratch/vuosikello.sock" --bodies $address >"$scratch/ask.log" 2>&1 &
asker=$!
i=0 killed=0 unsound=0 other=0 changed=0 last=$new_export
while [ $i -lt "$kills" ]; do
    [ "$last" = "$old_export" ] && file=$new || file=$old
    "$vuosikello" --db "$db" import "$file" >"$scratch/import.log" 2>&1 &
    import=$!
    moment=$((took * 1300 * i / kills)) # microseconds, up to a third beyond what an import takes
    sleep "$((moment / 1000000)).$(printf %06d $((moment % 1000000)))"
    kill -KILL $import 2>/dev/null
    wait $import 2>/dev/null
    [ $? -eq 137 ] && killed=$((killed + 1))
    "$vuosikello" --db "$db" check >"$scratch/check.log" 2>&1 || { unsound=$((unsound + 1)); head -n 3 "$scratch/check.log" | sed 's/^/# /'; }
    now=$(export_digest)
    [ "$now" = "$old_export" ] || [ "$now" = "$new_export" ] || other=$((other + 1))
    [ "$now" = "$last" ] || changed=$((changed + 1))
    last=$now
    i=$((i + 1))
done
kill -TERM $asker
wait $asker
whole=$?
echo "# an import took $took ms; $killed of $kills were killed in time, $changed imports were done; $(grep asked "$scratch/ask.log")"
check "at least a quarter of them died" test $killed -ge $((kills / 4))
same "the database is whole each time" 0 $unsound
same "it holds the old plan or the new one each time" 0 $other
same "every answer was whole" 0 $whole
same "and was 200" "" "$(grep -E ' x ' "$scratch/ask.log" | grep -vE ' 0 not whole, 200 x [0-9]+$')"
same "and was the old report or the new one" "" "$(grep pdf "$scratch/ask.log" | grep -v " $old_report " | grep -v " $new_report ")"
check "and there were answers all along" test "$(sed -n 's/ asked.*//p' "$scratch/ask.log")" -gt "$kills"
stop_service
check "the next import sweeps what they left" "$vuosikello" --db "$db" import "$old"
same "only the database is left" plans.db "$(ls "$scratch" | grep '^plans.db' | tr '\n' ' ' | sed 's/ $//')"
done_testing
