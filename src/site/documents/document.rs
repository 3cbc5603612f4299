//! The page of a document: its control block, its text, the clauses it claims, its referrers, its
//! records and its history.

use serde::Serialize;
use tera::Value;

use crate::approvals::ApprovalStanding;
use crate::index::Position;
use crate::manual::{Change, Document, DocumentIx, Extent, PageKey, Role, StandardIx};
use crate::resolve::{Claim, Evidence};
use crate::site::Address;
use crate::site::address::href_here;
use crate::site::changes;
use crate::site::documents;
use crate::site::documents::approvals::ApprovalsView;
use crate::site::documents::document_file::{DocumentFile, languages, notices};
use crate::site::documents::suggestion::SuggestionView;
use crate::site::index::SiteIndex;
use crate::site::registers;
use crate::site::registers::training::CellView;
use crate::site::text;
use crate::site::text::body::Setting;
use crate::site::text::headings::ContentsEntry;
use crate::site::text::html::{attribute, escape_into, escaped, link};
use crate::site::views;
use crate::site::views::backlinks::ReferrersView;
use crate::site::views::field::FieldView;
use crate::site::views::labels::{BadgeView, DocumentLink, LanguageLink};
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

/// The control block: what the document is, and whether it may be used.
#[derive(Serialize)]
pub(crate) struct ControlBlock<'a> {
    id: &'a str,
    kind: &'a str,
    state: BadgeView<'a>,
    /// Whether `manual.toml` gives the status.
    state_from_settings: bool,
    /// Whether the document is in force on the as-of date.
    in_force: bool,
    revision: &'a str,
    /// The revision that a translation is of.
    translated: Option<&'a str>,
    owner: &'a str,
    approver: &'a str,
    /// The date of the latest approval, as HTML; `None` unless it approves the present document.
    approved_on: Option<String>,
    effective: Option<String>,
    /// Whether `manual.toml` gives the effective day.
    effective_from_settings: bool,
    review_due: Option<String>,
    overdue: bool,
    roles: Vec<RoleView<'a>>,
    supersedes: Vec<DocumentLink<'a>>,
    superseded_by: Vec<DocumentLink<'a>>,
    withheld: WithheldView,
    fields: Vec<FieldView>,
    /// The clauses that the document claims, by standard.
    clauses: Vec<ClauseBadges<'a>>,
}

/// A role that must be trained on a document.
#[derive(Serialize)]
struct RoleView<'a> {
    title: &'a str,
    /// The address of its page, if the training matrix has the role.
    href: Option<String>,
    /// Whether the people who hold the role are trained on the present revision.
    trained: Option<CellView<'a>>,
}

/// Whether an edition withholds documents that a document supersedes, or that supersede it.
#[derive(Serialize)]
struct WithheldView {
    supersedes: bool,
    superseded_by: bool,
}

/// The clauses of one standard that a document claims.
#[derive(Serialize)]
struct ClauseBadges<'a> {
    /// "Clauses of ISO 9001:2015".
    label: &'a str,
    /// The badges, as HTML.
    badges: Vec<String>,
    /// "and 12 more", if the document claims more clauses than are shown.
    more: Option<String>,
    /// Whether the badges need the whole width.
    wide: bool,
}

/// The claims of a document on one standard.
#[derive(Serialize)]
struct StandardClaims<'a> {
    designation: &'a str,
    claims: Vec<ClaimView<'a>>,
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
    /// "no text", "proposed" or "struck out".
    mark: Option<&'a str>,
    note: Option<&'a str>,
}

/// Evidence that a document names, with its records.
#[derive(Serialize)]
struct EvidenceView {
    /// The name of the evidence, as HTML: the form as a link, or the kind of records.
    name: String,
    count: Option<String>,
    /// Links to the latest records, as HTML.
    records: Vec<String>,
    more: Option<String>,
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

/// The most clauses that a control block shows, and the most records of each item of evidence.
const MOST_CLAUSES: usize = 40;
const MOST_RECORDS: usize = 12;
/// The most clauses that fit into half of a control block's width.
const BADGES_IN_HALF: usize = 10;

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
        evidence: site
            .evidence(ix)
            .iter()
            .map(|evidence| evidence_view(site, *evidence, &from))
            .chain(withheld_evidence(site, ix))
            .chain(written_on(site, ix, &from))
            .collect(),
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

/// The control block of a document. That of a translation says the same of the document, and the
/// revision that was translated.
pub(crate) fn control_block<'a>(
    site: &'a SiteIndex<'_>,
    page: PageKey,
    from: &Address,
) -> Option<ControlBlock<'a>> {
    let file = DocumentFile::of(&site.compiled.manual, page)?;
    let ix = file.of;
    let document = site.compiled.manual.document(ix);
    let kind = site.compiled.manual.kind(document.kind);
    let training = &site.compiled.registers.training;
    let role = |role: &'a Role| RoleView {
        title: role.as_str(),
        href: registers::training::role_position(&training.roles, role)
            .map(|at| from.href(&site.addresses.role(at))),
        trained: training
            .cell(role, ix)
            .map(|cell| registers::training::cell_view(site, cell)),
    };
    let roles = document.roles.iter().map(|written| role(&written.value));
    let links = |list: &[DocumentIx]| {
        let list = list.iter();
        list.map(|other| views::labels::document_link(site, from, *other))
            .collect()
    };
    let claimed = distinct(site.claims_of(PageKey::Document(ix)));
    let withheld = site.withheld_references(ix);
    let approval = &site.compiled.coverage.approvals[ix];
    let is_approved = approval.standing == ApprovalStanding::Approved;
    let approved_on = approval.latest.as_ref().filter(|_| is_approved);
    let approved_on = approved_on.map(|latest| latest.date);
    Some(ControlBlock {
        id: document.id.value.as_str(),
        kind: views::names::kind_title(site, document.kind),
        state: views::labels::document_state(site, ix),
        state_from_settings: document.filled("status").is_some(),
        in_force: views::labels::link_state(site, ix).is_none(),
        revision: document.revision.as_str(),
        translated: (page != PageKey::Document(ix)).then(|| file.document.revision.as_str()),
        owner: document.owner.as_ref().map_or("", |role| role.as_str()),
        approver: document.approver.as_ref().map_or("", |role| role.as_str()),
        approved_on: approved_on.map(|date| views::labels::time_element(site, date)),
        effective: document
            .effective
            .map(|date| views::labels::time_element(site, date)),
        effective_from_settings: document.filled("effective").is_some(),
        review_due: views::labels::standing(site, ix)
            .review_due
            .map(|date| views::labels::time_element(site, date)),
        overdue: views::labels::is_overdue(site, ix),
        roles: roles.collect(),
        supersedes: links(site.supersedes(ix)),
        superseded_by: links(site.superseded_by(ix)),
        withheld: WithheldView {
            supersedes: withheld.supersedes,
            superseded_by: withheld.superseded_by,
        },
        fields: views::field::field_views(site, kind, &document.fields, &[], &document.path, from),
        clauses: claimed
            .chunk_by(|a, b| a.clause.standard == b.clause.standard)
            .map(|claims| clause_badges(site, claims, from))
            .collect(),
    })
}

