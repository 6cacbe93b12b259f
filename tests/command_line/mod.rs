//! What the command line writes and says.

use std::process::Command;

use super::support::{self, back};

fn program(args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_duidu")).args(args).output().expect("the program runs")
}

#[test]
fn the_command_line_tells_a_series() {
    let folder = tempfile::tempdir().expect("a folder");
    for year in [2022, 2024] {
        let text = format!(
            "清溪县人民政府{year}年工作报告\n各位代表：\n一、{}年工作回顾\n一年来，粮食产量{}万吨，开展“三清一改”行动。\n二、{year}年工作安排\n推进“三清一改”。\n",
            year - 1,
            year - 1990
        );
        std::fs::write(folder.path().join(format!("{year}.txt")), text).expect("written");
    }
    let at = folder.path().to_str().expect("UTF-8");
    let table = |what: &str| {
        let done = program(&["series", at, "--no-cache", "--what", what, "--format", "csv"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("UTF-8")
    };
    let reports = table("reports");
    assert!(reports.contains("2022") && reports.contains("2024") && reports.contains("清溪县"), "{reports}");
    let formulations = table("formulations");
    assert!(formulations.lines().any(|l| l.contains("三清一改") && l.contains("2,,2,4")), "{formulations}");
    let indicators = table("indicators");
    assert!(indicators.lines().any(|l| l.contains("粮食产量") && l.contains("34")), "{indicators}");
    let found = program(&["series", at, "--no-cache", "--find", "三清一改"]);
    assert_eq!(String::from_utf8_lossy(&found.stdout).matches("三清一改").count(), 4);
    let gone = program(&["series", "/no/such/folder", "--no-cache"]);
    assert_eq!(gone.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&gone.stderr).lines().count(), 1);
}

#[test]
fn the_command_line_writes_and_never_overwrites_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("报告 1.txt");
    std::fs::write(&input, support::report().text()).expect("written");
    let out = folder.path().join("全文.docx");
    let (input, out) = (input.to_str().expect("UTF-8"), out.to_str().expect("UTF-8"));
    let export = ["export", input, "--what", "text", "--format", "docx", "--out", out];
    let done = program(&export);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(!back::docx(&std::fs::read(out).expect("a file")).1.is_empty());

    let again = program(&export);
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&again.stderr).lines().count(), 1);
    assert!(program(&[&export[..], &["--force"]].concat()).status.success());

    let wrong = program(&["export", input, "--what", "text", "--format", "xlsx", "--out", out]);
    assert_eq!(wrong.status.code(), Some(2));
    let missing = program(&["export", input, "--what", "text", "--format", "md", "--out", "/no/such/x.md"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(program(&["compare", input, "--left", "nonsense"]).status.code() == Some(2));
    let piped = Command::new(env!("CARGO_BIN_EXE_duidu"))
        .args(["export", "-", "--what", "text", "--format", "md"])
        .stdin(std::fs::File::open(input).expect("a file"))
        .output()
        .expect("the program runs");
    assert!(piped.status.success() && String::from_utf8_lossy(&piped.stdout).contains("有事好商量"));
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 2, "no temporary file is left");
}
