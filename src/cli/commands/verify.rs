//! `clausebook verify`: whether a site is the same as its manifest, and who signed it.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::loading::find_manual;
use crate::cli::{Common, Failure, Outcome, as_of, printing};
use crate::manual::{Date, folded};
use crate::publish::{Comparison, MANIFEST_FILE, compare};
use crate::signatures::{self, AllowedSigner, SignatureFault, SignerKey};
use crate::sources::read_elsewhere;

#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArguments {
    /// The site's folder
    #[arg(value_name = "SITE")]
    site: PathBuf,
    /// The role that must have signed the site; the file of signers lists its keys
    #[arg(long, value_name = "ROLE")]
    signer: Option<String>,
    /// The keys that may sign, in OpenSSH's form [default: allowed_signers of the manual, if there
    /// is one]
    #[arg(long, value_name = "FILE")]
    signers: Option<PathBuf>,
}

/// The result of checking the signature.
enum Signature {
    /// The site is not signed.
    None,
    /// This key signed the manifest.
    Good(SignerKey),
    /// The signature is invalid, for this reason.
    Wrong(SignatureFault),
}

pub(in crate::cli) fn run(
    common: &Common,
    arguments: &VerifyArguments,
) -> Result<Outcome, Failure> {
    let found = compare(&arguments.site)?;
    let signature = match &found.signature {
        None => Signature::None,
        Some(armor) => match signatures::check(&found.manifest, armor) {
            Ok(key) => Signature::Good(key),
            Err(fault) => Signature::Wrong(fault),
        },
    };
    let signers = signers(common, arguments)?;
    let today = as_of::date(common)?;
    let mut out = std::io::stdout().lock();
    for (word, addresses) in [
        ("changed", &found.changed),
        ("added", &found.added),
        ("removed", &found.removed),
    ] {
        for address in addresses {
            writeln!(out, "{word}: {}", printing::escaped(address))?;
        }
    }
    let (signed, is_good) = judged(&signature, signers.as_deref(), arguments, today);
    writeln!(out, "{}", printing::escaped(&signed))?;
    writeln!(out, "{}", counted(&found))?;
    Ok(match found.is_same() && is_good {
        true => Outcome::Ok,
        false => Outcome::Denied,
    })
}

/// The sentence about the signature, and whether the signature is acceptable.
fn judged(
    signature: &Signature,
    signers: Option<&[AllowedSigner]>,
    arguments: &VerifyArguments,
    today: Date,
) -> (String, bool) {
    let is_asked = arguments.signer.is_some() || arguments.signers.is_some();
    let key = match signature {
        Signature::None => {
            let said = "not signed: anyone with write access may have changed it and its manifest";
            return (said.to_owned(), !is_asked);
        }
        Signature::Wrong(why) => {
            let said = format!("the signature of {MANIFEST_FILE} is wrong: {why}");
            return (said, false);
        }
        Signature::Good(key) => key,
    };
    let print = key.fingerprint();
    let Some(signers) = signers else {
        let said = format!(
            "signed by the key {print}; a file of signers shows whose key it is (--signers FILE)"
        );
        return (said, true);
    };
    let mut of_key = signers.iter().filter(|signer| signer.key() == key);
    match &arguments.signer {
        Some(role) => match of_key.any(|signer| signer.allows(role, today, folded)) {
            true => (format!("signed by the {role}, with the key {print}"), true),
            false => (
                format!("signed by the key {print}, which is not listed for the {role}"),
                false,
            ),
        },
        None => match of_key.find(|signer| signer.may_sign(today)) {
            Some(signer) => {
                let principals = signer.principals().join(", ");
                (
                    format!("signed by {principals}, with the key {print}"),
                    true,
                )
            }
            None => (
                format!("signed by the key {print}, which no file of signers lists"),
                false,
            ),
        },
    }
}

/// The keys that may sign: those of `--signers`, else of the manual's `allowed_signers`. `None` if
/// there is neither.
fn signers(
    common: &Common,
    arguments: &VerifyArguments,
) -> Result<Option<Vec<AllowedSigner>>, Failure> {
    let path = match &arguments.signers {
        Some(path) => path.clone(),
        None => {
            let of_manual = find_manual(common).ok();
            let of_manual = of_manual.map(|root| root.join("allowed_signers"));
            match of_manual.filter(|path| path.is_file()) {
                Some(path) => path,
                None if arguments.signer.is_some() => {
                    let message = "`--signer` needs to know the keys of the role: name a file of signers \
                                   with --signers FILE";
                    return Err(Failure::Message(message.to_owned()));
                }
                None => return Ok(None),
            }
        }
    };
    read(&path).map(Some)
}

/// No file of signers is larger, in bytes.
const MOST_BYTES: u64 = 1 << 24;

fn read(path: &Path) -> Result<Vec<AllowedSigner>, Failure> {
    let shown = path.display();
    let unreadable =
        |why: &dyn std::fmt::Display| Failure::Message(format!("`{shown}` cannot be read: {why}"));
    let bytes = read_elsewhere(path, MOST_BYTES).map_err(|error| unreadable(&error))?;
    let text = String::from_utf8(bytes).map_err(|error| unreadable(&error))?;
    let mut signers = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        match AllowedSigner::parse(line) {
            Ok(signer) => signers.extend(signer),
            Err(why) => return Err(Failure::Message(format!("`{shown}`, line {number}: {why}"))),
        }
    }
    Ok(signers)
}

fn counted(found: &Comparison) -> String {
    let (changed, added, removed) = (found.changed.len(), found.added.len(), found.removed.len());
    match found.is_same() {
        true => format!("{} files, all as the build wrote them", found.listed),
        false => format!(
            "{} files of the build: {changed} changed, {removed} removed; {added} added",
            found.listed
        ),
    }
}
