//! Commands write a file completely or not at all, and never overwrite a file of the manual.

use std::fs;

use crate::manual_test::{ManualTest, clausebook, run};

const PAGE: &str = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\n\
                    status: approved\nowner: Buyer\napprover: Quality manager\n\
                    effective: 2026-02-01\nclauses: [8.4.1]\n---\nBuyers score suppliers.\n";

#[test]
fn an_answer_never_takes_the_place_of_a_file_of_the_manual() {
    let test = ManualTest::new(&[
        ("procedures/purchasing.md", PAGE),
        ("procedures/form.docx", "a form"),
        ("themes/ours/style.css", "a {}"),
        ("procedures/prices.csv", "a,b\n"),
        ("index.md", "The [prices](procedures/prices.csv).\n"),
    ]);
    for (file, format) in [
        ("manual.toml", "json"),
        ("procedures/purchasing.md", "csv"),
        ("procedures/form.docx", "csv"),
        ("procedures/prices.csv", "csv"),
        ("themes/ours/style.css", "table"),
    ] {
        let path = test.manual().join(file);
        let before = fs::read(&path).unwrap();
        for command in ["coverage", "registers"] {
            let run = test.run(&[command, "--format", format, "-o", path.to_str().unwrap()]);
            assert_eq!(run.status, 2, "{command} {file}: {}", run.stderr);
            assert!(
                run.stderr.contains("is a file of the manual"),
                "{}",
                run.stderr
            );
            assert_eq!(fs::read(&path).unwrap(), before, "{command} {file}");
        }
    }
}

#[test]
fn an_answer_in_the_manuals_folder_can_be_renewed() {
    let test = ManualTest::new(&[("procedures/purchasing.md", PAGE)]);
    let path = test.manual().join("matrix.csv");
    for _ in 0..2 {
        let run = test.run(&["coverage", "--format", "csv", "-o", path.to_str().unwrap()]);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    let printed = test.run(&["coverage", "--format", "csv"]).stdout;
    assert_eq!(fs::read_to_string(&path).unwrap(), printed);
    let beside: Vec<_> = fs::read_dir(test.manual()).unwrap().collect();
    assert_eq!(beside.len(), 3, "nothing else is left: {beside:?}");
}

#[cfg(unix)]
#[test]
fn a_device_is_no_file_to_read_from() {
    let test = ManualTest::new(&[("procedures/purchasing.md", PAGE)]);
    for arguments in [
        &["check", "--baseline", "/dev/zero"][..],
        &["approve", "QP-07", "--sign", "/dev/zero"],
    ] {
        let run = test.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("it is no file"), "{}", run.stderr);
    }
}

#[test]
fn an_answer_makes_no_folders() {
    let test = ManualTest::new(&[("procedures/purchasing.md", PAGE)]);
    let folder = test.manual().join("out");
    let file = folder.join("report.json");
    for command in ["check", "coverage"] {
        let run = test.run(&[command, "--format", "json", "-o", file.to_str().unwrap()]);
        assert_eq!(run.status, 2, "{command}: {}", run.stderr);
        assert!(run.stderr.contains("there is no folder"), "{}", run.stderr);
        assert!(!folder.exists());
    }
}

#[cfg(unix)]
#[test]
fn an_answer_goes_to_a_device_and_an_error_to_nobody() {
    let test = ManualTest::new(&[("procedures/purchasing.md", PAGE)]);
    let run = test.run(&["coverage", "--format", "csv", "-o", "/dev/stdout"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("8.4.1"), "{}", run.stdout);

    // The report cannot be written, but the exit status is still the status of the check.
    test.write("procedures/wrong.md", PAGE.replace("8.4.1", "99.9"));
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = clausebook();
    command.args(["check", "-v", "--manual"]).arg(test.manual());
    let status = command.stderr(full).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

/// Runs commands with standard output and standard error closed, on a full disk, or as a pipe
/// without a reader. Each command must end with exit status 0, 1 or 2 and must not panic.
#[cfg(unix)]
#[test]
fn a_closed_or_full_output_ends_no_command_by_a_panic() {
    let test = ManualTest::new(&[("procedures/purchasing.md", PAGE)]);
    let site = test.manual().with_file_name("closed-site");
    let build = format!("build -o {}", site.display());
    for command in [
        "check --format json",
        "check",
        "coverage --format csv",
        "coverage --format json",
        "coverage",
        "registers --format json",
        "standards list",
        "explain syntax-error",
        "--help",
        &build,
    ] {
        for output in [
            ">&-",
            "2>&-",
            ">&- 2>&-",
            ">/dev/full",
            ">/dev/full 2>/dev/full",
            "| true",
        ] {
            let about = match command.split(' ').next() {
                Some("standards" | "explain" | "--help") => "",
                _ => "--manual \"$2\" --as-of 2026-11-23",
            };
            // The shell would return the status of the last program of the pipe, so the status is
            // written to a file.
            let script = format!("(\"$1\" {command} {about}; echo $? >\"$3\") {output}");
            let status = test.manual().with_file_name("status");
            let mut shell = std::process::Command::new("sh");
            shell.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_clausebook")]);
            let run = run(shell.arg(test.manual()).arg(&status));
            assert!(
                !run.stderr.contains("panicked"),
                "{command} {output}: {}",
                run.stderr
            );
            let status = fs::read_to_string(&status).unwrap();
            assert!(
                ["0", "1", "2"].contains(&status.trim()),
                "{command} {output}: {status}"
            );
        }
    }
    assert!(site.join("index.html").exists(), "a build needs no reader");
}

#[test]
fn what_was_written_on_the_command_line_cannot_act_on_the_terminal() {
    for arguments in [
        vec!["--bo\u{1b}[31mgus"],
        vec!["check", "--manual", "no\u{1b}[2Jwhere\r"],
        vec!["explain", "a\u{7}b"],
    ] {
        let run = run(clausebook().args(&arguments));
        assert_eq!(run.status, 2);
        assert!(
            !run.stderr.contains(['\u{1b}', '\r', '\u{7}']),
            "{:?}",
            run.stderr
        );
        assert!(run.stderr.contains("\\u{"), "{:?}", run.stderr);
    }
}
