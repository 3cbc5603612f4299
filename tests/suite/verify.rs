//! A changed site is detected: by `verify`, and by `sha256sum` and `ssh-keygen` without our
//! program.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::manual_test::{ManualTest, Run, clausebook, files_below, run};
use crate::rendered_page::RenderedPage;

const CONFIG: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

const PAGE: &str = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\nstatus: approved\n\
    owner: Purchasing manager\napprover: Quality manager\neffective: 2026-02-01\nclauses: [8.4.1]\n---\n\
    We inspect each lot.\n";

struct Site {
    test: ManualTest,
    key: PathBuf,
}

impl Site {
    /// Creates a manual, and a key that the signers file lists for the quality manager.
    fn new() -> Self {
        let test = ManualTest::new(&[("manual.toml", CONFIG), ("a.md", PAGE)]);
        let key = test.beside("key");
        let mut command = Command::new("ssh-keygen");
        command
            .args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"])
            .arg(&key);
        let made = run(&mut command);
        assert_eq!(made.status, 0, "{}", made.stderr);
        let public = fs::read_to_string(key.with_extension("pub")).unwrap();
        fs::write(
            test.beside("signers"),
            format!("\"Quality manager\" {public}"),
        )
        .unwrap();
        Self { test, key }
    }

    #[track_caller]
    fn build(&self, arguments: &[&str]) {
        let site = self.test.site();
        let mut all = vec!["build", "-q", "-o", site.to_str().unwrap()];
        all.extend(arguments);
        let run = self.test.run(&all);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }

    fn signed() -> Self {
        let site = Self::new();
        site.build(&["--sign", site.key.to_str().unwrap()]);
        site
    }

    /// The exit status and output lines of `verify`, run in a folder without the manual.
    fn verify(&self, arguments: &[&str]) -> (i32, Vec<String>) {
        let mut command = clausebook();
        let away = tempfile::tempdir().unwrap();
        command
            .arg("verify")
            .arg(self.test.site())
            .args(arguments)
            .current_dir(away.path());
        command.args(["--as-of", "2026-11-23"]);
        let run = run(&mut command);
        assert_eq!(run.stderr, "");
        (run.status, run.stdout.lines().map(str::to_owned).collect())
    }

    fn signers(&self) -> String {
        self.test.beside("signers").to_str().unwrap().to_owned()
    }

    fn path(&self, address: &str) -> PathBuf {
        self.test.site().join(address)
    }

    /// Runs another program in the site's folder, with a file of the site as its input.
    fn shell(&self, program: &str, arguments: &[&str], input: Option<&str>) -> Run {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.test.site());
        let input = input.map(|input| fs::File::open(self.path(input)).unwrap());
        command.stdin(input.map_or_else(Stdio::null, Stdio::from));
        run(&mut command)
    }

    fn keygen_verifies(&self) -> bool {
        let signers = self.signers();
        let arguments = [
            "-Y",
            "verify",
            "-f",
            &signers,
            "-I",
            "Quality manager",
            "-n",
            "clausebook",
            "-s",
            "manifest.json.sig",
        ];
        self.shell("ssh-keygen", &arguments, Some("manifest.json"))
            .status
            == 0
    }

    fn sums_are_right(&self) -> bool {
        self.shell(
            "sha256sum",
            &["--quiet", "--strict", "-c", "SHA256SUMS"],
            None,
        )
        .status
            == 0
    }
}

fn files(site: &Site) -> usize {
    let own = ["manifest.json", "manifest.json.sig"];
    let all = files_below(&site.test.site()).into_iter();
    all.filter(|(name, _)| !own.contains(&&**name)).count()
}

#[test]
fn a_site_as_it_was_built_is_said_to_be_that() {
    let site = Site::new();
    site.build(&[]);
    let count = format!("{} files, all as the build wrote them", files(&site));
    let unsigned = "not signed: anyone with write access may have changed it and its manifest";
    assert_eq!(
        site.verify(&[]),
        (0, vec![unsigned.to_owned(), count.clone()])
    );
    assert!(site.sums_are_right());
    // With `--signers`, a site without a signature is an error.
    assert_eq!(site.verify(&["--signers", &site.signers()]).0, 1);
    let site = Site::signed();
    let (status, lines) = site.verify(&["--signers", &site.signers()]);
    assert_eq!(status, 0, "{lines:?}");
    assert!(
        lines[0].starts_with("signed by Quality manager, with the key SHA256:"),
        "{lines:?}"
    );
    assert_eq!(lines[1], count);
    assert!(site.keygen_verifies() && site.sums_are_right());
}

