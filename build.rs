//! Gives the Windows program its icon, version and manifest. Does nothing elsewhere.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(windows)]
    windows();
}

/// Without the resource compiler of the Windows SDK the program is built all the same, without icon.
#[cfg(windows)]
fn windows() {
    for file in ["assets/icon/duidu.ico", "packaging/windows/duidu.manifest"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("assets/icon/duidu.ico")
        .set_manifest_file("packaging/windows/duidu.manifest")
        .set("ProductName", "Duidu")
        .set("FileDescription", "对读 Duidu")
        .set("LegalCopyright", "© 2026 The Duidu contributors");
    if let Err(error) = resource.compile() {
        println!("cargo::warning=no icon and version in the program: {error}");
    }
}
