#!/bin/sh
# Makes the pictures of pages in docs/gallery, in each language, from the sample plans. From the environment: BUILD, FETCHED, CHROMIUM.
. "$(dirname "$0")/../e2e/browser.inc"
out=$here/docs/gallery
mkdir -p "$out" "$scratch/pictures"
node "$tools/pictures.js" "$folder" "$base" "$scratch/pictures" || exit 1
for picture in "$scratch"/pictures/*.png; do
    /usr/bin/python3 "$here/tests/tools/few_colours.py" 256 "$picture" "$out/${picture##*/}" || exit 1
done
echo "docs/gallery: $(ls "$scratch/pictures" | wc -l) pictures of pages"
