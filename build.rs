//! Names the rules by a hash of their sources, for the cache of digests; gives the Windows program
//! its icon, version and manifest.

use std::path::Path;

/// What a digest of a report depends on.
const RULES: [&str; 6] =
    ["src/text", "src/read", "src/report", "src/facts", "src/view/series/digest.rs", "assets/words"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for path in RULES {
        println!("cargo::rerun-if-changed={path}");
        add(Path::new(path), &mut hash);
    }
    println!("cargo::rustc-env=DUIDU_RULES={hash:016x}");
    #[cfg(windows)]
    windows();
}

/// Adds a file, or all files of a folder, to the hash.
fn add(path: &Path, hash: &mut u64) {
    if let Ok(entries) = std::fs::read_dir(path) {
        let mut inside: Vec<_> = entries.flatten().map(|e| e.path()).collect();
        inside.sort();
        for inner in &inside {
            add(inner, hash);
        }
        return;
    }
    for byte in std::fs::read(path).unwrap_or_default() {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
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
