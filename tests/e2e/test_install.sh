# What `make install` puts where, and whether nginx and systemd can read it; whether the README names what is there.
. "$(dirname "$0")/tap.inc"
root=$scratch/root
share=$root/usr/share/vuosikello
check "make install" make -C "$here" BUILD="$BUILD" DESTDIR="$root" PREFIX=/usr install
for file in bin/vuosikello bin/vuosikello-fcgi share/vuosikello/sample/pyhtaa-2021-2025.json share/doc/vuosikello/README.md \
    share/doc/vuosikello/docs/plan.schema.json lib/systemd/system/vuosikello.service lib/sysusers.d/vuosikello.conf \
    share/vuosikello/nginx/vuosikello.conf share/vuosikello/nginx/tls.conf; do
    check "$file is installed" test -s "$root/usr/$file"
done
check "the installed program reads the installed sample" "$root/usr/bin/vuosikello" --db "$scratch/a.db" import "$share"/sample/*.json
same "no mark of a template is left" "" "$(grep -rlE '@[A-Z_]+@' "$share/nginx" "$root/usr/lib" || true)"

# The site as nginx reads it, its folders moved to the scratch folder
nginx=$(command -v nginx || echo /usr/sbin/nginx)
sed "s|/var/log/nginx/|$scratch/|; s|listen \\(.*\\)80;|listen \\1$((20000 + $$ % 20000));|" "$share/nginx/vuosikello.conf" >"$scratch/site.conf"
cat >"$scratch/main.conf" <<END
pid $scratch/nginx.pid;
events { }
http { include $scratch/site.conf; }
END
check "nginx takes the site" "$nginx" -t -e "$scratch/nginx.log" -p "$scratch" -c "$scratch/main.conf"
for file in $(sed -n 's|.*alias \(/[^;]*\)/;.*|\1|p' "$share/nginx/vuosikello.conf"); do
    check "the site's folder $file is installed" test -d "$root$file"
done

# The database is the group vuosikello's (README), the socket nginx's group's: the service must be in both.
unit=$root/usr/lib/systemd/system/vuosikello.service
contains "the service is in nginx's group" '^Group=www-data$' "$unit"
contains "the service is in its own group" '^SupplementaryGroups=vuosikello$' "$unit"
contains "the group is made" '^u vuosikello ' "$root/usr/lib/sysusers.d/vuosikello.conf"
if command -v systemd-analyze >/dev/null; then
    sed "s|/usr/bin/|$root/usr/bin/|; s|^Documentation=.*||" "$unit" >"$scratch/vuosikello.service"
    check "systemd takes the unit" systemd-analyze verify "$scratch/vuosikello.service"
else
    echo "ok $((tests += 1)) - systemd takes the unit # SKIP no systemd-analyze"
fi

# Files that the README names: `folder/file` and links
missing=
for file in $(cd "$here" && grep -oE '`[a-z]+/[a-z_*.-]+`|\]\([a-z]+/[^)]*\)' README.md | tr -d '`]()' | grep -v '^share/'); do
    found=no
    for one in "$here"/$file; do [ ! -e "$one" ] || found=yes; done
    [ $found = yes ] || missing="$missing $file"
done
same "every file that the README names is there" "" "$missing"
done_testing
