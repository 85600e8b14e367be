#!/usr/bin/env bash
# The predictions P4-04 to P4-07 on the flagship, and what the answer hangs on: a table of variants
# that share their luck. Usage: Scenarios/studies/predictions.sh [RUNS] (500 by default).
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-500}
program=${STATECRAFT:-.build/release/statecraft}
[ -x "$program" ] || { echo "Build first: make build" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

variant() { # NAME [OPTION ...]
  local name=$1
  shift
  if ! "$program" batch small-yard-2023 --runs "$runs" --seed 2023 --json "$folder/out.json" "$@" \
    >"$folder/out.txt" 2>"$folder/err.txt"; then
    cat "$folder/err.txt" >&2
    exit 1
  fi
  python3 - "$name" "$folder/out.json" <<'P'
import json, sys
name, path = sys.argv[1:]
out = json.load(open(path))
share = lambda table, key: 100 * table[key]["share"]
system = " ".join(f"{share(out['outcome'], c):5.1f}" for c in ("S1", "S2", "S3", "S4"))
leader = " ".join(f"{share(out['outcome_leader'], c):5.1f}" for c in ("S1", "S2", "S3", "S4"))
keys = ["batteries", "chips", "design", "equipment", "fabs_advanced", "fabs_mature", "materials",
        "medicines", "refining"]
count = sum(out["excluded"][s]["share"] for s in keys)
gains = " ".join(f"{100 * out['states'][s]['gain']['mean']:+6.2f}" for s in ("USA", "CHN"))
print(f"{name:48} {system} | {leader} | {count:4.2f} | {gains}")
P
}

echo "$runs runs each, seed 2023. Shares of runs in percent; then the mean number of key sectors"
echo "(of 9) that the system excludes, and mean gains of USA and CHN in percent."
echo
printf '%-48s %s | %s | %s | %s\n' variant "system: S1 S2 S3 S4     " "leader: S1 S2 S3 S4     " keys \
  "  USA    CHN"
variant "baseline"
variant "r of USA to 0 (P4-07)" --set profiles.USA.r.CHN=0
variant "r of both to 0" --set profiles.USA.r.CHN=0 --set profiles.CHN.r.USA=0
variant "no rivalry: r, security, autonomy of both to 0" --set profiles.USA.r.CHN=0 \
  --set profiles.CHN.r.USA=0 --set profiles.USA.weights.security=0 \
  --set profiles.USA.weights.autonomy=0 --set profiles.CHN.weights.security=0 \
  --set profiles.CHN.weights.autonomy=0
variant "r of both to 1" --set profiles.USA.r.CHN=1 --set profiles.CHN.r.USA=1
variant "partners comply (loyalty 6 to 200)" --set profiles.default.parameters.loyalty=200
variant "no counter-measures (revenge, r of CHN 0)" --set profiles.CHN.parameters.revenge=0 \
  --set profiles.CHN.r.USA=0
variant "both: comply, no counters (P4-05)" --set profiles.default.parameters.loyalty=200 \
  --set profiles.CHN.parameters.revenge=0 --set profiles.CHN.r.USA=0
for offer in 0.25 0.5 1; do
  variant "market access offered $offer (P4-06)" --set relations.access_offers.USA=$offer
done
variant "loyalty 12" --set profiles.default.parameters.loyalty=12
variant "loyalty 25" --set profiles.default.parameters.loyalty=25
variant "partners fear no retaliation" --set profiles.default.parameters.caution=0
variant "exclusion from a fall of 30 %" --set outcome.flow_fall=0.3
variant "exclusion from a fall of 70 %" --set outcome.flow_fall=0.7
variant "controls lower the ceiling" --set rules.diffusion.ceiling=1
variant "no leakage" --set rules.trade.leakage=0
variant "without retaliation" --without retaliation
variant "without learning" --without learning
variant "without supply shocks" --without supply-shocks
