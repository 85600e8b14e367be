#!/usr/bin/env bash
# Instructions of one cold solve, by callgrind: the difference between twenty and ten of them, so
# that making the economy doesn't count. Repeatable to about one part in 100,000.
set -euo pipefail
program="$(dirname "$0")/../../.build/release/economy-benchmark"
if ! command -v valgrind >/dev/null; then
  echo "instructions.sh: valgrind isn't installed (apt-get install valgrind): nothing counted."
  exit 0
fi
counts=$(mktemp)
trap 'rm -f "$counts"' EXIT
count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" solve "$@" 2>"$counts" ||
    { cat "$counts" >&2; exit 1; }
  awk '/Collected/ { print $4 }' "$counts"
}
echo "instructions of a cold solve:"
for size in "10 5" "25 14" "60 20"; do
  # shellcheck disable=SC2086 # two words: states and sectors
  few=$(count $size 10) many=$(count $size 20)
  printf '  %-8s %s\n' "${size/ / × }" "$(((many - few) / 10))"
done
