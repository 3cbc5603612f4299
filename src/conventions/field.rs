//! The fields of a document that people write under names of their own.

/// A field of a document that people write in blocks of metadata under names of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Id,
    Title,
    Kind,
    Revision,
    Owner,
    Approver,
    Effective,
    ReviewDue,
}

impl Field {
    /// All fields, in the order of the front matter.
    pub(crate) const ALL: [Self; 8] = [
        Self::Id,
        Self::Title,
        Self::Kind,
        Self::Revision,
        Self::Owner,
        Self::Approver,
        Self::Effective,
        Self::ReviewDue,
    ];

    /// Its name in the front matter.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::Kind => "kind",
            Self::Revision => "revision",
            Self::Owner => "owner",
            Self::Approver => "approver",
            Self::Effective => "effective",
            Self::ReviewDue => "review_due",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether every document must have the field.
    pub(crate) fn is_required(self) -> bool {
        matches!(
            self,
            Self::Id | Self::Title | Self::Kind | Self::Revision | Self::Owner
        )
    }
}
