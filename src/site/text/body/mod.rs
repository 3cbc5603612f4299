//! Renders a page's text as HTML: makes the author's HTML safe, highlights code, draws diagrams,
//! and fills the holes of its [`Fragment`] with links, values and badges.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashMap;

use crate::diagnostics::{Location, SourcePath, Span};
use crate::manual::{
    Body, ClaimOrigin, Heading, HeadingIx, PageKey, ReferenceIx, SectionId, StatedClaim, Target,
};
use crate::markdown::{Fragment, Hole, Label, Piece, code_html, made_safe};
use crate::resolve::{Claim, Link};
use crate::search;
use crate::site::Address;
use crate::site::address::href_here;
use crate::site::index::SiteIndex;
use crate::site::text;
use crate::site::text::direction::with_directions;
use crate::site::text::headings::{headings_below, title_heading, uppermost_level};
use crate::site::text::html::{IdPrefixer, attribute, escape_into, escaped, spare};
use crate::site::text::print_ids::PrintIds;
use crate::site::views;

/// Where a text is shown.
#[derive(Clone, Copy)]
pub(crate) enum Setting<'s> {
    /// On a page of its own. The title of the page is its only heading of the first level.
    Page,
    /// On the print page, together with other texts. Its ids get a prefix, and its references link
    /// to texts on the same page if they are there.
    Print(&'s PrintIds),
}

/// A page's text as HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BodyHtml {
    /// The text, without the heading that repeats the page's title.
    pub(crate) html: String,
    /// The heading that repeats the title, if there is one.
    pub(crate) title: Option<TitleHeading>,
}

/// The heading of a text that repeats its page's title. The page shows it once, as its own title.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TitleHeading {
    /// Its id.
    pub(crate) id: String,
    /// The badges of the claims on it, as HTML.
    pub(crate) badges: String,
}

/// The HTML of a page's text, for the page at the address `from` with the title `title`.
pub(crate) fn body_html(
    site: &SiteIndex<'_>,
    page: PageKey,
    from: &Address,
    title: &str,
    setting: Setting<'_>,
) -> BodyHtml {
    let manual = &site.compiled.manual;
    let (Some(body), Some(fragment)) = (manual.body(page), site.compiled.fragment(page)) else {
        return BodyHtml::default();
    };
    let fragment = made_safe(fragment);
    let prefix = match setting {
        Setting::Page => String::new(),
        Setting::Print(ids) => ids.prefix(page).unwrap_or_default(),
    };
    let uppermost = match setting {
        Setting::Page => 2,
        // Above them are the title of the document and that of its kind.
        Setting::Print(_) => 4,
    };
    let headings = headings_below(manual, body, title);
    let mut out = spare();
    out.reserve(expected_len(&fragment));
    let claims = site.claims_of(page);
    let mut writer = Writer {
        site,
        body,
        fragment: &fragment,
        links: site.compiled.resolved.links(page),
        claims,
        claims_by_start: starts(manual.path(page), claims),
        claims_of_sections: claims_of_sections(manual.path(page), body, claims),
        page,
        from,
        setting,
        shift: uppermost - i16::from(uppermost_level(headings)),
        prefix: &prefix,
        prefixer: IdPrefixer::new(&prefix),
        out,
    };
    let mut pieces = fragment.pieces().peekable();
    let heading = title_heading(manual, body, title);
    let heading = heading.map(|heading| writer.skip_title(heading, &mut pieces));
    while let Some(piece) = pieces.next() {
        writer.piece(piece, pieces.peek());
    }
    let mut html = writer.out;
    let heading = heading.or_else(|| text::raw_title::take_out(manual, body, title, &mut html));
    BodyHtml {
        html: with_directions(html),
        title: heading,
    }
}