fn clause_badges<'a>(
    site: &'a SiteIndex<'_>,
    claims: &[&Claim],
    from: &Address,
) -> ClauseBadges<'a> {
    let manual = &site.compiled.manual;
    let badge = |claim: &&Claim| {
        let number = manual.clause(claim.clause).number.as_str();
        views::names::clause_badge(site, claim, number, from, None)
    };
    let standard = claims.first().map(|claim| claim.clause.standard);
    ClauseBadges {
        label: standard.map_or("", |ix| site.clause_label(ix)),
        badges: claims.iter().take(MOST_CLAUSES).map(badge).collect(),
        more: (claims.len() > MOST_CLAUSES)
            .then(|| site.messages.count("and-more", claims.len() - MOST_CLAUSES)),
        wide: claims.len() > BADGES_IN_HALF,
    }
}

/// The claims of a document that are neither struck out nor only proposed, without duplicates: for
/// each clause and item only the most complete claim.
fn distinct(claims: &[Claim]) -> Vec<&Claim> {
    let counts = |claim: &&Claim| claim.struck.is_none() && !claim.is_proposed;
    let mut sorted: Vec<&Claim> = claims.iter().filter(counts).collect();
    sorted.sort_by_key(|claim| (claim.clause, &claim.item, claim.extent));
    sorted.dedup_by_key(|claim| (claim.clause, &claim.item));
    sorted
}

/// The claims of a document by standard, in the order of the standards and their clauses.
fn claims<'a>(site: &'a SiteIndex<'_>, ix: DocumentIx, from: &Address) -> Vec<StandardClaims<'a>> {
    let manual = &site.compiled.manual;
    let mut sorted: Vec<&Claim> = site.claims_of(PageKey::Document(ix)).iter().collect();
    sorted.sort_by_key(|claim| (claim.clause, &claim.item));
    let of_standard = |at: usize| {
        let ix = StandardIx::new(at);
        let claims = sorted.iter().filter(|claim| claim.clause.standard == ix);
        StandardClaims {
            designation: &manual.standard(ix).designation,
            claims: claims.map(|claim| claim_view(site, claim, from)).collect(),
        }
    };
    (0..manual.standards.len())
        .map(of_standard)
        .filter(|standard| !standard.claims.is_empty())
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
    } else if claim.is_proposed {
        Some("claim_mark_proposed")
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

fn evidence_view(site: &SiteIndex<'_>, evidence: Evidence, from: &Address) -> EvidenceView {
    let name = match evidence {
        Evidence::Form(form) => views::field::page_link(site, PageKey::Document(form), from),
        Evidence::Kind(kind) => escaped(views::names::kind_plural(site, kind)),
    };
    records_view(site, name, evidence, from)
}

/// The words in place of forms that an edition withholds.
fn withheld_evidence(site: &SiteIndex<'_>, ix: DocumentIx) -> Option<EvidenceView> {
    let is_withheld = site.withheld_references(ix).evidence;
    is_withheld.then(|| EvidenceView {
        name: escaped(site.messages.get("withheld_document")),
        count: None,
        records: Vec::new(),
        more: None,
    })
}

/// The records that were written on a form; `None` if there are none.
fn written_on(site: &SiteIndex<'_>, ix: DocumentIx, from: &Address) -> Option<EvidenceView> {
    let evidence = Evidence::Form(ix);
    if site.records(evidence).is_empty() {
        return None;
    }
    let name = escaped(site.messages.get("records_on_this_form"));
    Some(records_view(site, name, evidence, from))
}

/// The latest records of an item of evidence: those with the highest ids.
fn records_view(
    site: &SiteIndex<'_>,
    name: String,
    evidence: Evidence,
    from: &Address,
) -> EvidenceView {
    let records = site.records(evidence);
    let latest = records.iter().rev().take(MOST_RECORDS);
    EvidenceView {
        name,
        count: (!site.withholds_records())
            .then(|| site.messages.count("records-count", records.len())),
        records: latest
            .map(|record| views::field::page_link(site, PageKey::Record(*record), from))
            .collect(),
        more: (records.len() > MOST_RECORDS).then(|| {
            site.messages
                .count("and-more", records.len() - MOST_RECORDS)
        }),
    }
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
