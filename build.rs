//! Names the rules by a hash of their sources, for the cache of digests; gives the Windows program
//! its icon, version and manifest; lets the linker lay functions of the start next to each other.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

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
    lay_out();
    fold();
    #[cfg(windows)]
    windows();
}

/// Functions that run until the first page stands, one a line (`packaging/order/record.py`).
const ORDER: &str = "packaging/order/functions.txt";

/// Of eighteen megabytes of code less than four run until the first page stands, spread over all of
/// it: laid side by side, they take that much less memory. Only for linkers that can do it.
fn lay_out() {
    println!("cargo::rerun-if-changed={ORDER}");
    println!("cargo::rerun-if-env-changed=DUIDU_UNORDERED");
    let wished = variable("PROFILE") == "release" && std::env::var_os("DUIDU_UNORDERED").is_none();
    if !wished || variable("CARGO_CFG_TARGET_OS") != "linux" {
        return;
    }
    let mut script = "SECTIONS\n{\n  .text.first :\n  {\n".to_owned();
    for name in std::fs::read_to_string(ORDER).unwrap_or_default().lines() {
        // Copies of the compiler's have a number at the end, what it takes for rare another section.
        for section in [".text.", ".text.unlikely."] {
            for part in ["    *(", section, name, " ", section, name, ".*)\n"] {
                script.push_str(part);
            }
        }
    }
    script += "  }\n}\nINSERT BEFORE .text;\n";
    let file = Path::new(&variable("OUT_DIR")).join("order.ld");
    if std::fs::write(&file, script).is_err() {
        return;
    }
    let flag = format!("-Wl,-T,{}", file.display());
    if links_with(&flag) {
        println!("cargo::rustc-link-arg-bins={flag}");
    }
}

/// Functions whose code is the same are kept once: safe, as Rust promises no function an address of its
/// own. Only for linkers that can do it.
fn fold() {
    let flag = "-Wl,--icf=all";
    if variable("PROFILE") == "release" && variable("CARGO_CFG_TARGET_OS") == "linux" && links_with(flag) {
        println!("cargo::rustc-link-arg-bins={flag}");
    }
}

/// Whether the linker takes this flag: an empty program is linked with it.
fn links_with(flag: &str) -> bool {
    let out = Path::new(&variable("OUT_DIR")).join("probe");
    let mut command = Command::new(variable("RUSTC"));
    command.args(["--crate-type", "bin", "--crate-name", "probe", "--target", &variable("TARGET"), "-o"]);
    command.arg(out).arg("-");
    command.args(variable("CARGO_ENCODED_RUSTFLAGS").split('\x1f').filter(|flag| !flag.is_empty()));
    if let Ok(linker) = std::env::var("RUSTC_LINKER") {
        command.arg(format!("-Clinker={linker}"));
    }
    command.arg(format!("-Clink-arg={flag}"));
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else { return false };
    let written = child.stdin.take().is_some_and(|mut input| input.write_all(b"fn main() {}").is_ok());
    child.wait().is_ok_and(|status| status.success()) && written
}

/// A variable of the build; empty when it is not set.
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
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