/// Fills the holes of one text, in order.
struct Writer<'w> {
    site: &'w SiteIndex<'w>,
    body: &'w Body,
    fragment: &'w Fragment,
    links: &'w [Link],
    claims: &'w [Claim],
    /// The position in `claims` of the first claim that is written at a byte offset.
    claims_by_start: FxHashMap<u32, usize>,
    /// The claims that name a section but are written elsewhere. Their badges are shown at the
    /// heading of that section, too.
    claims_of_sections: HashMap<&'w SectionId, Vec<&'w Claim>>,
    page: PageKey,
    from: &'w Address,
    setting: Setting<'w>,
    /// The number that is added to the level of each heading.
    shift: i16,
    /// The prefix of each id; empty on a page of its own.
    prefix: &'w str,
    prefixer: IdPrefixer<'w>,
    out: String,
}

impl<'w> Writer<'w> {
    /// Skips the heading that repeats the page's title, at the beginning of these pieces, and
    /// returns the parts of it that the page needs.
    fn skip_title<'p>(
        &mut self,
        heading: &Heading,
        pieces: &mut impl Iterator<Item = Piece<'p>>,
    ) -> TitleHeading {
        let end = Piece::Hole(Hole::HeadingEnd(HeadingIx(0)));
        let _ = pieces.by_ref().find(|piece| *piece == end);
        if let Some(Piece::Html(after)) = pieces.next() {
            self.copy(after.trim_start());
        }
        TitleHeading {
            id: format!("{}{}", self.prefix, heading.id),
            badges: self.badges(heading),
        }
    }

    fn piece(&mut self, piece: Piece<'_>, next: Option<&Piece<'_>>) {
        let hole = match piece {
            Piece::Html(html) => return self.copy(html),
            Piece::Hole(hole) => hole,
        };
        match hole {
            Hole::HeadingOpen(ix) => self.heading_open(ix),
            Hole::HeadingEnd(ix) => self.heading_end(ix),
            Hole::LinkOpen(ix) => self.link_open(ix, next),
            Hole::LinkText(ix) => {
                let text = self.link_text(ix);
                escape_into(&mut self.out, &text);
            }
            Hole::Address(ix) => {
                let address = self.href(ix);
                escape_into(&mut self.out, &address.unwrap_or_else(|| "#".to_owned()));
            }
            Hole::Variable(at) => self.variable(at),
            Hole::Badge(at) => self.paragraph_badge(at),
            Hole::Task(done) => self.task(done),
            Hole::Code(at) => {
                if let Some(block) = self.fragment.code(at) {
                    let html = code_html(block, |out, label| out.push_str(&self.label(label)));
                    self.copy(&html);
                }
            }
            Hole::Anchor(at) => escape_into(&mut self.out, self.fragment.anchor(at)),
            Hole::Label(label) => {
                let label = self.label(label);
                self.out.push_str(&label);
            }
        }
    }

    /// A label in the site's language, escaped.
    fn label(&self, label: Label) -> String {
        let messages = &self.site.messages;
        let text = match label {
            Label::Footnotes => messages.get("footnotes").to_owned(),
            Label::Note => messages.get("alert_note").to_owned(),
            Label::Tip => messages.get("alert_tip").to_owned(),
            Label::Important => messages.get("alert_important").to_owned(),
            Label::Warning => messages.get("alert_warning").to_owned(),
            Label::Caution => messages.get("alert_caution").to_owned(),
            Label::Diagram => messages.get("diagram").to_owned(),
            Label::DiagramSource => messages.get("diagram_source").to_owned(),
            Label::DiagramNotDrawn => messages.get("diagram_not_drawn").to_owned(),
            Label::BackToText(1) => messages.get("footnote_back").to_owned(),
            Label::BackToText(place) => {
                messages.with("footnote-back-to", [("place", place.into())])
            }
        };
        escaped(&text)
    }

    /// Writes the checkbox of a task.
    fn task(&mut self, done: bool) {
        let (begin, label) = match done {
            true => ("<input type=\"checkbox\" disabled checked", "task_done"),
            false => ("<input type=\"checkbox\" disabled", "task_to_do"),
        };
        self.out.push_str(begin);
        attribute(&mut self.out, "aria-label", self.site.messages.get(label));
        self.out.push('>');
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

    /// Writes the opening tag of a link. The caller writes its text and `</a>`. A broken link has
    /// no address.
    ///
    /// `next` is the piece after the tag. If it writes the name of the target as the link's text,
    /// the tag does not repeat the name as its `title`.
    fn link_open(&mut self, ix: ReferenceIx, next: Option<&Piece<'_>>) {
        let whole = matches!(self.links.get(ix.0 as usize), Some(Link::Page(_, None)));
        let says_name = whole && matches!(next, Some(Piece::Hole(Hole::LinkText(_))));
        let href = self.href(ix);
        let card = self.card_of(ix);
        let out = &mut self.out;
        let Some(href) = href else {
            out.push_str("<a class=\"broken\"");
            attribute(out, "title", self.site.messages.get("reference_broken"));
            out.push('>');
            return;
        };
        out.push_str("<a");
        let manual = &self.site.compiled.manual;
        match self.links.get(ix.0 as usize) {
            Some(Link::Page(page @ (PageKey::Document(_) | PageKey::Translation(_)), _)) => {
                out.push_str(" class=\"ref\"");
                attribute(out, "href", &href);
                if !says_name {
                    let target = self.site.destination(*page);
                    attribute(out, "title", &target.name);
                }
                let other = manual
                    .language(*page)
                    .filter(|_| !manual.translations.is_empty());
                let other = other.filter(|other| manual.language(self.page) != Some(*other));
                if let Some(other) = other {
                    attribute(out, "hreflang", other.as_str());
                }
                let document = match page {
                    PageKey::Translation(ix) => Some(manual.translation(*ix).of),
                    PageKey::Document(ix) => Some(*ix),
                    _ => None,
                };
                let state = document.and_then(|ix| views::labels::link_state(self.site, ix));
                if let Some(state) = state {
                    attribute(out, "data-state", state);
                }
            }
            Some(Link::Clause(key)) => {
                out.push_str(" class=\"clause-ref\"");
                attribute(out, "href", &href);
                attribute(out, "title", &views::names::clause_in_full(self.site, *key));
            }
            _ => attribute(out, "href", &href),
        }
        let is_named = matches!(next, Some(Piece::Hole(Hole::LinkText(_))));
        let link = self.links.get(ix.0 as usize).filter(|_| is_named);
        if let Some(language) = link.and_then(|link| text::links::language(self.site, link)) {
            attribute(out, "lang", language);
        }
        if let Some(card) = card {
            attribute(out, "data-card", &card.to_string());
        }
        out.push('>');
    }

    /// The number of the search index file that holds the data of the target's preview card; `None`
    /// if the reference has no card.
    fn card_of(&self, ix: ReferenceIx) -> Option<usize> {
        if matches!(self.setting, Setting::Print(_)) {
            return None;
        }
        let position = match self.links.get(ix.0 as usize)? {
            Link::Page(page, _) if *page != self.page => {
                crate::site::search::position_of_page(self.site, *page)
            }
            Link::Clause(key) => crate::site::search::position_of_clause(self.site, *key),
            _ => return None,
        };
        Some(search::file_of(position))
    }

    /// The text of a link for which the author wrote none.
    fn link_text(&self, ix: ReferenceIx) -> Cow<'w, str> {
        let link = self.links.get(ix.0 as usize);
        let name = link.and_then(|link| text::links::name(self.site, link, Some(self.page)));
        name.unwrap_or_else(|| self.as_written(ix).into())
    }

    /// The address of a reference, relative to this page; `None` if the reference is broken.
    fn href(&self, ix: ReferenceIx) -> Option<String> {
        match self.links.get(ix.0 as usize)? {
            Link::Page(page, section) => Some(self.page_href(*page, section.as_ref())),
            link => text::links::href(self.site, self.from, link),
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

    /// A broken reference as its author wrote it.
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

    /// Writes a variable's value. A variable that `manual.toml` does not define is written as its
    /// author wrote it.
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

    /// Writes the opening tag of a heading up to its id, with the level that the heading has on
    /// this page.
    fn heading_open(&mut self, ix: HeadingIx) {
        let Some(heading) = self.body.headings.get(ix.0 as usize) else {
            return;
        };
        let (open, _) = heading_tags(self.level(heading));
        self.out.push_str(open);
        self.out.push_str(self.prefix);
        escape_into(&mut self.out, heading.id.as_str());
        self.out.push('"');
    }

    /// Writes the end of a heading: the badges of its claims, its link to itself, and its closing
    /// tag.
    fn heading_end(&mut self, ix: HeadingIx) {
        let Some(heading) = self.body.headings.get(ix.0 as usize) else {
            return;
        };
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
        let (_, close) = heading_tags(self.level(heading));
        self.out.push_str(close);
    }

    fn badges(&self, heading: &Heading) -> String {
        let range = heading.claims.start as usize..heading.claims.end as usize;
        let stated = self.body.claims.get(range).unwrap_or_default();
        let of_section = self.claims_of_sections.get(&heading.id);
        let of_section = of_section.map_or(&[][..], Vec::as_slice);
        if stated.is_empty() && of_section.is_empty() {
            return String::new();
        }
        let stated = stated.iter().map(|claim| self.badge(claim, None));
        let named = of_section.iter();
        let named = named.map(|claim| self.resolved_badge(claim, None));
        let badges: Vec<String> = stated.chain(named).collect();
        format!(" <span class=\"clause-badges\">{}</span>", badges.join(" "))
    }

    /// Writes the badge of a claim in a paragraph, with the anchor that the matrix links to.
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

    fn resolved_badge(&self, claim: &Claim, id: Option<&str>) -> String {
        let name = views::names::clause_name(self.site, claim.clause);
        views::names::clause_badge(self.site, claim, &name, self.from, id)
    }

    /// A claim's badge. A claim on a clause that does not exist is shown as it was written.
    fn badge(&self, stated: &StatedClaim, id: Option<&str>) -> String {
        let found = self.claims_by_start.get(&stated.span().start);
        let found = found.and_then(|at| self.claims.get(*at));
        if let Some(claim) = found {
            return self.resolved_badge(claim, id);
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

/// The opening tag of a heading of a level, up to its id, and its closing tag.
fn heading_tags(level: i16) -> (&'static str, &'static str) {
    match level {
        ..=2 => ("<h2 id=\"", "</h2>"),
        3 => ("<h3 id=\"", "</h3>"),
        4 => ("<h4 id=\"", "</h4>"),
        5 => ("<h5 id=\"", "</h5>"),
        6.. => ("<h6 id=\"", "</h6>"),
    }
}

/// The position of the first claim that is written at a byte offset of the page's file.
fn starts(own: Option<&SourcePath>, claims: &[Claim]) -> FxHashMap<u32, usize> {
    let claims = claims.iter().enumerate().rev();
    let in_file = claims.filter(|(_, claim)| own == Some(&claim.location.path));
    let starts = in_file.map(|(at, claim)| (claim.location.span.start, at));
    starts.collect()
}

/// The claims that name a section but are not written in the text, by section. A claim that is only
/// proposed is not shown in the text.
fn claims_of_sections<'w>(
    own: Option<&SourcePath>,
    body: &'w Body,
    claims: &'w [Claim],
) -> HashMap<&'w SectionId, Vec<&'w Claim>> {
    let written: HashSet<Span> = body.claims.iter().map(StatedClaim::span).collect();
    let mut of_sections: HashMap<&SectionId, Vec<&Claim>> = HashMap::new();
    let is_in_text = |claim: &Claim| {
        let Location { path, span } = &claim.location;
        own == Some(path) && written.contains(span)
    };
    let shown = claims.iter().filter(|claim| !claim.is_proposed);
    for claim in shown.filter(|claim| !is_in_text(claim)) {
        if let Some(section) = &claim.section {
            of_sections.entry(section).or_default().push(claim);
        }
    }
    of_sections
}

/// The expected length of the HTML of a text, in bytes.
fn expected_len(fragment: &Fragment) -> usize {
    fragment.html.len() + 100 * fragment.holes.len()
}

#[cfg(test)]
mod tests;
