//! Checks whether a signature is valid for a text, and returns its key.

use std::fmt;

use ssh_key::public::KeyData;
use ssh_key::{HashAlg, PublicKey, SshSig};

use super::NAMESPACE;

/// A public key: its algorithm and its data, as OpenSSH writes them, without a comment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SignerKey {
    line: String,
    fingerprint: String,
}

impl SignerKey {
    pub(super) fn of(key: &KeyData) -> Option<Self> {
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        let line = PublicKey::from(key.clone()).to_openssh().ok()?;
        Some(Self { line, fingerprint })
    }

    /// Reads a line of a public-key file: `ssh-ed25519 AAAA… comment`.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split_ascii_whitespace();
        let key = format!("{} {}", parts.next()?, parts.next()?);
        Self::of(PublicKey::from_openssh(&key).ok()?.key_data())
    }

    /// The key as a line of a public-key file, without a comment: `ssh-ed25519 AAAA…`.
    pub(crate) fn line(&self) -> &str {
        &self.line
    }

    /// The fingerprint, which people compare: `SHA256:…`.
    pub(crate) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// Why a signature is invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureFault {
    /// The signature cannot be read.
    Unreadable,
    /// The signature was made for another namespace.
    OtherPurpose(String),
    /// The signature is of another text, or was not made by the key that it names.
    Wrong,
}

impl fmt::Display for SignatureFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("this is no SSH signature"),
            Self::OtherPurpose(namespace) => write!(
                f,
                "the signature was made for `{namespace}`, not for `{NAMESPACE}`"
            ),
            Self::Wrong => f.write_str("the signature is not one of this text"),
        }
    }
}

/// Returns the key that signed a text. `armor` is the signature in the PEM form, including its
/// first and last line.
///
/// # Errors
/// If `armor` is not a signature of this text, or is for another namespace.
pub(crate) fn check(text: &str, armor: &str) -> Result<SignerKey, SignatureFault> {
    let armor = armor.replace("\r\n", "\n");
    let signature = SshSig::from_pem(armor.trim()).map_err(|_| SignatureFault::Unreadable)?;
    if signature.namespace() != NAMESPACE {
        return Err(SignatureFault::OtherPurpose(
            signature.namespace().to_owned(),
        ));
    }
    let key = PublicKey::from(signature.public_key().clone());
    key.verify(NAMESPACE, text.as_bytes(), &signature)
        .map_err(|_| SignatureFault::Wrong)?;
    SignerKey::of(signature.public_key()).ok_or(SignatureFault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{
        ECDSA_521_ARMOR, ECDSA_ARMOR, ED25519_ARMOR, ED25519_PUBLIC, OTHER_NAMESPACE_ARMOR,
        RSA_ARMOR, SIGNED,
    };
    use super::*;

    #[test]
    fn a_signature_is_one_of_its_text_alone() {
        let key = check(SIGNED, ED25519_ARMOR).unwrap();
        assert_eq!(SignerKey::parse(ED25519_PUBLIC), Some(key.clone()));
        assert!(key.fingerprint().starts_with("SHA256:"), "{key:?}");
        let with_returns = ED25519_ARMOR.replace('\n', "\r\n");
        assert_eq!(check(SIGNED, &with_returns), Ok(key));
        let other = SIGNED.replace("revision: 3", "revision: 4");
        assert_eq!(check(&other, ED25519_ARMOR), Err(SignatureFault::Wrong));
        assert_eq!(
            check(SIGNED, OTHER_NAMESPACE_ARMOR),
            Err(SignatureFault::OtherPurpose("git".to_owned()))
        );
    }

    #[test]
    fn keys_of_other_kinds_sign_as_well() {
        for armor in [RSA_ARMOR, ECDSA_ARMOR, ECDSA_521_ARMOR] {
            assert!(check(SIGNED, armor).is_ok(), "{armor}");
            assert_eq!(check("another", armor), Err(SignatureFault::Wrong));
        }
    }

    #[test]
    fn what_is_no_signature_is_refused() {
        let cut = &ED25519_ARMOR[..ED25519_ARMOR.len() / 2];
        for armor in [
            "",
            "x",
            cut,
            "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----",
        ] {
            assert_eq!(
                check(SIGNED, armor),
                Err(SignatureFault::Unreadable),
                "{armor}"
            );
        }
    }
}
