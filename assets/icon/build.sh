#!/usr/bin/env bash
# Renders the icon in every size the platforms ask for. Needs (Debian 12):
#   apt-get install librsvg2-bin icoutils icnsutils
# Up to 32 px from icon-small.svg, drawn on a 16-pixel grid; above from icon.svg.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for size in 16 24 32 48 64 128 256 512; do
  drawing=icon.svg
  if [ "$size" -le 32 ]; then drawing=icon-small.svg; fi
  rsvg-convert --width "$size" --height "$size" "$drawing" --output "duidu-$size.png"
done
rsvg-convert --width 1024 --height 1024 icon.svg --output "$work/1024.png"

# Windows: bitmaps, and the large one as PNG.
icotool --create --output=duidu.ico duidu-16.png duidu-24.png duidu-32.png duidu-48.png duidu-64.png \
  --raw=duidu-256.png
# macOS: png2icns knows 16, 32, 48, 128, 256, 512 and 1024.
png2icns duidu.icns duidu-16.png duidu-32.png duidu-48.png duidu-128.png duidu-256.png duidu-512.png \
  "$work/1024.png"
ls -l duidu-*.png duidu.ico duidu.icns
