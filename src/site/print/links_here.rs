//! Links of tables on the print page: to documents on the same page.

use std::collections::HashMap;

use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::print::page::Volume;

/// The prefixes of the documents on the same page, by the addresses of the documents' own pages.
pub(super) struct LinksHere(HashMap<String, String>);

impl LinksHere {
    /// The documents of a volume, for links from its page.
    pub(super) fn new(site: &SiteIndex<'_>, from: &Address, volume: &Volume<'_>) -> Self {
        let prefixes = volume.documents.iter().filter_map(|page| {
            let prefix = volume.ids.prefix(*page)?;
            Some((from.href(&site.destination(*page).address), prefix))
        });
        Self(prefixes.collect())
    }

    /// Changes a link to a document or its section to a link on this page, if the document is on
    /// it.
    pub(super) fn lead(&self, href: &mut String) {
        let (page, section) = href.split_once('#').unwrap_or((href.as_str(), ""));
        if let Some(prefix) = self.0.get(page) {
            *href = format!("#{prefix}{section}");
        }
    }
}
