//! The beginning of `manual.toml`, and the tables `[reading]` and `[rules]`.

use std::fmt::Write as _;

use super::write::{Line, list, quoted};
use super::{Given, Part, counted, upper, verb};
use crate::adopt::inference::{Inference, Meaning, glob};
use crate::adopt::project::Project;
use crate::adopt::standard_names::StandardNames;
use crate::adopt::survey::PageFacts;

pub(super) fn beginning(
    inference: &Inference<'_>,
    given: &Given<'_>,
    names: &StandardNames,
) -> Part {
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
    match ids.is_empty() {
        true => {
            part.lines.push(Line::comment(
                "To be mended: no text names a clause of a standard, so that nothing is measured. Name in the \
                 list what the manual is to meet, such as [\"iso-9001-2015\"]; `clausebook standards list` \
                 shows the ids."
                    .to_owned(),
            ));
            part.lines.push(Line::new("standards", list(&ids), None));
        }
        false => {
            let remark = "the first is what a bare clause number means".to_owned();
            part.lines
                .push(Line::new("standards", list(&ids), Some(remark)));
        }
    }
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
    let templates = templates(inference);
    if !templates.is_empty() {
        let count = inference.survey.templates.len();
        remarks.push(format!(
            "{} Templater makes pages",
            match count {
                1 => "from 1 file".to_owned(),
                many => format!("from {many} files"),
            }
        ));
    }
    if !remarks.is_empty() {
        let unreadable = given.unreadable.iter();
        let unreadable = unreadable.map(|path| glob(path.as_str()));
        let excluded = excluded.iter().cloned().chain(templates);
        let globs: Vec<String> = excluded.chain(unreadable).collect();
        let remark = Some(remarks.join("; "));
        part.lines.push(Line::new("exclude", list(&globs), remark));
    }
    part
}

/// The patterns of templates: one for a folder in which there is nothing else.
fn templates(inference: &Inference<'_>) -> Vec<String> {
    let survey = inference.survey;
    let patterns = survey.templates.iter().map(|path| {
        let folder = format!("{}/", path.folder());
        let is_page = |page: &PageFacts| page.path.as_str().starts_with(&folder);
        match path.folder() {
            "" => glob(path.as_str()),
            _ if survey.pages.iter().any(is_page) => glob(path.as_str()),
            _ => format!("{}**", glob(&folder)),
        }
    });
    let mut patterns: Vec<String> = patterns.collect();
    patterns.dedup();
    patterns
}

/// The rules whose mistakes would stop the first build.
pub(super) fn rules(given: &Given<'_>) -> Part {
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

pub(super) fn reading(inference: &Inference<'_>, given: &Given<'_>) -> Part {
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
    if inference.uncontrolled_front > 0 {
        let remark = format!(
            "{} front-matter of another meaning",
            match inference.uncontrolled_front {
                1 => "1 page that is no document has".to_owned(),
                many => format!("{many} pages that are no documents have"),
            }
        );
        part.lines.push(Line::new(
            "uncontrolled_front_matter",
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
