//! The page of a document: its text, the clauses it claims, its referrers and its history.

use serde::Serialize;
use tera::Value;

use crate::index::Position;
use crate::manual::{Change, Document, DocumentIx, Extent, PageKey, StandardIx};
use crate::resolve::Claim;
use crate::site::Address;
use crate::site::address::href_here;
use crate::site::changes;
use crate::site::documents;
use crate::site::documents::approvals::ApprovalsView;
use crate::site::documents::control_block::{ControlBlock, control_block};
use crate::site::documents::document_evidence::{self, EvidenceView};
use crate::site::documents::document_file::{DocumentFile, languages, notices};
use crate::site::documents::suggestion::SuggestionView;
use crate::site::index::SiteIndex;
use crate::site::text;
use crate::site::text::body::Setting;
use crate::site::text::headings::ContentsEntry;
use crate::site::text::html::{attribute, escape_into, link};
use crate::site::views;
use crate::site::views::backlinks::ReferrersView;
use crate::site::views::labels::{DocumentLink, LanguageLink};
use crate::site::views::notices::NoticeView;

/// A document's page.
#[derive(Serialize)]
pub(crate) struct DocumentView<'a> {
    title: &'a str,
    /// The id of the heading that the title replaces, if the text had one.
    title_id: Option<String>,
    title_badges: Option<String>,
    control: ControlBlock<'a>,
    notices: Vec<NoticeView<'a>>,
    languages: Vec<LanguageLink<'a>>,
    contents: Vec<ContentsEntry>,
    /// The text, as HTML.
    pub(crate) body: Value,
    claims: Vec<StandardClaims<'a>>,
    evidence: Vec<EvidenceView>,
    referrers: ReferrersView,
    approvals: Option<ApprovalsView<'a>>,
    history: Vec<ChangeView<'a>>,
    /// The address of the redline.
    redline: Option<String>,
    suggestion: Option<SuggestionView>,
    /// The documents of the same kind before and after it.
    previous: Option<DocumentLink<'a>>,
    next: Option<DocumentLink<'a>>,
}

/// The claims of a document on one standard.
#[derive(Serialize)]
struct StandardClaims<'a> {
    designation: &'a str,
    claims: Vec<ClaimView<'a>>,
    /// The clauses that the document is only proposed to claim: "7.3, 9.1.3 a)"; may be empty.
    proposed: String,
}

/// A claim: the clause, and the section that contains the claim.
#[derive(Serialize)]
struct ClaimView<'a> {
    /// The clause with its item and its title, as HTML.
    clause: String,
    /// The link to the section that contains the claim, as HTML.
    section: Option<String>,
    /// "Full" or "Partial".
    extent: &'a str,
    /// "no text" or "struck out".
    mark: Option<&'a str>,
    note: Option<&'a str>,
}

/// A line of a document's history.
#[derive(Serialize)]
struct ChangeView<'a> {
    revision: &'a str,
    /// The date, as HTML.
    date: Option<String>,
    change: &'a str,
    /// The address of the redline, for the entry of the present revision.
    redline: Option<String>,
}

/// The view of the page of a document or a translation without its text, and the text as HTML.
/// `None` if the page is neither.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    page: PageKey,
) -> Option<(DocumentView<'a>, String)> {
    let DocumentFile { of: ix, document } = DocumentFile::of(&site.compiled.manual, page)?;
    let is_document = page == PageKey::Document(ix);
    let from = site.addresses.page(page);
    let body = text::body::body_html(site, page, &from, &document.title, Setting::Page);
    let [previous, next] = site.neighbours(ix);
    let link = |other: DocumentIx| views::labels::document_link(site, &from, other);
    let (title_id, title_badges) = body.title.map(|title| (title.id, title.badges)).unzip();
    let view = DocumentView {
        title: &document.title,
        title_id,
        title_badges,
        control: control_block(site, page, &from)?,
        notices: notices(site, page, &from),
        languages: languages(site, page, &from),
        contents: text::headings::contents_of(site, page, &document.title),
        body: Value::none(),
        claims: match is_document {
            true => claims(site, ix, &from),
            false => Vec::new(),
        },
        evidence: document_evidence::views(site, ix, &from),
        referrers: views::backlinks::referrers_view(site, &site.referrers(page), &from),
        approvals: is_document
            .then(|| documents::approvals::approvals_view(site, ix))
            .flatten(),
        history: history(site, page, document, &from),
        redline: redline(site, page, &from),
        suggestion: documents::suggestion::suggestion(site, document),
        previous: previous.filter(|_| is_document).map(link),
        next: next.filter(|_| is_document).map(link),
    };
    Some((view, body.html))
}

