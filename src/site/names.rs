//! What pages and clauses are called in links.

use super::Address;
use super::html::{attribute, escape_into};
use super::lookup::Site;
use crate::manual::{ClauseKey, Extent, PageKey, StandardIx};
use crate::resolve::Claim;

impl<'a> Site<'a> {
    /// A page: `QP-09 Release of product`.
    pub(super) fn page_name(&self, page: PageKey) -> String {
        self.destination(page).into_owned().name
    }

    /// A section of a page: `QP-09 § Inspection`.
    pub(super) fn section_name(&self, page: PageKey, section: &str) -> String {
        match self.page_id(page) {
            Some(id) => format!("{id} § {section}"),
            None => format!("{} § {section}", self.page_title(page)),
        }
    }

    fn page_id(&self, page: PageKey) -> Option<&'a str> {
        let manual = self.inputs.manual;
        match page {
            PageKey::Document(ix) => Some(manual.document(ix).id.value.as_str()),
            PageKey::Record(ix) => Some(manual.record(ix).id.value.as_str()),
            PageKey::Loose(_) | PageKey::Home => None,
        }
    }

    /// A clause's number: `8.4.1`, and the standard before it where it is not the manual's first.
    pub(super) fn clause_name(&self, key: ClauseKey) -> String {
        let number = &self.inputs.manual.clause(key).number;
        if key.standard == StandardIx(0) {
            return number.to_string();
        }
        let designation = &self.inputs.manual.standard(key.standard).designation;
        format!("{designation} {number}")
    }

    /// A clause with its title: `8.5.1 Control of production`, and the standard behind it where it
    /// is not the manual's first.
    pub(super) fn clause_title(&self, key: ClauseKey) -> String {
        let manual = self.inputs.manual;
        let clause = manual.clause(key);
        let mut name = clause.number.to_string();
        if let Some(title) = &clause.title {
            name.push(' ');
            name.push_str(title);
        }
        if key.standard != StandardIx(0) {
            name.push_str(&format!(" ({})", manual.standard(key.standard).designation));
        }
        name
    }

    /// A clause in full, for where only its number is shown: `ISO 9001:2015 8.4.1 General`.
    pub(super) fn clause_in_full(&self, key: ClauseKey) -> String {
        let manual = self.inputs.manual;
        let clause = manual.clause(key);
        let designation = &manual.standard(key.standard).designation;
        match &clause.title {
            Some(title) => format!("{designation} {} {title}", clause.number),
            None => format!("{designation} {}", clause.number),
        }
    }

    /// The small badge of a claim, as HTML: its clause's number, linked to the clause's page.
    ///
    /// `name` is what the badge says; `id` is the anchor that it is to have.
    pub(super) fn clause_badge(
        &self,
        claim: &Claim,
        name: &str,
        from: &Address,
        id: Option<&str>,
    ) -> String {
        let mut out = String::from("<a class=\"clause-badge\"");
        if let Some(id) = id {
            attribute(&mut out, "id", id);
        }
        let address = self.clause_address(claim.clause);
        attribute(&mut out, "href", &from.href(address));
        let mut title = self.clause_in_full(claim.clause);
        if let Some(note) = &claim.note {
            title.push_str(": ");
            title.push_str(note);
        }
        attribute(&mut out, "title", &title);
        out.push('>');
        escape_into(&mut out, name);
        if let Some(item) = &claim.item {
            out.push(' ');
            escape_into(&mut out, item);
        } else if claim.extent == Extent::Partial {
            out.push_str(" <i>");
            escape_into(&mut out, self.words.get("extent_partial"));
            out.push_str("</i>");
        }
        out.push_str("</a>");
        out
    }
}
