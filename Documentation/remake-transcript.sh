#!/usr/bin/env bash
# Plays the keys of transcript-keys.txt and writes what the program prints into Transcript.md.
# Run it when what is told at the table has changed, and read the result as a newcomer would.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
if [ -z "${STATECRAFT:-}" ]; then
  swift build -c release --product statecraft
  STATECRAFT=$root/.build/release/statecraft
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
{
  echo '# A game as Germany'
  echo
  echo 'What the program prints when the lines of'
  echo '[transcript-keys.txt](transcript-keys.txt) are typed, mistakes included. What'
  echo 'follows each `>` was typed. `Documentation/remake-transcript.sh` makes this page'
  echo 'anew, and [Playing](Playing.md) says how it all works.'
  echo
  echo '```text'
  echo '$ statecraft play small-yard-2023 --as DEU --seed 2023'
  (cd "$folder" && STATECRAFT_HOME=$root "$STATECRAFT" play small-yard-2023 --as DEU --seed 2023) \
    <Documentation/transcript-keys.txt
  echo '```'
} >Documentation/Transcript.md
echo Documentation/Transcript.md

# The game that README tells, up to who gains.
STATECRAFT_HOME=$root "$STATECRAFT" run small-yard-2023 --seed 12 | sed '/Gains since/,$d' >"$folder/game"
python3 - "$folder/game" <<'P'
import re, sys
game, text = open(sys.argv[1]).read(), open("README.md").read()
with open("README.md", "w") as file:
    file.write(re.sub(r"```text\n(?:Small yard|@GAME@)[^`]*```", lambda _: f"```text\n{game}```", text))
P
echo README.md
