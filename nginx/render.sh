#!/bin/sh
# Fills in the templates.
#   render.sh run RUN_FOLDER PORT [USER]     what `make run` and the tests start
#   render.sh install PREFIX [DESTDIR]       what `make install` installs
# From the environment: BUILD, where the static files have been made.
set -eu
static=${BUILD:-build}/static
here=$(cd "$(dirname "$0")" && pwd)

# fill TEMPLATE NAME=VALUE...: the template with @NAME@ replaced, to standard output. Values hold no '|'.
fill() {
    template=$1
    shift
    script=
    for pair in "$@"; do
        script="$script;s|@${pair%%=*}@|${pair#*=}|g"
    done
    sed "$script" "$template"
}

case "$1" in
run)
    run=$2 port=$3 user=${4:-}
    fill "$here/vuosikello.conf.in" SOCKET="$run/vuosikello.sock" LISTEN="    listen 127.0.0.1:$port;" SERVER_NAME=localhost \
        ACCESS_LOG="$run/access.log" ERRORS="$run/errors" STATIC="$run/static" CACHE="$run/cache" \
        METRICS="unix:$run/metrics.sock" >"$run/vuosikello.conf"
    fill "$here/run.conf.in" RUN="$run" USER="${user:+user $user;}" >"$run/nginx.conf"
    mkdir -p "$run/errors" "$run/static"
    cp "$here"/errors/* "$run/errors/"
    [ ! -d "$static" ] || cp -R "$static/." "$run/static"
    chmod -R a+rX "$run/errors" "$run/static"
    ;;
install)
    prefix=$2 root=${3:-}
    share=$prefix/share/vuosikello
    install -d "$root$share/nginx" "$root$share/errors" "$root$share/static" "$root$prefix/lib/systemd/system" "$root$prefix/lib/sysusers.d" \
        "$root$prefix/lib/tmpfiles.d"
    fill "$here/vuosikello.conf.in" SOCKET=/run/vuosikello/vuosikello.sock \
        LISTEN="    listen 80;\n    listen [::]:80;\n    # With a certificate: see $share/nginx/tls.conf" SERVER_NAME=_ \
        ACCESS_LOG=/var/log/nginx/vuosikello.log ERRORS="$share/errors" STATIC="$share/static" \
        CACHE=/var/cache/vuosikello METRICS=127.0.0.1:9464 >"$root$share/nginx/vuosikello.conf"
    install -m 644 "$here/tls.conf" "$here/brotli.conf" "$root$share/nginx"
    install -m 644 "$here"/errors/* "$root$share/errors/"
    [ ! -d "$static" ] || cp -R "$static/." "$root$share/static"
    chmod -R u+w,go-w,a+rX "$root$share/static"
    fill "$here/vuosikello.service.in" PREFIX="$prefix" >"$root$prefix/lib/systemd/system/vuosikello.service"
    install -m 644 "$here/vuosikello.socket" "$root$prefix/lib/systemd/system"
    install -m 644 "$here/vuosikello.sysusers" "$root$prefix/lib/sysusers.d/vuosikello.conf"
    install -m 644 "$here/vuosikello.tmpfiles" "$root$prefix/lib/tmpfiles.d/vuosikello.conf"
    ;;
*)
    echo "render.sh: run or install" >&2
    exit 2
    ;;
esac
