//! Builds that are killed, run out of disk space, have no permission to write, or run at the same
//! time. Afterwards the site must be the complete old or the complete new one, and the next build
//! must succeed. The unit tests of `publish` are in its module; these tests run the binary.
//!
//! `CLAUSEBOOK_KILLS` sets the number of builds that are killed, `CLAUSEBOOK_KILLS_SEED` the seed
//! of the moments at which they are killed.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::manual_test::{AS_OF, PLAIN_MANUAL, clausebook, files_below, run};
use crate::random::{Random, setting};

const KILLS: u64 = 10;

type Site = BTreeMap<String, Vec<u8>>;

/// Two manuals: some pages are equal, some differ in their text, and some are only in one manual.
struct TwoManuals {
    folder: tempfile::TempDir,
    sites: [Site; 2],
}

impl TwoManuals {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut both = Self {
            folder,
            sites: Default::default(),
        };
        for which in 0..2 {
            write_manual(&both.manual(which), which);
            let site = both.beside(&format!("expected-{which}"));
            assert_eq!(run(&mut both.build(which, &site)).status, 0);
            both.sites[which] = contents(&site);
        }
        assert!(both.sites[0] != both.sites[1]);
        both
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn manual(&self, which: usize) -> PathBuf {
        self.beside(&format!("manual-{which}"))
    }

    fn build(&self, which: usize, site: &Path) -> Command {
        build(clausebook(), &self.manual(which), site)
    }

    /// Builds one of the manuals and checks the whole site.
    #[track_caller]
    fn build_whole(&self, which: usize, site: &Path) {
        let run = run(&mut self.build(which, site));
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(contents(site) == self.sites[which]);
        assert_eq!(left_beside(site), Vec::<String>::new());
    }

    /// Panics unless the site is exactly one of the two sites.
    #[track_caller]
    fn expect_either(&self, site: &Path, when: &str) {
        let found = contents(site);
        if !self.sites.contains(&found) {
            let of = |one: &Site| {
                found
                    .iter()
                    .filter(|(name, text)| one.get(*name) == Some(text))
                    .count()
            };
            panic!(
                "{when}: of {} files {} are those of the first site and {} those of the second",
                found.len(),
                of(&self.sites[0]),
                of(&self.sites[1])
            );
        }
    }
}

fn write_manual(manual: &Path, which: usize) {
    fs::create_dir_all(manual).unwrap();
    fs::write(manual.join("manual.toml"), PLAIN_MANUAL).unwrap();
    for page in 0..8 {
        // Each manual lacks some pages of the other.
        if page % 4 == which {
            continue;
        }
        let text = format!(
            "---\nid: QP-{page}\ntitle: Page {page}\nkind: procedure\nrevision: 1\n\
             status: approved\nowner: Buyer\napprover: Quality manager\neffective: 2026-02-01\n\
             clauses: [8.{page}]\n---\nWords of manual {}.\n",
            if page < 6 { which } else { 0 }
        );
        fs::write(
            manual.join(format!("p{page}.md")),
            text.replace("[8.0]", "[8]"),
        )
        .unwrap();
    }
}

fn build(mut command: Command, manual: &Path, site: &Path) -> Command {
    command.args(["build", "--as-of", AS_OF, "--manual"]);
    command.arg(manual).arg("-o").arg(site);
    command
}

fn contents(folder: &Path) -> Site {
    let files = files_below(folder).into_iter();
    files
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect()
}

/// The names of temporary folders of builds next to a site.
fn left_beside(site: &Path) -> Vec<String> {
    let entries = fs::read_dir(site.parent().unwrap()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.starts_with(".clausebook"))
        .collect()
}

#[test]
fn a_build_that_is_killed_leaves_one_site_whole_and_the_next_one_succeeds() {
    let manuals = TwoManuals::new();
    let site = manuals.beside("site");
    let begin = Instant::now();
    manuals.build_whole(0, &site);
    let length = begin.elapsed();
    let mut random = Random::new(setting("CLAUSEBOOK_KILLS_SEED").unwrap_or(1));
    let mut killed = 0;
    for round in 0..setting("CLAUSEBOOK_KILLS").unwrap_or(KILLS) {
        let which = (round as usize + 1) % 2;
        let mut command = manuals.build(which, &site);
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        let wait = match round % 3 {
            // Kills the build at about the moment at which it swaps the sites.
            0 => {
                wait_for_the_last_file(&site, &mut child);
                random.between(0, 3_000)
            }
            _ => random.between(0, length.as_micros() as u32),
        };
        thread::sleep(Duration::from_micros(wait.into()));
        child.kill().unwrap();
        killed += u64::from(child.wait().unwrap().code().is_none());
        manuals.expect_either(&site, &format!("round {round}, after {wait} µs"));
        if random.chance(50) {
            manuals.build_whole(random.one_of(&[0, 1]), &site);
        }
    }
    manuals.build_whole(1, &site);
    assert!(killed > 0, "every build was done before it was killed");
}

