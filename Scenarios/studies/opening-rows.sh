#!/usr/bin/env bash
# Whether the headline hangs on one row: deletes each row of the opening controls in turn and says
# how far the shares of the outcome classes move, for the whole system and for the leader alone.
# Usage: Scenarios/studies/opening-rows.sh [RUNS [OPTION ...]] (200 by default). With ROWS=n only
# the n rows of greatest strictness that aren't on Russia.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-200}
shift || true
program=${STATECRAFT:-.build/release/statecraft}
[ -x "$program" ] || { echo "Build first: make build" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
batch() { # FILE [OPTION ...]
  local file=$1
  shift
  "$program" batch small-yard-2023 --runs "$runs" --seed 2023 --json "$file" "$@" \
    >"$folder/out.txt" 2>"$folder/err.txt" || { cat "$folder/err.txt" >&2; exit 1; }
}
batch "$folder/base.json" "$@"
python3 - <<'P' >"$folder/rows.txt"
import csv, os
rows = list(csv.DictReader(open("Scenarios/data/opening_controls_2023.csv")))
latest = {}
for row in rows:
    if row["since"] <= "2023-12-31":
        key = tuple(row[k] for k in ("instrument", "sector", "imposer", "target"))
        if key not in latest or row["since"] > latest[key]["since"]:
            latest[key] = row
chosen = list(latest.values())
if "ROWS" in os.environ:
    chosen = [row for row in chosen if row["target"] != "RUS"]
    chosen.sort(key=lambda row: -float(row["strictness_or_rate"]))
    chosen = chosen[:int(os.environ["ROWS"])]
for row in chosen:
    print(",".join(row[k] for k in ("instrument", "sector", "imposer", "target", "since")))
P
echo "row                                              largest move, points   in class"
while read -r row; do
  batch "$folder/one.json" --set "controls[$row].strictness_or_rate=0" "$@"
  python3 - "$row" "$folder/base.json" "$folder/one.json" <<'P'
import json, sys
row, base, one = sys.argv[1], json.load(open(sys.argv[2])), json.load(open(sys.argv[3]))
moves = [(abs(one[t][c]["share"] - base[t][c]["share"]), t, c)
         for t in ("outcome", "outcome_leader") for c in ("S1", "S2", "S3", "S4")]
size, table, name = max(moves)
side = "system" if table == "outcome" else "leader"
print(f"{row:50} {100 * size:10.1f}   {name} of {side}" + ("   MORE THAN 15" if size > 0.15 else ""))
P
done <"$folder/rows.txt"
