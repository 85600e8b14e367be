#!/usr/bin/env bash
# Builds what is handed out: a program that needs nothing but the C library, with its scenarios,
# documentation, manual, completions and licences, as a folder and a tarball in .build/handout.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^let programVersion = "\(.*\)"$/\1/p' Sources/statecraft/Statecraft.swift)
name=statecraft-$version-linux-$(uname -m)
out=.build/handout
folder=$out/$name
commit=$(git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
[ -z "$(git status --porcelain --untracked-files=no 2>/dev/null)" ] || commit="$commit, changed"

# The linker takes a static library where there's no other in its first folder.
libraries=$PWD/$out/libraries
rm -rf "$libraries" && mkdir -p "$libraries"
missing=()
for library in gsl gslcblas sqlite3 edit bsd md tinfo; do
  file=$(cc -print-file-name="lib$library.a")
  if [ -f "$file" ]; then ln -s "$file" "$libraries/"; else missing+=("lib$library.a"); fi
done
ln -s "$(cc -print-file-name=libstdc++.a)" "$libraries/"
if [ ${#missing[@]} -gt 0 ]; then
  echo "These static libraries are missing: ${missing[*]}. In Debian they come with libgsl-dev," >&2
  echo "libsqlite3-dev, libedit-dev, libbsd-dev, libmd-dev and libncurses-dev." >&2
  exit 1
fi
package() { # NAME LIBRARIES [FLAGS]
  printf 'Name: %s\nDescription: static\nVersion: 1\nLibs: -L%s %s\nCflags: %s\n' \
    "$1" "$libraries" "$2" "${3:-}" >"$libraries/$1.pc"
}
package gsl "-lgsl -lgslcblas -lm"
package sqlite3 -lsqlite3
package libedit "-ledit -lbsd -lmd -ltinfo" "$(pkg-config --cflags libedit)"

# For every processor: the wider vectors of this one are left out.
build() {
  PKG_CONFIG_PATH=$libraries ${SWIFT:-swift} build -c release --scratch-path .build/static \
    --static-swift-stdlib -debug-info-format none -Xlinker "-L$libraries" -Xlinker -s "$@"
}
build --product statecraft
build --product generate-manual
built=$(build --show-bin-path)

rm -rf "$folder" "$folder.tar.gz"
share=$folder/share
mkdir -p "$folder/bin" "$share/statecraft" "$share/man/man1" "$share/licenses/statecraft" \
  "$share/bash-completion/completions" "$share/zsh/site-functions" \
  "$share/fish/vendor_completions.d"
cp "$built/statecraft" "$folder/bin/"
cp -r Scenarios Agents Documentation Replays "$share/statecraft/"
cp README.md CHANGELOG.md LICENSE "$share/statecraft/"
find "$share/statecraft" -name '*.swift' -delete
find "$share/statecraft" -type d -empty -delete
echo "$commit" >"$share/statecraft/COMMIT"
program=$folder/bin/statecraft
"$built/generate-manual" "$program" --multi-page --output-directory "$share/man/man1" >/dev/null
for shell in bash zsh fish; do
  case $shell in
    bash) file=$share/bash-completion/completions/statecraft ;;
    zsh) file=$share/zsh/site-functions/_statecraft ;;
    fish) file=$share/fish/vendor_completions.d/statecraft.fish ;;
  esac
  "$program" --generate-completion-script "$shell" >"$file"
done

# What is inside, with the terms of each.
licenses=$share/licenses/statecraft
cp LICENSE "$licenses/statecraft"
for checkout in .build/static/checkouts/*; do
  cp "$checkout"/LICENSE* "$licenses/$(basename "$checkout")"
done
swift=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
for file in "$swift"/share/swift/LICENSE.txt "$swift"/share/doc/swift/LICENSE.txt; do
  [ ! -f "$file" ] || cp "$file" "$licenses/swift"
done
for library in libgsl-dev libsqlite3-dev libedit-dev libbsd-dev libmd-dev libncurses-dev; do
  [ ! -f "/usr/share/doc/$library/copyright" ] \
    || cp "/usr/share/doc/$library/copyright" "$licenses/${library%-dev}"
done
cp Release/LICENSES.md "$licenses/README.md"

tar -C "$out" -czf "$folder.tar.gz" "$name"
echo "$folder.tar.gz"
du -sh "$folder.tar.gz" "$folder" "$program" | sed 's/^/  /'
echo "It needs of the system:"
ldd "$program" | sed 's/^\s*/  /; s/ (0x.*//'
