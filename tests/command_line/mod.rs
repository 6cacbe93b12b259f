//! What the command line writes and says.

use std::process::Command;

use duidu::export::Format;

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

#[test]
fn a_side_without_items_is_said_with_what_there_is_instead() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    };
    let plain = at(
        "plain.txt",
        "馆务报告\n\n一、馆藏\n新购图书三千册，修补古籍二十种，整理地方文献一批，读者可以在二楼查阅。\n二、读者\n延长开放时间，增设自习座位，举办讲座四十场，读者反映良好。\n",
    );
    let done = program(&["compare", &plain, "--format", "json"]);
    let said = String::from_utf8(done.stderr).expect("UTF-8");
    assert!(
        done.status.success() && said.contains("没有认出“部署”部分") && said.contains("--right"),
        "{said}"
    );
    assert!(said.contains("other"), "what there is instead: {said}");
    let json: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!(json["links"].as_array().map(Vec::len), Some(0));
    // One part named by hand: nothing to say; the same on both sides is all continued, certain.
    let done = program(&["compare", &plain, "--left", "other", "--right", "other", "--format", "json"]);
    assert!(done.stderr.is_empty());
    let json: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let items = json["items"]["left"].as_array().expect("items");
    assert!(!items.is_empty() && items.iter().all(|i| i["status"] == "continued"), "{items:?}");
    assert!(json["links"].as_array().is_some_and(|l| l.iter().any(|l| l["certainty"] == "certain")));
}

#[test]
fn an_item_of_fifteen_thousand_characters_is_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.txt");
    let text = format!(
        "一、2023年工作回顾\n（一）城市更新。{}开展“邻里夜校”活动。\n二、2024年工作安排\n（一）养老服务。{}\n（二）邻里夜校。办好“邻里夜校”，请居民当教员。\n",
        "改造老旧小区，加装电梯，补种行道树。".repeat(800),
        "建设日间照料中心，培训护理员。".repeat(1000)
    );
    std::fs::write(&path, text).expect("written");
    let done = program(&["compare", path.to_str().expect("UTF-8"), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    // The programme named once inside the long item is found.
    assert!(json["links"].as_array().is_some_and(|l| l.iter().any(|l| l["right"] == "R2")), "{json}");
}

/// A disk on which only so many bytes can be written, as the system's limit of file size makes one:
/// the old file stays whole, in every format, and nothing is left beside it.
#[cfg(unix)]
#[test]
fn a_write_that_fails_halfway_leaves_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("报告.txt");
    std::fs::write(&input, support::report().text()).expect("written");
    let limited = |blocks: u32, format: &str, out: &std::path::Path| {
        // Without the signal, a write beyond the limit is an error like that of a full disk.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let what = if ["xlsx", "csv"].contains(&format) { "comparison" } else { "text" };
        Command::new("sh")
            .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_duidu"), "export"])
            .arg(&input)
            .args(["--what", what, "--format", format, "--force", "--out"])
            .arg(out)
            .output()
            .expect("a shell")
    };
    for format in Format::ALL.map(Format::extension) {
        let name = if format == "txt" { "text" } else { format };
        let out = folder.path().join(format!("表.{format}"));
        std::fs::write(&out, "old").expect("written");
        let done = limited(1, name, &out);
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!((done.status.code(), said.lines().count()), (Some(1), 1), "{format}: {said}");
        assert_eq!(std::fs::read(&out).expect("a file"), b"old", "{format}");
        let all = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(all, 2, "{format}: nothing is left beside it");
        // The same with room enough: it was the limit.
        assert!(limited(20_000, name, &out).status.success(), "{format}");
        assert_ne!(std::fs::read(&out).expect("a file"), b"old", "{format}");
        std::fs::remove_file(&out).expect("removed");
    }
}
