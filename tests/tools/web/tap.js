// Tests told as TAP on standard output, as tests/tools/pdf/tap.py does.
"use strict";
const SHOWN = 8; // faults of a test that are told

let count = 0;
let failed = 0;

// Passes where there are no faults.
function test(what, faults) {
    count++;
    failed += faults.length > 0 ? 1 : 0;
    console.log(`${faults.length > 0 ? "not ok" : "ok"} ${count} - ${what}`);
    for (const fault of faults.slice(0, SHOWN)) console.log(`#   ${String(fault).replace(/\s+/g, " ").slice(0, 400)}`);
    if (faults.length > SHOWN) console.log(`#   and ${faults.length - SHOWN} more`);
}

const same = (what, wanted, got) => test(what, wanted === got ? [] : [`wanted: ${wanted}`, `got:    ${got}`]);

// Sets the exit status.
function end() {
    console.log(`1..${count}`);
    process.exitCode = failed > 0 ? 1 : 0;
}

module.exports = { test, same, end };
