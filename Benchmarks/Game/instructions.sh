#!/usr/bin/env bash
# Instructions of a game by phase, by callgrind: the difference between six and two games of a
# scenario, so that loading it doesn't count. Repeatable to about one part in 100,000.
#
#   Benchmarks/Game/instructions.sh [SCENARIO]
set -euo pipefail
folder="$(cd "$(dirname "$0")/../.." && pwd)"
program="${GAME_BENCHMARK:-$folder/.build/release/game-benchmark}"
scenario="${1:-small-yard-2023}"
if ! command -v valgrind >/dev/null; then
  echo "instructions.sh: valgrind isn't installed (apt-get install valgrind): nothing counted."
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Valgrind can't read all notes for debuggers, and needs none: names of functions are enough.
strip --strip-debug -o "$work/program" "$program"
cd "$folder"
for games in 2 6; do
  valgrind --tool=callgrind --callgrind-out-file="$work/$games" \
    "$work/program" play "$scenario" "$games" 2023 2>"$work/log" ||
    { cat "$work/log" >&2; exit 1; }
  callgrind_annotate --inclusive=yes --threshold=100 "$work/$games" |
    swift demangle --compact >"$work/$games.text"
done
echo "$scenario: million instructions of a game"
# Each phase is the functions whose names match; what they call is in it.
count() {
  awk -v pattern="$2" '
    $0 ~ pattern && !seen[$0]++ { gsub(",", "", $1); if ($1 + 0 > most) most = $1 + 0 }
    END { print most + 0 }' "$work/$1.text"
}
phase() {
  local few many
  few=$(count 2 "$2") many=$(count 6 "$2")
  awk -v name="$1" -v few="$few" -v many="$many" \
    'BEGIN { printf "  %-32s %9.2f\n", name, (many - few) / 4e6 }'
}
phase "whole game" 'PolicyGame.finish'
phase "observation" 'Scene.__allocating_init|Scene.init'
phase "policies" 'PolicySeat.decide'
phase "adjudication" 'Adjudication.resolve'
phase "  checking decisions" 'Decision.violations'
phase "  rules, all" 'Adjudication.apply'
phase "    trade" 'Trade.apply'
phase "      describing it" 'Trade.describe'
phase "      equilibrium" 'EquilibriumSolver.solve\(_:_:from:into:\)|Workspace.settle'
phase "    retaliation" 'Retaliation.apply'
phase "    diffusion" 'Diffusion.apply'
phase "    construction" 'Construction.apply'
phase "    outcome" 'Outcome.apply'
phase "  invariants" 'World.invariantFailures'
phase "digest" 'World.digest\(\)'
phase "counting references (in all)" 'swift_retain|swift_release'
