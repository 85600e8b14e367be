#!/usr/bin/env bash
# How long what stood at the start stands: of the export controls and import restrictions of
# September 2023 that states reconsider, the share that is kept or tightened, eased, and lifted after
# 1, 3 and 5 turns; of those of NLD, JPN, KOR and TWN on China by name; and how many measures change a
# turn. Usage: Scenarios/studies/opening-survival.sh [GAMES [OPTION ...]] (30 by default).
set -euo pipefail
cd "$(dirname "$0")/../.."
games=${1:-30}
shift || true
program=${STATECRAFT:-.build/release/statecraft}
[ -x "$program" ] || { echo "Build first: make build" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for seed in $(seq 1 "$games"); do
  "$program" run small-yard-2023 --seed "$seed" --set turns=5 "$@" \
    --replay "$folder/$seed.jsonl" >"$folder/told.txt"
done
python3 - "$folder" <<'P'
import csv, glob, json, sys
latest = {}
for row in csv.DictReader(open("Scenarios/data/opening_controls_2023.csv")):
    if row["since"] > "2023-12-31" or row["instrument"] == "tariff":
        continue
    key = (row["imposer"], row["instrument"], row["sector"], row["target"])
    if row["since"] >= latest.get(key, ("",))[0]:
        latest[key] = (row["since"], float(row["strictness_or_rate"]))
keys = {"batteries", "chips", "design", "equipment", "fabs_advanced", "fabs_mature", "materials",
        "medicines", "refining"}
opening = {key: level for key, (_, level) in latest.items() if key[2] in keys}
allies = [key for key in opening if key[0] in ("NLD", "JPN", "KOR", "TWN") and key[3] == "CHN"]
games = sorted(glob.glob(sys.argv[1] + "/*.jsonl"))
kept, lifted, changes = ({t: 0 for t in (1, 3, 5)} for _ in range(3))
held = {key: 0 for key in allies}
together = 0
for game in games:
    levels = dict(opening)
    count = 0
    for line in open(game):
        turn = json.loads(line)
        for state, orders in turn.get("decisions", {}).items():
            for word in (order.split() for order in orders):
                if word[0] != "control":
                    continue
                count += 1
                key = (state, word[1], word[2], word[3])
                if key in levels:
                    levels[key] = float(word[4])
        number = turn.get("turn")
        if number in kept:
            kept[number] += sum(levels[k] >= opening[k] for k in opening) / len(opening)
            lifted[number] += sum(levels[k] == 0 for k in opening) / len(opening)
            changes[number] += count
        if number == 3:
            for key in allies:
                held[key] += levels[key] > 0
            together += all(levels[key] > 0 for key in allies)
n = len(games)
print(f"{n} games; {len(opening)} measures stood at the start, outside of tariffs.")
print("after turns   kept or tightened   eased   lifted   changes so far, all measures")
for t in (1, 3, 5):
    k, l = 100 * kept[t] / n, 100 * lifted[t] / n
    print(f"{t:11} {k:17.1f} % {100 - k - l:5.1f} % {l:6.1f} % {changes[t] / n:12.1f}")
for key in allies:
    print(f"{key[0]} {key[2]} on CHN in force after three turns: {held[key]} of {n}")
print(f"all {len(allies)} of them: {together} of {n}")
P
