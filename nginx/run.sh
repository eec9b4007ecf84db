#!/bin/sh
# Starts the service and an nginx of its own in front of it, says where, and stops both on Ctrl-C or SIGTERM.
# From the environment: BUILD, DB, PORT; WORKERS for the service's workers.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BUILD=${BUILD:-build} PORT=${PORT:-8080}
DB=${DB:-$BUILD/vuosikello.db}
case "$PORT" in '' | *[!0-9]*) echo "PORT must be a number: $PORT" >&2; exit 2 ;; esac
nginx=$(command -v nginx || echo /usr/sbin/nginx)

if [ ! -e "$DB" ]; then
    echo "Making $DB with the sample plans"
    "$BUILD/vuosikello" --db "$DB" import "$here"/../db/sample/*.json
fi

# Below /tmp, because nginx's workers change user when it is started as root and could not reach a folder below /root.
run=$(mktemp -d "${TMPDIR:-/tmp}/vuosikello.XXXXXX")
service= web= user= mode=660 stopped=
stop() {
    [ -z "$stopped" ] || return 0
    stopped=yes
    trap '' INT TERM HUP
    [ -z "$web" ] || kill "$web" 2>/dev/null || true
    [ -z "$service" ] || kill "$service" 2>/dev/null || true
    wait
    rm -rf "$run"
}
trap stop EXIT
trap 'stop; exit 0' INT TERM HUP

if [ "$(id -u)" -eq 0 ]; then
    user="nobody nogroup"
    getent passwd www-data >/dev/null && user=www-data
    chmod 711 "$run"
    mode=666
fi
BUILD=$BUILD sh "$here/render.sh" run "$run" "$PORT" "$user"

"$BUILD/vuosikello-fcgi" --socket "$run/vuosikello.sock" --socket-mode "$mode" --db "$DB" ${WORKERS:+--workers "$WORKERS"} &
service=$!
"$nginx" -e stderr -p "$run" -c "$run/nginx.conf" &
web=$!

tries=0
# nginx writes its process id once it has the port; before that another may answer there.
until [ -s "$run/nginx.pid" ] && curl -fs -m 2 -o /dev/null "http://127.0.0.1:$PORT/healthz" && kill -0 "$web" 2>/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ] || ! kill -0 "$web" 2>/dev/null || ! kill -0 "$service" 2>/dev/null; then
        echo "Vuosikello did not start on port $PORT (is it in use? try PORT=8081)" >&2
        exit 1
    fi
    sleep 0.1
done
echo "Vuosikello is at http://127.0.0.1:$PORT/ (stop with Ctrl-C)"

# Ends when either ends; `wait` is interrupted by the signals above.
while kill -0 "$web" 2>/dev/null && kill -0 "$service" 2>/dev/null; do
    sleep 1 &
    wait $! || true
done
echo "Vuosikello stopped by itself" >&2
exit 1
