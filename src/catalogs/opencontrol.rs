//! Standards of OpenControl, which comply has too: a name, and below each number the family, the name
//! and the text of a control. A certification chooses from the standards beside it.

use std::collections::HashSet;

use crate::catalogs::draft::{Doubt, Draft, DraftClause, natural_parent};
use crate::catalogs::words::{Withdrawn, counted, first_few, one_line, plain, says_withdrawn};
use crate::catalogs::{Choices, Folder, NamedFile, Refusal, numbers, text};
use crate::diagnostics::{Source, SourcePath};
use crate::digest::Digest;
use crate::parse::node::{Entry, Node, Table, Value};
use crate::parse::read_yaml;

/// The fields of a control.
const FIELDS: [&str; 4] = ["family", "name", "description", "type"];

/// The names under which other programs put controls below another entry.
const OF_CONTROLS: [&str; 7] = [
    "control",
    "controls",
    "requirement",
    "requirements",
    "enhancement",
    "enhancements",
    "families",
];

/// Reads a standard or a certification.
///
/// # Errors
/// If it is neither, or if a certification names a control that its standard does not have.
pub(super) fn read(
    file: &NamedFile,
    folder: &dyn Folder,
    choices: &Choices,
) -> Result<Draft, Refusal> {
    let table = table(file)?;
    if table.get("satisfies").is_some() {
        return Err(Refusal::OtherForm(
            "a component of OpenControl",
            "`clausebook adopt` reads components; import the standard whose controls it satisfies",
        ));
    }
    if table.get("catalog").is_some() || table.get("profile").is_some() {
        return Err(Refusal::OtherForm(
            "OSCAL in YAML",
            "take the JSON form of the same catalog",
        ));
    }
    match table.get("standards") {
        Some(chosen) if chosen.table().is_some() => certification(&table, chosen, folder, choices),
        Some(_) => Err(Refusal::OtherForm(
            "the list of files of an OpenControl project",
            "import one of the standards that it lists",
        )),
        None => standard(&table, choices.texts),
    }
}

fn table(file: &NamedFile) -> Result<Table, Refusal> {
    let text = text(file)?;
    read_yaml(&Source::new(SourcePath::new(&file.name), &text)).map_err(|mistake| Refusal::Shape {
        expected: "standard of OpenControl".to_owned(),
        error: format!("line {}: {}", mistake.location.span.line, mistake.message),
    })
}

fn named<'t>(table: &'t Table, name: &str) -> Option<&'t str> {
    let text = table.get(name)?.text()?.trim();
    (!text.is_empty()).then_some(text)
}

/// Whether an entry is a control or a family of controls: a table, or blank, so that it may be one whose
/// fields nobody has written yet.
fn is_control(entry: &Entry) -> bool {
    entry.node.table().is_some() || (entry.node.is_blank() && entry.key != "name")
}

fn has_field(table: &Table) -> bool {
    FIELDS.iter().any(|field| table.get(field).is_some())
}

/// Fails if controls stand below another entry, where a standard of OpenControl has none.
fn refuse_nested(table: &Table) -> Result<(), Refusal> {
    let tables = table.0.iter().flat_map(|entry| entry.node.items());
    let of_tables = tables.filter_map(|node| nested(node.table()?));
    let named = table.0.iter().filter(|entry| is_named_for_controls(entry));
    let mut all: Vec<&Entry> = of_tables.chain(named).collect();
    all.sort_by_key(|entry| entry.key_spot.start);
    match all.first() {
        None => Ok(()),
        Some(entry) => Err(Refusal::Incomplete(format!(
            "line {}: `{}` holds controls, or is one, below another entry, so that they would be lost; put each \
             control under its number at the beginning of a line",
            entry.key_spot.line, entry.key
        ))),
    }
}

/// The first entry below the fields of a control that is a control itself or holds some.
fn nested(table: &Table) -> Option<&Entry> {
    let mut others = table
        .0
        .iter()
        .filter(|entry| !FIELDS.contains(&&*entry.key));
    others.find_map(|entry| {
        if is_named_for_controls(entry) || entry.node.table().is_some_and(has_field) {
            return Some(entry);
        }
        let mut below = entry.node.items().iter().filter_map(Node::table);
        below.find_map(nested)
    })
}