/// The link to the redline of a document; a translation has none.
fn redline(site: &SiteIndex<'_>, page: PageKey, from: &Address) -> Option<String> {
    match page {
        PageKey::Document(ix) => changes::redline::href(site, ix, from),
        _ => None,
    }
}

/// The claims of a document by standard, in the order of the standards and their clauses.
fn claims<'a>(site: &'a SiteIndex<'_>, ix: DocumentIx, from: &Address) -> Vec<StandardClaims<'a>> {
    let manual = &site.compiled.manual;
    let mut sorted: Vec<&Claim> = site.claims_of(PageKey::Document(ix)).iter().collect();
    sorted.sort_by_key(|claim| (claim.clause, &claim.item));
    let of_standard = |at: usize| {
        let ix = StandardIx::new(at);
        let claims = sorted.iter().filter(|claim| claim.clause.standard == ix);
        let is_only_proposed = |claim: &Claim| claim.is_proposed && claim.struck.is_none();
        let (proposed, claims): (Vec<&Claim>, Vec<&Claim>) =
            claims.partition(|claim| is_only_proposed(claim));
        let mut proposed: Vec<String> = proposed
            .into_iter()
            .map(|claim| {
                let number = &manual.clause(claim.clause).number;
                match &claim.item {
                    Some(item) => format!("{number} {item}"),
                    None => number.to_string(),
                }
            })
            .collect();
        proposed.dedup();
        StandardClaims {
            designation: &manual.standard(ix).designation,
            claims: claims
                .into_iter()
                .map(|claim| claim_view(site, claim, from))
                .collect(),
            proposed: proposed.join(", "),
        }
    };
    (0..manual.standards.len())
        .map(of_standard)
        .filter(|standard| !standard.claims.is_empty() || !standard.proposed.is_empty())
        .collect()
}

fn claim_view<'a>(site: &'a SiteIndex<'_>, claim: &'a Claim, from: &Address) -> ClaimView<'a> {
    let page = PageKey::Document(claim.document);
    let section = claim.section.as_ref();
    let anchor = claim.anchor.as_ref().or(section);
    let title = section.and_then(|section| text::headings::section_title(site, page, section));
    let section = title.zip(anchor);
    ClaimView {
        clause: clause_link(site, claim, from),
        section: section.map(|(title, anchor)| link(&href_here(anchor.as_str()), &title)),
        extent: site.messages.get(match claim.extent {
            Extent::Full => "extent_full_word",
            Extent::Partial => "extent_partial_word",
        }),
        mark: mark(claim).map(|mark| site.messages.get(mark)),
        note: claim.note.as_deref(),
    }
}

/// The message that says why a claim does not count as its extent says, whatever the state of its
/// document.
fn mark(claim: &Claim) -> Option<&'static str> {
    if claim.struck.is_some() {
        Some("claim_mark_struck")
    } else if claim.is_empty {
        Some("claim_mark_empty")
    } else {
        None
    }
}

/// `<a href="…"><span class="number">8.4.1 b)</span> General</a>`
fn clause_link(site: &SiteIndex<'_>, claim: &Claim, from: &Address) -> String {
    let clause = site.compiled.manual.clause(claim.clause);
    let mut out = String::from("<a");
    attribute(
        &mut out,
        "href",
        &from.href(site.clause_address(claim.clause)),
    );
    out.push_str("><span class=\"number\">");
    escape_into(&mut out, clause.number.as_str());
    if let Some(item) = &claim.item {
        out.push(' ');
        escape_into(&mut out, item);
    }
    out.push_str("</span> ");
    escape_into(&mut out, clause.title.as_deref().unwrap_or_default());
    out.push_str("</a>");
    out
}

