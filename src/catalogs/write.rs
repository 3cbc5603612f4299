//! Writes a list of requirements as a catalog, and reads it back.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::catalogs::draft::{Doubt, Draft, DraftClause, natural_parent};
use crate::catalogs::language::CatalogLanguage;
use crate::catalogs::words::{counted, first_few};
use crate::catalogs::{Choices, Imported, Refusal, names};
use crate::diagnostics::{Source, SourcePath};
use crate::manual::{ControlId, Origin, Standard};
use crate::parse::parse_standard;
use crate::toml_text::{comment, key, quoted};

/// What stands behind a line that a person has to complete.
const TO_FILL_IN: &str = "to be filled in";

/// Writes the catalog of a draft that was read from the file of this name.
///
/// # Errors
/// If a number stands for several clauses, if there is no requirement, or if the catalog could not be
/// read back without a mistake.
pub(super) fn write(draft: &Draft, file: &str, choices: &Choices) -> Result<Imported, Refusal> {
    draft.checked()?;
    let (toml, open) = catalog(draft, file, choices);
    let standard = read_back(&toml)?;
    let mut report = vec![said(draft, file, &standard)];
    if !draft.withdrawn.is_empty() {
        let count = counted(
            draft.withdrawn.len(),
            "withdrawn clause",
            "withdrawn clauses",
        );
        report.push(format!(
            "left out: {count} ({})",
            first_few(&draft.withdrawn)
        ));
    }
    if !draft.further.is_empty() {
        let names: Vec<&str> = draft
            .further
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        report.push(format!("made of {}, too", first_few(&names)));
    }
    let with_more = draft
        .clauses
        .iter()
        .filter(|clause| clause.has_more)
        .count();
    if with_more > 0 {
        let count = counted(with_more, "clause", "clauses");
        report.push(format!(
            "left out: the text of {count}, which is the publisher's; --texts takes it as the summary, where \
             you may use it"
        ));
    }
    report.extend(draft.notes.iter().cloned());
    report.extend(draft.passed_over.iter().cloned());
    report.extend(in_doubt(draft, Listed::FirstFew));
    let untitled: Vec<&str> = draft.untitled_headings().collect();
    if !untitled.is_empty() {
        let count = counted(untitled.len(), "heading", "headings");
        report.push(format!(
            "{TO_FILL_IN}: the titles of {count} ({})",
            first_few(&untitled)
        ));
    }
    if crate::standards::is_built_in(standard.id.as_str()) {
        report.push(format!(
            "`{}` is the id of a built-in catalog, whose place this one would take; --id names another",
            standard.id
        ));
    }
    if let CatalogLanguage::Assumed(language) = CatalogLanguage::of(draft, choices) {
        report.push(format!(
            "assumed from its words: the language `{language}`; --language names another"
        ));
    }
    if !open.is_empty() {
        report.push(format!("{TO_FILL_IN}: {}", open.join(", ")));
    }
    Ok(Imported {
        id: standard.id.to_string(),
        toml,
        report,
    })
}

/// Reads the catalog as a manual would.
fn read_back(toml: &str) -> Result<Standard, Refusal> {
    let path = SourcePath::new("standards/imported.toml");
    let (standard, diagnostics) =
        parse_standard(&Source::new(path.clone(), toml), Origin::Manual(path));
    match (standard, diagnostics.first()) {
        (Some(standard), None) => Ok(standard),
        (_, Some(first)) => Err(Refusal::NotReadBack(match &first.help {
            Some(help) => format!("{}; {help}", first.message),
            None => first.message.clone(),
        })),
        (None, None) => Err(Refusal::NotReadBack("it has no id".to_owned())),
    }
}

/// What was read.
fn said(draft: &Draft, file: &str, standard: &Standard) -> String {
    let requirements = standard.clauses.iter().filter(|clause| clause.requirement);
    let requirements = requirements.count();
    let headings = standard.clauses.len() - requirements;
    let mut said = format!(
        "{file}: {}; {}",
        draft.form,
        counted(requirements, "requirement", "requirements")
    );
    if headings > 0 {
        let _ = write!(said, " below {}", counted(headings, "heading", "headings"));
    }
    said
}

/// The catalog, and the names of the settings that are to be filled in.
fn catalog(draft: &Draft, file: &str, choices: &Choices) -> (String, Vec<&'static str>) {
    let mut text = String::with_capacity(draft.clauses.len() * 160 + 1024);
    header(&mut text, draft, file);
    let mut open = Vec::new();
    let designation = draft.designation.clone();
    let designation = designation.unwrap_or_else(|| names::designation(file));
    let id = choices.id.clone();
    let id = id.unwrap_or_else(|| names::id(&designation));
    setting(&mut text, "id", &id);
    match &draft.designation {
        Some(designation) => setting(&mut text, "designation", designation),
        None => {
            open.push("designation");
            let why =
                format!("{TO_FILL_IN}: how people call it; this is from the name of the file");
            remarked(&mut text, "designation", &designation, &why);
        }
    }
    if !draft.aliases.is_empty() {
        let aliases: Vec<String> = draft.aliases.iter().map(|alias| quoted(alias)).collect();
        let _ = writeln!(text, "aliases = [{}]", aliases.join(", "));
    }
    let facts = [
        ("title", &draft.title, designation.as_str()),
        ("publisher", &draft.publisher, ""),
        ("edition", &draft.edition, ""),
    ];
    for (name, said, otherwise) in facts {
        match said {
            Some(said) => setting(&mut text, name, said),
            None => {
                open.push(name);
                let why = format!("{TO_FILL_IN}: the file does not say it");
                remarked(&mut text, name, otherwise, &why);
            }
        }
    }
    match CatalogLanguage::of(draft, choices) {
        CatalogLanguage::Named(language) => setting(&mut text, "language", &language),
        CatalogLanguage::Assumed(language) => {
            remarked(&mut text, "language", language, "assumed from its words");
        }
        CatalogLanguage::Unknown => {
            open.push("language");
            let _ = writeln!(
                text,
                "# language = \"…\"   {TO_FILL_IN}: the file does not say it; without it that of the manual"
            );
        }
    }
    setting(&mut text, "source", draft.source.as_deref().unwrap_or(file));
    let numbers: HashSet<&str> = draft.numbers().collect();
    let parents = draft.parents();
    for one in &draft.clauses {
        clause(&mut text, one, &numbers, &parents);
    }
    (text, open)
}

