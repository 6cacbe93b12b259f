#!/usr/bin/env bash
# Builds Duidu.app for Apple and Intel processors into target/dist, as a zip.
#   packaging/macos/build.sh
# Needs Xcode's command line tools, cargo with both targets
# (rustup target add aarch64-apple-darwin x86_64-apple-darwin) and python 3.11.
# The app is signed ad hoc; set SIGN to a Developer ID to sign for distribution.
set -euo pipefail
cd "$(dirname "$0")/../.."
export MACOSX_DEPLOYMENT_TARGET=11.0

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
for target in aarch64-apple-darwin x86_64-apple-darwin; do
  cargo build --release --locked --target "$target"
done
python3 packaging/licences.py --check --texts target/third-party-licences.txt

app=target/stage/Duidu.app
rm -rf "$app"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" target/dist
lipo -create -output "$app/Contents/MacOS/duidu" \
  target/aarch64-apple-darwin/release/duidu target/x86_64-apple-darwin/release/duidu
sed "s/@VERSION@/$version/" packaging/macos/Info.plist > "$app/Contents/Info.plist"
plutil -lint "$app/Contents/Info.plist"
cp assets/icon/duidu.icns LICENSE-MIT LICENSE-APACHE fonts/OFL.txt target/third-party-licences.txt \
  "$app/Contents/Resources/"
cp -R packaging/macos/zh-Hans.lproj "$app/Contents/Resources/"
codesign --force --options runtime --sign "${SIGN:--}" "$app"
codesign --verify --strict "$app"
ditto -c -k --keepParent "$app" "target/dist/duidu-$version-macos.zip"
ls -l target/dist
