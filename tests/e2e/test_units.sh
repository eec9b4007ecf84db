# What systemd is given: the service's confinement, its socket, and the folder of the database, where the service reads what any of the importing
# group's members writes.
. "$(dirname "$0")/tap.inc"
root=$scratch/root
check "the units are filled in" sh "$here/nginx/render.sh" install /usr "$root"
units=$root/usr/lib/systemd/system
if command -v systemd-analyze >/dev/null; then
    check "the service is confined to an exposure of 2.0" systemd-analyze security --offline=true --threshold=20 "$units/vuosikello.service"
    mkdir "$scratch/units" # as they are, but for programs that are not installed
    sed 's|^ExecStart=.*|ExecStart=/bin/true|' "$units/vuosikello.service" >"$scratch/units/vuosikello.service"
    cp "$units/vuosikello.socket" "$scratch/units"
    systemd-analyze verify --man=no "$scratch"/units/vuosikello.* >"$scratch/verify" 2>&1
    same "systemd takes the units without a word" "" "$(grep vuosikello "$scratch/verify")"
else
    echo "ok $((tests += 1)) - the units # SKIP no systemd-analyze"
fi

# The socket is there before the service, and stays when it goes: a reader who comes between waits and is answered.
db=$scratch/plans.db
check "a plan is imported" "$vuosikello" --db "$db" import "$here/db/sample/pyhtaa-2021-2025.json"
cat >"$scratch/systemd.py" <<'END'
import os, signal, socket, subprocess, sys, time
path, asker, log, *service = sys.argv[1:]
listener = socket.socket(socket.AF_UNIX)
listener.bind(path)
listener.listen(511)
def ask():
    return subprocess.Popen([asker, "--socket", path, "-n", "1", "/plans/pyhtaa-2021-2025/plan.pdf"], stdout=subprocess.PIPE, text=True)
def start():
    return subprocess.Popen(service, stdin=listener, stderr=open(log, "a"))
for turn in "first", "second":
    early = ask()
    time.sleep(0.3)
    running = start()
    print(turn, early.communicate(timeout=20)[0].strip())
    running.send_signal(signal.SIGTERM)
    print(turn, "ended with", running.wait(20))
END
timeout 60 python3 "$scratch/systemd.py" "$scratch/given.sock" "$BUILD/fcgi-ask" "$scratch/service.log" "$BUILD/vuosikello-fcgi" --db "$db" --workers 2 >"$scratch/told" 2>&1
contains "who asks before the service runs is answered" '^first 1 asked, 0 not whole, 200 x 1' "$scratch/told"
contains "the service ends in good order" '^first ended with 0' "$scratch/told"
contains "who asks while it is restarted is answered" '^second 1 asked, 0 not whole, 200 x 1' "$scratch/told"
check "its socket stays" test -S "$scratch/given.sock"

# The folder, with users and a group that every Debian has in the place of its own
if [ "$(id -u)" -ne 0 ] || ! command -v systemd-tmpfiles >/dev/null; then
    echo "ok $((tests += 1)) - the database's folder # SKIP neither root nor systemd-tmpfiles"
    done_testing
fi
# as USER GROUP COMMAND...
as() { user=$1 group=$2; shift 2; setpriv --reuid "$user" --regid nogroup --groups "$group" "$@"; }
mkdir "$scratch/bin"
cp "$vuosikello" "$here/db/sample/pyhtaa-2021-2025.json" "$scratch/bin"
chmod -R a+rX "$scratch/bin"
sed "s|/var/lib/vuosikello|$scratch/lib|; s/user:vuosikello/user:www-data/g; s/vuosikello-import/games/" "$root/usr/lib/tmpfiles.d/vuosikello.conf" >"$scratch/tmpfiles.conf"
check "systemd makes the folder" systemd-tmpfiles --create "$scratch/tmpfiles.conf"
db=$scratch/lib/plans.db
import() { as "$1" "$2" sh -c "umask $3; '$scratch/bin/vuosikello' --db '$db' import '$scratch/bin/pyhtaa-2021-2025.json'"; }
check "a member imports" import daemon games 022
check "another one imports over it" import bin games 077
check "root imports over it" "$vuosikello" --db "$db" import "$here/db/sample/pyhtaa-2021-2025.json"
check "the first one imports again" import daemon games 022
check "the service reads it" as www-data nogroup "$scratch/bin/vuosikello" --db "$db" check
refused() { ! as "$@"; }
check "the service cannot write it" refused www-data nogroup sh -c ": >>$db"
check "nor the folder" refused www-data nogroup touch "$scratch/lib/x"
check "nobody else reads it" refused nobody nogroup cat "$db"
check "who is no member does not import" sh -c "! (umask 022; setpriv --reuid nobody --regid nogroup --groups nogroup '$scratch/bin/vuosikello' --db '$db' import '$scratch/bin/pyhtaa-2021-2025.json')"
same "it belongs to the group" games "$(stat -c %G "$db")"
done_testing
