//! What a manual would read in the text of a new finding. The text is somebody else's, and settings such
//! as `[[metadata]]` and `[[claims]]` read fields and claims in texts: nobody must set them by a note.

use std::sync::Arc;

use crate::assemble::{Assembled, AssembledPage, Settings};
use crate::diagnostics::{Source, SourcePath};
use crate::manual::Record;
use crate::pipeline;
use crate::sources::{self, Sources, SourcesError};

/// The settings by which the pages of a manual are read.
pub(super) struct PageReader(Settings);

impl PageReader {
    /// Reads the settings of a manual.
    ///
    /// # Errors
    /// If the folder is not a manual.
    pub(super) fn new(from: &dyn Sources) -> Result<Self, SourcesError> {
        let files = sources::read(from, &pipeline::selection(from)?)?;
        Ok(Self(pipeline::settings(&files)))
    }

    /// What is read in the text of a finding, in words; `None` if its fields are those that it has
    /// without a text, with this title. `whole` is the file, `without_text` its front-matter alone.
    pub(super) fn misread(
        &self,
        path: &str,
        title: &str,
        [whole, without_text]: [&str; 2],
    ) -> Option<String> {
        let path = SourcePath::new(path);
        let [whole, intended] = [whole, without_text]
            .map(|text| pipeline::page(self.0.reading(), &Source::new(path.clone(), text)));
        let (AssembledPage::Record(record), AssembledPage::Record(meant)) =
            (&whole.page, &intended.page)
        else {
            return Some("what the finding is".to_owned());
        };
        let fields = changed_fields(record, meant, title);
        if !fields.is_empty() {
            let fields: Vec<String> = fields.iter().map(|name| format!("`{name}`")).collect();
            return Some(format!("the value of {}", fields.join(", ")));
        }
        says_more(&whole, &intended, record).then(|| "more than a text".to_owned())
    }
}

/// The fields whose values are not those that were meant.
fn changed_fields(record: &Record, meant: &Record, title: &str) -> Vec<String> {
    let mut changed: Vec<String> = Vec::new();
    let mut compare = |name: &str, is_same: bool| {
        if !is_same {
            changed.push(name.to_owned());
        }
    };
    compare("id", record.id == meant.id);
    compare("title", record.title == title && meant.title == title);
    compare("kind", record.kind == meant.kind);
    compare("language", record.language == meant.language);
    compare("owner", record.owner == meant.owner);
    compare("form", record.form == meant.form);
    let (all, meant_all) = (&record.fields, &meant.fields);
    for (name, value) in &all.values {
        compare(name.as_str(), meant_all.get(name.as_str()) == Some(value));
    }
    for name in all.unreadable.iter().chain(&record.misread) {
        let is_same = meant_all.unreadable.contains(name) || meant.misread.contains(name);
        compare(name.as_str(), is_same);
    }
    let mut missing = meant_all.values.iter().map(|(name, _)| name);
    missing.all(|name| {
        compare(name.as_str(), all.get(name.as_str()).is_some());
        true
    });
    changed.dedup();
    changed
}

/// Whether the text has a reference, a claim, a variable, a heading or a mistake.
fn says_more(whole: &Assembled, intended: &Assembled, record: &Record) -> bool {
    let body = &record.body;
    let mut diagnostics = whole.diagnostics.iter();
    let claims = |page: &Assembled| page.claims.as_ref().map(Arc::as_ref).cloned();
    !body.references.is_empty()
        || !body.claims.is_empty()
        || !body.variables.is_empty()
        || !body.headings.is_empty()
        || !body.pictures.is_empty()
        || body.has_merge_markers
        || claims(whole) != claims(intended)
        || diagnostics.any(|diagnostic| !intended.diagnostics.contains(diagnostic))
}
