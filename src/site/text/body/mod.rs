//! A page's text becomes HTML: the holes of its [`Body`] are filled with links, values and badges.

use std::fmt::Write as _;

use crate::manual::{
    Body, ClaimOrigin, Heading, HeadingIx, Label, PageKey, Piece, ReferenceIx, SectionId,
    StatedClaim, Target,
};
use crate::resolve::{Claim, Link};
use crate::search;
use crate::site::address::href_here;
use crate::site::index::SiteIndex;
use crate::site::print::page::PrintIds;
use crate::site::text::headings::{headings_below, opening, title_heading, uppermost_level};
use crate::site::text::html::{IdPrefixer, attribute, escape_into, spare};
use crate::site::{Address, copy_address};

/// Where a text is shown.
#[derive(Clone, Copy)]
pub(crate) enum Setting<'s> {
    /// On a page of its own, whose title is its only heading of the first level.
    Page,
    /// Among others on one page, for paper: its ids differ from theirs, and what it refers to is
    /// linked on the same page where it is there.
    Print(&'s PrintIds),
}

/// A page's text as HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BodyHtml {
    /// The text, without the heading that repeats the page's title.
    pub(crate) html: String,
    /// That heading, if there is one.
    pub(crate) title: Option<TitleHeading>,
}

/// The heading of a text that repeats its page's title: the page shows it once, as its own.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TitleHeading {
    /// Its id.
    pub(crate) id: String,
    /// The badges of the claims on it, as HTML.
    pub(crate) badges: String,
}

impl SiteIndex<'_> {
    /// The HTML of a page's text, for the page at `from` with this title.
    pub(crate) fn body_html(
        &self,
        page: PageKey,
        from: &Address,
        title: &str,
        setting: Setting<'_>,
    ) -> BodyHtml {
        let manual = &self.compiled.manual;
        let Some(body) = manual.body(page) else {
            return BodyHtml::default();
        };
        let prefix = match setting {
            Setting::Page => String::new(),
            Setting::Print(ids) => ids.prefix(page).unwrap_or_default(),
        };
        let uppermost = match setting {
            Setting::Page => 2,
            Setting::Print(_) => 3,
        };
        let headings = headings_below(manual, body, title);
        let mut out = spare();
        out.reserve(expected_len(body));
        let mut writer = Writer {
            site: self,
            body,
            links: self.compiled.resolved.links(page),
            claims: self.claims_of(page),
            page,
            from,
            setting,
            shift: uppermost - i16::from(uppermost_level(headings)),
            prefix: &prefix,
            prefixer: IdPrefixer::new(&prefix),
            next_heading: body.headings.len() - headings.len(),
            closing: None,
            out,
        };
        let title = title_heading(manual, body, title);
        let title = title.and_then(|heading| writer.skip_title(heading));
        let pieces = match &title {
            Some((_, rest)) => rest,
            None => &*body.pieces,
        };
        for (at, piece) in pieces.iter().enumerate() {
            writer.piece(piece, pieces.get(at + 1));
        }
        BodyHtml {
            html: writer.out,
            title: title.map(|(title, _)| title),
        }
    }
}

/// Fills the holes of one text, in order.
struct Writer<'w> {
    site: &'w SiteIndex<'w>,
    body: &'w Body,
    links: &'w [Link],
    claims: &'w [Claim],
    page: PageKey,
    from: &'w Address,
    setting: Setting<'w>,
    /// What is added to the level of each heading.
    shift: i16,
    /// What is put before each id; empty on a page of its own.
    prefix: &'w str,
    prefixer: IdPrefixer<'w>,
    /// The heading whose opening tag comes next.
    next_heading: usize,
    /// The heading that has ended and whose closing tag comes next.
    closing: Option<&'w Heading>,
    out: String,
}

impl<'w> Writer<'w> {
    /// Leaves out the heading that repeats the page's title: what the page needs of it, and the
    /// pieces behind it, the first of which begins with its closing tag.
    fn skip_title(&mut self, heading: &Heading) -> Option<(TitleHeading, &'w [Piece])> {
        let pieces = &self.body.pieces;
        let end = pieces
            .iter()
            .position(|piece| *piece == Piece::HeadingEnd(HeadingIx(0)))?;
        let Piece::Html(after) = pieces.get(end + 1)? else {
            return None;
        };
        let after = after.strip_prefix(&*format!("</h{}>", heading.level))?;
        self.html(after.trim_start());
        let title = TitleHeading {
            id: format!("{}{}", self.prefix, heading.id),
            badges: self.badges(heading),
        };
        Some((title, &pieces[end + 2..]))
    }

    fn piece(&mut self, piece: &'w Piece, next: Option<&Piece>) {
        match piece {
            Piece::Html(html) => self.html(html),
            Piece::Unsearched(html) => self.copy(html),
            Piece::LinkOpen(ix) => self.link_open(*ix, next),
            Piece::LinkText(ix) => {
                let text = self.link_text(*ix);
                escape_into(&mut self.out, &text);
            }
            Piece::Address(ix) => {
                let address = self.href(*ix);
                escape_into(&mut self.out, &address.unwrap_or_else(|| "#".to_owned()));
            }
            Piece::Variable(at) => self.variable(*at),
            Piece::HeadingEnd(ix) => self.heading_end(*ix),
            Piece::Badge(at) => self.paragraph_badge(*at),
            Piece::Label(label) => self.label(*label),
        }
    }