/// If the folder around the site is not writable, a build replaces the site's files one by one. A
/// killed build may then leave a mix of files of both sites, but no partial file, and the next
/// build reports it.
#[test]
fn a_build_that_is_killed_while_it_replaces_files_leaves_whole_files_and_the_next_one_says_so() {
    let manuals = TwoManuals::new();
    set_mode(manuals.folder.path(), 0o755);
    let closed = manuals.beside("closed");
    fs::create_dir(&closed).unwrap();
    set_mode(&closed, 0o777);
    let site = closed.join("site");
    let build = |which: usize| build(bound_by_rights(&manuals), &manuals.manual(which), &site);
    assert_eq!(run(&mut build(0)).status, 0);
    set_mode(&closed, 0o555);
    let mut random = Random::new(setting("CLAUSEBOOK_KILLS_SEED").unwrap_or(1));
    for round in 0..setting("CLAUSEBOOK_KILLS").unwrap_or(KILLS) {
        let mut command = build((round as usize + 1) % 2);
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() && !is_unfinished(&site) {
            thread::sleep(Duration::from_micros(50));
        }
        thread::sleep(Duration::from_micros(random.between(0, 2_000).into()));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = contents(&site);
        for (name, text) in &found {
            let is_of = |one: &Site| one.get(name) == Some(text);
            let is_of_ours = name == "manifest.json" || name.starts_with(".clausebook");
            let is_whole = is_of_ours || manuals.sites.iter().any(is_of);
            assert!(is_whole, "round {round}: {name} is of neither site");
        }
        let was_unfinished = is_unfinished(&site);
        if !was_unfinished {
            let found: Site = found
                .into_iter()
                .filter(|(name, _)| !name.starts_with(".clausebook"))
                .collect();
            assert!(manuals.sites.contains(&found), "round {round}");
        }
        let which = random.one_of(&[0, 1]);
        let run = run(&mut build(which));
        assert_eq!(run.status, 0, "{}", run.stderr);
        let said = run.stderr.contains("was stopped while it replaced files");
        assert_eq!(said, was_unfinished, "round {round}: {}", run.stderr);
        assert!(contents(&site) == manuals.sites[which], "round {round}");
    }
    // The user who runs the tests must be able to delete the folder.
    set_mode(&closed, 0o755);
}

/// Whether a site's manifest is marked as unfinished.
fn is_unfinished(site: &Path) -> bool {
    let manifest = fs::read_to_string(site.join("manifest.json"));
    manifest.is_ok_and(|text| text.contains("\"unfinished\": true"))
}

