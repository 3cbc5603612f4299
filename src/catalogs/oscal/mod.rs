//! Catalogs and profiles of OSCAL 1, in JSON.
//!
//! `model` is what is read of a file, `profile` decides which controls a profile chooses from which
//! catalogs, `catalog` makes clauses of groups and controls, `foreign` tells what was passed over.

mod catalog;
mod foreign;
mod model;
mod profile;
mod statement;

use serde::de::DeserializeOwned;

use self::catalog::Clauses;
use self::model::{Catalog, CatalogFile, Metadata, Probe, ProfileFile};
use crate::catalogs::draft::Draft;
use crate::catalogs::words::{one_line, plain};
use crate::catalogs::{Choices, Folder, NamedFile, Refusal};

/// Reads a catalog, or a profile with the catalogs that it chooses from.
///
/// # Errors
/// If the file is another model or of a version that is not read, or if a control that a profile
/// chooses is not there.
pub(super) fn read(
    file: &NamedFile,
    folder: &dyn Folder,
    choices: &Choices,
) -> Result<Draft, Refusal> {
    let (model, version) = probe(&file.bytes)?;
    let mut draft = Draft {
        form: format!("OSCAL {version} {}", model.word()),
        ..Draft::default()
    };
    match model {
        Model::Catalog => {
            let catalog = catalog(&file.bytes, &version, &mut draft.passed_over)?;
            said(&mut draft, &catalog.metadata);
            Clauses::take(&mut draft, &catalog, None, choices.texts);
        }
        Model::Profile => {
            let profile: ProfileFile = parse(&file.bytes, &format!("profile of OSCAL {version}"))?;
            said(&mut draft, &profile.profile.metadata);
            let of_file = foreign::told_of(&profile.foreign, "the file");
            let of_profile = foreign::told_of(&profile.profile.foreign, "the profile");
            draft
                .passed_over
                .extend(of_file.into_iter().chain(of_profile));
            let chosen = profile::resolve(file, &profile.profile, folder, choices)?;
            for chosen in &chosen.catalogs {
                Clauses::take(
                    &mut draft,
                    &chosen.catalog,
                    Some(&chosen.ids),
                    choices.texts,
                );
            }
            draft.further = chosen.files;
            draft.notes.extend(chosen.notes);
            draft.passed_over.extend(chosen.passed_over);
        }
    }
    Ok(draft)
}

/// What the metadata say of the standard.
fn said(draft: &mut Draft, metadata: &Metadata) {
    draft.title = plain(&metadata.title);
    let edition = one_line(&metadata.version);
    draft.edition = (!edition.is_empty()).then_some(edition);
    let of_role = |role: &str| {
        let mut responsible = metadata.responsible_parties.iter();
        let responsible = responsible.find(|one| one.role_id == role)?;
        let uuid = responsible.party_uuids.first()?;
        metadata.parties.iter().find(|party| party.uuid == *uuid)
    };
    let organization = || {
        let is_organization = |kind: &str| kind == "organization";
        let mut parties = metadata.parties.iter();
        parties.find(|party| party.r#type.as_deref().is_some_and(is_organization))
    };
    let publisher = of_role("publisher")
        .or_else(|| of_role("creator"))
        .or_else(organization);
    draft.publisher = publisher.and_then(|party| plain(party.name.as_deref()?));
}

/// The models that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Model {
    Catalog,
    Profile,
}

impl Model {
    fn word(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Profile => "profile",
        }
    }
}

/// The model of a file and its version of OSCAL, without the rest of it.
///
/// # Errors
/// If it is not OSCAL, another model, or a version that is not read.
fn probe(bytes: &[u8]) -> Result<(Model, String), Refusal> {
    let probe: Probe = parse(bytes, "OSCAL catalog or profile")?;
    let others = [
        ("component definition", &probe.component_definition),
        ("system security plan", &probe.system_security_plan),
        ("assessment plan", &probe.assessment_plan),
        ("list of assessment results", &probe.assessment_results),
        (
            "plan of action and milestones",
            &probe.plan_of_action_and_milestones,
        ),
        ("mapping collection", &probe.mapping_collection),
    ];
    let (model, probed) = match (probe.catalog, probe.profile) {
        (Some(catalog), _) => (Model::Catalog, catalog),
        (None, Some(profile)) => (Model::Profile, profile),
        (None, None) => {
            let other = others.into_iter().find(|(_, other)| other.is_some());
            return Err(match other {
                Some((name, _)) => Refusal::OtherModel(name),
                None => Refusal::Shape {
                    expected: "OSCAL catalog or profile".to_owned(),
                    error: "it has neither `catalog` nor `profile` at its beginning".to_owned(),
                },
            });
        }
    };
    let version = probed.metadata.and_then(|metadata| metadata.oscal_version);
    let version = one_line(version.as_deref().unwrap_or_default());
    let version = version.trim_start_matches(['v', 'V']).to_owned();
    match readable(&version) {
        Ok(()) => Ok((model, version)),
        Err(why) => Err(Refusal::Version(why)),
    }
}

/// Whether files of a version can be read.
///
/// # Errors
/// The reason, in a sentence.
fn readable(version: &str) -> Result<(), String> {
    let advice = "take the publisher's present file, or convert this one to OSCAL 1.0.0 or later";
    if version.is_empty() {
        return Err(format!(
            "the file does not say its version of OSCAL (`oscal-version`), so that withdrawn controls could \
             not be told from the others; {advice}"
        ));
    }
    let first = version.split('.').next().unwrap_or_default();
    let is_draft = version.starts_with("1.0.0-");
    match first {
        "1" if !is_draft => Ok(()),
        "0" | "1" => Err(format!(
            "the file has OSCAL {version}, a draft from before version 1.0.0, in which labels, statuses and \
             parameters stand elsewhere (`properties` in place of `props`): withdrawn controls would pass \
             for requirements; {advice}"
        )),
        _ => Err(format!(
            "the file has OSCAL {version}, which this program does not know; it reads OSCAL 1"
        )),
    }
}

/// The catalog in a file that was probed. What stands beside it is told in `passed_over`.
fn catalog(bytes: &[u8], version: &str, passed_over: &mut Vec<String>) -> Result<Catalog, Refusal> {
    let file: CatalogFile = parse(bytes, &format!("catalog of OSCAL {version}"))?;
    passed_over.extend(foreign::told_of(&file.foreign, "the file"));
    Ok(file.catalog)
}

fn parse<T: DeserializeOwned>(bytes: &[u8], expected: &str) -> Result<T, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| Refusal::Shape {
        expected: expected.to_owned(),
        error: error.to_string(),
    })
}
