#!/bin/sh
# build.sh: makes BUILD/vuosikello_VERSION_ARCH.deb of what `make install` installs. From the environment: BUILD, MAKE.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
BUILD=${BUILD:-build} MAKE=${MAKE:-make}
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/debian/vuosikello # where dpkg-shlibdeps looks for it
mkdir "$work/debian"
"$MAKE" --no-print-directory -C "$here" BUILD="$BUILD" PREFIX=/usr DESTDIR="$stage" install >/dev/null
strip --strip-unneeded --remove-section=.comment "$stage"/usr/bin/*
gzip -9n "$stage"/usr/share/man/man*/*
install -m 644 "$here/deb/copyright" "$stage/usr/share/doc/vuosikello/copyright"
# The administrator's to change; dpkg asks before it changes it again.
install -d "$stage/etc/nginx/sites-available" "$stage/etc/default"
install -m 644 "$here/nginx/vuosikello.default" "$stage/etc/default/vuosikello"
cp "$stage/usr/share/vuosikello/nginx/vuosikello.conf" "$stage/etc/nginx/sites-available/vuosikello"

# The libraries' packages, in the versions whose symbols are used
printf 'Source: vuosikello\n\nPackage: vuosikello\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "$stage"/usr/bin/* | sed -n 's/^shlibs:Depends=//p')

version=$(cat "$here/VERSION")
architecture=$(dpkg --print-architecture)
install -d "$stage/DEBIAN"
sed "s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|; s|@SIZE@|$(du -sk --exclude=DEBIAN "$stage" | cut -f 1)|; s|@DEPENDS@|$depends|" \
    "$here/deb/control.in" >"$stage/DEBIAN/control"
printf '%s\n' /etc/default/vuosikello /etc/nginx/sites-available/vuosikello >"$stage/DEBIAN/conffiles"
install -m 755 "$here/deb/postinst" "$here/deb/prerm" "$here/deb/postrm" "$stage/DEBIAN"
(cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
package=$BUILD/vuosikello_${version}_$architecture.deb
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(stat -c %Y "$here/VERSION")} dpkg-deb --root-owner-group -b "$stage" "$package" >/dev/null
echo "$package"
