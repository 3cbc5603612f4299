//! The conclusions as settings of `manual.toml`, with comments that a person can read and mend.

mod missing;
mod write;

pub(crate) use missing::Present;

use std::fmt::Write as _;

use super::inference::{ANY_KIND, Entry, Inference, Meaning};
use super::project::{Documents, Project};
use super::standard_names::StandardNames;
use super::survey::pattern_of;
use crate::conventions::folded;
use crate::diagnostics::SourcePath;
use write::{Line, list, quoted, table};

/// The settings, in the order of `manual.toml`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    parts: Vec<Part>,
}

/// A part of the settings.
#[derive(Clone, Debug)]
struct Part {
    /// The head: empty for the beginning of the file, `[fields]`, `[[defaults]]`.
    head: String,
    /// Comments above the head.
    comments: Vec<String>,
    lines: Vec<Line>,
    sort: Sort,
}

/// What a part is, which decides whether a `manual.toml` has it already.
#[derive(Clone, Debug)]
enum Sort {
    /// Single settings, each by its key, of the table at this path.
    Table(Vec<&'static str>),
    /// An entry of `[[defaults]]`, for the pages at these positions of the survey.
    Defaults(Vec<usize>),
    /// What all documents get.
    General,
    /// An entry of `[[metadata]]` with these names.
    Metadata(Vec<String>),
    /// An entry of `[[claims]]` with this value of this key.
    Claims(&'static str, String),
    /// A kind of the manual's own.
    Kind(String),
}

/// What the settings say that does not follow from the texts.
pub(crate) struct Given<'p> {
    /// The title, and where it is from.
    pub(crate) title: String,
    pub(crate) title_from: String,
    /// The project of another program.
    pub(crate) project: Option<&'p Project>,
    /// Whether there are proposals, which stand in a file.
    pub(crate) has_proposals: bool,
    /// What would stop the first build: files that cannot be read, and mistakes by their rules.
    pub(crate) unreadable: &'p [SourcePath],
    pub(crate) stops: &'p [Stop],
}

/// A rule whose mistakes would stop the first build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) rule: &'static str,
    pub(crate) count: usize,
    /// The first of their places.
    pub(crate) example: String,
}

/// The file with the proposed claims.
pub(crate) const CLAIMS_FILE: &str = "claims.csv";

impl Settings {
    /// Writes the conclusions as settings.
    pub(crate) fn new(inference: &Inference<'_>, given: &Given<'_>, names: &StandardNames) -> Self {
        let mut settings = Self::default();
        settings.push(beginning(inference, given, names));
        settings.push(reading(inference, given));
        settings.push(fields(inference));
        settings.push(statuses(inference));
        settings.push(kind_words(inference));
        settings.push(class_fields(inference, names));
        settings.push(variables(inference, given));
        settings.parts.extend(own_kinds(inference, given));
        settings.push(metadata(inference));
        settings.parts.extend(of_project(given));
        settings.parts.extend(inference.entries.iter().map(entry));
        settings.push(general(inference));
        settings.parts.extend(claims(inference, given, names));
        settings.push(rules(given));
        settings
    }

    fn push(&mut self, part: Part) {
        if !part.lines.is_empty() {
            self.parts.push(part);
        }
    }

    /// The text of a new `manual.toml`.
    pub(crate) fn text(&self, files: usize) -> String {
        let mut text = format!(
            "# Written by `clausebook adopt`, which read {}. Each setting says what it rests on: read\n\
             # it, and mend it where it is wrong. `adopt` never changes this file again; run once more, it\n\
             # says what it would add.\n",
            counted(files, "Markdown file")
        );
        for part in &self.parts {
            part.write(&mut text);
        }
        text
    }
}

impl Part {
    fn new(head: &str, sort: Sort) -> Self {
        Self {
            head: head.to_owned(),
            comments: Vec::new(),
            lines: Vec::new(),
            sort,
        }
    }

