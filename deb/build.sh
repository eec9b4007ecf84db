#!/bin/sh
# build.sh: makes BUILD/vuosikello_VERSION_ARCH.deb of what `make install` installs. From the environment: BUILD, MAKE, and who
# answers for the package, as Debian's tools take it: DEBFULLNAME, DEBEMAIL.
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

version=$(cat "$here/VERSION")
maintainer="${DEBFULLNAME:-Vuosikello} <${DEBEMAIL:-root@localhost}>"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(stat -c %Y "$here/VERSION")}
export SOURCE_DATE_EPOCH
printf 'vuosikello (%s) unstable; urgency=medium\n\n  * What is new stands in the history of the sources.\n\n -- %s  %s\n' "$version" \
    "$maintainer" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$stage/usr/share/doc/vuosikello/changelog.gz"
chmod 644 "$stage/usr/share/doc/vuosikello/changelog.gz"

# The libraries' packages, in the versions whose symbols are used
printf 'Source: vuosikello\n\nPackage: vuosikello\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O "$stage"/usr/bin/* | sed -n 's/^shlibs:Depends=//p')

architecture=$(dpkg --print-architecture)
install -d "$stage/DEBIAN"
sed "s|@VERSION@|$version|; s|@MAINTAINER@|$(echo "$maintainer" | sed 's/[\\&|]/\\&/g')|; s|@ARCHITECTURE@|$architecture|; s|@SIZE@|$(du -sk --exclude=DEBIAN "$stage" | cut -f 1)|; s|@DEPENDS@|$depends|" \
    "$here/deb/control.in" >"$stage/DEBIAN/control"
printf '%s\n' /etc/default/vuosikello /etc/nginx/sites-available/vuosikello >"$stage/DEBIAN/conffiles"
install -m 755 "$here/deb/postinst" "$here/deb/prerm" "$here/deb/postrm" "$stage/DEBIAN"
(cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
package=$BUILD/vuosikello_${version}_$architecture.deb
dpkg-deb --root-owner-group -b "$stage" "$package" >/dev/null
echo "$package"
