//! Signatures in OpenSSH's form (SSHSIG), compatible with `ssh-keygen -Y sign` and `ssh-keygen -Y
//! verify`. The module does not depend on what is signed.
//!
//! - `check`: checks a signature of a text, and returns its key
//! - `signers`: the keys and principals in a file of allowed signers
//! - `sign`: makes a signature, with a key file or through `ssh-keygen`

mod check;
mod sign;
mod signers;
#[cfg(test)]
pub(crate) mod testing;

pub(crate) use check::{SignatureFault, SignerKey, check};
pub(crate) use sign::{SignError, SignWith, sign};
pub(crate) use signers::{AllowedSigner, quoted_principal};

/// The namespace of the signatures. A signature for another namespace is invalid here.
pub(crate) const NAMESPACE: &str = "clausebook";
