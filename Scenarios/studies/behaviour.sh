#!/usr/bin/env bash
# What is asked of the world of 2023, as numbers: does it hold at its start, do allies keep what they
# had, does hedging last, who gains by doing the same thing always, how right are estimates, how
# does it stand against history. A row each; the same for any variant.
#   [SCENARIO=small-yard-2023-first] Scenarios/studies/behaviour.sh [options]
# The options, of ‘--set’ and ‘--without’, are for every row.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${STATECRAFT:-.build/release/statecraft}
scenario=${SCENARIO:-small-yard-2023}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
play() { # FILE SEED [OPTION ...]
  "$program" run "$scenario" --seed "$2" --replay "$1" "${@:3}" >"$folder/told.txt"
}

play "$folder/rest.jsonl" 1 "$@" --set turns=1 --without supply-shocks --without elections \
  --set profiles.default.parameters.precision=10000 \
  --set profiles.USA.parameters.precision=10000 --set profiles.CHN.parameters.precision=10000
for seed in $(seq 1 30); do play "$folder/keep-$seed.jsonl" "$seed" "$@" --set turns=3; done
for seed in $(seq 1 20); do play "$folder/long-$seed.jsonl" "$seed" "$@"; done
python3 - "$folder" <<'P'
import csv, glob, json, sys
folder = sys.argv[1]
def turns(path):
    lines = [json.loads(line) for line in open(path)]
    return lines[0], [line for line in lines if "turn" in line]
def controls(turn, state):
    return [o.split()[1:] for o in turn["decisions"].get(state, []) if o.startswith("control")]
_, (first,) = turns(f"{folder}/rest.jsonl")
count = {s: len(controls(first, s)) for s in first["decisions"]}
print(f"turn 1, best reply, no luck: measures that change: USA {count.get('USA', 0)}, "
      f"CHN {count.get('CHN', 0)}, all {sum(count.values())}")
rows = {(r["sector"], r["imposer"]): float(r["strictness_or_rate"])
        for r in csv.DictReader(open("Scenarios/data/opening_controls_2023.csv"))
        if r["instrument"] == "export" and r["target"] == "CHN"
        and r["imposer"] in ("NLD", "JPN", "KOR", "TWN")}
kept, games = {key: 0 for key in rows}, glob.glob(f"{folder}/keep-*.jsonl")
for path in games:
    level = dict(rows)
    for turn in turns(path)[1]:
        for sector, state in rows:
            for kind, where, target, value in controls(turn, state):
                if (kind, where, target) == ("export", sector, "CHN"):
                    level[sector, state] = float(value)
    for key in rows:
        kept[key] += level[key] >= rows[key] - 1e-9
print("kept for three turns, games of", len(games), ":",
      ", ".join(f"{state} {sector} {kept[sector, state]}" for sector, state in sorted(rows)))
middle = "IND IDN BRA TUR VNM SGP MYS SAU MEX CHL".split()
paths = []
for path in glob.glob(f"{folder}/long-*.jsonl"):
    head, played = turns(path)
    places = [i for i, s in enumerate(head["states"]) if s[0] in middle]
    paths.append([sum(min(t["indicators"]["alignment"][i]) for i in places) / len(places)
                  for t in played])
mean = [sum(values) / len(values) for values in zip(*paths)]
print(f"hedging, mean of min(USA, CHN) over ten: {mean[0]:.3f} after turn 1, {mean[-1]:.3f} after "
      f"turn {len(mean)}")
P
"$program" estimates "$scenario" "$@"
