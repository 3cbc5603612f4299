//! Standards of OpenControl, which comply has too: a name, and below each number the family, the name
//! and the text of a control. A certification chooses from the standards beside it.

use std::collections::HashSet;

use crate::catalogs::draft::{Draft, DraftClause, natural_parent};
use crate::catalogs::words::{counted, first_few, one_line, plain, says_withdrawn};
use crate::catalogs::{Choices, Folder, NamedFile, Refusal, numbers, text};
use crate::diagnostics::{Source, SourcePath};
use crate::digest::Digest;
use crate::parse::node::{Entry, Node, Table};
use crate::parse::read_yaml;

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
        None => Ok(standard(&table, choices.texts)),
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

/// The entries that are controls or families of controls.
fn entries(table: &Table) -> impl Iterator<Item = (&Entry, &Table)> {
    let tables = table
        .0
        .iter()
        .filter_map(|entry| Some((entry, entry.node.table()?)));
    tables.filter(|(_, control)| {
        ["family", "name", "description", "type"]
            .iter()
            .any(|name| control.get(name).is_some())
    })
}

fn standard(table: &Table, texts: bool) -> Draft {
    let mut draft = Draft {
        form: "OpenControl standard".to_owned(),
        designation: named(table, "name").map(one_line),
        ..Draft::default()
    };
    let mut families: Vec<String> = Vec::new();
    for (entry, control) in entries(table) {
        let number = numbers::clean(&entry.key);
        let name = named(control, "name").and_then(plain);
        let description = named(control, "description");
        let is_family = named(control, "type") == Some("family");
        let is_withdrawn = |text: &str| says_withdrawn(text);
        if description.is_some_and(is_withdrawn) || name.as_deref().is_some_and(is_withdrawn) {
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
        if control.get("description").is_some() && description.is_none() {
            draft.in_doubt.push(number.clone());
        }
        draft.clauses.push(DraftClause {
            number,
            title: name,
            has_more: description.is_some() && summary.is_none(),
            summary,
            requirement: Some(!is_family),
            parent: family,
            place: Some(format!("line {}", entry.key_spot.line)),
            ..DraftClause::default()
        });
    }
    place_families(&mut draft, families);
    draft
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
    let mut draft = standard(&whole, choices.texts);
    let controls = of.node.table().map_or(&[][..], |controls| &controls.0);
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
    draft.in_doubt.retain(|number| asked.contains(number));
    draft
        .clauses
        .retain(|clause| clause.requirement == Some(false) || asked.contains(&clause.number));
    let parents: HashSet<String> = draft.parents().into_iter().map(str::to_owned).collect();
    draft
        .clauses
        .retain(|clause| clause.requirement != Some(false) || parents.contains(&clause.number));
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
            let bytes = folder.read(&path)?;
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
