# What `make install` puts where, and whether nginx can read it; whether the README names what is there.
. "$(dirname "$0")/tap.inc"
root=$scratch/root
share=$root/usr/share/vuosikello
# The folder is named as make names it by itself, or objects would depend on another folder's headers afterwards.
check "make install" make -C "$here" BUILD="${BUILD#"$here"/}" DESTDIR="$root" PREFIX=/usr install
for file in bin/vuosikello bin/vuosikello-fcgi share/vuosikello/sample/pyhtaa-2021-2025.json share/doc/vuosikello/README.md \
    share/doc/vuosikello/docs/plan.schema.json lib/systemd/system/vuosikello.service lib/systemd/system/vuosikello.socket lib/sysusers.d/vuosikello.conf lib/tmpfiles.d/vuosikello.conf \
    share/vuosikello/nginx/vuosikello.conf share/vuosikello/nginx/tls.conf share/vuosikello/nginx/brotli.conf \
    share/man/man1/vuosikello.1 share/man/man5/vuosikello-plan.5 share/man/man8/vuosikello-fcgi.8 share/bash-completion/completions/vuosikello \
    share/zsh/vendor-completions/_vuosikello share/fish/vendor_completions.d/vuosikello.fish; do
    check "$file is installed" test -s "$root/usr/$file"
done
check "the installed program reads the installed sample" "$root/usr/bin/vuosikello" --db "$scratch/a.db" import "$share"/sample/*.json
same "no mark of a template is left" "" "$(grep -rlE '@[A-Z_]+@' "$share/nginx" "$root/usr/lib" || true)"

# The site as nginx reads it, its folders moved to the scratch folder
nginx=$(command -v nginx || echo /usr/sbin/nginx)
port=$((20000 + $$ % 20000))
sed "s|/var/log/nginx/|$scratch/|; s|/var/cache/|$scratch/|; s|127.0.0.1:9464|unix:$scratch/metrics.sock|; s|listen \\(.*\\)80;|listen \\1$port;|" "$share/nginx/vuosikello.conf" >"$scratch/site.conf"
cat >"$scratch/main.conf" <<END
pid $scratch/nginx.pid;
events { }
http { include $scratch/site.conf; $(for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $scratch/$kind;"; done) } # an ordinary user has no others
END
check "nginx takes the site" "$nginx" -t -e "$scratch/nginx.log" -p "$scratch" -c "$scratch/main.conf"

# The same with TLS, as tls.conf says
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -keyout "$scratch/key.pem" -out "$scratch/cert.pem" 2>/dev/null
sed -i "s|listen $port;|listen 127.0.0.1:$port ssl http2; ssl_certificate $scratch/cert.pem; ssl_certificate_key $scratch/key.pem; include $share/nginx/tls.conf;|; s|listen \[.*||" "$scratch/site.conf"
[ "$(id -u)" -ne 0 ] || chmod 755 "$scratch" "$root" "$root/usr" "$root/usr/share"
"$nginx" -e "$scratch/nginx.log" -p "$scratch" -c "$scratch/main.conf" -g 'daemon off;' &
web=$!
tries=0
base=https://localhost:$port
until fetch /static/none --cacert "$scratch/cert.pem" --http2; [ "$status" != 000 ] || [ $tries -gt 100 ]; do tries=$((tries + 1)); sleep 0.05; done
same "with TLS it speaks HTTP/2" "HTTP/2 404" "$(head -n 1 "$scratch/header" | tr -s ' ' | sed 's/ $//')"
for version in tls1 tls1_1; do
    check "it does not speak $version" sh -c "! echo | openssl s_client -connect localhost:$port -cipher 'ALL:@SECLEVEL=0' -$version"
done
check "it speaks TLS 1.3" sh -c "echo | openssl s_client -connect localhost:$port -tls1_3 | grep 'New, TLSv1.3'"
check "it gives no ticket" sh -c "echo | openssl s_client -connect localhost:$port -tls1_2 >'$scratch/tls'; grep 'New, TLSv1.2' '$scratch/tls' && ! grep 'session ticket' '$scratch/tls'"
for file in $(sed -n 's|.*alias \(/[^;]*\)/;.*|\1|p' "$share/nginx/vuosikello.conf"); do
    check "the site's folder $file is installed" test -d "$root$file"
done

# Files that the README names: `folder/file` and links
missing=
for file in $(cd "$here" && grep -oE '`[a-z]+/[a-z_*.-]+`|\]\([a-z]+/[^)]*\)' README.md | tr -d '`]()' | grep -v '^share/'); do
    found=no
    for one in "$here"/$file; do [ ! -e "$one" ] || found=yes; done
    [ $found = yes ] || missing="$missing $file"
done
same "every file that the README names is there" "" "$missing"
done_testing
