//! Reads a folder of other people's Markdown, and proposes settings and claims (`docs/design.md`,
//! "Adopting a folder").
//!
//! The steps: `survey` notes the facts of each file, `inference` concludes from them which pages are
//! documents, what their fields are called and of which standards they speak, `settings` writes
//! that as text with comments, `proposed_claims` continues the table of proposed claims, and `account`
//! tells a person what was found. Nothing here writes to the disk.

mod account;
mod inference;
mod project;
mod settings;
mod standard_names;
mod survey;

pub(crate) use settings::{CLAIMS_FILE, Stop, without, without_refused};

use std::collections::HashSet;

use crate::conventions::Labels;
use crate::diagnostics::{Source, SourcePath};
use crate::manual::Extent;
use crate::proposed_claims::{
    ClaimsFile, ClaimsFileError, DocumentName, Proposal, Proposer, continued,
};
use crate::sources::Sources;
use inference::{Inference, infer};
use project::Project;
use settings::{Given, Present, Settings};
use standard_names::StandardNames;
use survey::Survey;

/// What `adopt` would write into a folder, and what it tells.
pub(crate) struct Adoption {
    /// The text of `manual.toml`, unless there is one.
    pub(crate) settings: Option<String>,
    /// The file of claims after the run.
    pub(crate) claims: ClaimsFile,
    /// The settings that a present `manual.toml` lacks, as text.
    pub(crate) missing: String,
    /// What was found, in lines for a person.
    pub(crate) account: Vec<String>,
    /// What a person should look at next.
    pub(crate) next: Vec<String>,
}

/// The settings that a folder has already.
pub(crate) struct PresentManual {
    /// `manual.toml`.
    pub(crate) settings: toml::Table,
    /// The pages that are not controlled under it, and its documents.
    pub(crate) uncontrolled: HashSet<SourcePath>,
    pub(crate) documents: HashSet<SourcePath>,
}

/// Why a folder cannot be adopted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AdoptError {
    /// There is no Markdown in it.
    #[error("there is no Markdown file here, so that there is nothing to adopt")]
    NoPages,
    /// No page is a document.
    #[error(
        "none of the {0} looks like a document: nothing names a clause, an owner or a version, and \
             no folder is called policies, procedures or the like"
    )]
    NoDocuments(String),
    /// The file of claims cannot be continued.
    #[error(transparent)]
    Claims(#[from] ClaimsFileError),
}

/// What is known of a folder beside its files.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known<'k> {
    /// The folder's name.
    pub(crate) folder: &'k str,
    pub(crate) present: Option<&'k PresentManual>,
    /// The file of claims.
    pub(crate) claims: Option<&'k Source>,
    /// What would stop the first build: files that cannot be read, which are left out, and mistakes by
    /// their rules.
    pub(crate) unreadable: &'k [SourcePath],
    pub(crate) stops: &'k [Stop],
}

/// Surveys these files, and concludes what to write.
///
/// # Errors
/// If nothing in the folder can be adopted, or the file of claims cannot be continued.
pub(crate) fn adopt(
    sources: &dyn Sources,
    files: &[SourcePath],
    known: Known<'_>,
) -> Result<Adoption, AdoptError> {
    let (names, labels) = (StandardNames::built_in(), Labels::default());
    let is_read = |path: &&SourcePath| !known.unreadable.contains(path);
    let files: Vec<SourcePath> = files.iter().filter(is_read).cloned().collect();
    let (files, present, claims) = (&*files, known.present, known.claims);
    let survey = survey::survey(sources, files, &names, &labels);
    let project = project::find(sources, files);
    let of_project = project.as_ref().map_or(0, Project::documents);
    if survey.pages.is_empty() && of_project == 0 {
        return Err(AdoptError::NoPages);
    }
    let inference = infer(&survey, project.as_ref(), &names, &labels);
    if inference.documents == 0 && present.is_none() {
        let pages = settings::counted(survey.pages.len(), "Markdown file");
        return Err(AdoptError::NoDocuments(pages));
    }
    // A claim on behalf of a page that is no document yet would be a mistake.
    let is_controlled = |path: &SourcePath| present.is_none_or(|one| one.documents.contains(path));
    let all = inference.proposals.list.iter();
    let (proposals, held_back): (Vec<_>, Vec<_>) =
        all.partition(|one| is_controlled(&one.document));
    let proposals = proposals.into_iter().map(|one| Proposal {
        document: Some(inference.name(&one.document)),
        clause: one.clause.clone(),
        standard: one.standard.clone(),
        section: one.section.clone(),
        extent: Extent::Full,
        note: one.note(),
    });
    let proposals: Vec<Proposal> = proposals.collect();
    let claims = continued(claims, &proposals, Proposer::Adopt)?;
    let has_proposals = claims.proposed + claims.confirmed + held_back.len() > 0;
    let given = given(&survey, known, project.as_ref(), has_proposals);
    let settings = Settings::new(&inference, &given, &names);
    let missing = present.map_or_else(String::new, |present| {
        let is_uncontrolled = |at: &usize| {
            let page = survey.pages.get(*at);
            page.is_some_and(|page| present.uncontrolled.contains(&page.path))
        };
        settings.missing(&Present {
            settings: &present.settings,
            uncontrolled: (0..survey.pages.len()).filter(is_uncontrolled).collect(),
        })
    });
    Ok(Adoption {
        account: account::found(&inference, project.as_ref(), &claims, &names),
        next: account::next(
            &inference,
            project.as_ref(),
            (&claims, held_back.len()),
            known,
            &names,
        ),
        settings: present
            .is_none()
            .then(|| settings.text(survey.pages.len() + of_project)),
        claims,
        missing,
    })
}

/// The title and the organisation.
fn given<'p>(
    survey: &Survey,
    known: Known<'p>,
    project: Option<&'p Project>,
    has_proposals: bool,
) -> Given<'p> {
    let home = ["index.md", "README.md", "readme.md"]
        .iter()
        .find_map(|name| {
            let page = survey
                .pages
                .iter()
                .find(|page| page.path.as_str() == *name)?;
            let title = page.title.as_ref().map(|title| (title, "title"));
            let heading = || Some((page.heading.as_ref()?, "first heading"));
            let (text, what) = title.or_else(heading)?;
            let text = filled(text, project);
            if text.trim().is_empty() || text.contains("{{") {
                return None;
            }
            Some((text, format!("the {what} of {name}")))
        });
    let by_project = || {
        let project = project?;
        let title = project.title.clone()?;
        Some((title, format!("the name in {}", project.file)))
    };
    let (title, title_from) = home.or_else(by_project).unwrap_or_else(|| {
        let name = match known.folder.trim() {
            "" => "Manual".to_owned(),
            name => name.to_owned(),
        };
        (name, "to be mended: the folder's name".to_owned())
    });
    Given {
        title,
        title_from,
        project,
        has_proposals,
        unreadable: known.unreadable,
        stops: known.stops,
    }
}

/// A text with the values that a project gives for its names in braces.
fn filled(text: &str, project: Option<&Project>) -> String {
    let variables = project.into_iter().flat_map(|project| &project.variables);
    variables.fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{{{name}}}}}"), value)
    })
}

impl Inference<'_> {
    /// The names of a document.
    fn name(&self, path: &SourcePath) -> DocumentName {
        DocumentName {
            id: self.ids.get(path).cloned(),
            path: path.to_string(),
        }
    }
}

#[cfg(test)]
mod tests;
