#!/usr/bin/env bash
# Installs the Debian packages that the build needs, or says exactly what to install.
set -u
packages=(libgsl-dev libsqlite3-dev libedit-dev pkg-config)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if ! command -v swift >/dev/null 2>&1; then
  echo "Swift 6.2 or later is needed and ‘swift’ is not on the path: see swift.org/install." >&2
  exit 1
fi
[ ${#missing[@]} -eq 0 ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "These are needed and can't be found: ${missing[*]} (the GNU Scientific Library," >&2
  echo "SQLite and Libedit with their headers). Install them with this system's package manager and run this again." >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "Packages are missing. Install them and run this again:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
  exit 1
fi
echo "Installing ${missing[*]} ..." >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
  >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "Installing ${missing[*]} failed; the lines above say why." >&2
  exit 1
fi