/// How many numbers a sentence lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    FirstFew,
    All,
}

/// A sentence for each reason for which clauses are in doubt.
fn in_doubt(draft: &Draft, listed: Listed) -> Vec<String> {
    let reasons = Doubt::ALL.map(|doubt| (doubt, draft.in_doubt(doubt)));
    let reasons = reasons.iter().filter(|(_, numbers)| !numbers.is_empty());
    let sentences = reasons.map(|(doubt, numbers)| {
        let count = numbers.len();
        let what = match doubt {
            Doubt::EmptyText => {
                let clauses = counted(count, "clause with", "clauses with");
                format!("{clauses} an empty text, as withdrawn ones have it")
            }
            Doubt::BeginsWithdrawn => {
                let clauses = counted(
                    count,
                    "clause whose text begins",
                    "clauses whose texts begin",
                );
                let goes = if count == 1 { "goes" } else { "go" };
                format!("{clauses} with \"withdrawn\" and {goes} on")
            }
            Doubt::NoField => {
                let clauses = counted(
                    count,
                    "clause whose entry has",
                    "clauses whose entries have",
                );
                format!("{clauses} none of the fields `family`, `name` and `description`")
            }
        };
        let advice = match doubt {
            Doubt::EmptyText | Doubt::BeginsWithdrawn => "what was withdrawn",
            Doubt::NoField => "what is no requirement",
        };
        format!(
            "in doubt: {what} ({}); compare with the publisher's list, and take out {advice}",
            match listed {
                Listed::FirstFew => first_few(numbers),
                Listed::All => numbers.join(", "),
            }
        )
    });
    sentences.collect()
}

fn header(text: &mut String, draft: &Draft, file: &str) {
    let digest = draft.digest.map(|digest| format!(", SHA-256 {digest}"));
    let digest = digest.unwrap_or_default();
    comment(
        text,
        &format!("Imported from {file} ({}{digest}).", draft.form),
    );
    for (name, digest) in &draft.further {
        comment(text, &format!("Made of {name}, too (SHA-256 {digest})."));
    }
    if !draft.withdrawn.is_empty() {
        let all = draft.withdrawn.join(", ");
        comment(text, &format!("Withdrawn, and left out: {all}."));
    }
    let notes = draft.notes.iter().chain(&draft.passed_over).cloned();
    for note in notes.chain(in_doubt(draft, Listed::All)) {
        comment(text, &format!("{note}."));
    }
    comment(
        text,
        "The summaries of a catalog are short words of one's own: a standard's text is its publisher's. \
         `records` says which documented information a clause expects, which such files do not tell: none, \
         maintain, retain or both in place of unknown.",
    );
}

fn clause(text: &mut String, one: &DraftClause, numbers: &HashSet<&str>, parents: &HashSet<&str>) {
    text.push('\n');
    if let Some(doubt) = one.doubt {
        comment(text, &format!("In doubt: {}.", doubt.word()));
    }
    text.push_str("[[clause]]\n");
    setting(text, "number", &one.number);
    match &one.title {
        Some(title) => setting(text, "title", title),
        None if one.requirement == Some(false) => {
            let _ = writeln!(
                text,
                "# title = \"…\"   {TO_FILL_IN}: the file does not say it"
            );
        }
        None => {}
    }
    if let Some(summary) = &one.summary {
        setting(text, "summary", summary);
    }
    let is_leaf = !parents.contains(&*one.number);
    let is_requirement = one.requirement.unwrap_or(is_leaf);
    match one.records {
        Some(records) => setting(text, "records", records),
        None if is_requirement => setting(text, "records", "unknown"),
        None => {}
    }
    if is_requirement != is_leaf {
        let _ = writeln!(text, "requirement = {is_requirement}");
    }
    let natural = natural_parent(&one.number, numbers);
    if let Some(parent) = one
        .parent
        .as_deref()
        .filter(|parent| natural != Some(parent))
    {
        setting(text, "parent", parent);
    }
    if let Some(control) = &one.control
        && *control != ControlId::of_number(&one.number)
    {
        setting(text, "control", control.as_str());
    }
}

fn setting(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "{} = {}", key(name), quoted(value));
}

fn remarked(text: &mut String, name: &str, value: &str, remark: &str) {
    let _ = writeln!(text, "{} = {}   # {remark}", key(name), quoted(value));
}
