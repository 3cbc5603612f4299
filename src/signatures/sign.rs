//! Makes a signature: with a key file, or through `ssh-keygen` if the key is in an agent, on a
//! hardware key, or encrypted with a passphrase.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey};
use thiserror::Error;

use super::{NAMESPACE, SignatureFault, SignerKey, check};
use crate::sources::read_elsewhere;

/// The key to sign with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignWith {
    /// A key in the SSH agent.
    Agent,
    /// A file with a private key, or with a public key whose private key is in the agent.
    KeyFile(PathBuf),
}

impl SignWith {
    /// Reads the value of `--sign`: `agent`, or the path of a key file.
    pub(crate) fn new(written: &Path) -> Self {
        match written.as_os_str() == "agent" {
            true => Self::Agent,
            false => Self::KeyFile(written.to_owned()),
        }
    }
}

/// Why a text could not be signed.
#[derive(Debug, Error)]
pub enum SignError {
    #[error("the key file `{}` cannot be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error(
        "`{}` is no key of OpenSSH; `ssh-keygen -t ed25519 -f {}` makes one, `ssh-keygen -p -f {}` \
         turns an older file into its form", path.display(), path.display(), path.display()
    )]
    NoKey { path: PathBuf },
    #[error(
        "`{program}` is needed for this key and cannot be run: {source}; it is part of OpenSSH"
    )]
    NoProgram {
        program: &'static str,
        source: io::Error,
    },
    #[error("`{program}` signed nothing: {said}")]
    Refused { program: &'static str, said: String },
    #[error("no key is in the SSH agent; `ssh-add` puts one into it")]
    EmptyAgent,
    #[error(
        "the SSH agent has several keys, and it is not known which of them signs; name one by its \
         file, `--sign KEY.pub`:\n{}", keys.join("\n")
    )]
    SeveralKeys { keys: Vec<String> },
    #[error("the key made an invalid signature: {0}")]
    Wrong(SignatureFault),
}

/// Signs a text, and returns the signature with its key. Of several keys in an agent, the only one
/// that `prefers` accepts is used.
///
/// # Errors
/// If the key cannot be read or chosen, or making the signature fails.
pub(crate) fn sign(
    text: &str,
    with: &SignWith,
    prefers: impl Fn(&SignerKey) -> bool,
) -> Result<(String, SignerKey), SignError> {
    let armor = match with {
        SignWith::Agent => {
            let key = key_of_agent(prefers)?;
            let file = tempfile::NamedTempFile::new().and_then(|mut file| {
                writeln!(file, "{}", key.line())?;
                Ok(file)
            });
            let file = file.map_err(|source| SignError::NoProgram {
                program: KEYGEN,
                source,
            })?;
            by_ssh_keygen(text, file.path())?
        }
        SignWith::KeyFile(path) => by_file(text, path)?,
    };
    // Checks the new signature, so that a broken key is reported now and not when the signature is
    // verified.
    let key = check(text, &armor).map_err(SignError::Wrong)?;
    Ok((armor, key))
}

const KEYGEN: &str = "ssh-keygen";

/// No key file is larger, in bytes.
const MOST_BYTES: u64 = 1 << 20;

fn by_file(text: &str, path: &Path) -> Result<String, SignError> {
    let read = read_elsewhere(path, MOST_BYTES).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    });
    let content = read.map_err(|source| SignError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    if SignerKey::parse(&content).is_some() {
        return by_ssh_keygen(text, path);
    }
    let Ok(key) = PrivateKey::from_openssh(&content) else {
        let is_key = content.contains("PRIVATE KEY-----");
        return match is_key {
            // An older format, which OpenSSH can read.
            true => by_ssh_keygen(text, path),
            false => Err(SignError::NoKey {
                path: path.to_owned(),
            }),
        };
    };
    let is_plain = matches!(
        key.algorithm(),
        Algorithm::Ed25519 | Algorithm::Ecdsa { .. }
    );
    if key.is_encrypted() || !is_plain {
        return by_ssh_keygen(text, path);
    }
    let signed = key.sign(NAMESPACE, HashAlg::Sha512, text.as_bytes());
    let armor = signed.and_then(|signature| signature.to_pem(LineEnding::LF));
    armor.map_err(|error| SignError::Refused {
        program: "the key file",
        said: error.to_string(),
    })
}

/// Signs with `ssh-keygen`, which asks at the terminal for a passphrase or a touch of the hardware
/// key.
fn by_ssh_keygen(text: &str, key: &Path) -> Result<String, SignError> {
    let mut command = Command::new(KEYGEN);
    command.args(["-q", "-Y", "sign", "-n", NAMESPACE, "-f"]);
    command.arg(key);
    run(KEYGEN, &mut command, text)
}

/// Returns the agent's key to sign with: its only key, else the only preferred one.
fn key_of_agent(prefers: impl Fn(&SignerKey) -> bool) -> Result<SignerKey, SignError> {
    const ADD: &str = "ssh-add";
    let listed = run(ADD, Command::new(ADD).arg("-L"), "");
    let listed = match listed {
        Err(SignError::Refused { said, .. }) if said.contains("no identities") => String::new(),
        listed => listed?,
    };
    let keys: Vec<SignerKey> = listed.lines().filter_map(SignerKey::parse).collect();
    let preferred: Vec<&SignerKey> = keys.iter().filter(|key| prefers(key)).collect();
    match (&keys[..], &preferred[..]) {
        ([], _) => Err(SignError::EmptyAgent),
        ([key], _) => Ok(key.clone()),
        (_, [key]) => Ok((*key).clone()),
        _ => Err(SignError::SeveralKeys {
            keys: listed.lines().map(str::to_owned).collect(),
        }),
    }
}

/// Runs a program with a text as its standard input, and returns its standard output.
fn run(program: &'static str, command: &mut Command, input: &str) -> Result<String, SignError> {
    let failed = |source| SignError::NoProgram { program, source };
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // If the program ends before it has read the text, its exit status and message are reported
        // below.
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child.wait_with_output().map_err(failed)?;
    let answer = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(answer);
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let said = match said.is_empty() {
        true => answer.trim().to_owned(),
        false => said,
    };
    Err(SignError::Refused { program, said })
}

#[cfg(test)]
mod tests {
    use ssh_key::private::{Ed25519Keypair, KeypairData};

    use super::super::testing::{ED25519_PUBLIC, SIGNED};
    use super::*;

    fn key_file(folder: &Path) -> PathBuf {
        let key = KeypairData::from(Ed25519Keypair::from_seed(&[7; 32]));
        let key = PrivateKey::new(key, "").unwrap();
        let path = folder.join("key");
        std::fs::write(&path, key.to_openssh(LineEnding::LF).unwrap()).unwrap();
        path
    }

    #[test]
    fn a_key_file_signs_the_same_text_in_the_same_way() {
        let folder = tempfile::tempdir().unwrap();
        let with = SignWith::KeyFile(key_file(folder.path()));
        let (armor, key) = sign(SIGNED, &with, |_| true).unwrap();
        assert_eq!(check(SIGNED, &armor), Ok(key));
        assert_eq!(sign(SIGNED, &with, |_| true).unwrap().0, armor);
    }

    #[test]
    fn what_is_no_key_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let with = SignWith::KeyFile(path.clone());
        let error = || sign(SIGNED, &with, |_| true).unwrap_err();
        assert!(matches!(error(), SignError::Unreadable { .. }));
        std::fs::write(&path, "no key").unwrap();
        assert!(matches!(error(), SignError::NoKey { .. }));
        assert!(SignerKey::parse(ED25519_PUBLIC).is_some());
    }
}
