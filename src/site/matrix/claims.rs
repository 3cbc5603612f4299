//! The claims behind a matrix's cells, with the reason why each counts or does not. The panel
//! beside a matrix shows them. They are stored beside the page, in scripts that are loaded on
//! demand, so that the page does not grow with the number of claims.

use serde::Serialize;

use crate::coverage::WeighedClaim;
use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, StandardIx};
use crate::pipeline::Compiled;
use crate::site::index::SiteIndex;
use crate::site::index::columns::Columns;
use crate::site::standards::clause::{ExclusionView, exclusion};
use crate::site::theme::ThemeError;
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views;
use crate::site::views::claim::ClaimRow;
use crate::site::views::clause::{ClauseLink, ClauseState};
use crate::site::{Address, Addresses, Page};

/// The number of clauses in a file.
const CLAUSES: usize = 32;
/// The most claims that are shown for each clause: the best ones, and the best ones of each column
/// of the grid. All of them are on the clause's page.
const MOST_CLAIMS: usize = 20;
const MOST_IN_COLUMN: usize = 3;

/// A script that loads some of the claims of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimsFile {
    standard: StandardIx,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The clauses that each document claims, and the owner of each document.
    Documents,
    /// A group of clauses with their claims, counted from 0.
    Clauses(u32),
}

/// A clause in the panel.
#[derive(Serialize)]
pub(crate) struct PanelView<'a> {
    designation: &'a str,
    link: ClauseLink<'a>,
    requirement: bool,
    state: Option<ClauseState<'a>>,
    reason: LinkedMessage,
    exclusion: Option<ExclusionView<'a>>,
    /// Void exclusions, and the items of the clause.
    remarks: Vec<String>,
    claims: Vec<PanelClaim<'a>>,
    more: Option<String>,
}

#[derive(Serialize)]
struct PanelClaim<'a> {
    /// The column of the grid that contains the claim's document, counted from 0.
    column: Option<String>,
    row: ClaimRow<'a>,
}

/// The data for filtering a matrix by document and by owner.
#[derive(Serialize)]
struct Documents<'a> {
    owners: Vec<&'a str>,
    /// The document's id, the position of its owner in `owners`, and the positions of the clauses
    /// it claims.
    documents: Vec<(&'a str, Option<usize>, Vec<u32>)>,
}

/// All scripts with claims, in a fixed order.
pub(crate) fn claims_files(compiled: &Compiled) -> Vec<ClaimsFile> {
    let mut files = Vec::new();
    for (standard, at) in compiled.manual.standards.iter().zip(0..) {
        let of = |part| ClaimsFile {
            standard: StandardIx(at),
            part,
        };
        files.push(of(Part::Documents));
        let parts = standard.clauses.len().div_ceil(CLAUSES) as u32;
        files.extend((0..parts).map(|part| of(Part::Clauses(part))));
    }
    files
}

impl ClaimsFile {
    /// The address of the script in the site.
    pub fn address(self, compiled: &Compiled) -> Address {
        Addresses::new(compiled).claims(self.standard, &self.name())
    }

    fn name(self) -> String {
        match self.part {
            Part::Documents => "documents".to_owned(),
            Part::Clauses(part) => part.to_string(),
        }
    }
}

