#!/usr/bin/env bash
# Makes the golden replays and the example anew. Run it when the model has changed on purpose,
# look at what moved (git diff), and say why in a commit of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${STATECRAFT:-}" ]; then
  make build
  STATECRAFT=.build/release/statecraft
fi

# The world of the adjudication cases, awake: fear, friends, chance, learning, spreading knowledge.
world=Tests/Cases/worlds/three-powers.yaml
awake=(
  --set 'relations.threat=[{state: AAA, from: BBB, level: 0.6}, {state: BBB, from: AAA, level: 0.6},
    {state: CCC, from: BBB, level: 0.4}]'
  --set 'relations.ties=[{i: AAA, j: CCC, defence: 3, trade: 1}]'
  --set 'relations.affinity=[{state: AAA, ideal_point: 1}, {state: BBB, ideal_point: -1},
    {state: CCC, ideal_point: 0.8}, {state: DDD, ideal_point: 0}, {state: EEE, ideal_point: -0.6}]'
  --set 'limits.investment_percent_max=0.6'
  --set 'rules.alignment.noise=0.02'
  --set 'rules.supply-shocks.probability=0.1'
  --set 'rules.trade.leakage=0.15'
  --set 'rules.learning.elasticity=0.03'
  --set 'rules.diffusion={rate: 0.06, self_reliance: 0.04, ceiling: 0, revenue_effect: 0.01}'
)

golden() {
  local name=$1
  shift
  rm -f "Replays/golden/$name.jsonl"
  "$STATECRAFT" run "$@" --replay "Replays/golden/$name.jsonl" >/dev/null
  echo "Replays/golden/$name.jsonl"
}

# Both leaders and all partners weigh and draw; AAA votes three times.
golden logit "$world" "${awake[@]}" --seed 7 \
  --set 'states[AAA].election_years=[3, 7, 11]' \
  --set 'profiles.default={profile: partner}' \
  --set 'profiles.AAA.profile=great-power' --set 'profiles.AAA.policy=logit' \
  --set 'profiles.BBB={profile: great-power}'

# All take what they think best; chance is left to nature. Deliberations are kept.
golden best-reply "$world" "${awake[@]}" --seed 11 --replicate 3 --explain \
  --set 'turns=4' --without learning \
  --set 'profiles.default={profile: partner, policy: best-reply}' \
  --set 'profiles.AAA.profile=great-power' --set 'profiles.AAA.policy=best-reply' \
  --set 'profiles.BBB={profile: great-power, policy: best-reply}'

# AAA follows a script with a mistake in turn 4, BBB answers in kind, a hedger stands between.
golden scripted "$world" "${awake[@]}" --seed 0 \
  --set 'turns=8' \
  --set 'profiles.AAA.policy=scripted' \
  --set 'profiles.AAA.script=[
    {turn: 1, orders: [control export equipment BBB 0.5, invest subsidy chips 0.4%gdp]},
    {turn: 3, orders: [control export equipment BBB 1, control tariff textiles BBB 0.25]},
    {turn: 4, orders: [control export chips BBB 1, invest subsidy chips 0.7%gdp]},
    {turn: 6, orders: [control export equipment BBB 0.25, control tariff textiles BBB 0]}]' \
  --set 'profiles.BBB={profile: reciprocal}' \
  --set 'profiles.CCC={policy: scripted, script: [
    {turn: 2, orders: [align AAA 1, control export equipment BBB 0.5]}]}' \
  --set 'profiles.DDD={profile: hedger}'

# Told in words: a small game whole, and how the flagship opens.
"$STATECRAFT" replay show --full Replays/golden/scripted.jsonl >Replays/examples/scripted.txt
echo Replays/examples/scripted.txt
"$STATECRAFT" run small-yard-2023 --seed 2023 --set turns=3 --full >Replays/examples/small-yard-opening.txt
echo Replays/examples/small-yard-opening.txt
