//! The names of kinds in the language of the site.

use crate::index::IndexVec;
use crate::manual::{Kind, KindIx};
use crate::site::theme::messages::Messages;

/// The name of a kind, in the singular and the plural.
pub(crate) struct KindNames {
    pub(crate) title: String,
    pub(crate) plural: String,
}

impl KindNames {
    /// The names of the kinds of a manual.
    pub(crate) fn all(
        kinds: &IndexVec<KindIx, Kind>,
        messages: &Messages,
    ) -> IndexVec<KindIx, Self> {
        let name = |kind: &Kind, form: &str, name: &str, is_own: bool| {
            if is_own {
                return name.to_owned();
            }
            let message = format!("kind_{}{form}", kind.name.as_str().replace('-', "_"));
            messages.find(&message).unwrap_or(name).to_owned()
        };
        kinds
            .iter()
            .map(|kind| Self {
                title: name(kind, "", &kind.title, kind.named.title),
                plural: name(kind, "_plural", &kind.plural, kind.named.plural),
            })
            .collect()
    }
}