/// The content of a script; `html` renders the panel of a clause.
pub(crate) fn script(
    site: &SiteIndex<'_>,
    file: ClaimsFile,
    mut html: impl FnMut(&PanelView<'_>) -> Result<Vec<u8>, ThemeError>,
) -> Result<Vec<u8>, ThemeError> {
    let ix = file.standard;
    let content = match file.part {
        Part::Documents => serde_json::to_string(&documents(site, ix)),
        Part::Clauses(part) => {
            let columns = site.columns(ix);
            let clauses = 0..site.compiled.manual.standard(ix).clauses.len();
            let mut panels = Vec::with_capacity(CLAUSES);
            for at in clauses.skip(part as usize * CLAUSES).take(CLAUSES) {
                let key = ClauseKey {
                    standard: ix,
                    clause: ClauseIx::new(at),
                };
                let panel = html(&panel(site, key, columns))?;
                panels.push(String::from_utf8_lossy(&panel).trim().to_owned());
            }
            serde_json::to_string(&panels)
        }
    };
    let content = content.map_err(std::io::Error::from)?;
    Ok(format!("clausebookClaims(\"{}\",{content});\n", file.name()).into_bytes())
}

/// The clauses that each document claims. A claim on a clause also applies to the clauses below it.
/// The script that reads the file derives this, so that the file stays small.
fn documents<'a>(site: &'a SiteIndex<'_>, ix: StandardIx) -> Documents<'a> {
    let mut all = Documents {
        owners: Vec::new(),
        documents: Vec::new(),
    };
    let mut last = None;
    let claims = site.compiled.resolved.claims.iter();
    for claim in claims.filter(|claim| claim.clause.standard == ix) {
        if last != Some(claim.document) {
            last = Some(claim.document);
            let document = site.compiled.manual.document(claim.document);
            let owner = document.owner.as_ref().map(|owner| owner.as_str());
            let owner = owner.map(|owner| {
                let known = all.owners.iter().position(|known| *known == owner);
                known.unwrap_or_else(|| {
                    all.owners.push(owner);
                    all.owners.len() - 1
                })
            });
            let id = document.id.value.as_str();
            all.documents.push((id, owner, Vec::new()));
        }
        if let Some((_, _, clauses)) = all.documents.last_mut() {
            clauses.push(claim.clause.clause.0);
        }
    }
    for (_, _, clauses) in &mut all.documents {
        clauses.sort_unstable();
        clauses.dedup();
    }
    all
}

fn panel<'a>(site: &'a SiteIndex<'_>, key: ClauseKey, columns: &Columns) -> PanelView<'a> {
    let from = Page::Matrix(key.standard).address(site.compiled);
    let of = views::clause::clause_coverage(site, key);
    let shown = chosen(site, &of.weighed_claims, columns);
    let more = of.weighed_claims.len() - shown.len();
    PanelView {
        designation: &site.compiled.manual.standard(key.standard).designation,
        link: views::clause::clause_link(site, &from, key),
        requirement: site.compiled.manual.clause(key).requirement,
        state: views::clause::clause_state(site, of),
        reason: views::reasons::status_sentence(site, key),
        exclusion: of.exclusion.map(|at| exclusion(site, &from, key, at)),
        remarks: views::reasons::remarks(site, key),
        claims: shown
            .into_iter()
            .map(|(weighed, column)| PanelClaim {
                column: column.map(|column| column.to_string()),
                row: views::claim::claim_row(site, &from, key, weighed),
            })
            .collect(),
        more: (more > 0).then(|| site.messages.count("and-more", more)),
    }
}

/// The claims that the panel shows, in the order in which they count, each with its column.
fn chosen(
    site: &SiteIndex<'_>,
    weighed_claims: &[WeighedClaim],
    columns: &Columns,
) -> Vec<(WeighedClaim, Option<usize>)> {
    let mut order: Vec<WeighedClaim> = weighed_claims.to_vec();
    order.sort_by_key(|weighed| (weighed.verdict(), weighed.broad));
    let mut in_column = vec![0; columns.len()];
    let mut shown = Vec::new();
    for (at, weighed) in order.into_iter().enumerate() {
        let column = columns.of_document[views::claim::claim(site, weighed.claim).document];
        let before = column.map(|column| {
            in_column[column] += 1;
            in_column[column]
        });
        if at < MOST_CLAIMS || before.is_some_and(|count| count <= MOST_IN_COLUMN) {
            shown.push((weighed, column));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::site::tests::fixture::*;
    use crate::site::tests::rendered_page::RenderedPage;
    use crate::site::{Renderer, Theme};

    /// The contents of the scripts of a manual, with their addresses.
    fn scripts(manual: &TestSite) -> Vec<(String, String)> {
        let compiled = &manual;
        let renderer = Renderer::new(compiled, &Theme::built_in()).unwrap();
        let files = claims_files(compiled).into_iter();
        files
            .map(|file| {
                let text = String::from_utf8(renderer.claims(file).unwrap()).unwrap();
                (file.address(compiled).to_string(), text)
            })
            .collect()
    }

    /// The panel of a clause.
    fn panel_of(manual: &TestSite, number: &str) -> RenderedPage {
        let at = manual.clause(number).clause.0 as usize;
        let address = format!("matrix/claims/iso-9001-2015/{}.js", at / CLAUSES);
        let scripts = scripts(manual);
        let (_, text) = scripts.iter().find(|(name, _)| *name == address).unwrap();
        let begin = format!("clausebookClaims(\"{}\",", at / CLAUSES);
        let json = text.strip_prefix(&begin).unwrap().trim_end();
        let panels: Vec<String> = serde_json::from_str(json.strip_suffix(");").unwrap()).unwrap();
        RenderedPage::new(&format!("<panel>{}</panel>", panels[at % CLAUSES]))
    }

    #[test]
    fn a_panel_gives_each_claim_with_its_place_and_why_it_counts_or_not() {
        let files = [
            procedure(
                "QP-07",
                IN_FORCE,
                "clauses: [{ clause: 8.4.1, section: scoring, note: Steel <only> }]",
            ),
            procedure("QP-08", DRAFT, "clauses: [8.4]"),
        ];
        let panel = panel_of(&TestSite::iso("", &files), "8.4.1");
        assert_data_eq!(
            panel.linked("panel"),
            str![[r#"
ISO 9001:2015
[8.4.1 General](../standards/iso-9001-2015/8.4.1.html)
Covered
A document in force addresses this clause itself, in full, and its review is not overdue.
What addresses it
[QP-07 Title of QP-07](../documents/QP-07.html) rev 3 In force Owner: Buyer
[Scoring suppliers](../documents/QP-07.html#scoring) · in full Steel <only>
Counts as Covered In force since 1 Feb 2026; addresses this clause itself, in full.
procedures/QP-07.md:11
[QP-08 Title of QP-08](../documents/QP-08.html) rev 3 Draft Owner: Buyer
Whole document · 8.4, in full
Counts as Planned A draft: not approved yet.
procedures/QP-08.md:9
[All about this clause](../standards/iso-9001-2015/8.4.1.html)
"#]]
        );
        assert_eq!(panel.attributes("li", "data-column"), ["0", "1"]);
        assert_eq!(
            panel.attributes(".badge", "class"),
            [
                "badge is-covered",
                "badge is-in-force",
                "badge is-covered",
                "badge is-draft",
                "badge is-planned"
            ]
        );
    }

    #[test]
    fn a_panel_gives_the_reason_of_an_exclusion_and_of_a_gap() {
        let config = "[[exclusion]]\nclause = \"8.3\"\njustification = \"Customers design.\"\n";
        let manual = TestSite::iso(config, &[]);
        let excluded = panel_of(&manual, "8.3.2");
        assert_data_eq!(
            excluded.linked("panel"),
            str![[r#"
ISO 9001:2015
[8.3.2 Design and development planning](../standards/iso-9001-2015/8.3.2.html)
Excluded
It is excluded as not applicable, with a justification.
Customers design.
by the exclusion of [8.3 Design and development of products and services](../standards/iso-9001-2015/8.3.html)
[All about this clause](../standards/iso-9001-2015/8.3.2.html)
"#]]
        );
        let gap = panel_of(&manual, "8.4.1");
        assert_data_eq!(
            gap.linked("panel"),
            str![[r#"
ISO 9001:2015
[8.4.1 General](../standards/iso-9001-2015/8.4.1.html)
Gap
No document claims it, nor a clause above it.
[All about this clause](../standards/iso-9001-2015/8.4.1.html)
"#]]
        );
        assert_eq!(gap.attributes(".badge", "class"), ["badge is-gap"]);
    }

    #[test]
    fn a_panel_does_not_grow_with_the_manual_and_leaves_no_column_out() {
        let mut files: Vec<_> = (10..90)
            .map(|at| procedure(&format!("QP-{at}"), IN_FORCE, "clauses: [8.4.1]"))
            .collect();
        let (_, text) = procedure("ZZ-1", DRAFT, "clauses: [8.4]");
        files.push(("other/ZZ-1.md".to_owned(), text));
        let panel = panel_of(&TestSite::iso("", &files), "8.4.1");
        assert_eq!(panel.count("li"), MOST_CLAIMS + 1);
        // ZZ-1 is the only document in its column.
        assert_eq!(panel.texts("li b").last().unwrap(), "ZZ-1");
        assert_eq!(
            panel.linked("p:has([href=../standards/iso-9001-2015/8.4.1.html#claims])"),
            "[and 60 more](../standards/iso-9001-2015/8.4.1.html#claims)"
        );
    }

    #[test]
    fn documents_are_listed_with_their_owner_and_what_they_claim() {
        let files = [
            procedure(
                "QP-07",
                IN_FORCE,
                "clauses: [8.4.1, { clause: 8.4.1, section: scoring }]",
            ),
            procedure("QP-08", OBSOLETE, "clauses: [8.4]"),
            procedure("QP-09", IN_FORCE, ""),
        ];
        let manual = TestSite::iso("", &files);
        let [exact, broad] = ["8.4.1", "8.4"].map(|number| manual.clause(number).clause.0);
        let (address, text) = &scripts(&manual)[0];
        assert_eq!(address, "matrix/claims/iso-9001-2015/documents.js");
        assert_eq!(
            text,
            &format!(
                "clausebookClaims(\"documents\",{{\"owners\":[\"Buyer\"],\"documents\":\
                 [[\"QP-07\",0,[{exact}]],[\"QP-08\",0,[{broad}]]]}});\n"
            )
        );
    }
}
