#!/bin/sh
# fetch.sh FOLDER: the driver of browsers and the judges of pages that package.json names, into FOLDER/node_modules. Fails where they cannot be had.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ ! -e "$1/node_modules/.package-lock.json" ] || ! cmp -s "$here/package-lock.json" "$1/package-lock.json" || exit 0
mkdir -p "$1"
cp "$here/package.json" "$here/package-lock.json" "$1"
cd "$1"
npm ci --omit=optional --ignore-scripts --no-audit --no-fund 2>&1 | tail -5
