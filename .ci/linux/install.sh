#!/bin/sh
# Installs Kartotéka for one user, or takes it away again. The data stay.
#
#     ./install.sh              into ~/.local; PREFIX=/usr/local ./install.sh for all users
#     ./install.sh --remove
set -eu
cd "$(dirname "$0")"
prefix=${PREFIX:-$HOME/.local}
if [ "${1:-}" = --remove ]; then
  find bin share -type f | while read -r file; do rm -f "$prefix/$file"; done
else
  find bin share -type f | while read -r file; do
    mkdir -p "$prefix/$(dirname "$file")"
    cp "$file" "$prefix/$file.new"
    mv -f "$prefix/$file.new" "$prefix/$file" # also while an older version is running
  done
  sed -i "s|^Exec=kartoteka|Exec=\"$prefix/bin/kartoteka\"|" "$prefix/share/applications/kartoteka.desktop"
fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$prefix/share/applications" || true; fi
