//! The entries of `[[metadata]]` and `[[defaults]]`, which make pages documents.

use super::write::{Line, list, literal, quoted, table};
use super::{Given, Part, Sort, counted, verb};
use crate::adopt::inference::{Entry, Inference, Meaning, glob};
use crate::adopt::project::Documents;
use crate::conventions::folded;

pub(super) fn metadata(inference: &Inference<'_>) -> Part {
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
        let remark = name.remark.as_ref();
        let remark = remark.map_or_else(String::new, |remark| format!(", {remark}"));
        comments.push(format!(
            "\"{}\": {}{remark}",
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
        .map(|page| format!("!{}", glob(page.path.as_str())))
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
        if let Some((heading, pages)) = &inference.survey.block_heading {
            let remark = format!(
                "{} the block directly below this heading",
                verb(*pages, "page has", "pages have")
            );
            let headings = list(std::slice::from_ref(heading));
            part.lines
                .push(Line::new("headings", headings, Some(remark)));
        }
    }
    part
}

pub(super) fn entry(entry: &Entry) -> Part {
    let mut part = Part::new("[[defaults]]", Sort::Defaults(entry.pages.clone()));
    part.comments.clone_from(&entry.comment);
    if !entry.files.is_empty() {
        part.lines
            .push(Line::new("files", list(&entry.files), None));
    }
    if let Some(name) = entry.name {
        part.lines.push(Line::new("match", literal(name), None));
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
pub(super) fn of_project(given: &Given<'_>) -> Vec<Part> {
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
                .push(Line::new("pattern", literal(pattern), None));
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
pub(super) fn general(inference: &Inference<'_>) -> Part {
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