    fn label(&mut self, label: Label) {
        let messages = &self.site.messages;
        let text = match label {
            Label::Footnotes => messages.get("footnotes").to_owned(),
            Label::Note => messages.get("alert_note").to_owned(),
            Label::Tip => messages.get("alert_tip").to_owned(),
            Label::Important => messages.get("alert_important").to_owned(),
            Label::Warning => messages.get("alert_warning").to_owned(),
            Label::Caution => messages.get("alert_caution").to_owned(),
            Label::Done => messages.get("task_done").to_owned(),
            Label::ToDo => messages.get("task_to_do").to_owned(),
            Label::Diagram => messages.get("diagram").to_owned(),
            Label::DiagramSource => messages.get("diagram_source").to_owned(),
            Label::DiagramNotDrawn => messages.get("diagram_not_drawn").to_owned(),
            Label::BackToText(1) => messages.get("footnote_back").to_owned(),
            Label::BackToText(place) => {
                messages.with("footnote-back-to", [("place", place.into())])
            }
        };
        escape_into(&mut self.out, &text);
    }

    /// Copies HTML; headings get the level that they have on this page.
    fn html(&mut self, html: &str) {
        if self.shift == 0 {
            return self.copy(html);
        }
        let mut rest = html;
        if let Some(heading) = self.closing.take()
            && let Some(after) = rest.strip_prefix(&*format!("</h{}>", heading.level))
        {
            self.copy(&format!("</h{}>", self.level(heading)));
            rest = after;
        }
        while let Some(heading) = self.body.headings.get(self.next_heading) {
            let Some(at) = rest.find(&opening(heading)) else {
                break;
            };
            self.copy(&rest[..at]);
            self.copy(&format!("<h{}", self.level(heading)));
            rest = &rest[at + "<h1".len()..];
            self.next_heading += 1;
        }
        self.copy(rest);
    }

    fn copy(&mut self, html: &str) {
        if self.prefix.is_empty() {
            self.out.push_str(html);
        } else {
            self.prefixer.copy(html, &mut self.out);
        }
    }

    fn level(&self, heading: &Heading) -> i16 {
        (i16::from(heading.level) + self.shift).clamp(2, 6)
    }

    /// A link's opening tag; its text and `</a>` follow. One that leads nowhere has no address.
    ///
    /// `next` is the piece that follows: where the link's text is its target's name, that need not
    /// be said twice.
    fn link_open(&mut self, ix: ReferenceIx, next: Option<&Piece>) {
        let whole = matches!(self.links.get(ix.0 as usize), Some(Link::Page(_, None)));
        let says_name = whole && matches!(next, Some(Piece::LinkText(_)));
        let href = self.href(ix);
        let card = self.card(ix);
        let out = &mut self.out;
        let Some(href) = href else {
            out.push_str("<a class=\"broken\"");
            attribute(out, "title", self.site.messages.get("reference_broken"));
            out.push('>');
            return;
        };
        out.push_str("<a");
        match self.links.get(ix.0 as usize) {
            Some(Link::Page(PageKey::Document(document), _)) => {
                out.push_str(" class=\"ref\"");
                attribute(out, "href", &href);
                if !says_name {
                    let target = self.site.destination(PageKey::Document(*document));
                    attribute(out, "title", &target.name);
                }
                if let Some(state) = self.site.link_state(*document) {
                    attribute(out, "data-state", state);
                }
            }
            Some(Link::Clause(key)) => {
                out.push_str(" class=\"clause-ref\"");
                attribute(out, "href", &href);
                attribute(out, "title", &self.site.clause_in_full(*key));
            }
            _ => attribute(out, "href", &href),
        }
        if let Some(card) = card {
            // Writing into a `String` cannot fail.
            let _ = write!(out, " data-card=\"{card}\"");
        }
        out.push('>');
    }

    /// Where a script finds what a card says of a reference's target: the number of a file of the
    /// search index, which has the same to show.
    fn card(&self, ix: ReferenceIx) -> Option<usize> {
        if matches!(self.setting, Setting::Print(_)) {
            return None;
        }
        let position = match self.links.get(ix.0 as usize)? {
            Link::Page(page, _) if *page != self.page => self.site.position_of_page(*page),
            Link::Clause(key) => self.site.position_of_clause(*key),
            _ => return None,
        };
        Some(search::file_of(position))
    }

    /// The text of a link that its author gave none.
    fn link_text(&self, ix: ReferenceIx) -> String {
        match self.links.get(ix.0 as usize) {
            Some(Link::Page(page, section)) => {
                let section = section.as_ref();
                let section = section.and_then(|id| self.site.section_title(*page, id));
                match section {
                    Some(section) if *page == self.page => section.into_owned(),
                    Some(section) => self.site.section_name(*page, &section),
                    None => self.site.page_name(*page),
                }
            }
            Some(Link::Clause(key)) => self.site.clause_title(*key),
            Some(Link::Asset(path)) => path.file_name().to_owned(),
            Some(Link::Broken) | None => self.as_written(ix),
        }
    }

