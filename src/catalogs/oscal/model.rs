//! What is read of OSCAL's catalogs and profiles, in the words of its JSON form. The rest of a file is
//! passed over, and told where it may hold controls.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

/// The beginning of a file: which model it has, and of which version.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Probe {
    pub(super) catalog: Option<ProbedModel>,
    pub(super) profile: Option<ProbedModel>,
    pub(super) component_definition: Option<IgnoredAny>,
    pub(super) system_security_plan: Option<IgnoredAny>,
    pub(super) assessment_plan: Option<IgnoredAny>,
    pub(super) assessment_results: Option<IgnoredAny>,
    pub(super) plan_of_action_and_milestones: Option<IgnoredAny>,
    pub(super) mapping_collection: Option<IgnoredAny>,
}

#[derive(Deserialize)]
pub(super) struct ProbedModel {
    pub(super) metadata: Option<ProbedMetadata>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ProbedMetadata {
    pub(super) oscal_version: Option<String>,
}

/// A file with a catalog.
#[derive(Deserialize)]
pub(super) struct CatalogFile {
    pub(super) catalog: Catalog,
    #[serde(flatten)]
    pub(super) foreign: Foreign,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Catalog {
    #[serde(default)]
    pub(super) uuid: String,
    pub(super) metadata: Metadata,
    #[serde(default)]
    pub(super) params: Vec<Param>,
    #[serde(default)]
    pub(super) groups: Vec<Group>,
    #[serde(default)]
    pub(super) controls: Vec<Control>,
    #[serde(default, rename = "back-matter")]
    _back_matter: IgnoredAny,
    #[serde(flatten)]
    pub(super) foreign: Foreign,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Metadata {
    pub(super) title: String,
    #[serde(default)]
    pub(super) version: String,
    #[serde(default)]
    pub(super) links: Vec<MetadataLink>,
    #[serde(default)]
    pub(super) parties: Vec<Party>,
    #[serde(default)]
    pub(super) responsible_parties: Vec<ResponsibleParty>,
}

#[derive(Deserialize)]
pub(super) struct MetadataLink {
    pub(super) rel: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Party {
    #[serde(default)]
    pub(super) uuid: String,
    pub(super) r#type: Option<String>,
    pub(super) name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ResponsibleParty {
    pub(super) role_id: String,
    #[serde(default)]
    pub(super) party_uuids: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Group {
    pub(super) id: Option<String>,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) params: Vec<Param>,
    #[serde(default)]
    pub(super) props: Vec<Prop>,
    #[serde(default)]
    pub(super) parts: Vec<Part>,
    #[serde(default)]
    pub(super) groups: Vec<Group>,
    #[serde(default)]
    pub(super) controls: Vec<Control>,
    #[serde(default, rename = "links")]
    _links: IgnoredAny,
    #[serde(flatten)]
    pub(super) foreign: Foreign,
}

#[derive(Deserialize)]
pub(super) struct Control {
    pub(super) id: String,
    pub(super) class: Option<String>,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) params: Vec<Param>,
    #[serde(default)]
    pub(super) props: Vec<Prop>,
    #[serde(default)]
    pub(super) parts: Vec<Part>,
    #[serde(default)]
    pub(super) controls: Vec<Control>,
    #[serde(default, rename = "links")]
    _links: IgnoredAny,
    #[serde(flatten)]
    pub(super) foreign: Foreign,
}

#[derive(Deserialize)]
pub(super) struct Prop {
    pub(super) name: String,
    #[serde(default)]
    pub(super) value: String,
    pub(super) class: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Part {
    #[serde(default)]
    pub(super) name: String,
    pub(super) prose: Option<String>,
    #[serde(default)]
    pub(super) props: Vec<Prop>,
    #[serde(default)]
    pub(super) parts: Vec<Part>,
    #[serde(default, rename = "links")]
    _links: IgnoredAny,
    #[serde(flatten)]
    pub(super) foreign: Foreign,
}

#[derive(Deserialize)]
pub(super) struct Param {
    pub(super) id: String,
    pub(super) label: Option<String>,
    pub(super) select: Option<Select>,
}

#[derive(Deserialize)]
pub(super) struct Select {
    #[serde(default)]
    pub(super) choice: Vec<String>,
}

/// A file with a profile.
#[derive(Deserialize)]
pub(super) struct ProfileFile {
    pub(super) profile: Profile,
    #[serde(flatten)]
    pub(super) foreign: Foreign,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Profile {
    pub(super) metadata: Metadata,
    pub(super) imports: Vec<Import>,
    pub(super) modify: Option<Modify>,
    #[serde(default)]
    pub(super) back_matter: BackMatter,
    #[serde(default, rename = "merge")]
    _merge: IgnoredAny,
    #[serde(flatten)]
    pub(super) foreign: Foreign,
}

/// A choice of controls. What it says in words that OSCAL does not have is an error, since it would
/// choose other controls.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Import {
    pub(super) href: String,
    pub(super) include_all: Option<IgnoredAny>,
    pub(super) include_controls: Option<Vec<Choice>>,
    pub(super) exclude_controls: Option<Vec<Choice>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Choice {
    pub(super) with_child_controls: Option<YesNo>,
    #[serde(default)]
    pub(super) with_ids: Vec<String>,
    #[serde(default)]
    pub(super) matching: Vec<Matching>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum YesNo {
    Yes,
    No,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Matching {
    pub(super) pattern: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Modify {
    #[serde(default)]
    pub(super) set_parameters: Vec<IgnoredAny>,
    #[serde(default)]
    pub(super) alters: Vec<IgnoredAny>,
}

#[derive(Default, Deserialize)]
pub(super) struct BackMatter {
    #[serde(default)]
    pub(super) resources: Vec<Resource>,
}

#[derive(Deserialize)]
pub(super) struct Resource {
    pub(super) uuid: String,
    #[serde(default)]
    pub(super) rlinks: Vec<Rlink>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Rlink {
    pub(super) href: String,
    pub(super) media_type: Option<String>,
}

/// The keys of a table that OSCAL does not have there and that hold tables, each with their number. They
/// may be requirements under a misspelt name.
#[derive(Default)]
pub(super) struct Foreign(pub(super) Vec<(String, usize)>);

impl<'de> Deserialize<'de> for Foreign {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ForeignVisitor)
    }
}

struct ForeignVisitor;

impl<'de> Visitor<'de> for ForeignVisitor {
    type Value = Foreign;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Foreign, A::Error> {
        let mut foreign = Foreign::default();
        while let Some((key, tables)) = map.next_entry::<String, serde_json::Value>()? {
            let tables = match &tables {
                serde_json::Value::Object(_) => 1,
                serde_json::Value::Array(items) => {
                    items.iter().filter(|item| item.is_object()).count()
                }
                _ => 0,
            };
            if tables > 0 {
                foreign.0.push((key, tables));
            }
        }
        Ok(foreign)
    }
}
