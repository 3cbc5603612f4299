//! Signatures in OpenSSH's form (SSHSIG), such as `ssh-keygen -Y verify` checks and `ssh-keygen -Y sign`
//! makes. Knows nothing of what is signed.
//!
//! - `check`: whether a signature is one of a text, and by which key
//! - `signers`: which keys a file of allowed signers lists for whom
//! - `sign`: makes one, with a key file or through `ssh-keygen`

mod check;
mod sign;
mod signers;
#[cfg(test)]
pub(crate) mod testing;

pub(crate) use check::{SignatureFault, SignerKey, check};
pub(crate) use sign::{SignError, SignWith, sign};
pub(crate) use signers::{AllowedSigner, quoted_principal};

/// What a signature is for: one that was made for anything else proves nothing here.
pub(crate) const NAMESPACE: &str = "clausebook";
