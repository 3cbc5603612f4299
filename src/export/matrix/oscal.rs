//! Coverage as a component definition of OSCAL, for the programs of governments and their suppliers
//! (`docs/design.md`, "Coverage as OSCAL").
//!
//! The manual is one component. Each requirement that documents address, or that is excluded, is an
//! implemented requirement of it with its status; one that nothing addresses is none, because programs
//! count implemented requirements.

use std::collections::{BTreeSet, HashMap};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use uuid::{Uuid, uuid};

use crate::coverage::{ClauseStatus, applicability};
use crate::export::matrix::row::{Row, rows};
use crate::manual::{ControlId, DocumentIx, Standard, StandardIx};
use crate::markdown::{Destination, destination};
use crate::pipeline::Compiled;

/// The version of OSCAL. Later versions of its schema accept the file as well.
const VERSION: &str = "1.1.2";

/// The namespace of the ids. They are made of the ids in the manual, so that a thing keeps its id.
const IDS: Uuid = uuid!("6bb110bb-314a-472f-a222-84c2a9a54534");

/// The namespace of properties that OSCAL does not have.
const OWN: &str = "urn:clausebook:coverage";

/// The most numbers of requirements without a document that a description lists.
const MOST_LISTED: usize = 2_000;

/// The coverage of these standards as a component definition.
pub(crate) fn coverage_oscal(compiled: &Compiled, standards: &[StandardIx]) -> String {
    let ids = Ids::new(compiled);
    let mut documents = BTreeSet::new();
    let sets = standards.iter().map(|ix| {
        let (standard, _) = compiled.standard(*ix);
        ImplementationSet::new(compiled, *ix, standard, &ids, &mut documents)
    });
    let sets: Vec<ImplementationSet> = sets.collect();
    let config = &compiled.manual.config;
    let day = compiled.coverage.as_of;
    let title = line(&config.title, "Manual");
    let organisation = line(&config.organisation, "");
    let of_whom = match organisation.is_empty() {
        true => String::new(),
        false => format!(" of {organisation}"),
    };
    let description = format!("The documents{of_whom} that address the requirements, as of {day}.");
    // A set needs a requirement in it.
    let (sets, empty): (Vec<_>, Vec<_>) = sets
        .into_iter()
        .partition(|set| !set.implemented_requirements.is_empty());
    let remarks = (!empty.is_empty()).then(|| {
        let empty: Vec<String> = empty.into_iter().map(|set| set.description).collect();
        empty.join("\n\n")
    });
    let of_standards = standards.iter().map(|ix| {
        let (standard, _) = compiled.standard(*ix);
        Resource::of_standard(standard, &ids)
    });
    let of_documents = documents
        .into_iter()
        .map(|ix| Resource::of_document(compiled, ix, &ids));
    let file = File {
        component_definition: ComponentDefinition {
            uuid: ids.of(&["definition"]),
            metadata: Metadata {
                title: title.clone(),
                last_modified: format!("{day}T00:00:00Z"),
                version: day.to_string(),
                oscal_version: VERSION,
                parties: (!organisation.is_empty()).then(|| {
                    vec![Party {
                        uuid: ids.of(&["organisation"]),
                        r#type: "organization",
                        name: organisation.clone(),
                    }]
                }),
                remarks: compiled.edition.as_ref().map(|edition| {
                    format!(
                        "The edition for {}: documents that it does not hold are left out.",
                        line(&edition.audience, "an audience")
                    )
                }),
            },
            components: vec![Component {
                uuid: ids.of(&["component"]),
                r#type: "process-procedure",
                title,
                description,
                control_implementations: (!sets.is_empty()).then_some(sets),
                remarks,
            }],
            back_matter: BackMatter {
                resources: of_standards.chain(of_documents).collect(),
            },
        },
    };
    // Serialising texts and lists cannot fail.
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// Makes the ids of the things of a manual.
struct Ids<'a> {
    manual: [&'a str; 2],
}

impl<'a> Ids<'a> {
    fn new(compiled: &'a Compiled) -> Self {
        let config = &compiled.manual.config;
        Self {
            manual: [&config.organisation, &config.title],
        }
    }

    /// The id of a thing by its names.
    fn of(&self, names: &[&str]) -> String {
        let all: Vec<&str> = self.manual.iter().chain(names).copied().collect();
        // No name holds this sign, so that no two things have the same names.
        Uuid::new_v5(&IDS, all.join("\u{1f}").as_bytes())
            .hyphenated()
            .to_string()
    }

    fn of_source(&self, standard: &Standard) -> String {
        self.of(&["source", standard.id.as_str()])
    }

    fn of_document(&self, compiled: &Compiled, ix: DocumentIx) -> String {
        self.of(&["document", compiled.manual.document(ix).id.value.as_str()])
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct File {
    component_definition: ComponentDefinition,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ComponentDefinition {
    uuid: String,
    metadata: Metadata,
    components: Vec<Component>,
    back_matter: BackMatter,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Metadata {
    title: String,
    last_modified: String,
    version: String,
    oscal_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parties: Option<Vec<Party>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<String>,
}

#[derive(Serialize)]
struct Party {
    uuid: String,
    r#type: &'static str,
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Component {
    uuid: String,
    r#type: &'static str,
    title: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    control_implementations: Option<Vec<ImplementationSet>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<String>,
}

/// The requirements of one standard.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ImplementationSet {
    uuid: String,
    source: String,
    description: String,
    implemented_requirements: Vec<Requirement>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Requirement {
    uuid: String,
    control_id: String,
    description: String,
    props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<String>,
}

#[derive(Serialize)]
struct Prop {
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ns: Option<&'static str>,
    value: String,
}

#[derive(Serialize)]
struct Link {
    href: String,
    rel: &'static str,
}

#[derive(Serialize)]
struct BackMatter {
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    uuid: String,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    props: Vec<Prop>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rlinks: Vec<Rlink>,
}

#[derive(Serialize)]
struct Rlink {
    href: String,
}

impl ImplementationSet {
    /// The requirements of a standard. Adds the documents that address them to `documents`.
    fn new(
        compiled: &Compiled,
        ix: StandardIx,
        standard: &Standard,
        ids: &Ids<'_>,
        documents: &mut BTreeSet<DocumentIx>,
    ) -> Self {
        let mut requirements = Vec::new();
        let mut gaps: Vec<&str> = Vec::new();
        let asked = || rows(compiled, ix).filter(|row| row.clause.requirement);
        let shared = SharedControls::new(asked());
        for row in asked() {
            let status = row.coverage.status;
            match status.and_then(|status| shared.state(&row, status)) {
                Some(state) => {
                    let named = applicability::documents(&compiled.resolved, row.coverage);
                    requirements.push(Requirement::new(compiled, &row, state, &named, ids));
                    documents.extend(named);
                }
                None => gaps.push(row.clause.number.as_str()),
            }
        }
        let designation = line(&standard.designation, standard.id.as_str());
        let mut description = format!(
            "The requirements of {designation} that documents address or that are excluded, each with its \
             status: only those with the status implemented are covered."
        );
        if !gaps.is_empty() {
            let more = gaps.len().saturating_sub(MOST_LISTED);
            gaps.truncate(MOST_LISTED);
            description.push_str(&format!(" No document addresses {}", gaps.join(", ")));
            if more > 0 {
                description.push_str(&format!(" and {more} more"));
            }
            description.push('.');
        }
        Self {
            uuid: ids.of(&["standard", standard.id.as_str()]),
            source: format!("#{}", ids.of_source(standard)),
            description,
            implemented_requirements: requirements,
        }
    }
}

/// The word of OSCAL for a status; `None` for a requirement that is not listed. Only a covered one
/// reads as implemented (`docs/design.md`, "Doubt never shows as covered").
fn state(status: ClauseStatus) -> Option<&'static str> {
    match status {
        ClauseStatus::Covered => Some("implemented"),
        ClauseStatus::Overdue | ClauseStatus::Partial => Some("partial"),
        ClauseStatus::Planned => Some("planned"),
        ClauseStatus::Excluded => Some("not-applicable"),
        ClauseStatus::Gap => None,
    }
}

/// The control ids that several requirements have, which is a mistake in the catalog. Programs take
/// such requirements for one.
struct SharedControls {
    /// The statuses of the requirements with each id.
    statuses: HashMap<ControlId, Vec<Option<ClauseStatus>>>,
}

impl SharedControls {
    fn new<'r>(rows: impl Iterator<Item = Row<'r>>) -> Self {
        let mut statuses: HashMap<ControlId, Vec<Option<ClauseStatus>>> = HashMap::new();
        for row in rows {
            let of_id = statuses.entry(row.clause.control_id()).or_default();
            of_id.push(row.coverage.status);
        }
        Self { statuses }
    }

    /// The word of OSCAL for a requirement. If another one has its control id and another status, it
    /// reads neither as implemented nor as not applicable.
    fn state(&self, row: &Row<'_>, status: ClauseStatus) -> Option<&'static str> {
        let of_id = self.statuses.get(&row.clause.control_id());
        let mut of_id = of_id.into_iter().flatten();
        let is_alone = of_id.all(|other| *other == Some(status));
        match status {
            ClauseStatus::Covered | ClauseStatus::Excluded if !is_alone => {
                state(ClauseStatus::Partial)
            }
            status => state(status),
        }
    }
}

impl Requirement {
    fn new(
        compiled: &Compiled,
        row: &Row<'_>,
        state: &'static str,
        documents: &[DocumentIx],
        ids: &Ids<'_>,
    ) -> Self {
        let number = row.clause.number.as_str();
        let own = |name, value: &str| Prop {
            name,
            ns: Some(OWN),
            value: line(value, "-"),
        };
        let mut props = vec![
            Prop {
                name: "implementation-status",
                ns: None,
                value: state.to_owned(),
            },
            own("status", row.status()),
            own("clause", number),
        ];
        if !row.evidence().is_empty() {
            props.push(own("evidence", row.evidence()));
        }
        let open = row.coverage.open_findings.unwrap_or_default().total();
        if open > 0 {
            props.push(own("open-findings", &open.to_string()));
        }
        let title = line(row.title(), "");
        let name = match title.is_empty() {
            true => number.to_owned(),
            false => format!("{number} {title}"),
        };
        let description = match row.addressed_by.is_empty() {
            true => format!("{name}: {}", row.status()),
            false => format!("{name}: {}: {}", row.status(), row.addressed_by.join("; ")),
        };
        let remarks: Vec<&str> = row
            .justification
            .into_iter()
            .chain(row.remarks.iter().map(String::as_str))
            .filter(|remark| !remark.trim().is_empty())
            .collect();
        let links = documents.iter().map(|document| Link {
            href: format!("#{}", ids.of_document(compiled, *document)),
            rel: "reference",
        });
        Self {
            uuid: ids.of(&["requirement", row.standard.id.as_str(), number]),
            control_id: row.clause.control_id().to_string(),
            description,
            props,
            links: links.collect(),
            remarks: (!remarks.is_empty()).then(|| remarks.join("\n\n")),
        }
    }
}

impl Resource {
    fn of_standard(standard: &Standard, ids: &Ids<'_>) -> Self {
        let title = line(&standard.title, "");
        let designation = line(&standard.designation, standard.id.as_str());
        let href = standard.source.as_deref().map(source);
        Self {
            uuid: ids.of_source(standard),
            title: match title.is_empty() || title == designation {
                true => designation,
                false => format!("{designation}: {title}"),
            },
            props: Vec::new(),
            rlinks: href.map(|href| Rlink { href }).into_iter().collect(),
        }
    }

    fn of_document(compiled: &Compiled, ix: DocumentIx, ids: &Ids<'_>) -> Self {
        let document = compiled.manual.document(ix);
        let id = document.id.value.as_str();
        let title = line(&document.title, "");
        let revision = line(document.revision.as_str(), "");
        let version = (!revision.is_empty()).then_some(Prop {
            name: "version",
            ns: None,
            value: revision,
        });
        Self {
            uuid: ids.of_document(compiled, ix),
            title: match title.is_empty() {
                true => id.to_owned(),
                false => format!("{id} {title}"),
            },
            props: version.into_iter().collect(),
            rlinks: vec![Rlink {
                href: path(document.path.as_str()),
            }],
        }
    }
}

/// A text in one line without blanks around it, as OSCAL asks of titles and values; `otherwise` if
/// nothing is left.
fn line(text: &str, otherwise: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.is_empty() {
        true => otherwise.to_owned(),
        false => words.join(" "),
    }
}

/// The signs that no URI holds as they are.
const ODD: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The signs that mean something in a URI and nothing in a path. A colon would make a scheme of what is
/// before it.
const ODD_IN_PATHS: &AsciiSet = &ODD
    .add(b'%')
    .add(b'#')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b':');

/// The path of a file as a relative URI.
fn path(path: &str) -> String {
    utf8_percent_encode(path, ODD_IN_PATHS).to_string()
}

/// The source of a standard as a URI: an address, whose signs are encoded already, or the name of a
/// file.
fn source(source: &str) -> String {
    let source = source.trim();
    let is_urn = source
        .get(..4)
        .is_some_and(|begin| begin.eq_ignore_ascii_case("urn:"));
    match is_urn || matches!(destination(source), Destination::Outside(_)) {
        true => utf8_percent_encode(source, ODD).to_string(),
        false => path(source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing;

    #[test]
    fn only_what_is_covered_reads_as_implemented() {
        let states = ClauseStatus::ALL.map(|status| (status.word(), state(status)));
        assert_eq!(
            states,
            [
                ("gap", None),
                ("planned", Some("planned")),
                ("partial", Some("partial")),
                ("overdue", Some("partial")),
                ("covered", Some("implemented")),
                ("excluded", Some("not-applicable")),
            ]
        );
    }

    #[test]
    fn coverage_as_oscal() {
        let text = testing::sample().oscal(&[StandardIx(1)]);
        let file: serde_json::Value = serde_json::from_str(&text).unwrap();
        let component = &file["component-definition"]["components"][0];
        let set = &component["control-implementations"][0];
        let requirements = set["implemented-requirements"].as_array().unwrap();
        let lines = requirements.iter().map(|one| {
            let text = |name: &str| one[name].as_str().unwrap_or("-").to_owned();
            let status = one["props"][0]["value"].as_str().unwrap().to_owned();
            let links = one["links"].as_array().map_or(0, Vec::len);
            format!(
                "{} {status} {links}: {}",
                text("control-id"),
                text("description")
            )
        });
        let lines: Vec<String> = lines.collect();
        assert_eq!(
            lines,
            [
                "s1.1 implemented 2: 1.1 Suppliers: covered: QP-1 rev 3 §scoring; QP-2 rev 3 (via 1, review overdue)",
                "s1.2 partial 1: 1.2 Orders: overdue: QP-2 rev 3 (review overdue)",
                "s1.3 partial 2: 1.3 Goods in: partial: QP-1 rev 3 (item b only); QP-2 rev 3 (via 1, review overdue)",
                "s2.1 planned 2: 2.1 -1 is no formula: planned: QP-3 rev 3 (draft); QP-4 rev 3 (not yet effective)",
                "s2.10 not-applicable 0: 2.10 Design, and whatever comes before it: plans, drawings, specifications: excluded",
            ]
        );
        let description = set["description"].as_str().unwrap();
        assert!(
            description.ends_with(" No document addresses 2.2."),
            "{description}"
        );
        assert_eq!(
            text,
            testing::sample().oscal(&[StandardIx(1)]),
            "the same bytes"
        );
    }

    #[test]
    fn paths_and_addresses_lead_to_what_they_name() {
        for (file, uri) in [
            ("a b/ü.md", "a%20b/%C3%BC.md"),
            ("100 %/a#1?.md", "100%20%25/a%231%3F.md"),
            ("50%25.md", "50%2525.md"),
            ("a: b [1].md", "a%3A%20b%20%5B1%5D.md"),
        ] {
            assert_eq!(path(file), uri);
            let decoded = percent_encoding::percent_decode_str(uri).decode_utf8();
            assert_eq!(decoded.unwrap(), file);
            assert_eq!(source(&format!(" {file} ")), uri);
        }
        let address = "https://example.org/a%20b.json?x=1#y";
        assert_eq!(source(address), address);
        assert_eq!(source("HTTP://example.org/a b"), "HTTP://example.org/a%20b");
        assert_eq!(source("urn:iso:std:9001"), "urn:iso:std:9001");
        assert_eq!(source("Annex: a.xlsx"), "Annex%3A%20a.xlsx");
        assert_eq!(line(" a\n b ", "-"), "a b");
        assert_eq!(line(" \n", "-"), "-");
    }
}
