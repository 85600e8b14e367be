#!/usr/bin/env bash
# Unpacks what ‘make release’ made in a root that has the C library and nothing else (no Swift, no
# shell), and runs it there: from its folder, through a link, and with a batch.
set -euo pipefail
cd "$(dirname "$0")/.."
tarball=$(ls -t .build/handout/*.tar.gz 2>/dev/null | head -n 1)
[ -n "$tarball" ] || { echo "Build it first: make release" >&2; exit 1; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/opt" "$root/tmp" "$root/usr/bin" "$root/proc"
tar -C "$root/opt" -xzf "$tarball"
folder=/opt/$(basename "$tarball" .tar.gz)
for file in $(ldd "$root$folder/bin/statecraft" | grep -o '/[^ )]*'); do
  case $file in
    */libc.so.* | */libm.so.* | */libgcc_s.so.* | */ld-linux*) ;;
    *) echo "It needs $file, which a bare system may not have." >&2; exit 1 ;;
  esac
  mkdir -p "$root$(dirname "$file")" && cp -L "$file" "$root$file"
done
ln -s "$folder/bin/statecraft" "$root/usr/bin/statecraft"
inside() {
  unshare --map-root-user --mount --pid --fork --mount-proc=/proc --root="$root" \
    --wd=/tmp "$@"
}
if ! unshare --map-root-user true 2>/dev/null; then
  echo "Skipped: this system lets nobody make a root of his own." >&2
  exit 0
fi
inside /usr/bin/statecraft --version
inside /usr/bin/statecraft scenarios | tail -n 3
inside /usr/bin/statecraft literature | tail -n 3
inside "$folder/bin/statecraft" batch small-yard-2023 --runs 20 --seed 2023 --store runs.sqlite \
  2>/dev/null | grep Digest
inside "$folder/bin/statecraft" replay verify \
  "$folder/share/statecraft/Replays/golden/logit.jsonl"
echo "It runs where there's no Swift, no library and no shell."
