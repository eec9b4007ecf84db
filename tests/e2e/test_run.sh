# What `make run` starts: it says where it is, serves, and leaves nothing running; as root and as an ordinary user.
. "$(dirname "$0")/tap.inc"

# try_run NAME SIGNAL COMMAND...: runs nginx/run.sh by COMMAND (a prefix that may change the user)
try_run() {
    name=$1 signal=$2; shift 2
    port=$((42000 + $$ % 10000 + tests))
    "$@" env BUILD="$BUILD" DB="$scratch/db/$name.db" PORT=$port TMPDIR="$scratch/tmp" sh "$here/nginx/run.sh" >"$scratch/$name.log" 2>&1 &
    run=$!
    tries=0
    until grep -qs 'Vuosikello is at' "$scratch/$name.log" || [ $tries -gt 150 ] || ! kill -0 $run 2>/dev/null; do tries=$((tries + 1)); sleep 0.1; done
    contains "$name: the address is printed" "http://127.0.0.1:$port/" "$scratch/$name.log"
    base=http://127.0.0.1:$port
    fetch /plans/kymenlaakso-2020-2024/organisations/hamina.pdf
    same "$name: a report is served" "200 %PDF" "$status $(head -c 4 "$scratch/body")"
    kill -"$signal" $run
    tries=0
    while kill -0 $run 2>/dev/null && [ $tries -lt 150 ]; do tries=$((tries + 1)); sleep 0.1; done
    check "$name: SIG$signal ends it" sh -c "! kill -0 $run 2>/dev/null"
    same "$name: nothing is left running" "" "$(pgrep -f "$scratch/tmp/vuosikello" || true)"
    same "$name: nothing is left in the temporary folder" "" "$(ls "$scratch/tmp")"
}
mkdir -p "$scratch/tmp" "$scratch/db"
chmod 1777 "$scratch/tmp" "$scratch/db"
try_run as-"$(id -un)" TERM env
# Ctrl-C: a background command of a script ignores SIGINT, so that it must be let in again.
try_run as-"$(id -un)"-interrupted INT python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])'
if [ "$(id -u)" -eq 0 ]; then
    if setpriv --reuid nobody --regid nogroup --clear-groups test -x "$BUILD/vuosikello" 2>/dev/null; then
        try_run as-nobody TERM setpriv --reuid nobody --regid nogroup --clear-groups
    else
        echo "ok $((tests += 1)) - as an ordinary user # SKIP the build folder cannot be reached by one"
    fi
fi

# A port that is taken
python3 -c "
import socket, time
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(('127.0.0.1', $port)); s.listen()
open('$scratch/listening', 'w'); time.sleep(30)" &
taken=$!
tries=0
until [ -e "$scratch/listening" ] || [ $tries -gt 150 ]; do tries=$((tries + 1)); sleep 0.1; done
env BUILD="$BUILD" DB="$scratch/db/as-$(id -un).db" PORT=$port TMPDIR="$scratch/tmp" sh "$here/nginx/run.sh" >"$scratch/taken.log" 2>&1
same "a port that is taken: status 1" 1 $?
contains "a port that is taken is told" "port $port" "$scratch/taken.log"
kill $taken
same "then, too, nothing is left running" "" "$(pgrep -f "$scratch/tmp/vuosikello" || true)"
done_testing
