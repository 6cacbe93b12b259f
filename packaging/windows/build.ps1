# Builds the Windows packages into target\dist: a per-user installer and a portable zip.
#   pwsh packaging/windows/build.ps1
# Needs cargo (MSVC), python 3.11, Inno Setup 6.3 (iscc on PATH).
$ErrorActionPreference = "Stop"
$PSNativeCommandUseErrorActionPreference = $true
Set-Location "$PSScriptRoot\..\.."

$version = (Select-String -Path Cargo.toml -Pattern '^version = "(.*)"' | Select-Object -First 1).Matches.Groups[1].Value
New-Item -ItemType Directory -Force target\dist | Out-Null

cargo build --release --locked
# Without the window it is a console program: the command line.
cargo build --release --locked --no-default-features --target-dir target\console
python packaging\licences.py --check --texts target\third-party-licences.txt

$name = "duidu-$version-x86_64-windows"
$stage = "target\stage\$name"
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $stage
New-Item -ItemType Directory -Force $stage | Out-Null
Copy-Item target\release\duidu.exe "$stage\duidu.exe"
Copy-Item target\console\release\duidu.exe "$stage\duidu.com"
Copy-Item README.md, CHANGELOG.md, LICENSE-MIT, LICENSE-APACHE, fonts\OFL.txt, packaging\portable.txt, target\third-party-licences.txt $stage
Compress-Archive -Force -Path $stage -DestinationPath "target\dist\$name.zip"

iscc "/DVersion=$version" packaging\windows\duidu.iss
Get-ChildItem target\dist
