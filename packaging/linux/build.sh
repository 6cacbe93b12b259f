#!/usr/bin/env bash
# Builds the Linux packages into target/dist: a .deb and a portable .tar.gz.
#   packaging/linux/build.sh [--no-build]      (--no-build: target/release/duidu is already there)
# Needs cargo, python3 and cargo-deb (cargo install --locked cargo-deb@3.8.0).
# The same commit, toolchain and system give the same bytes (docs/platforms.md).
set -euo pipefail
cd "$(dirname "$0")/../.."

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
cargo_home=${CARGO_HOME:-$HOME/.cargo}
if [ "${1:-}" != --no-build ]; then
  # No path of the building machine in the binary.
  RUSTFLAGS="--remap-path-prefix=$cargo_home=/cargo --remap-path-prefix=$PWD=/duidu" \
    cargo build --release --locked
fi

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
machine=$(uname -m)
out=target/dist
mkdir -p "$out"
packaging/licences.py --check --texts target/third-party-licences.txt

cargo deb --no-build --no-strip --output "$out/"

name="duidu-$version-$machine-linux"
stage="target/stage/$name"
rm -rf "$stage"
mkdir -p "$stage"
install -m 755 target/release/duidu "$stage/duidu"
install -m 644 README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE fonts/OFL.txt \
  target/third-party-licences.txt assets/icon/icon.svg packaging/linux/duidu.desktop \
  packaging/linux/duidu.1 packaging/portable.txt "$stage/"
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
  --directory target/stage "$name" | gzip --no-name --best > "$out/$name.tar.gz"
ls -l "$out"