fn is_named_for_controls(entry: &Entry) -> bool {
    let is_named = OF_CONTROLS
        .iter()
        .any(|name| entry.key.trim().eq_ignore_ascii_case(name));
    is_named && matches!(entry.node.value, Value::List(_) | Value::Table(_))
}

/// Notes entries that are passed over, with their lines.
fn pass_over<'t>(draft: &mut Draft, entries: impl Iterator<Item = &'t Entry>, what: [&str; 2]) {
    let entries = entries.map(|entry| {
        let what = entry.node.what();
        format!("`{}` in line {}, {what}", entry.key, entry.key_spot.line)
    });
    let entries: Vec<String> = entries.collect();
    if !entries.is_empty() {
        draft.passed_over.push(format!(
            "passed over: {} ({})",
            counted(entries.len(), what[0], what[1]),
            first_few(&entries)
        ));
    }
}

/// Reads a standard.
///
/// # Errors
/// If controls stand where they are not read.
fn standard(table: &Table, texts: bool) -> Result<Draft, Refusal> {
    refuse_nested(table)?;
    let mut draft = Draft {
        form: "OpenControl standard".to_owned(),
        designation: named(table, "name").map(one_line),
        ..Draft::default()
    };
    let mut families: Vec<String> = Vec::new();
    let blank = Table::default();
    for entry in table.0.iter().filter(|entry| is_control(entry)) {
        let control = entry.node.table().unwrap_or(&blank);
        let number = numbers::clean(&entry.key);
        let name = named(control, "name").and_then(plain);
        let description = named(control, "description");
        let is_family = named(control, "type") == Some("family");
        let texts_of_it = description.into_iter().chain(name.as_deref());
        let withdrawn = texts_of_it.map(says_withdrawn).max();
        if withdrawn == Some(Withdrawn::Yes) {
            draft.withdrawn.push(number);
            continue;
        }
        let family = named(control, "family").map(numbers::clean);
        families.extend(family.clone());
        let summary = description.filter(|_| texts).map(|description| {
            let lines = description
                .lines()
                .map(|line| line.trim().trim_start_matches("- "));
            one_line(&lines.collect::<Vec<_>>().join(" "))
        });
        let is_empty = control.get("description").is_some() && description.is_none();
        let doubt = match withdrawn {
            Some(Withdrawn::Perhaps) => Some(Doubt::BeginsWithdrawn),
            _ if !has_field(control) => Some(Doubt::NoField),
            _ => is_empty.then_some(Doubt::EmptyText),
        };
        draft.clauses.push(DraftClause {
            number,
            title: name,
            has_more: description.is_some() && summary.is_none(),
            summary,
            requirement: Some(!is_family),
            parent: family,
            place: Some(format!("line {}", entry.key_spot.line)),
            doubt,
            ..DraftClause::default()
        });
    }
    place_families(&mut draft, families);
    let others = table.0.iter().filter(|entry| !is_control(entry));
    let others = others.filter(|entry| entry.key != "name");
    pass_over(
        &mut draft,
        others,
        ["entry that is no table", "entries that are no tables"],
    );
    let below = table.0.iter().filter_map(|entry| entry.node.table());
    let below = below.flat_map(|control| &control.0).filter(|entry| {
        let mut items = entry.node.items().iter();
        !FIELDS.contains(&&*entry.key) && items.any(|item| item.table().is_some())
    });
    pass_over(
        &mut draft,
        below,
        [
            "field of a control with tables",
            "fields of controls with tables",
        ],
    );
    Ok(draft)
}

/// Adds the families that have no entry of their own, and leaves the parents of clauses to their
/// numbers where these say the same.
fn place_families(draft: &mut Draft, families: Vec<String>) {
    let mut known: HashSet<String> = draft.numbers().map(str::to_owned).collect();
    let without = families
        .into_iter()
        .filter(|family| known.insert(family.clone()));
    draft.clauses.extend(without.map(|family| DraftClause {
        number: family,
        requirement: Some(false),
        ..DraftClause::default()
    }));
    let numbers: HashSet<String> = draft.numbers().map(str::to_owned).collect();
    let numbers: HashSet<&str> = numbers.iter().map(String::as_str).collect();
    for clause in &mut draft.clauses {
        if natural_parent(&clause.number, &numbers).is_some()
            || clause.parent.as_ref() == Some(&clause.number)
        {
            clause.parent = None;
        }
    }
}

