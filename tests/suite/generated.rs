//! The program reports no errors for the manuals that the benchmarks generate.

use crate::corpus::{self, Size};
use crate::manual_test::{AS_OF, clausebook, run};

#[test]
fn a_generated_manual_has_no_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let size = Size {
        documents: 60,
        records: 40,
    };
    corpus::write(folder.path(), size).unwrap();
    let site = folder.path().join("site");
    let mut build = clausebook();
    build.args(["build", "--as-of", AS_OF, "--manual"]);
    let run = run(build.arg(folder.path()).arg("-o").arg(&site));
    assert_eq!(run.status, 0, "{}", run.stderr);
    let count = |name: &str| std::fs::read_dir(site.join(name)).unwrap().count();
    assert_eq!(count("records"), size.records);
    assert!(count("documents") > size.documents);
}
