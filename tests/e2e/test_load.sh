# Many readers at once: a report is made once for all who ask for it, slow readers keep nobody waiting, an import shows at once.
. "$(dirname "$0")/tap.inc"
db=$scratch/plans.db
# long_plan TITLE: a plan whose report takes a while
long_plan() {
    python3 - "$1" "$scratch/long.json" <<'END'
import json, sys
actions = [{"organisation": "o", "subgoal": "1", "id": f"a{i}", "action": "Kerhoja järjestetään. " * 20} for i in range(3000)]
json.dump({"format": "vuosikello/plan", "version": 1, "plan": {"id": "long", "title": sys.argv[1], "period": {"from": 2020, "to": 2024}, "language": "fi",
    "columns": [{"field": "subgoal", "heading": "Välitavoite"}, {"field": "action", "heading": "Toimenpide"}]},
    "organisations": [{"id": "o", "name": "O", "kind": "other"}],
    "goals": [{"id": "g", "number": "1", "title": "T", "subgoals": [{"id": "1", "title": "V"}]}], "actions": actions}, open(sys.argv[2], "w"))
END
    "$vuosikello" --db "$db" import "$scratch/long.json"
}
check "the sample plans are imported" "$vuosikello" --db "$db" import "$here"/db/sample/*.json
check "a long plan is imported" long_plan Pitkä
start_service "$db" --workers 2
start_nginx
# ten ADDRESS: ten readers at once; their statuses, and how many different answers there were
ten() {
    rm -f "$scratch"/ten.*
    for reader in 1 2 3 4 5 6 7 8 9 10; do
        curl -s -m 60 -o "$scratch/ten.$reader" -w '%{http_code}\n' "$base$1" >"$scratch/ten.$reader.status" &
        readers="${readers:-} $!"
    done
    wait $readers
    readers=
    echo "$(cat "$scratch"/ten.*.status | sort | uniq -c | tr -s ' ') $(sha256sum "$scratch"/ten.[0-9] "$scratch"/ten.10 | cut -d ' ' -f 1 | sort -u | wc -l)"
}
made() { grep -cF " $1 200 " "$scratch/service.log"; }

same "ten readers of a new report are answered alike" " 10 200 1" "$(ten /plans/long/plan.pdf)"
same "it was made once" 1 "$(made /plans/long/plan.pdf)"
check "the plan is changed" long_plan "Pitkä, muutettu"
same "ten readers after that too" " 10 200 1" "$(ten /plans/long/plan.pdf)"
same "it was made once again, though an older one is kept" 2 "$(made /plans/long/plan.pdf)"
check "what they got is the new one" sh -c "pdftotext '$scratch/ten.1' - | grep -q muutettu"
curl -s -m 0.1 -o "$scratch/given-up" "$base/plans/long/plan.pdf?year=2021" &
gone=$!
same "one who gives up takes nothing from the others" " 10 200 1" "$(ten "/plans/long/plan.pdf?year=2021")"
wait $gone

# An import shows with the next request
for title in Yksi Kaksi Kolme; do
    check "the title becomes $title" long_plan $title
    fetch /plans/long
    contains "it shows at once" "$title" "$scratch/body"
done

# 500 readers at once, half of them slow, of pages and reports, short and long, some that nobody asked for before
P=/plans/kymenlaakso-2020-2024
addresses=$(seq 100 | while read -r number; do
    echo "$P $P/organisations/hamina.pdf?attachment=$number $P/organisations/hamina.pdf $P/goals/I.pdf /plans/long/plan.pdf"
done)
# shellcheck disable=SC2086
timeout 120 python3 "$here/tests/tools/readers.py" "$port" "$P/organisations/kotka.pdf" $addresses >"$scratch/told" 2>&1
contains "500 readers at once get their pages whole" '^whole 500 of 500$' "$scratch/told"
waited=$(sed -n 's/^quick .* most \([0-9]*\) ms.*/\1/p' "$scratch/told")
check "a quick reader does not wait for slow ones: $(grep quick "$scratch/told")" test "${waited:-9999}" -lt 1000
check "the slow ones took their time" sh -c "grep -oE '[0-9]+\.[0-9] s' '$scratch/told' | awk '\$1 < 2 { exit 1 }'"
same "no worker fell" "" "$(grep ended "$scratch/service.log")"
done_testing
