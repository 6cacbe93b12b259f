#!/usr/bin/env bash
# Rebuilds the bundled fonts from Debian and npm packages. Needs (Debian 12):
#   apt-get install fonts-noto-cjk unicode-data libharfbuzz-bin python3-venv npm
# The fonts in this folder were made from fonts-noto-cjk 1:20220127+repack1-1
# (Noto Sans CJK 2.004, Noto Serif CJK 2.001) and @phosphor-icons/web 2.1.2.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 charset.py > "$work/set.txt"
noto=/usr/share/fonts/opentype/noto
for face in Sans-Regular Sans-Bold Serif-Regular Serif-Bold; do
  # Face 2 of each collection is SC. Without `locl`, else every regional variant comes along.
  hb-subset "$noto/Noto${face/-/CJK-}.ttc" --face-index=2 --unicodes-file="$work/set.txt" \
    --no-hinting --layout-features=kern,liga,mark --drop-tables+=VORG,vhea,vmtx,BASE,DSIG \
    --name-IDs='*' --output-file="Noto${face/-/CJKsc-}.otf"
done

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fonttools==4.68.0
"$work/venv/bin/python" order.py NotoS*.otf

(cd "$work" && npm pack --silent @phosphor-icons/web@2.1.2 >/dev/null && tar xzf ./*.tgz)
hb-subset "$work/package/src/regular/Phosphor.ttf" --unicodes-file=icons.txt --output-file=Phosphor.ttf
hb-subset "$work/package/src/bold/Phosphor-Bold.ttf" --unicodes-file=icons.txt --output-file=Phosphor-Bold.ttf
hb-subset "$work/package/src/fill/Phosphor-Fill.ttf" --unicodes=E4E0 --output-file=Phosphor-Fill.ttf
cp "$work/package/LICENSE" LICENSE-Phosphor.txt
ls -l ./*.otf ./*.ttf