    fn table(head: &str, path: &[&'static str]) -> Self {
        Self::new(head, Sort::Table(path.to_vec()))
    }

    fn write(&self, text: &mut String) {
        text.push('\n');
        for comment in &self.comments {
            write::comment(text, comment);
        }
        if !self.head.is_empty() {
            let _ = writeln!(text, "{}", self.head);
        }
        write::lines(text, &self.lines);
    }
}

fn beginning(inference: &Inference<'_>, given: &Given<'_>, names: &StandardNames) -> Part {
    let mut part = Part::table("", &[]);
    part.lines.push(Line::new(
        "title",
        quoted(&given.title),
        Some(given.title_from.clone()),
    ));
    if let Some(organisation) = given
        .project
        .and_then(|project| project.organisation.as_ref())
    {
        part.lines
            .push(Line::new("organisation", quoted(organisation), None));
    }
    if let Some(language) = inference.language {
        let remark = "the language of most texts".to_owned();
        part.lines
            .push(Line::new("language", quoted(language), Some(remark)));
    }
    let standards = inference.standards.iter();
    let ids: Vec<String> = standards
        .clone()
        .filter_map(|one| Some(names.standard(one.standard)?.id.to_string()))
        .collect();
    for (one, id) in standards.zip(&ids) {
        let mut comment = format!(
            "{id}: {} it; {} a clause of it.",
            verb(one.files, "file names", "files name"),
            verb(one.places, "place names", "places name")
        );
        if let Some(remark) = &one.remark {
            let _ = write!(comment, " {}.", upper(remark));
        }
        part.lines.push(Line::comment(comment));
    }
    let (ids, remark) = match ids.is_empty() {
        true => (
            vec!["iso-9001-2015".to_owned()],
            "to be mended: no text names a standard",
        ),
        false => (ids, "the first is what a bare clause number means"),
    };
    part.lines
        .push(Line::new("standards", list(&ids), Some(remark.to_owned())));
    let excluded = given.project.map_or(&[][..], |project| &project.exclude);
    let mut remarks = Vec::new();
    if let Some(project) = given.project.filter(|_| !excluded.is_empty()) {
        remarks.push(format!(
            "files of {} that are no documents",
            project.program
        ));
    }
    if !given.unreadable.is_empty() {
        remarks.push(format!(
            "to be mended: {} a mistake that stops a build; take it out here to see which",
            verb(given.unreadable.len(), "file has", "files have")
        ));
    }
    if !remarks.is_empty() {
        let unreadable = given.unreadable.iter();
        let unreadable = unreadable.map(|path| super::inference::glob(path.as_str()));
        let globs: Vec<String> = excluded.iter().cloned().chain(unreadable).collect();
        let remark = Some(remarks.join("; "));
        part.lines.push(Line::new("exclude", list(&globs), remark));
    }
    part
}

/// The rules whose mistakes would stop the first build.
fn rules(given: &Given<'_>) -> Part {
    let mut part = Part::table("[rules]", &["rules"]);
    part.comments.push(
        "Mistakes that are told, and stop no build until somebody has read them: nothing counts by \
         them. Delete a line once `check` finds nothing of its rule."
            .to_owned(),
    );
    for stop in given.stops {
        let remark = format!("{}, such as {}", counted(stop.count, "place"), stop.example);
        part.lines
            .push(Line::new(stop.rule, quoted("warn"), Some(remark)));
    }
    part
}

fn reading(inference: &Inference<'_>, given: &Given<'_>) -> Part {
    let mut part = Part::table("[reading]", &["reading"]);
    let ending = given.project.and_then(|project| project.ending);
    if !inference.endings.is_empty() || ending.is_some() {
        let named = inference.endings.keys().copied().chain(ending);
        let endings: Vec<String> = ["md"].into_iter().chain(named).map(str::to_owned).collect();
        let of_project = given.project.map_or(0, Project::documents);
        let files = inference.endings.values().sum::<usize>() + of_project;
        let remark = counted(files, "file");
        part.lines
            .push(Line::new("endings", list(&endings), Some(remark)));
    }
    if inference.unopened > 0 {
        let remark = format!(
            "{}: fields first, one `---` behind them",
            counted(inference.unopened, "file")
        );
        part.lines.push(Line::new(
            "unopened_front_matter",
            "true".to_owned(),
            Some(remark),
        ));
    }
    if inference.admonitions > 0 {
        let remark = format!(
            "{}: `!!! note`, `=== \"Tab\"` or `:::note`",
            counted(inference.admonitions, "file")
        );
        part.lines
            .push(Line::new("admonitions", "true".to_owned(), Some(remark)));
    }
    let forms = inference
        .fields
        .date_forms
        .union(&inference.blocks.date_forms);
    let forms: Vec<String> = forms.map(|form| (*form).to_owned()).collect();
    if !forms.is_empty() {
        part.lines
            .push(Line::new("date_formats", list(&forms), None));
    }
    let ignored = inference.fields.names.iter();
    let ignored = ignored.filter(|name| name.meaning == Meaning::Ignored);
    let mut written = Vec::new();
    for name in ignored {
        written.push(name.written.clone());
        let remark = name.remark.as_ref();
        if let Some(remark) = remark {
            let comment = format!(
                "{}: {}, {remark}",
                name.written,
                counted(name.files, "file")
            );
            part.lines.push(Line::comment(comment));
        }
    }
    if !written.is_empty() {
        let remark = "fields without meaning here".to_owned();
        part.lines
            .push(Line::new("ignore_fields", list(&written), Some(remark)));
    }
    part
}

fn fields(inference: &Inference<'_>) -> Part {
    let mut part = Part::table("[fields]", &["fields"]);
    for name in &inference.fields.names {
        let remark = Some(counted(name.files, "file"));
        match &name.meaning {
            Meaning::Is(field) => {
                part.lines
                    .push(Line::new(&name.written, quoted(field), remark));
            }
            Meaning::History(named) => {
                let remark = remark.map(|count| match &name.remark {
                    Some(more) => format!("{count}; {more}"),
                    None => count,
                });
                part.lines
                    .push(Line::new(&name.written, quoted("history"), remark));
                for (written, field) in named.iter().filter(|(written, field)| written != field) {
                    let written = format!("{}.{written}", name.written);
                    part.lines.push(Line::new(&written, quoted(field), None));
                }
            }
            Meaning::Same | Meaning::Claims(_) | Meaning::Ignored => {}
        }
    }
    part
}

fn statuses(inference: &Inference<'_>) -> Part {
    let mut part = Part::table("[values.status]", &["values", "status"]);
    for word in inference
        .statuses
        .iter()
        .filter(|word| word.written != word.status)
    {
        let mut remark = counted(word.files, "file");
        if let Some(more) = &word.remark {
            let _ = write!(remark, ": {more}");
        }
        part.lines
            .push(Line::new(&word.written, quoted(word.status), Some(remark)));
    }
    part
}

fn kind_words(inference: &Inference<'_>) -> Part {
    let mut part = Part::table("[values.kind]", &["values", "kind"]);
    for (word, meant) in &inference.kind_words {
        let mut remark = counted(meant.files, "file");
        if meant.is_unknown {
            remark.push_str(": to be mended: an unknown word");
        }
        part.lines
            .push(Line::new(word, quoted(&meant.kind), Some(remark)));
    }
    part
}

fn class_fields(inference: &Inference<'_>, names: &StandardNames) -> Part {
    let mut part = Part::table("[class.document.fields]", &["class", "document", "fields"]);
    for name in &inference.fields.names {
        if let Meaning::Claims(at) = name.meaning
            && let Some(standard) = names.standard(at)
        {
            let value = format!(
                "{{ type = \"claims\", standard = {} }}",
                quoted(standard.id.as_str())
            );
            let remark = format!(
                "{}: claims, which count once their documents are in force",
                counted(name.files, "file")
            );
            part.lines
                .push(Line::new(&name.written, value, Some(remark)));
        }
    }
    part
}

/// Kinds that are used and not built in.
fn own_kinds(inference: &Inference<'_>, given: &Given<'_>) -> Vec<Part> {
    const KINDS: [(&str, &str, &str, &str); 4] = [
        ("component", "Component", "Components", "CMP"),
        ("requirement", "Requirement", "Requirements", "REQ"),
        (ANY_KIND, "Document", "Documents", "DOC"),
        ("narrative", "Narrative", "Narratives", "NAR"),
    ];
    let is_used = |name: &str| {
        let gives = |entry: &Entry| {
            let mut fields = entry.fields.iter();
            fields.any(|given| given.field == "kind" && given.value == name)
        };
        inference.entries.iter().any(gives)
            || inference
                .kind_words
                .values()
                .any(|meant| meant.kind == name)
            || given.project.is_some_and(|project| project.has_kind(name))
    };
    let used = KINDS.into_iter().filter(|(name, ..)| is_used(name));
    let parts = used.map(|(name, title, plural, prefix)| {
        let mut part = Part::new(&format!("[kind.{name}]"), Sort::Kind(name.to_owned()));
        let folder = plural.to_lowercase();
        for (key, value) in [
            ("class", "document"),
            ("title", title),
            ("plural", plural),
            ("prefix", prefix),
            ("folder", &folder),
        ] {
            part.lines.push(Line::new(key, quoted(value), None));
        }
        part
    });
    parts.collect()
}

/// Values for the names in braces.
fn variables(inference: &Inference<'_>, given: &Given<'_>) -> Part {
    let mut part = Part::table("[variables]", &["variables"]);
    for (name, (places, files)) in &inference.variables {
        let count = format!(
            "{} in {}",
            counted(*places, "place"),
            counted(*files, "file")
        );
        let (value, remark) = match given
            .project
            .and_then(|project| project.variables.get(name))
        {
            Some(value) => (value.clone(), count),
            None => (format!("({name})"), format!("to be mended: {count}")),
        };
        part.lines
            .push(Line::new(name, quoted(&value), Some(remark)));
    }
    part
}

fn metadata(inference: &Inference<'_>) -> Part {
    let mut known: Vec<String> = Vec::new();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut comments = Vec::new();
    for name in &inference.blocks.names {
        let field = match &name.meaning {
            Meaning::Same => &name.written,
            Meaning::Is(field) => *field,
            Meaning::History(_) | Meaning::Claims(_) | Meaning::Ignored => {
                if let Some(remark) = &name.remark {
                    comments.push(format!("Not read: \"{}\" {remark}.", name.written));
                }
                continue;
            }
        };
        let form = folded(&name.written);
        if known.contains(&form) {
            continue;
        }
        known.push(form);
        comments.push(format!(
            "\"{}\": {}",
            name.written,
            counted(name.files, "file")
        ));
        pairs.push((name.written.clone(), quoted(field)));
    }
    let strays = inference.survey.pages.iter().filter(|page| {
        let mut names = page.stray_names.iter();
        names.any(|name| known.contains(name))
    });
    let strays: Vec<String> = strays
        .map(|page| format!("!{}", super::inference::glob(page.path.as_str())))
        .collect();
    let mut part = Part::new("[[metadata]]", Sort::Metadata(known));
    if !pairs.is_empty() && !strays.is_empty() {
        let remark = format!(
            "{} such a name in the middle of the text",
            verb(strays.len(), "page has", "pages have")
        );
        let files: Vec<String> = std::iter::once("**".to_owned()).chain(strays).collect();
        part.lines
            .push(Line::new("files", list(&files), Some(remark)));
    }
    if !pairs.is_empty() {
        part.comments
            .push("Fields that texts state in a table or in lines with labels.".to_owned());
        part.comments.extend(comments);
        part.lines.push(Line::new("names", table(&pairs), None));
    }
    part
}

fn entry(entry: &Entry) -> Part {
    let mut part = Part::new("[[defaults]]", Sort::Defaults(entry.pages.clone()));
    part.comments.clone_from(&entry.comment);
    if !entry.files.is_empty() {
        part.lines
            .push(Line::new("files", list(&entry.files), None));
    }
    if let Some(name) = entry.name {
        part.lines
            .push(Line::new("match", write::literal(name), None));
    }
    for given in &entry.fields {
        part.lines.push(Line::new(
            given.field,
            quoted(&given.value),
            given.remark.clone(),
        ));
    }
    part
}

/// The entries for documents of a project that are no Markdown.
fn of_project(given: &Given<'_>) -> Vec<Part> {
    let documents = given.project.map_or(&[][..], |project| &project.documents);
    let comments = |part: &mut Part, one: &Documents| {
        if !one.comment.is_empty() {
            part.comments.push(one.comment.clone());
        }
    };
    let mut parts = Vec::new();
    for one in documents {
        if let Some(pattern) = one.pattern {
            let mut part = Part::new("[[metadata]]", Sort::Defaults(Vec::new()));
            comments(&mut part, one);
            part.lines.push(Line::new(
                "files",
                list(std::slice::from_ref(&one.files)),
                None,
            ));
            part.lines
                .push(Line::new("pattern", write::literal(pattern), None));
            parts.push(part);
        }
        let mut part = Part::new("[[defaults]]", Sort::Defaults(Vec::new()));
        comments(&mut part, one);
        part.lines.push(Line::new(
            "files",
            list(std::slice::from_ref(&one.files)),
            None,
        ));
        for (field, value) in &one.fields {
            part.lines.push(Line::new(field, quoted(value), None));
        }
        parts.push(part);
    }
    parts
}

/// What documents get that they do not say themselves.
fn general(inference: &Inference<'_>) -> Part {
    let mut part = Part::new("[[defaults]]", Sort::General);
    part.comments.push(
        "What files do not say themselves. Their own words count before these, and so do the entries \
         above."
            .to_owned(),
    );
    let all = inference.texts;
    if inference.lacking_id > 0 {
        let remark = "the name of the file".to_owned();
        part.lines
            .push(Line::new("id", quoted("{stem}"), Some(remark)));
    }
    let value = |field: &str| match field {
        "status" => "draft",
        "revision" => "1",
        _ => "to be named",
    };
    for (field, lacking) in inference
        .lacking
        .iter()
        .filter(|(_, lacking)| **lacking > 0)
    {
        let remark = match *field {
            "status" => {
                format!("{lacking} of {all} documents say nothing: nothing is in force by a guess")
            }
            field => format!("to be mended: {lacking} of {all} documents name no {field}"),
        };
        part.lines
            .push(Line::new(field, quoted(value(field)), Some(remark)));
    }
    part
}

fn claims(inference: &Inference<'_>, given: &Given<'_>, names: &StandardNames) -> Vec<Part> {
    let mut parts = Vec::new();
    let id = |at| {
        names
            .standard(at)
            .map(|standard| standard.id.to_string())
            .unwrap_or_default()
    };
    let proposed = |part: &mut Part| {
        let remark =
            "delete this line once a person has read them: they count as planned until then";
        part.lines.push(Line::new(
            "status",
            quoted("proposed"),
            Some(remark.to_owned()),
        ));
    };
    for notation in &inference.notations {
        let Some(pattern) = pattern_of(notation.form, &notation.name) else {
            continue;
        };
        let mut part = Part::new("[[claims]]", Sort::Claims("pattern", pattern.clone()));
        let shown = notation.form.replace("NAME", &notation.name);
        let mut comment = format!("{} with {shown}.", counted(notation.places, "place"));
        if notation.known < notation.places {
            let _ = write!(
                comment,
                " {} no clause of the standard: `check` tells which.",
                verb(notation.places - notation.known, "names", "name")
            );
        }
        part.comments.push(comment);
        part.lines
            .push(Line::new("pattern", write::literal(&pattern), None));
        part.lines
            .push(Line::new("standard", quoted(&id(notation.standard)), None));
        proposed(&mut part);
        parts.push(part);
    }
    for columns in &inference.proposals.columns {
        let mut part = Part::new(
            "[[claims]]",
            Sort::Claims("columns", columns.clause.clone()),
        );
        part.comments.push(match columns.document {
            Some(_) => format!(
                "{} of tables that map clauses to documents.",
                counted(columns.rows, "row")
            ),
            None => format!(
                "{} of tables that say which clauses their document addresses.",
                counted(columns.rows, "row")
            ),
        });
        let glob = |path: &SourcePath| super::inference::glob(path.as_str());
        let mut files: Vec<String> = columns.files.iter().map(glob).collect();
        if files.is_empty() && !columns.not_files.is_empty() {
            files.push("**".to_owned());
        }
        let others = columns.not_files.iter();
        files.extend(others.map(|path| format!("!{}", glob(path))));
        if !files.is_empty() {
            part.lines.push(Line::new("files", list(&files), None));
        }
        let document = columns.document.as_ref();
        let pairs = [("clause", Some(&columns.clause)), ("document", document)];
        let pairs = pairs
            .into_iter()
            .filter_map(|(name, head)| Some((name.to_owned(), quoted(head?))));
        let pairs: Vec<(String, String)> = pairs.collect();
        part.lines.push(Line::new("columns", table(&pairs), None));
        part.lines
            .push(Line::new("standard", quoted(&id(columns.standard)), None));
        proposed(&mut part);
        parts.push(part);
    }
    if given.has_proposals {
        let file = Sort::Claims("file", CLAIMS_FILE.to_owned());
        let mut part = Part::new("[[claims]]", file);
        part.comments.push(
            "Claims that `adopt` proposes, each with the sentence on which it rests. Delete the word \
             \"proposed\" in a row to make it a claim, and the row if it is none."
                .to_owned(),
        );
        part.lines
            .push(Line::new("file", quoted(CLAIMS_FILE), None));
        parts.push(part);
    }
    parts
}

/// A number and what is counted.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn verb(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn upper(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}
