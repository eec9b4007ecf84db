# 500 random documents, laid out and written as PDF, by all judges that `make check` has for 25 of them. SEEDS=N takes N, FIRST=N begins at that seed.
set -u
out=$BUILD/check-pdf-random
rm -rf "$out"
mkdir -p "$out"
"$BUILD/random-pdf" "${FIRST:-1}" "${SEEDS:-500}" "$out" || { echo "not ok 1 - random documents"; exit 1; }
exec /usr/bin/python3 "$(dirname "$0")/../tools/pdf/check.py" --jars "${FETCHED:-$BUILD/fetched}/verapdf" --work "$out/work" --reports "$out"/*.pdf
