; Inno Setup 6.3: a per-user installer, no administrator needed.
;   iscc /DVersion=0.1.0 packaging\windows\duidu.iss
; Takes target\release\duidu.exe (the window) and target\console\release\duidu.exe (the command line).
#ifndef Version
  #define Version "0.1.0"
#endif
#define Root "..\.."

[Setup]
AppId={{6E3C1B0E-6F0B-4D8E-9C53-2B1F5D1A7C40}
AppName=对读 Duidu
AppVersion={#Version}
AppPublisher=The Duidu contributors
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Duidu
DefaultGroupName=对读 Duidu
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
OutputDir={#Root}\target\dist
OutputBaseFilename=duidu-{#Version}-x86_64-windows-setup
SetupIconFile={#Root}\assets\icon\duidu.ico
UninstallDisplayIcon={app}\duidu.exe
UninstallDisplayName=对读 Duidu
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
ChangesEnvironment=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "openwith"; Description: "在“打开方式”中列出对读 / List Duidu under ""Open with"""
Name: "path"; Description: "可在命令行使用 duidu / Add duidu to PATH"; Flags: unchecked

[Files]
Source: "{#Root}\target\release\duidu.exe"; DestDir: "{app}"; Flags: ignoreversion
; duidu.com is found before duidu.exe on the command line and writes to the console.
Source: "{#Root}\target\console\release\duidu.exe"; DestDir: "{app}"; DestName: "duidu.com"; Flags: ignoreversion
Source: "{#Root}\README.md"; DestDir: "{app}"
Source: "{#Root}\CHANGELOG.md"; DestDir: "{app}"
Source: "{#Root}\LICENSE-MIT"; DestDir: "{app}"
Source: "{#Root}\LICENSE-APACHE"; DestDir: "{app}"
Source: "{#Root}\fonts\OFL.txt"; DestDir: "{app}"
Source: "{#Root}\target\third-party-licences.txt"; DestDir: "{app}"

[Icons]
Name: "{group}\对读 Duidu"; Filename: "{app}\duidu.exe"
Name: "{autodesktop}\对读 Duidu"; Filename: "{app}\duidu.exe"; Tasks: desktopicon

[Registry]
; Offered for these types, never made the default: that is the user's choice in Windows.
Root: HKA; Subkey: "Software\Classes\Duidu.Report"; ValueType: string; ValueData: "工作报告 (Duidu)"; Flags: uninsdeletekey; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Duidu.Report\DefaultIcon"; ValueType: string; ValueData: "{app}\duidu.exe,0"; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Duidu.Report\shell\open\command"; ValueType: string; ValueData: """{app}\duidu.exe"" ""%1"""; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Applications\duidu.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "对读 Duidu"; Flags: uninsdeletekey; Tasks: openwith
Root: HKA; Subkey: "Software\Classes\Applications\duidu.exe\shell\open\command"; ValueType: string; ValueData: """{app}\duidu.exe"" ""%1"""; Tasks: openwith
#define Offer(Ending) \
  "Root: HKA; Subkey: ""Software\Classes\" + Ending + "\OpenWithProgids""; ValueType: none; ValueName: ""Duidu.Report""; Flags: uninsdeletevalue; Tasks: openwith"
#emit Offer(".txt")
#emit Offer(".md")
#emit Offer(".html")
#emit Offer(".htm")
#emit Offer(".mht")
#emit Offer(".mhtml")
#emit Offer(".docx")
#emit Offer(".doc")
#emit Offer(".rtf")
#emit Offer(".odt")
#emit Offer(".epub")
#emit Offer(".pdf")
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: NotOnPath; Tasks: path

[Run]
Filename: "{app}\duidu.exe"; Description: "{cm:LaunchProgram,对读 Duidu}"; Flags: nowait postinstall skipifsilent

[Code]
function NotOnPath: Boolean;
var
  Old: String;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Old) then
    Old := '';
  Result := Pos(';' + Uppercase(ExpandConstant('{app}')) + ';', ';' + Uppercase(Old) + ';') = 0;
end;

{ Takes our folder out of PATH again; the settings and decisions in AppData stay. }
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Old, App: String;
  At: Integer;
begin
  if (Step <> usPostUninstall) or not RegQueryStringValue(HKCU, 'Environment', 'Path', Old) then
    exit;
  App := ';' + ExpandConstant('{app}');
  At := Pos(Uppercase(App + ';'), Uppercase(Old + ';'));
  if At > 0 then
  begin
    Delete(Old, At, Length(App));
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Old);
  end;
end;
