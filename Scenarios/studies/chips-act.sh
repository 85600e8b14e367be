#!/usr/bin/env bash
# An act of the size of CHIPS (52.7 bn USD in five years) in a world that holds still otherwise: the
# United States' shares of wafers before and after, to be held against the forecast of SIA and BCG
# (2024): 10 % of all wafer capacity in 2022, 14 % in 2032.
#   Scenarios/studies/chips-act.sh [options of ‘statecraft play’, such as
#     --set rules.construction.plants=0 for the law of plants that was there before]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
{
  echo 'show supply USA'
  for _ in 1 2 3 4 5; do
    # 0.0193 % of 27,360 bn in each of two sectors and five years: 52.8 bn.
    echo 'subsidy fabs_mature 0.0193'
    echo 'subsidy fabs_advanced 0.0193'
    echo end
  done
  for _ in 1 2 3 4 5 6 7; do echo end; done
  echo 'show supply USA'
} >"$folder/keys"
"${STATECRAFT:-.build/release/statecraft}" play small-yard-2023 --as USA --seed 1 \
  --without supply-shocks --without elections --set 'profiles={default: {profile: passive}}' \
  --replay "$folder/game.jsonl" "$@" <"$folder/keys" | grep -E '^  (sector |fabs_)[a-z_]* +'
