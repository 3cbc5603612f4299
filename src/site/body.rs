//! A page's text becomes HTML: the holes of its [`Body`] are filled with links, values and badges.

use super::address::href_here;
use super::headings::{headings_below, opening, title_heading, uppermost_level};
use super::html::{IdPrefixer, attribute, escape_into};
use super::lookup::Site;
use super::print_page::PrintIds;
use super::{Address, copy_address};
use crate::manual::{
    Body, ClaimOrigin, Heading, HeadingIx, PageKey, Piece, ReferenceIx, SectionId, StatedClaim,
    Target,
};
use crate::resolve::{Claim, Link};

/// Where a text is shown.
#[derive(Clone, Copy)]
pub(super) enum Setting<'s> {
    /// On a page of its own, whose title is its only heading of the first level.
    Page,
    /// Among others on one page, for paper: its ids differ from theirs, and what it refers to is
    /// linked on the same page where it is there.
    Print(&'s PrintIds),
}

/// A page's text as HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct BodyHtml {
    /// The text, without the heading that repeats the page's title.
    pub(super) html: String,
    /// That heading, if there is one.
    pub(super) title: Option<TitleHeading>,
}

/// The heading of a text that repeats its page's title: the page shows it once, as its own.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TitleHeading {
    /// Its id.
    pub(super) id: String,
    /// The badges of the claims on it, as HTML.
    pub(super) badges: String,
}