/// Waits until a build has staged the manifest, its last file, or has ended.
fn wait_for_the_last_file(site: &Path, child: &mut Child) {
    while child.try_wait().unwrap().is_none() {
        let staged = left_beside(site).into_iter();
        let mut manifests = staged.map(|name| site.with_file_name(name).join("new/manifest.json"));
        if manifests.any(|manifest| manifest.exists()) {
            return;
        }
        thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn two_builds_at_once_end_with_one_of_their_sites() {
    let manuals = TwoManuals::new();
    let site = manuals.beside("site");
    for round in 0..3 {
        let mut builds = [0, 1].map(|which| {
            let mut command = manuals.build(which, &site);
            command.stderr(Stdio::piped()).spawn().unwrap()
        });
        for build in &mut builds {
            assert_eq!(build.wait().unwrap().code(), Some(0), "round {round}");
        }
        manuals.expect_either(&site, &format!("round {round}"));
        assert_eq!(left_beside(&site), Vec::<String>::new());
    }
    manuals.build_whole(1, &site);
}

/// A limit on the file size makes a write fail in the middle of a file, as on a full disk.
#[test]
fn a_file_that_cannot_be_written_to_its_end_leaves_the_last_site() {
    let manuals = TwoManuals::new();
    let site = manuals.beside("site");
    manuals.build_whole(0, &site);
    // Blocks have 512 bytes. No page is as small as 1 block, and few are larger than 24 blocks.
    for blocks in [1, 8, 24] {
        let mut limited = Command::new("sh");
        let script = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$@\"");
        limited.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_clausebook")]);
        let run = run(&mut build(limited, &manuals.manual(1), &site));
        assert_eq!(run.status, 2, "{blocks} blocks: {}", run.stderr);
        assert!(run.stderr.contains("File too large"), "{}", run.stderr);
        assert!(contents(&site) == manuals.sites[0], "{blocks} blocks");
        assert_eq!(left_beside(&site), Vec::<String>::new());
    }
    manuals.build_whole(1, &site);
}

/// Needs the right to mount a file system in a mount namespace: as root, or on a system that allows
/// user namespaces. Elsewhere the test does nothing.
#[test]
fn a_full_disk_leaves_the_last_site() {
    let manuals = TwoManuals::new();
    let size: usize = manuals.sites[0].values().map(Vec::len).sum();
    // Room for the first site and a part of the second; tmpfs stores files in pages of 4096 bytes.
    let room = (size + 4096 * manuals.sites[0].len()) * 5 / 4;
    let script = format!(
        "mount -t tmpfs -o size={room} tmpfs \"$1\" || exit 77
        \"$2\" build --as-of {AS_OF} --manual \"$3\" -o \"$1/site\" || exit 78
        \"$2\" build --as-of {AS_OF} --manual \"$4\" -o \"$1/site\"; status=$?
        ls -A \"$1\" | grep clausebook && exit 79
        cp -R \"$1/site\" \"$5\" && exit $status"
    );
    let (disk, after) = (manuals.beside("disk"), manuals.beside("after"));
    fs::create_dir(&disk).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", &script, "sh"]);
    command.arg(&disk).arg(env!("CARGO_BIN_EXE_clausebook"));
    command.args([manuals.manual(0), manuals.manual(1), after.clone()]);
    let output = match command.output() {
        Ok(output) if ![Some(1), Some(77)].contains(&output.status.code()) => output,
        _ => return println!("left out: no file system can be mounted here"),
    };
    let printed = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{printed}");
    assert!(printed.contains("No space left"), "{printed}");
    assert!(contents(&after) == manuals.sites[0]);
}

/// The program under a user for whom file permissions apply: `nobody` if the tests run as root.
fn bound_by_rights(manuals: &TwoManuals) -> Command {
    let program = manuals.beside("clausebook");
    if !program.exists() {
        let original = env!("CARGO_BIN_EXE_clausebook");
        fs::hard_link(original, &program)
            .or_else(|_| fs::copy(original, &program).map(drop))
            .unwrap();
    }
    let mut command = Command::new(program);
    if fs::metadata(manuals.folder.path()).unwrap().uid() == 0 {
        command.uid(NOBODY);
    }
    command
}

const NOBODY: u32 = 65534;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_that_may_not_be_written_keeps_its_site_and_says_so() {
    let manuals = TwoManuals::new();
    set_mode(manuals.folder.path(), 0o755);
    let (closed, site) = (manuals.beside("closed"), manuals.beside("closed/site"));
    manuals.build_whole(0, &site);
    set_mode(&site, 0o555);
    set_mode(&closed, 0o555);
    let run = run(&mut build(
        bound_by_rights(&manuals),
        &manuals.manual(1),
        &site,
    ));
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("Permission denied"), "{}", run.stderr);
    assert!(contents(&site) == manuals.sites[0]);
    assert_eq!(left_beside(&site), Vec::<String>::new());
    // The user who runs the tests must be able to delete the folder.
    set_mode(&closed, 0o755);
    set_mode(&site, 0o755);
    manuals.build_whole(1, &site);
}

#[test]
fn a_manual_that_may_only_be_read_is_built() {
    let manuals = TwoManuals::new();
    set_mode(manuals.folder.path(), 0o755);
    let open = manuals.beside("open");
    fs::create_dir(&open).unwrap();
    set_mode(&open, 0o777);
    set_mode(&manuals.manual(0), 0o555);
    let site = open.join("site");
    let run = run(&mut build(
        bound_by_rights(&manuals),
        &manuals.manual(0),
        &site,
    ));
    set_mode(&manuals.manual(0), 0o755);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(contents(&site) == manuals.sites[0]);
}