/// A document's history, the latest change first.
fn history<'a>(
    site: &SiteIndex<'a>,
    page: PageKey,
    document: &'a Document,
    from: &Address,
) -> Vec<ChangeView<'a>> {
    let view = |change: &'a Change| ChangeView {
        revision: change.revision.as_str(),
        date: change
            .date
            .map(|date| views::labels::time_element(site, date)),
        change: &change.change,
        redline: (change.revision == document.revision)
            .then(|| redline(site, page, from))
            .flatten(),
    };
    let mut changes: Vec<&Change> = document.history.iter().collect();
    if changes.is_sorted_by_key(|change| change.date) {
        changes.reverse();
    }
    changes.into_iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{CONFIG, TestSite, document};
    use crate::site::tests::rendered_page::RenderedPage;

    const FULL: &str = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\n\
        status: approved\nowner: Purchasing manager\napprover: Quality manager\n\
        effective: 2026-02-01\nreview_due: 2027-02-01\naudience: internal\n\
        clauses:\n  - { clause: 8.4.1, section: scoring, extent: partial, note: Services only }\n  - iso-9002-1994:4.6.2\n\
        records: [FM-012, audit]\nroles: [Buyer]\nsupersedes: [QP-03]\n\
        history:\n  - { revision: 2, date: 2025-01-01, change: Older }\n  - { revision: 3, date: 2026-02-01, change: Newer }\n\
        ---\n## Scoring {#scoring}\n\nOn [[FM-012]].\n\n## More\n";

    fn site() -> TestSite {
        let form = document("FM-012", "Score card", "approved", "x\n").replace("procedure", "form");
        let record =
            "---\nid: CF-1\ntitle: Score of a supplier\nkind: inspection\nform: FM-012\n---\nx\n";
        let pages = [
            ("a.md", FULL.to_owned()),
            ("b.md", form),
            ("c.md", record.to_owned()),
            (
                "d.md",
                document("QP-03", "Old purchasing", "approved", "x\n"),
            ),
            (
                "e.md",
                document(
                    "QP-09",
                    "Release",
                    "approved",
                    "## Before {#b}\n\nSee [[QP-07#scoring]].\n",
                ),
            ),
        ];
        TestSite::of_pages(CONFIG, &pages)
    }

    #[test]
    fn the_control_block_says_who_a_document_is() {
        let page = site().page("documents/QP-07.html");
        assert_data_eq!(
            page.linked(".control-block"),
            str![[r#"
Document | QP-07
Revision | 3
Status | In force
Effective | 1 Feb 2026
Owner | Purchasing manager
Approved by | Quality manager
Next review | 1 Feb 2027
Kind | Procedure
Clauses of ISO 9001:2015 | [8.4.1 part](../standards/iso-9001-2015/8.4.1.html)
Clauses of ISO 9002:1994 | [4.6.2](../standards/iso-9002-1994/4.6.2.html)
Training for | [Buyer](../registers/roles/buyer.html) (No one holds this role)
Supersedes | [QP-03 Old purchasing](QP-03.html) Superseded
Audience | internal
"#]]
        );
        assert_eq!(
            page.attributes(".control-block time", "datetime"),
            ["2026-02-01", "2027-02-01"]
        );
        assert_eq!(
            page.attributes(".control-block .badge", "class"),
            ["badge is-in-force", "badge is-obsolete"]
        );
        assert_eq!(page.count(".notice"), 0, "it is in force");
    }

    #[test]
    fn only_an_approved_text_is_called_approved() {
        let file = |status: &str, effective: &str| {
            FULL.replace("status: approved", &format!("status: {status}"))
                .replace("effective: 2026-02-01", &format!("effective: {effective}"))
        };
        let label = |config: &str, text: String| {
            let site = TestSite::of_pages(config, &[("a.md", text)]);
            let cells = site
                .page("documents/QP-07.html")
                .texts(".control-block .cell");
            let cell = cells.iter().find(|cell| cell.contains("Quality manager"));
            cell.cloned().unwrap_or_default()
        };
        let required = format!("{CONFIG}[approval]\nrequired = true\n");
        let german = format!("language = \"de\"\n{CONFIG}");
        for (config, status, effective, expected) in [
            (CONFIG, "approved", "2026-02-01", "Approved by"),
            (CONFIG, "approved", "2027-02-01", "Approved by"),
            (CONFIG, "draft", "2026-02-01", "To be approved by"),
            (CONFIG, "review", "2026-02-01", "To be approved by"),
            (CONFIG, "obsolete", "2026-02-01", "Approver"),
            (&required, "approved", "2026-02-01", "To be approved by"),
            (&required, "approved", "2027-02-01", "To be approved by"),
            (&german, "draft", "2026-02-01", "Freizugeben von"),
        ] {
            let told = label(config, file(status, effective));
            assert_eq!(told, format!("{expected} | Quality manager"), "{status}");
        }
    }

    #[test]
    fn claims_lead_to_their_section_and_clause() {
        let page = site().page("documents/QP-07.html");
        assert_data_eq!(
            page.linked("[aria-labelledby=_clauses]"),
            str![[r#"
Clauses addressed
ISO 9001:2015
Clause | Section | Extent
[8.4.1 General](../standards/iso-9001-2015/8.4.1.html) | [Scoring](#scoring) | PartialServices only
ISO 9002:1994
Clause | Section | Extent
[4.6.2 Evaluation of subcontractors](../standards/iso-9002-1994/4.6.2.html) | Whole document | Full
"#]]
        );
    }

    #[test]
    fn lists_what_refers_to_it_its_records_and_its_history() {
        let site = site();
        let page = site.page("documents/QP-07.html");
        let form = site.page("documents/FM-012.html");
        assert_data_eq!(
            page.linked("[aria-labelledby=_referenced-by]"),
            str![[r#"
Referenced by
[QP-09 Release](QP-09.html)[Before](QP-09.html#b)
"#]]
        );
        assert_data_eq!(
            page.linked("[aria-labelledby=_records]"),
            str![[r#"
Records
[FM-012 Score card](FM-012.html) 1 record
[CF-1 Score of a supplier](../records/CF-1.html)
Audits 0 records
"#]]
        );
        assert_data_eq!(
            form.linked("[aria-labelledby=_records]"),
            str![[r#"
Records
Records on this form 1 record
[CF-1 Score of a supplier](../records/CF-1.html)
"#]]
        );
        // The latest change comes first.
        assert_data_eq!(
            page.text("[aria-labelledby=_history]"),
            str![[r#"
History
Revision | Date | Change
3 | 1 Feb 2026 | Newer
2 | 1 Jan 2025 | Older
"#]]
        );
    }

    #[test]
    fn contents_lead_to_the_sections() {
        let page = site().page("documents/QP-07.html");
        assert_data_eq!(
            page.linked("nav.contents"),
            str![[r#"
Contents
[Scoring](#scoring)
[More](#more)
"#]]
        );
        assert_eq!(
            page.attributes("nav.contents li", "class"),
            ["contents-1", "contents-1"]
        );
    }

    #[test]
    fn a_page_does_not_grow_with_what_refers_to_it() {
        let mut pages = vec![("a.md".to_owned(), FULL.to_owned())];
        for n in 0..500 {
            let id = format!("WI-{n}");
            pages.push((
                format!("{id}.md"),
                document(&id, "W", "approved", "[[QP-07]]\n"),
            ));
        }
        let pages: Vec<(&str, String)> = pages.iter().map(|(p, t)| (&**p, t.clone())).collect();
        let html = TestSite::of_pages(CONFIG, &pages).html("documents/QP-07.html");
        let referrers = RenderedPage::new(&html).texts(".referrers li");
        assert_eq!(referrers.len(), 61);
        assert_eq!(referrers[60], "and 440 more");
        assert!(html.len() < 20_000, "{}", html.len());
    }
}
