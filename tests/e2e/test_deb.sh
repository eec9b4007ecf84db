# The Debian package: what it holds and needs; what its scripts do to a system's folders. dpkg installs it into a folder of its own, where nothing is
# started.
. "$(dirname "$0")/tap.inc"
if ! command -v dpkg-shlibdeps >/dev/null || ! command -v systemd-tmpfiles >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "ok $((tests += 1)) - the package # SKIP not root, or no dpkg-dev, or no systemd"
    done_testing
fi
if nm "$vuosikello" | grep -q __asan_; then
    echo "ok $((tests += 1)) - the package # SKIP built with sanitizers"
    done_testing
fi
export DEBFULLNAME="Hyte & yhteistyö" DEBEMAIL=it@example.org
check "the package is made" env BUILD="${BUILD#"$here"/}" sh -c "cd '$here' && sh deb/build.sh >'$scratch/name'"
package=$here/$(cat "$scratch/name")
[ -e "$package" ] || package=$(cat "$scratch/name")
cp "$package" "$scratch/first.deb"
env BUILD="${BUILD#"$here"/}" sh -c "cd '$here' && sh deb/build.sh" >/dev/null 2>&1
check "made again it has the same bytes" cmp "$scratch/first.deb" "$package"
dpkg-deb -f "$package" >"$scratch/control"
contains "it tells its version" "^Version: $(cat "$here/VERSION")\$" "$scratch/control"
contains "and who answers for it" "^Maintainer: Hyte & yhteistyö <it@example.org>\$" "$scratch/control"
missing=
for name in $(sed -n 's/^Depends: //p' "$scratch/control" | sed 's/([^)]*)//g; s/,/ /g'); do
    dpkg-query -W "$name" >/dev/null 2>&1 || missing="$missing $name"
done
same "what it depends on are packages of this Debian" "" "$missing"
missing=
for library in $(objdump -p "$vuosikello" "$BUILD/vuosikello-fcgi" | sed -n 's/^ *NEEDED *//p' | sort -u); do
    file=$(ldd "$vuosikello" | sed -n "s|^.*$library => \([^ ]*\).*|\1|p")
    owner=$(dpkg-query -S "$file" "$(readlink -f "$file")" 2>/dev/null | head -n 1 | cut -d : -f 1)
    grep -q "^Depends: .*$owner" "$scratch/control" || missing="$missing $library"
done
same "each library's package is among them" "" "$missing"
dpkg-deb --fsys-tarfile "$package" | tar -tv >"$scratch/files"
dpkg-deb --fsys-tarfile "$package" | tar -xO ./usr/share/doc/vuosikello/changelog.gz | gzip -d >"$scratch/changelog"
contains "its changelog is of that version" "^vuosikello [(]$(cat "$here/VERSION")[)] " "$scratch/changelog"
lacks "all is root's, and nobody else writes it" '^.(.....w|........w)|^[^ ]* [^r]' "$scratch/files"
for script in postinst prerm postrm; do
    dpkg-deb -I "$package" $script >"$scratch/$script"
    check "$script can be read" sh -n "$scratch/$script"
done

# system NAME: a system's folders with nginx as Debian installs it, in $system
system() {
    system=$scratch/$1
    mkdir -p "$system/etc/nginx/sites-available" "$system/etc/nginx/sites-enabled" "$system/etc/nginx/conf.d" "$system/var/lib/dpkg/updates" \
        "$system/var/lib/dpkg/info" "$system/var/log/nginx" "$system/run"
    : >"$system/etc/passwd" >"$system/etc/group"
    echo 'root:x:0:0::/root:/bin/sh' >"$system/etc/passwd"
    echo 'root:x:0:' >"$system/etc/group"
    echo "server { listen 80 default_server; }" >"$system/etc/nginx/sites-available/default"
    ln -s /etc/nginx/sites-available/default "$system/etc/nginx/sites-enabled/default"
    printf 'Package: nginx-common\nStatus: install ok installed\nVersion: 1\nArchitecture: all\nMaintainer: x\nDescription: x\nConffiles:\n /etc/nginx/sites-available/default %s\n' \
        "$(md5sum <"$system/etc/nginx/sites-available/default" | cut -d ' ' -f 1)" >"$system/var/lib/dpkg/status"
}
apply() { dpkg --root="$system" --force-script-chrootless --force-depends --force-not-root --log=/dev/null "$@" >>"$scratch/dpkg.log" 2>&1; }
enabled() { ls "$system/etc/nginx/sites-enabled" | tr '\n' ' '; }

system fresh
check "it is installed" apply -i "$package"
same "its site is enabled in the place of Debian's own page" "vuosikello " "$(enabled)"
check "the link leads to the site" test -s "$system/etc/nginx/sites-available/$(basename "$(readlink "$system/etc/nginx/sites-enabled/vuosikello")")"
contains "the service has a user" '^vuosikello:' "$system/etc/passwd"
contains "who may import, a group" '^vuosikello-import:' "$system/etc/group"
db=$system/var/lib/vuosikello/vuosikello.db
check "there is a database" "$system/usr/bin/vuosikello" --db "$db" check
same "without plans" "" "$("$system/usr/bin/vuosikello" --db "$db" list)"
same "its folder is the group's" "2770 $(sed -n 's/^vuosikello-import:x:\([0-9]*\):.*/\1/p' "$system/etc/group")" "$(stat -c '%a %g' "$system/var/lib/vuosikello")"
check "the socket is enabled" test -L "$system/etc/systemd/system/sockets.target.wants/vuosikello.socket"
"$system/usr/bin/vuosikello" --db "$db" import "$here/db/sample/pyhtaa-2021-2025.json" >/dev/null 2>&1
check "it is installed again" apply -i "$package"
contains "plans stay" pyhtaa "$("$system/usr/bin/vuosikello" --db "$db" list >"$scratch/list"; echo "$scratch/list")"
echo "OPTIONS='--workers 3'" >"$system/etc/default/vuosikello"
rm "$system/etc/nginx/sites-enabled/vuosikello"
check "and again" apply -i "$package"
same "a site that the administrator disabled stays so" "" "$(enabled)"
contains "options that the administrator gave stay" '^OPTIONS=.--workers 3.$' "$system/etc/default/vuosikello"
ln -s ../sites-available/vuosikello "$system/etc/nginx/sites-enabled/vuosikello"
check "it is removed" apply -r vuosikello
same "Debian's own page is back" "default " "$(enabled)"
check "it is purged" apply -P vuosikello
check "nothing of it stays but the database" sh -c "[ \"\$(find '$system' -name '*vuosikello*' | sed 's|.*/||' | sort -u | tr '\n' ' ')\" = 'vuosikello vuosikello.db ' ]"

system edited
echo "# mine" >>"$system/etc/nginx/sites-available/default"
check "where the page was changed it is installed" apply -i "$package"
same "and the page stays" "default " "$(enabled)"
contains "how to enable the site is told" 'nginx serves other sites already' "$scratch/dpkg.log"
check "it is removed" apply -r vuosikello
same "the page still stays" "default " "$(enabled)"
system other
: >"$system/etc/nginx/sites-enabled/other"
check "where another site is served it is installed" apply -i "$package"
same "and both stay" "default other " "$(enabled)"
done_testing