#[test]
fn one_changed_byte_is_found_with_and_without_the_program() {
    let site = Site::signed();
    let page = site.path("documents/QP-07.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("each lot", "no  lot ")).unwrap();
    let (status, lines) = site.verify(&[]);
    assert_eq!((status, &*lines[0]), (1, "changed: documents/QP-07.html"));
    assert!(!site.sums_are_right());
    fs::write(&page, &text).unwrap();
    assert_eq!(site.verify(&[]).0, 0);
    fs::write(site.path("assets/more.js"), "x").unwrap();
    fs::remove_file(site.path("gaps.html")).unwrap();
    let (status, lines) = site.verify(&[]);
    assert_eq!(
        (status, &lines[..2]),
        (
            1,
            &[
                "added: assets/more.js".to_owned(),
                "removed: gaps.html".to_owned()
            ][..]
        )
    );
    let expected = format!(
        "{} files of the build: 0 changed, 1 removed; 1 added",
        files(&site)
    );
    assert_eq!(lines.last(), Some(&expected));
}

#[test]
fn who_changes_the_lists_as_well_has_no_signature() {
    let site = Site::signed();
    let page = site.path("documents/QP-07.html");
    let text = fs::read_to_string(&page)
        .unwrap()
        .replace("each lot", "no lot");
    fs::write(&page, &text).unwrap();
    let sum = site
        .shell("sha256sum", &["documents/QP-07.html"], None)
        .stdout;
    let sum = &sum[..64];
    // Only SHA256SUMS is adapted: `sha256sum` accepts the site, but `verify` does not, since the
    // hash of SHA256SUMS in the manifest is different.
    let sums = fs::read_to_string(site.path("SHA256SUMS")).unwrap();
    let old = sums
        .lines()
        .find(|line| line.ends_with("  documents/QP-07.html"))
        .unwrap()[..64]
        .to_owned();
    fs::write(site.path("SHA256SUMS"), sums.replace(&old, sum)).unwrap();
    assert!(site.sums_are_right());
    let (status, lines) = site.verify(&[]);
    assert_eq!(
        (status, &lines[..2]),
        (
            1,
            &[
                "changed: SHA256SUMS".to_owned(),
                "changed: documents/QP-07.html".to_owned()
            ][..]
        )
    );
    let of_sums = site.shell("sha256sum", &["SHA256SUMS"], None).stdout;
    let manifest = fs::read_to_string(site.path("manifest.json")).unwrap();
    assert!(!manifest.contains(&of_sums[..64]));
    // The manifest is adapted too: its signature is then wrong.
    let at = manifest.find("\"SHA256SUMS\": \"").unwrap() + 15;
    let manifest = manifest.replace(&old, sum);
    let manifest = format!(
        "{}{}{}",
        &manifest[..at],
        &of_sums[..64],
        &manifest[at + 64..]
    );
    fs::write(site.path("manifest.json"), manifest).unwrap();
    let (status, lines) = site.verify(&[]);
    assert_eq!(
        (status, &*lines[0]),
        (
            1,
            "the signature of manifest.json is wrong: the signature is not one of this text"
        )
    );
    assert!(!site.keygen_verifies());
}

#[test]
fn the_signer_is_the_one_that_is_asked_for() {
    let site = Site::signed();
    let signers = site.signers();
    let with = |role: &str| site.verify(&["--signers", &signers, "--signer", role]);
    assert_eq!(with("quality MANAGER").0, 0);
    let (status, lines) = with("Managing director");
    assert_eq!(status, 1);
    assert!(
        lines[0].ends_with(", which is not listed for the Managing director"),
        "{lines:?}"
    );
    fs::write(site.test.beside("signers"), "# nobody\n").unwrap();
    let (status, lines) = site.verify(&["--signers", &signers]);
    assert_eq!(status, 1);
    assert!(
        lines[0].ends_with(", which no file of signers lists"),
        "{lines:?}"
    );
    // Without `--signers` only the fingerprint of the key is known.
    let (status, lines) = site.verify(&[]);
    assert_eq!(status, 0);
    assert!(
        lines[0].starts_with("signed by the key SHA256:"),
        "{lines:?}"
    );
}

#[test]
fn a_signature_goes_with_its_manifest() {
    let site = Site::signed();
    let signature = || fs::read_to_string(site.path("manifest.json.sig")).ok();
    let first = signature().unwrap();
    // The site has not changed, so the signature stays valid.
    site.build(&[]);
    assert_eq!(signature().as_ref(), Some(&first));
    site.test
        .write("a.md", PAGE.replace("each lot", "each tenth lot"));
    site.build(&[]);
    assert_eq!(signature(), None);
    assert_eq!(site.verify(&[]).0, 0);
    // The unchanged site is signed later.
    site.build(&["--sign", site.key.to_str().unwrap()]);
    assert!(signature().is_some_and(|signature| signature != first));
    assert!(site.keygen_verifies());
    // If the key does not exist, the site stays as it is.
    site.test.write("a.md", PAGE);
    let target = site.test.site();
    let run = site.test.run(&[
        "build",
        "-q",
        "-o",
        target.to_str().unwrap(),
        "--sign",
        "/nowhere/key",
    ]);
    assert_eq!(
        (run.status, run.stderr.contains("cannot be read")),
        (2, true),
        "{}",
        run.stderr
    );
    assert_eq!(site.verify(&[]).0, 0);
}

#[test]
fn what_is_no_site_is_refused() {
    let test = ManualTest::new(&[("manual.toml", CONFIG)]);
    let run = test.run(&["verify", test.manual().to_str().unwrap()]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .ends_with("has no manifest.json, so it cannot be compared with a build\n"),
        "{}",
        run.stderr
    );
    test.write("manifest.json", "{}");
    let run = test.run(&["verify", test.manual().to_str().unwrap()]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .ends_with("cannot be read as the manifest of a site: it was changed\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_site_says_how_to_verify_it() {
    let site = Site::signed();
    let page = RenderedPage::new(&fs::read_to_string(site.path("verify.html")).unwrap());
    let commands = page.texts("pre");
    let shell = |command: &str| site.shell("sh", &["-c", command], None);
    // The second line is for systems where the program is called `shasum`.
    let sums = commands[0].split(" shasum").next().unwrap().trim();
    assert_eq!(shell(sums).status, 0, "{sums}");
    let manifest = shell(&commands[1]);
    assert_eq!(
        (manifest.status, manifest.stdout.contains("SHA256SUMS")),
        (0, true),
        "{}",
        commands[1]
    );
    fs::copy(site.test.beside("signers"), site.path("allowed_signers")).unwrap();
    let signature = shell(&commands[2]);
    assert!(
        signature
            .stdout
            .starts_with("Good \"clausebook\" signature for Quality manager"),
        "{}{}",
        signature.stdout,
        signature.stderr
    );
}
