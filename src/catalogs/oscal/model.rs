//! What is read of OSCAL's catalogs and profiles, in the words of its JSON form. The rest of a file is
//! passed over.

use serde::Deserialize;
use serde::de::IgnoredAny;

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
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Profile {
    pub(super) metadata: Metadata,
    pub(super) imports: Vec<Import>,
    pub(super) modify: Option<Modify>,
    #[serde(default)]
    pub(super) back_matter: BackMatter,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Import {
    pub(super) href: String,
    pub(super) include_all: Option<IgnoredAny>,
    pub(super) include_controls: Option<Vec<Choice>>,
    pub(super) exclude_controls: Option<Vec<Choice>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Choice {
    pub(super) with_child_controls: Option<String>,
    #[serde(default)]
    pub(super) with_ids: Vec<String>,
    #[serde(default)]
    pub(super) matching: Vec<Matching>,
}

#[derive(Deserialize)]
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