impl Site<'_> {
    /// The HTML of a page's text, for the page at `from` with this title.
    pub(super) fn body_html(
        &self,
        page: PageKey,
        from: &Address,
        title: &str,
        setting: Setting<'_>,
    ) -> BodyHtml {
        let manual = self.inputs.manual;
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
        let links = self.inputs.resolved.links.get(&page);
        let mut writer = Writer {
            site: self,
            body,
            links: links.map_or(&[], Vec::as_slice),
            claims: self.claims_of(page),
            page,
            from,
            setting,
            shift: uppermost - i16::from(uppermost_level(headings)),
            prefix: &prefix,
            prefixer: IdPrefixer::new(&prefix),
            next_heading: body.headings.len() - headings.len(),
            closing: None,
            out: String::with_capacity(expected_len(body)),
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
    site: &'w Site<'w>,
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
        }
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
        let out = &mut self.out;
        let Some(href) = href else {
            out.push_str("<a class=\"broken\"");
            attribute(out, "title", self.site.words.get("reference_broken"));
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
        out.push('>');
    }

    /// The text of a link that its author gave none.
    fn link_text(&self, ix: ReferenceIx) -> String {
        match self.links.get(ix.0 as usize) {
            Some(Link::Page(page, section)) => {
                let section = section.as_ref();
                let section = section.and_then(|id| self.site.section_title(*page, id));
                match section {
                    Some(section) if *page == self.page => section,
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
        match self.site.inputs.manual.config.variables.get(&name.value) {
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
                self.site.words.get("section_link"),
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
        let found = self.claims.iter().find(|claim| claim.spot == stated.spot());
        if let Some(claim) = found {
            let name = self.site.clause_name(claim.clause);
            return self.site.clause_badge(claim, &name, self.from, id);
        }
        let mut badge = String::from("<span class=\"clause-badge broken\"");
        if let Some(id) = id {
            attribute(&mut badge, "id", id);
        }
        attribute(&mut badge, "title", self.site.words.get("clause_unknown"));
        badge.push('>');
        escape_into(&mut badge, &stated.clause.value);
        badge.push_str("</span>");
        badge
    }
}

/// About how long the HTML of a text becomes.
fn expected_len(body: &Body) -> usize {
    let pieces = body.pieces.iter().map(|piece| match piece {
        Piece::Html(html) => html.len(),
        _ => 100,
    });
    pieces.sum()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{CONFIG, TestSite, document};

    /// The HTML of the text of a document, beside which there are others to refer to.
    fn text(markdown: &str) -> String {
        let pages = [
            ("a.md", document("QP-01", "First", "approved", markdown)),
            (
                "b.md",
                document(
                    "QP-02",
                    "Second & last",
                    "approved",
                    "## Release {#release}\n\nx\n",
                ),
            ),
            ("c.md", document("QP-03", "Third", "draft", "x\n")),
            ("d.md", document("QP-04", "Fourth", "obsolete", "x\n")),
            ("notes/n.md", "# Notes on {{ company }}\n\nx\n".to_owned()),
        ];
        let html = TestSite::of_pages(CONFIG, &pages).html("documents/QP-01.html");
        let begin = html.find("<div class=\"prose\">").unwrap() + "<div class=\"prose\">\n".len();
        let end = html.find("<div class=\"document-foot\">").unwrap();
        html[begin..end]
            .replace("\n</div>\n", "")
            .trim_end()
            .to_owned()
    }

    #[test]
    fn a_link_without_text_says_what_it_leads_to() {
        assert_eq!(
            text("[[QP-02]]"),
            "<p><a class=\"ref\" href=\"QP-02.html\">QP-02 Second &amp; last</a></p>"
        );
        assert!(text("[[QP-02#release]]").contains("href=\"QP-02.html#release\""));
        assert!(text("[[QP-02#release]]").contains(">QP-02 § Release</a>"));
        assert!(text("[n](notes/n.md)").contains("<a href=\"../pages/notes/n.html\">n</a>"));
    }

    #[test]
    fn a_link_says_that_its_target_is_not_in_force() {
        assert!(text("[[QP-03|this]]").contains(" data-state=\"Draft\">this</a>"));
        assert!(text("[[QP-04]]").contains(" data-state=\"Obsolete\">QP-04 Fourth</a>"));
        assert!(!text("[[QP-02]]").contains("data-state"));
    }

    #[test]
    fn a_clause_is_named_with_its_standard_unless_it_is_of_the_first() {
        assert!(text("[[clause:8.5.1]]").contains(
            "<a class=\"clause-ref\" href=\"../standards/iso-9001-2015/8.5.1.html\" \
             title=\"ISO 9001:2015 8.5.1 Control of production and service provision\">\
             8.5.1 Control of production and service provision</a>"
        ));
        let other = text("[[clause:iso-9002-1994:4.9]]");
        assert!(
            other.contains(">4.9 Process control (ISO 9002:1994)</a>"),
            "{other}"
        );
    }

    #[test]
    fn a_broken_reference_is_shown_as_such_and_leads_nowhere() {
        let html = text("See [[QP-99]] and [there](nowhere.md).");
        assert!(
            html.contains("<a class=\"broken\" title=\"This reference leads nowhere\">QP-99</a>"),
            "{html}"
        );
        assert!(
            html.contains("<a class=\"broken\" title=\"This reference leads nowhere\">there</a>")
        );
    }

    #[test]
    fn variables_are_text_and_never_markup() {
        assert_eq!(
            text("At {{ company }}."),
            "<p>At Harrow &lt;&amp; Sons&gt;.</p>"
        );
        assert_eq!(text("At {{ nobody }}."), "<p>At {{ nobody }}.</p>");
    }

    #[test]
    fn headings_begin_below_the_page_s_title() {
        let html = text("# One {#one}\n\n### Three\n");
        assert!(
            html.contains("<h2 id=\"one\">One<a class=\"section-link\" href=\"#one\""),
            "{html}"
        );
        assert!(html.contains("</a></h2>"), "{html}");
        assert!(html.contains("<h4 id=\"three\">"), "{html}");
        assert!(html.contains("</a></h4>"), "{html}");
        let kept = text("## Two\n\n### Three\n");
        assert!(
            kept.contains("<h2 id=\"two\">") && kept.contains("<h3 id=\"three\">"),
            "{kept}"
        );
    }

    #[test]
    fn a_heading_that_repeats_the_title_is_shown_once() {
        let html = text("# FIRST {#top}\n\nText.\n\n## Second\n");
        assert!(!html.contains("FIRST"), "{html}");
        assert!(html.starts_with("<p>Text.</p>"), "{html}");
        assert!(html.contains("<h2 id=\"second\">"), "{html}");
    }

    #[test]
    fn claims_are_badges_where_they_are_made() {
        let html = text("## Buying {#buying clause=8.4.1}\n\nScored. [[satisfies:8.4.2]]\n");
        assert!(
            html.contains("Buying <span class=\"clause-badges\"><a class=\"clause-badge\" \
                href=\"../standards/iso-9001-2015/8.4.1.html\" title=\"ISO 9001:2015 8.4.1 General\">8.4.1</a></span>"),
            "{html}"
        );
        assert!(
            html.contains("<a class=\"clause-badge\" id=\"claim-"),
            "{html}"
        );
        let unknown = text("## Buying {#buying clause=8.99}\n");
        assert!(
            unknown.contains(
                "<span class=\"clause-badge broken\" title=\"There is no such clause\">8.99</span>"
            ),
            "{unknown}"
        );
    }
}
