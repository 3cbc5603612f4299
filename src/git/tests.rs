use std::process::Command;

use super::*;

/// A repository in a temporary folder.
struct Test(tempfile::TempDir);

impl Test {
    fn new() -> Self {
        let test = Self(tempfile::tempdir().unwrap());
        test.git(&["init", "-q", "-b", "main"], "");
        test
    }

    fn git(&self, arguments: &[&str], date: &str) {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.0.path()).args(arguments);
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Tester");
            command.env(format!("GIT_{who}_EMAIL"), "tester@example.com");
            command.env(format!("GIT_{who}_DATE"), date);
        }
        assert!(command.output().unwrap().status.success(), "{arguments:?}");
    }

    fn commit(&self, file: &str, text: &str, date: &str) {
        std::fs::write(self.0.path().join(file), text).unwrap();
        self.git(&["add", "-A"], date);
        self.git(&["commit", "-q", "-m", text], date);
    }

    fn repository(&self) -> Repository {
        Repository::find(self.0.path()).unwrap()
    }
}

#[test]
fn a_day_means_the_last_commit_by_its_end_in_utc() {
    let test = Test::new();
    assert!(matches!(
        test.repository().commit(&"2026-01-01".parse().unwrap()),
        Err(GitError::NoCommit)
    ));
    test.commit("a", "first", "2026-01-10T12:00:00+00:00");
    // The evening of the 11th in New York is the 12th in UTC.
    test.commit("a", "second", "2026-01-11T22:00:00-05:00");
    test.commit("a", "third", "2026-01-20T23:59:59+00:00");
    let repository = test.repository();
    let subject = |day: &str| Ok(repository.commit(&day.parse().unwrap())?.subject);
    let expected = [
        ("2026-01-10", "first"),
        ("2026-01-11", "first"),
        ("2026-01-12", "second"),
        ("2026-01-19", "second"),
        ("2026-01-20", "third"),
        ("2027-01-01", "third"),
        ("HEAD~1", "second"),
    ];
    for (day, expected) in expected {
        let found: Result<String, GitError> = subject(day);
        assert_eq!(found.unwrap(), expected, "{day}");
    }
    assert_eq!(
        subject("2026-01-09").unwrap_err().to_string(),
        "no commit was made on or before 2026-01-09; the first one is of 2026-01-10"
    );
    for unknown in ["nowhere", "--all", "-h", "", "HEAD..main", "a\nb", "HEAD:a"] {
        assert!(
            matches!(subject(unknown), Err(GitError::UnknownRevision(_))),
            "{unknown:?}"
        );
    }
}

#[test]
fn files_are_read_as_they_were() {
    let test = Test::new();
    test.commit("a b.md", "one", "2026-01-10T12:00:00Z");
    test.commit("a b.md", "two", "2026-01-11T12:00:00Z");
    let repository = test.repository();
    let commit = repository.commit(&"HEAD~1".parse().unwrap()).unwrap();
    let tree = repository.tree(&commit).unwrap();
    let objects = repository.objects();
    let [entry] = tree.entries.as_slice() else {
        panic!("{tree:?}")
    };
    assert_eq!((entry.path.as_slice(), entry.size), (&b"a b.md"[..], 3));
    assert_eq!(objects.read(&entry.id).unwrap(), b"one");
    let nothing = ObjectId::new(&"0".repeat(40)).unwrap();
    assert!(objects.read(&nothing).is_err());
    // After a request for a missing object, the next request still works.
    assert_eq!(objects.read(&entry.id).unwrap(), b"one");
}

#[test]
fn a_folder_outside_is_said() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Repository::find(folder.path()),
        Err(GitError::NoRepository(_))
    ));
}