fn certification(
    table: &Table,
    chosen: &Node,
    folder: &dyn Folder,
    choices: &Choices,
) -> Result<Draft, Refusal> {
    let all = chosen.table().map_or(&[][..], |chosen| &chosen.0);
    let [of] = all else {
        let message = "the certification names several standards; a catalog is made of one: leave one of \
                       them in a copy of the file";
        return Err(Refusal::NoCatalog(message.to_owned()));
    };
    let found = match &choices.catalog {
        Some(file) => Some((file.name.clone(), file.bytes.clone())),
        None => find_standard(&of.key, folder),
    };
    let Some((path, bytes)) = found else {
        return Err(Refusal::NoCatalog(format!(
            "the standard `{}` of the certification is neither beside it nor in ../standards; name its \
             file with --catalog",
            of.key
        )));
    };
    let digest = Digest::of(&bytes);
    let whole = self::table(&NamedFile {
        name: path.clone(),
        bytes,
    })?;
    let mut draft = standard(&whole, choices.texts)?;
    let Some(Table(controls)) = of.node.table() else {
        return Err(Refusal::Incomplete(format!(
            "line {}: the controls of `{}` are {}; write them as a table, each number with a colon (`AC-1: {{}}`)",
            of.key_spot.line,
            of.key,
            of.node.what()
        )));
    };
    let asked: Vec<String> = controls
        .iter()
        .map(|entry| numbers::clean(&entry.key))
        .collect();
    let known: HashSet<&str> = draft.numbers().collect();
    let is_lost =
        |number: &&String| !known.contains(number.as_str()) && !draft.withdrawn.contains(number);
    let lost: Vec<&String> = asked.iter().filter(is_lost).collect();
    if !lost.is_empty() {
        return Err(Refusal::Incomplete(format!(
            "{path} does not have {} of the certification: {}",
            counted(lost.len(), "control", "controls"),
            first_few(&lost)
        )));
    }
    let asked: HashSet<String> = asked.into_iter().collect();
    draft.withdrawn.retain(|number| asked.contains(number));
    draft
        .clauses
        .retain(|clause| clause.requirement == Some(false) || asked.contains(&clause.number));
    let parents: HashSet<String> = draft.parents().into_iter().map(str::to_owned).collect();
    let is_kept = |clause: &DraftClause| {
        clause.requirement != Some(false) || parents.contains(&clause.number)
    };
    let left = draft.clauses.iter().filter(|clause| !is_kept(clause));
    let left = left.filter(|clause| asked.contains(&clause.number));
    let left: Vec<String> = left.map(|clause| clause.number.clone()).collect();
    if !left.is_empty() {
        draft.passed_over.push(format!(
            "passed over: {} of which the certification names no control ({})",
            counted(left.len(), "family", "families"),
            first_few(&left)
        ));
    }
    draft.clauses.retain(is_kept);
    let others = table.0.iter();
    let others = others.filter(|entry| !["name", "standards"].contains(&&*entry.key));
    pass_over(
        &mut draft,
        others,
        [
            "entry of the certification beside its standards",
            "entries of the certification beside its standards",
        ],
    );
    draft.form = "OpenControl certification".to_owned();
    draft.designation = named(table, "name").map(one_line);
    draft.further.push((path, digest));
    Ok(draft)
}

/// The standard with this name, beside the certification or in the folder that projects have for
/// standards.
fn find_standard(name: &str, folder: &dyn Folder) -> Option<(String, Vec<u8>)> {
    ["", "../standards"].into_iter().find_map(|place| {
        let names = folder.names(place).into_iter();
        let mut names = names.filter(|name| name.ends_with(".yaml") || name.ends_with(".yml"));
        names.find_map(|file| {
            let path = match place {
                "" => file,
                place => format!("{place}/{file}"),
            };
            let bytes = folder.read(&path).ok()??;
            let file = NamedFile {
                name: path.clone(),
                bytes,
            };
            let table = table(&file).ok()?;
            let is_it = named(&table, "name").is_some_and(|found| found == name)
                && table.get("standards").is_none();
            is_it.then_some((path, file.bytes))
        })
    })
}
