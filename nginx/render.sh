#!/bin/sh
# Fills in the templates.
#   render.sh run RUN_FOLDER PORT [USER]     what `make run` and the tests start
#   render.sh install PREFIX [DESTDIR]       what `make install` installs
set -eu
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
        ACCESS_LOG="$run/access.log" ERRORS="$run/errors" >"$run/vuosikello.conf"
    fill "$here/run.conf.in" RUN="$run" USER="${user:+user $user;}" >"$run/nginx.conf"
    mkdir -p "$run/errors"
    cp "$here"/errors/* "$run/errors/"
    ;;
install)
    prefix=$2 root=${3:-}
    share=$prefix/share/vuosikello
    install -d "$root$share/nginx" "$root$share/errors" "$root$prefix/lib/systemd/system" "$root$prefix/lib/sysusers.d"
    fill "$here/vuosikello.conf.in" SOCKET=/run/vuosikello/vuosikello.sock \
        LISTEN="    listen 80;\n    listen [::]:80;\n    # With a certificate: see $share/nginx/tls.conf" SERVER_NAME=_ \
        ACCESS_LOG=/var/log/nginx/vuosikello.log ERRORS="$share/errors" >"$root$share/nginx/vuosikello.conf"
    install -m 644 "$here/tls.conf" "$root$share/nginx/tls.conf"
    install -m 644 "$here"/errors/* "$root$share/errors/"
    fill "$here/vuosikello.service.in" PREFIX="$prefix" >"$root$prefix/lib/systemd/system/vuosikello.service"
    install -m 644 "$here/vuosikello.sysusers" "$root$prefix/lib/sysusers.d/vuosikello.conf"
    ;;
*)
    echo "render.sh: run or install" >&2
    exit 2
    ;;
esac
