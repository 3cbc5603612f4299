//! The instructions for verifying, without this program, that a site is unchanged since its build.

use serde::Serialize;

use crate::publish::{MANIFEST_FILE, SIGNATURE_FILE, SUMS_FILE};
use crate::signatures::NAMESPACE;
use crate::site::index::SiteIndex;

/// The page with the instructions for verifying the site.
#[derive(Serialize)]
pub(crate) struct VerifyView<'a> {
    title: &'a str,
    /// The steps: what each verifies, and the commands for it.
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    text: &'a str,
    commands: String,
}

/// The view of that page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> VerifyView<'a> {
    let step = |name, commands| Step {
        text: site.messages.get(name),
        commands,
    };
    VerifyView {
        title: site.messages.get("verify"),
        steps: vec![
            step(
                "verify_files",
                format!("sha256sum --quiet -c {SUMS_FILE}\nshasum -a 256 --quiet -c {SUMS_FILE}"),
            ),
            step(
                "verify_sums",
                format!("grep \"$(sha256sum < {SUMS_FILE} | cut -c 1-64)\" {MANIFEST_FILE}"),
            ),
            step(
                "verify_signature",
                format!(
                    "ssh-keygen -Y verify -f allowed_signers -I \"Quality manager\" -n {NAMESPACE} -s {SIGNATURE_FILE} < {MANIFEST_FILE}"
                ),
            ),
            step("verify_program", "clausebook verify .".to_owned()),
        ],
    }
}
