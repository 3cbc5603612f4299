//! The facts of each file of a folder, before anything is concluded from them.

mod fields;
mod passages;
mod places;
mod tables;

pub(crate) use fields::{
    FieldFact, FieldValue, FrontForm, is_clauses, is_kind_name, is_status, spaced,
};
pub(crate) use places::{HowNamed, Place};
pub(crate) use tables::{ClauseColumn, ClauseHead, RowCell, TableFact, is_document_head};

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rayon::prelude::*;

use super::standard_names::{StandardAt, StandardNames};
use crate::assemble::first_heading_as_written;
use crate::conventions::{Labels, folded};
use crate::diagnostics::{Diagnostic, Source, SourcePath, Span};
use crate::index::{IndexVec, Position as _};
use crate::manual::{
    BlockNames, Body, Gives, Language, PageSettings, SettingPartIx, Sought, TextEntry, TextEntryIx,
    of_stem,
};
use crate::markdown::{self, FoundInText};
use crate::sources::{Sources, read_one};
use passages::Passages;

/// The facts of a folder.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// The Markdown files, sorted by path.
    pub(crate) pages: Vec<PageFacts>,
    /// Files from which another program makes pages, sorted by path.
    pub(crate) templates: Vec<SourcePath>,
    /// The files that cannot be read.
    pub(crate) unreadable: Vec<Diagnostic>,
    /// The heading directly below which most pages have their block of metadata, and how many they are, if a
    /// setting has to name it.
    pub(crate) block_heading: Option<(String, usize)>,
}

/// The facts of a Markdown file.
#[derive(Debug)]
pub(crate) struct PageFacts {
    /// The file.
    pub(crate) path: SourcePath,
    /// The form of its front-matter.
    pub(crate) front: FrontForm,
    /// The fields of its front-matter.
    pub(crate) fields: Vec<FieldFact>,
    /// The fields that the first block of metadata in its text states, under known names.
    pub(crate) block: Vec<FieldFact>,
    /// Its block of metadata, if that is read only where a setting names the heading above it: that heading,
    /// and the fields.
    pub(crate) block_below: Option<(String, Vec<FieldFact>)>,
    /// Names of fields in its text, if it has no such block.
    pub(crate) stray_names: Vec<String>,
    /// The title in its front-matter.
    pub(crate) title: Option<String>,
    /// Its first heading.
    pub(crate) heading: Option<String>,
    /// Whether it has sections for its purpose and its scope, as documents have.
    pub(crate) has_purpose_and_scope: bool,
    /// The places that name a clause.
    pub(crate) places: Vec<Place>,
    /// How often its text speaks of each group of built-in standards that share a name.
    pub(crate) spoken: Vec<(Vec<StandardAt>, usize)>,
    /// The standards of which it speaks that are not built in.
    pub(crate) others: Vec<String>,
    /// Its tables with a column of clauses.
    pub(crate) tables: Vec<TableFact>,
    /// Numbers with the letter of an annex that no built-in standard has: `A.9.2.1`.
    pub(crate) unknown_annexes: Vec<String>,
    /// The numbers of its own sections and paragraphs.
    pub(crate) own_numbers: Vec<String>,
    /// Clauses in a notation with the name of the standard: `[13485:7.5.1]`.
    pub(crate) tags: Vec<Tag>,
    /// The names in braces in its text, `{{ company }}`, each as often as it stands there.
    pub(crate) variables: Vec<String>,
    /// Whether it has notices or tabs in the notation of another program.
    pub(crate) has_admonitions: bool,
    /// How many frequent words of each of [`LANGUAGES`](crate::conventions::LANGUAGES) it has.
    pub(crate) languages: [usize; 4],
}

impl PageFacts {
    /// The name of its file without its ending.
    pub(crate) fn whole_stem(&self) -> &str {
        let name = self.path.file_name();
        let ending = ending(&self.path).unwrap_or_default();
        let end = name.len().saturating_sub(ending.len() + 1);
        name.get(..end).unwrap_or(name)
    }

    /// The language that the name of its file says.
    pub(crate) fn named_language(&self) -> Option<Language> {
        of_stem(self.whole_stem()).language
    }
}

/// A clause in a notation with the name of its standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The form of the notation, as a pattern with `NAME` and `CLAUSE`.
    pub(crate) notation: &'static str,
    /// The name of the standard.
    pub(crate) name: String,
    /// The clause.
    pub(crate) clause: String,
}

/// Ends of the names of files that other programs read as Markdown.
pub(crate) const ENDINGS: [&str; 8] = [
    "md.tmpl",
    "md.j2",
    "md.jinja",
    "md.jinja2",
    "mdx",
    "qmd",
    "mkd",
    "mdown",
];

/// Endings that are read as Markdown without a setting.
const BUILT_IN_ENDINGS: [&str; 2] = ["md", "markdown"];

