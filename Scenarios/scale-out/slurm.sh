#!/usr/bin/env bash
#SBATCH --job-name=statecraft
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=500M
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --output=%x-%a.txt
# One part of a batch, as a task of a Slurm job array. Submit it from the project's folder:
#
#   sbatch --array=1-50 Scenarios/scale-out/slurm.sh FOLDER 50 SCENARIO [OPTION ...]
#   sbatch --array=1-50 Scenarios/scale-out/slurm.sh results/big 50 small-yard-2023 --runs 1000000
#
# A task that hits its limit or is moved loses the games that it was playing: submit the same again,
# or only the tasks that failed (--array=7,9), and they go on from there. The number of parts is
# told by hand because Slurm's own count would be 2 then. Afterwards:
#
#   statecraft merge results/big/whole.sqlite results/big/part-*.sqlite
set -euo pipefail
if [ $# -lt 3 ] || [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then
  echo "Usage: sbatch --array=1-PARTS Scenarios/scale-out/slurm.sh FOLDER PARTS SCENARIO [OPTION ...]" >&2
  exit 2
fi
folder=$1 parts=$2 number=$SLURM_ARRAY_TASK_ID
shift 2
cd "${SLURM_SUBMIT_DIR:-.}"
program=${STATECRAFT:-.build/release/statecraft}
mkdir -p "$folder"
# One process a file: that is what SQLite asks for on a file system that nodes share.
exec "$program" batch "$@" --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --store "$folder/part-$number.sqlite" --shard "$number/$parts"
