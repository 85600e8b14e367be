#!/usr/bin/env bash
# Plays a batch in parts with GNU parallel, joins them, and prints the report.
#
#   Scenarios/scale-out/parallel.sh FOLDER PARTS SCENARIO [OPTION ...]
#   Scenarios/scale-out/parallel.sh results/flagship 8 small-yard-2023 --runs 10000 --seed 7
#
# Run it again after it was stopped, and only what is missing is played. Other machines help when
# PARALLEL has options such as ‘--sshloginfile hosts --workdir .’; the folder must then be one that
# all of them see. STATECRAFT is the program, SLOTS how many parts are played at the same time.
set -euo pipefail
if [ $# -lt 3 ]; then
  sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
folder=$1 parts=$2
shift 2
program=${STATECRAFT:-$(dirname "$0")/../../.build/release/statecraft}
[ -x "$program" ] || { echo "‘$program’ isn't there: run ‘make build’ or set STATECRAFT." >&2; exit 1; }
slots=${SLOTS:-$(nproc)}
mkdir -p "$folder"

# Games are independent, so a part on one job wastes nothing and shares nothing.
if command -v parallel >/dev/null 2>&1; then
  parallel --will-cite --jobs "$slots" --halt soon,fail=1 --joblog "$folder/parallel.log" \
    "$program" batch "${@@Q}" --jobs 1 --store "${folder@Q}/part-{}.sqlite" --shard "{}/$parts" \
    ">${folder@Q}/part-{}.txt" ::: $(seq "$parts")
else
  echo "GNU parallel isn't here: xargs plays the parts on this machine." >&2
  seq "$parts" | xargs -P "$slots" -I '{}' sh -c '
    number=$1 folder=$2 parts=$3 program=$4
    shift 4
    exec "$program" batch "$@" --jobs 1 --store "$folder/part-$number.sqlite" \
      --shard "$number/$parts" >"$folder/part-$number.txt"
  ' sh '{}' "$folder" "$parts" "$program" "$@"
fi
"$program" merge "$folder/whole.sqlite" "$folder"/part-*.sqlite
"$program" batch "$@" --store "$folder/whole.sqlite"