/// The ending of a Markdown file: its name behind the stem. `None` for other files.
pub(crate) fn ending(path: &SourcePath) -> Option<&'static str> {
    let name = path.file_name().to_ascii_lowercase();
    let all = BUILT_IN_ENDINGS.into_iter().chain(ENDINGS);
    let mut fitting = all.filter(|ending| {
        let stem = name.strip_suffix(ending);
        stem.is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'))
    });
    fitting.next()
}

/// Whether files with this ending are read as Markdown without a setting.
pub(crate) fn is_built_in(ending: &str) -> bool {
    BUILT_IN_ENDINGS.contains(&ending)
}

/// Surveys the files of a folder, on all cores.
pub(crate) fn survey(
    sources: &dyn Sources,
    files: &[SourcePath],
    names: &StandardNames,
    labels: &Labels,
) -> Survey {
    let pages: Vec<&SourcePath> = files.iter().filter(|path| ending(path).is_some()).collect();
    let read: Vec<Result<Option<PageFacts>, Diagnostic>> = pages
        .par_iter()
        .map(|path| {
            let source = read_one(sources, path)?;
            Ok((!is_template(&source)).then(|| page(&source, names, labels)))
        })
        .collect();
    let mut survey = Survey::default();
    for (path, page) in pages.into_iter().zip(read) {
        match page {
            Ok(Some(page)) => survey.pages.push(page),
            Ok(None) => survey.templates.push(path.clone()),
            Err(diagnostic) => survey.unreadable.push(diagnostic),
        }
    }
    take_blocks_below(&mut survey);
    survey
}

/// Takes the blocks below one heading for those of their pages, if most pages with a block have theirs there.
fn take_blocks_below(survey: &mut Survey) {
    const FEWEST: usize = 3;
    let mut counts: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for (heading, _) in survey
        .pages
        .iter()
        .filter_map(|page| page.block_below.as_ref())
    {
        let known = counts.entry(folded(heading));
        known.or_insert_with(|| (heading.clone(), 0)).1 += 1;
    }
    let all = survey.pages.iter();
    let all = all.filter(|page| !page.block.is_empty() || page.block_below.is_some());
    let all = all.count();
    let most = counts.into_iter().max_by_key(|(_, (_, count))| *count);
    let Some((form, (heading, count))) =
        most.filter(|(_, (_, count))| *count >= FEWEST && *count * 2 > all)
    else {
        return;
    };
    for page in &mut survey.pages {
        let below = page
            .block_below
            .take_if(|(heading, _)| folded(heading) == form);
        if let Some((_, block)) = below {
            page.block = block;
            page.stray_names = Vec::new();
        }
    }
    survey.block_heading = Some((heading, count));
}

/// The entry of `[[metadata]]` that reads every usual name of a field.
static USUAL_FIELDS: LazyLock<IndexVec<TextEntryIx, TextEntry>> =
    LazyLock::new(|| usual_fields(Vec::new()));

/// The same, also below these headings.
fn usual_fields(headings: Vec<String>) -> IndexVec<TextEntryIx, TextEntry> {
    let mut entries = IndexVec::new();
    entries.push(TextEntry {
        files: None,
        sought: Sought::Block(BlockNames::Usual),
        gives: Gives::Fields(Vec::new()),
        headings,
        span: Span::default(),
        part: SettingPartIx::new(0),
    });
    entries
}

/// The block of metadata directly below a heading that nothing says to be about the document: the heading, and
/// the fields.
fn block_below(
    source: &Source,
    from: usize,
    body: &Body,
    found: &FoundInText,
) -> Option<(String, Vec<FieldFact>)> {
    let first = found.blocks.first()?;
    let above = body.headings.iter();
    let mut above = above.filter(|heading| heading.span.start < first.span.start);
    let heading = body.written(&above.next_back()?.title);
    let entries = usual_fields(vec![folded(&heading)]);
    let settings = PageSettings {
        entries: &entries,
        ..PageSettings::default()
    };
    let again = markdown::parse_body(source, from, settings);
    let block = fields::block(&again.found);
    (!block.is_empty()).then_some((heading, block))
}