    /// Where a reference leads, from this page; `None` if nowhere.
    fn href(&self, ix: ReferenceIx) -> Option<String> {
        match self.links.get(ix.0 as usize)? {
            Link::Page(page, section) => Some(self.page_href(*page, section.as_ref())),
            Link::Clause(key) => Some(self.from.href(self.site.clause_address(*key))),
            Link::Asset(path) => Some(self.from.href(&copy_address(path))),
            Link::Broken => None,
        }
    }

    fn page_href(&self, page: PageKey, section: Option<&SectionId>) -> String {
        let section = section.map(SectionId::as_str);
        if let Setting::Print(ids) = self.setting
            && let Some(prefix) = ids.prefix(page)
        {
            return href_here(&format!("{prefix}{}", section.unwrap_or_default()));
        }
        match section {
            Some(section) if page == self.page => href_here(section),
            _ => {
                let target = self.site.destination(page);
                self.from.href_at(&target.address, section)
            }
        }
    }

    /// What a broken reference says.
    fn as_written(&self, ix: ReferenceIx) -> String {
        let Some(reference) = self.body.references.get(ix.0 as usize) else {
            return String::new();
        };
        let with = |name: &str, section: &Option<String>| match section {
            Some(section) => format!("{name}#{section}"),
            None => name.to_owned(),
        };
        match &reference.target {
            Target::Id { id, section } => with(id, section),
            Target::Clause(clause) => clause.clone(),
            Target::Path { path, fragment } => with(path, fragment),
            Target::Here { section } => format!("#{section}"),
        }
    }

    /// A variable's value; what `manual.toml` does not know stays as it was written.
    fn variable(&mut self, at: u32) {
        let Some(name) = self.body.variables.get(at as usize) else {
            return;
        };
        match self.site.compiled.manual.config.variables.get(&name.value) {
            Some(value) => escape_into(&mut self.out, value),
            None => {
                let written = format!("{{{{ {} }}}}", name.value);
                escape_into(&mut self.out, &written);
            }
        }
    }

    /// The badges of a heading's claims, and its link to itself.
    fn heading_end(&mut self, ix: HeadingIx) {
        let Some(heading) = self.body.headings.get(ix.0 as usize) else {
            return;
        };
        self.closing = Some(heading);
        let badges = self.badges(heading);
        self.out.push_str(&badges);
        if matches!(self.setting, Setting::Page) {
            self.out.push_str("<a class=\"section-link\"");
            attribute(&mut self.out, "href", &href_here(heading.id.as_str()));
            attribute(
                &mut self.out,
                "aria-label",
                self.site.messages.get("section_link"),
            );
            self.out.push_str("></a>");
        }
    }

    fn badges(&self, heading: &Heading) -> String {
        let range = heading.claims.start as usize..heading.claims.end as usize;
        let stated = self.body.claims.get(range).unwrap_or_default();
        if stated.is_empty() {
            return String::new();
        }
        let mut badges = String::from(" <span class=\"clause-badges\">");
        for (at, claim) in stated.iter().enumerate() {
            if at > 0 {
                badges.push(' ');
            }
            badges.push_str(&self.badge(claim, None));
        }
        badges.push_str("</span>");
        badges
    }

    /// The badge of a claim in a paragraph, with the anchor that the matrix links to.
    fn paragraph_badge(&mut self, at: u32) {
        let Some(claim) = self.body.claims.get(at as usize) else {
            return;
        };
        let anchor = match &claim.origin {
            ClaimOrigin::Paragraph { anchor, .. } => Some(format!("{}{anchor}", self.prefix)),
            _ => None,
        };
        let badge = self.badge(claim, anchor.as_deref());
        self.out.push_str(&badge);
    }

    /// A claim's badge; one on a clause that does not exist is shown as it was written.
    fn badge(&self, stated: &StatedClaim, id: Option<&str>) -> String {
        let found = self.claims.iter().find(|claim| claim.span == stated.span());
        if let Some(claim) = found {
            let name = self.site.clause_name(claim.clause);
            return self.site.clause_badge(claim, &name, self.from, id);
        }
        let mut badge = String::from("<span class=\"clause-badge broken\"");
        if let Some(id) = id {
            attribute(&mut badge, "id", id);
        }
        attribute(
            &mut badge,
            "title",
            self.site.messages.get("clause_unknown"),
        );
        badge.push('>');
        escape_into(&mut badge, &stated.clause.value);
        badge.push_str("</span>");
        badge
    }
}

/// About how long the HTML of a text becomes.
fn expected_len(body: &Body) -> usize {
    let pieces = body.pieces.iter().map(|piece| match piece {
        Piece::Html(html) | Piece::Unsearched(html) => html.len(),
        _ => 100,
    });
    pieces.sum()
}

#[cfg(test)]
mod tests;
