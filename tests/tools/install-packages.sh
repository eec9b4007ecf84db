#!/bin/sh
# Installs the Debian packages named as arguments that are missing, saying so; with sudo when not root. Installing nginx
# must not leave Debian's own site running: it is kept from starting where it was not running before.
set -eu
missing=
for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "These packages are missing and there is no apt-get to install them with:$missing" >&2
    exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Missing packages (install them as root):$missing" >&2; exit 1; }
    as_root=sudo
fi
echo "Installing missing packages:$missing"

# invoke-rc.d asks policy-rc.d whether a service may start; 101 says no. An administrator's own policy stays.
policy=/usr/sbin/policy-rc.d
guarded=no
case "$missing" in
    *nginx*)
        if [ ! -e "$policy" ]; then
            printf '#!/bin/sh\n# Put there by Vuosikello while it installs nginx.\nexit 101\n' | $as_root tee "$policy" >/dev/null
            $as_root chmod 755 "$policy"
            guarded=yes
        fi ;;
esac
unguard() { [ "$guarded" = no ] || $as_root rm -f "$policy"; guarded=no; }
trap unguard EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

before=$(pgrep -x nginx 2>/dev/null || true)
environment='env DEBIAN_FRONTEND=noninteractive'
log=$(mktemp)
install() { $as_root $environment apt-get install -y --no-install-recommends $missing </dev/null >"$log" 2>&1; }
if ! install; then
    $as_root $environment apt-get update </dev/null >/dev/null 2>&1 || true
    if ! install; then
        cat "$log" >&2
        echo "apt-get could not install:$missing" >&2
        exit 1
    fi
fi
rm -f "$log"
case "$missing" in
    *nginx*)
        # A machine with systemd would start the site at its next boot.
        if [ -z "$before" ] && command -v systemctl >/dev/null; then
            $as_root systemctl disable --now nginx.service >/dev/null 2>&1 || true
        fi ;;
esac