/// Surveys one file. The result depends on this file alone.
pub(crate) fn page(source: &Source, names: &StandardNames, labels: &Labels) -> PageFacts {
    let front = fields::front_matter(source);
    let settings = PageSettings {
        entries: &USUAL_FIELDS,
        ..PageSettings::default()
    };
    let parsed = markdown::parse_body(source, front.end, settings);
    let (body, found) = (parsed.body, parsed.found);
    let text = source.text().get(front.end..).unwrap_or_default();
    let passages = Passages::read(text, front.end, &body);
    let spoken = passages.spoken(names);
    let mut places = fields::places(&front.fields, names);
    places.extend(places::places(&passages, names, labels));
    let block = fields::block(&found);
    let block_below = match block.is_empty() {
        true => block_below(source, front.end, &body, &found),
        false => None,
    };
    let stray_names = match block.is_empty() {
        true => fields::stray_names(&found),
        false => Vec::new(),
    };
    PageFacts {
        path: source.path().clone(),
        block,
        block_below,
        stray_names,
        title: fields::title(&front.fields),
        heading: first_heading_as_written(&body),
        has_purpose_and_scope: has_purpose_and_scope(&body),
        variables: body
            .variables
            .iter()
            .map(|name| name.value.clone())
            .collect(),
        places,
        others: passages.others(names),
        tables: tables::tables(&passages, names, labels),
        unknown_annexes: passages.unknown_annexes(names),
        own_numbers: passages.own_numbers(),
        tags: tags(text),
        has_admonitions: markdown::has_admonitions(text),
        languages: passages.languages(),
        spoken,
        front: front.form,
        fields: front.fields,
    }
}

/// Whether two of the headings say what the document is for, and for whom.
fn has_purpose_and_scope(body: &Body) -> bool {
    const PURPOSES: [&str; 9] = [
        "purpose",
        "objective",
        "objectives",
        "zweck",
        "ziel",
        "objet",
        "objectif",
        "objetivo",
        "propósito",
    ];
    const SCOPES: [&str; 6] = [
        "scope",
        "geltungsbereich",
        "anwendungsbereich",
        "champ d application",
        "domaine d application",
        "alcance",
    ];
    let headings = body.headings.iter();
    let headings = headings.map(|heading| {
        let written = body.written(&heading.title);
        folded(written.trim_start_matches(|c: char| !c.is_alphabetic()))
    });
    let headings: Vec<String> = headings.collect();
    let has = |words: &[&str]| headings.iter().any(|one| words.contains(&one.as_str()));
    // `Purpose and scope` is one section.
    let has_both = headings.iter().any(|one| {
        let words: Vec<&str> = one.split(' ').collect();
        let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
        words.len() <= 3 && has(&PURPOSES) && has(&SCOPES)
    });
    has(&PURPOSES) && has(&SCOPES) || has_both
}

/// The notations with the name of a standard. `NAME` and `CLAUSE` stand for what varies.
const NOTATIONS: [(&str, &str); 4] = [
    (r"<!--\s*\[NAME:(CLAUSE)\]\s*-->", "<!-- [NAME:CLAUSE] -->"),
    (r"\[\[NAME:(CLAUSE)\]\]", "[[NAME:CLAUSE]]"),
    (r"\{NAME:(CLAUSE)\}", "{NAME:CLAUSE}"),
    (r"\[NAME:(CLAUSE)\]", "[NAME:CLAUSE]"),
];

/// The pattern of a notation for one standard, with a group `clause`.
pub(crate) fn pattern_of(notation: &str, name: &str) -> Option<String> {
    let (pattern, _) = NOTATIONS.iter().find(|(_, shown)| *shown == notation)?;
    let pattern = pattern.replace("NAME", &regex::escape(name));
    Some(pattern.replace("(CLAUSE)", r"(?<clause>[^\]}]+)"))
}

/// Whether Templater, of Obsidian, makes pages from a file: it has its marks in front-matter.
fn is_template(source: &Source) -> bool {
    let front = source.text().get(..crate::parse::body_start(source));
    front.is_some_and(|front| front.contains("<%"))
}

/// Finds clauses in a notation with the name of their standard. What is marked up as code or as a
/// link is found too; the program decides later what counts.
fn tags(text: &str) -> Vec<Tag> {
    static ALL: LazyLock<Vec<(regex::Regex, &'static str)>> = LazyLock::new(|| {
        let read = NOTATIONS.iter().filter_map(|(pattern, shown)| {
            let pattern = pattern.replace("NAME", "(?<name>[A-Za-z0-9][A-Za-z0-9 ./-]{0,39})");
            let pattern =
                pattern.replace("(CLAUSE)", r"(?<clause>[A-Z0-9][A-Za-z0-9.,;() -]{0,199})");
            Some((regex::Regex::new(&pattern).ok()?, *shown))
        });
        read.collect()
    });
    if memchr::memchr2(b'[', b'{', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
    let mut found = Vec::new();
    for (regex, notation) in ALL.iter() {
        for one in regex.captures_iter(text) {
            let Some(whole) = one.get(0) else { continue };
            let is_in = |range: &std::ops::Range<usize>| range.contains(&whole.start());
            if taken.iter().rev().any(is_in) {
                continue;
            }
            taken.push(whole.range());
            let clauses = one["clause"].split([',', ';']).map(str::trim);
            let clauses = clauses.filter(|clause| !clause.is_empty());
            found.extend(clauses.map(|clause| Tag {
                notation,
                name: one["name"].to_owned(),
                clause: clause.to_owned(),
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests;
