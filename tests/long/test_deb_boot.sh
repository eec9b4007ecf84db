# A clean Debian 12, booted with systemd in a container that no network reaches: one `apt install` of the package, and it serves. Needs root, the
# package, and a mirror of Debian to make the system from.
. "$(dirname "$0")/../e2e/tap.inc"
if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null || ! command -v systemd-nspawn >/dev/null; then
    echo "ok $((tests += 1)) - the package on a clean Debian # SKIP not root, or no debootstrap, or no systemd-nspawn"
    done_testing
fi
check "the package is made" env BUILD="${BUILD#"$here"/}" sh -c "cd '$here' && sh deb/build.sh"
system=$scratch/debian
if ! timeout 600 debootstrap --variant=minbase bookworm "$system" >"$scratch/debootstrap.log" 2>&1; then
    echo "ok $((tests += 1)) - the package on a clean Debian # SKIP no mirror of Debian"
    done_testing
fi
cp "$BUILD"/vuosikello_*.deb "$system/root"
cp /etc/resolv.conf "$system/etc"
check "what it needs is fetched" timeout 300 chroot "$system" sh -c 'apt-get update && apt-get install -y --download-only /root/vuosikello_*.deb'

# What an administrator does, as a unit of its own; each answer a file of /root/told
cat >"$system/root/get.pl" <<'END'
use IO::Socket::INET;
my ($port, $address) = @ARGV;
my $socket = IO::Socket::INET->new("127.0.0.1:$port") or die "$!";
print $socket "GET $address HTTP/1.0\r\nHost: localhost\r\n\r\n";
local $/;
print <$socket>;
END
cat >"$system/root/try.sh" <<'END'
P=/plans/pyhtaa-2021-2025/plan.pdf
mkdir /root/told && cd /root/told
get() { perl /root/get.pl "$@"; }
apt-get install -y /root/vuosikello_*.deb >install 2>&1; echo $? >installed
get 80 / >home
vuosikello --db /var/lib/vuosikello/vuosikello.db import /usr/share/vuosikello/sample/pyhtaa-2021-2025.json >import 2>&1
get 80 $P >report
echo "OPTIONS='--workers \"3\"'" >/etc/default/vuosikello
systemctl restart vuosikello.service; get 80 "$P?year=2021" >restarted
systemctl kill --signal KILL --kill-who all vuosikello.service; sleep 2; get 80 "$P?year=2022" >killed
get 9464 /metrics >metrics
systemd-analyze security vuosikello.service --threshold=20 >security 2>&1; echo $? >secure
apt-get install -y --reinstall /root/vuosikello_*.deb >reinstall 2>&1; get 80 "$P?year=2023" >reinstalled
apt-get purge -y vuosikello >purge 2>&1; echo $? >purged
get 80 / >after
END
cat >"$system/etc/systemd/system/try.service" <<'END'
[Unit]
After=multi-user.target
[Service]
Environment=DEBIAN_FRONTEND=noninteractive
ExecStart=/bin/sh /root/try.sh
ExecStopPost=/bin/systemctl poweroff
END
mkdir -p "$system/etc/systemd/system/multi-user.target.wants"
ln -s ../try.service "$system/etc/systemd/system/multi-user.target.wants/try.service"
chroot "$system" env DEBIAN_FRONTEND=noninteractive apt-get install -y systemd-sysv >"$scratch/systemd.log" 2>&1
timeout 180 systemd-nspawn --register=no --keep-unit --private-network -D "$system" --boot >"$scratch/boot.log" 2>&1
told=$system/root/told
if [ ! -e "$told/installed" ]; then
    echo "ok $((tests += 1)) - the package on a clean Debian # SKIP no container can be booted here: $(tail -n 1 "$scratch/boot.log" | tr -d '\r#')"
    done_testing
fi
same "it is installed" 0 "$(cat "$told/installed")"
contains "and serves" '^HTTP/1.1 200' "$told/home"
contains "its own page" '<html lang=.fi.>' "$told/home"
contains "a plan is imported" 'pyhtaa-2021-2025 \(new\)' "$told/import"
for when in report restarted killed reinstalled; do
    check "$when: its report is served" sh -c "head -n 1 '$told/$when' | grep -q 'HTTP/1.1 200' && tail -c 8 '$told/$when' | grep -q '%%EOF'"
done
contains "options are taken, quotes as in a shell" '^vuosikello_workers 3$' "$told/metrics"
contains "numbers are told" '^vuosikello_data_age_seconds [0-9]+$' "$told/metrics"
same "it is confined" 0 "$(cat "$told/secure")"
same "it is purged" 0 "$(cat "$told/purged")"
contains "nginx serves its own page again" 'Welcome to nginx' "$told/after"
done_testing
