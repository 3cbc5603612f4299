//! `clausebook standards`: lists and shows the available catalogs of clauses.

mod import;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::loading::find_manual;
use crate::cli::{Common, Failure, Outcome, standard_name};
use crate::export::{edition_lines, edition_mark};
use crate::manual::{Confidence, Counterpart, Counterparts, Origin, Relation, Standard};
use crate::parse::parse_standard;
use crate::pipeline;
use crate::sources;
use crate::sources::DiskSources;
use crate::standards as built_in;

#[derive(Debug, Args)]
pub(in crate::cli) struct StandardsArguments {
    #[command(subcommand)]
    command: StandardsCommand,
}

#[derive(Debug, Subcommand)]
enum StandardsCommand {
    /// List the built-in standards and the manual's own
    List,
    /// Show the clauses of a standard
    Show {
        /// The standard's id, or another name of it
        id: String,
    },
    /// Make a catalog of a list that another program keeps: an OSCAL catalog or profile, a table, a
    /// standard of OpenControl or comply, a checklist of rdm
    Import(import::ImportArguments),
    /// Show how the clauses of two standards correspond
    Crosswalk {
        /// The standard to go from
        from: String,
        /// The standard to go to
        to: String,
    },
}

pub(in crate::cli) fn run(
    common: &Common,
    arguments: &StandardsArguments,
) -> Result<Outcome, Failure> {
    let text = match &arguments.command {
        StandardsCommand::List => list(&all(common)),
        StandardsCommand::Show { id } => show(find(id, &all(common))?),
        StandardsCommand::Import(arguments) => return import::run(common, arguments),
        StandardsCommand::Crosswalk { from, to } => {
            let all = all(common);
            crosswalk(find(from, &all)?, find(to, &all)?)?
        }
    };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Outcome::Ok)
}

fn find<'a>(name: &str, all: &'a [Standard]) -> Result<&'a Standard, Failure> {
    let named: Vec<&Standard> = all.iter().collect();
    standard_name::find(name, &named)
}

/// The manual's own standards, if there is a manual, then the built-in ones. A built-in standard is
/// left out if the manual has one with the same id.
pub(super) fn all(common: &Common) -> Vec<Standard> {
    let read = |root: PathBuf| {
        let disk = DiskSources::new(&root);
        sources::read(&disk, &pipeline::selection(&disk)?)
    };
    let own = match find_manual(common).map(read) {
        Ok(Ok(files)) => files.standards,
        Ok(Err(_)) | Err(_) => Vec::new(),
    };
    let mut all: Vec<Standard> = own
        .iter()
        .filter_map(|source| parse_standard(source, Origin::Manual(source.path().clone())).0)
        .collect();
    for id in built_in::ids() {
        if all.iter().all(|standard| standard.id.as_str() != id) {
            all.extend(built_in::find(&id));
        }
    }
    all
}

fn list(all: &[Standard]) -> String {
    let width = all
        .iter()
        .map(|standard| standard.id.as_str().len())
        .max()
        .unwrap_or(0);
    all.iter().fold(String::new(), |mut text, standard| {
        let requirements = standard
            .clauses
            .iter()
            .filter(|clause| clause.requirement)
            .count();
        let own = match standard.origin {
            Origin::BuiltIn => None,
            Origin::Manual(_) => Some("of this manual".to_owned()),
        };
        // That an edition is current needs no word.
        let is_replaced = standard.edition_state.as_ref();
        let is_replaced = is_replaced.is_some_and(|state| state.replaced_by.is_some());
        let replaced = is_replaced.then(|| edition_mark(standard));
        let marks: Vec<String> = own.into_iter().chain(replaced).collect();
        let marks = match marks.is_empty() {
            true => String::new(),
            false => format!(" ({})", marks.join(", ")),
        };
        let _ = writeln!(
            text,
            "{:<width$}  {requirements:>4} requirements  {}: {}{marks}",
            standard.id, standard.designation, standard.title
        );
        text
    })
}

fn show(standard: &Standard) -> String {
    let mut text = format!("{}: {}\n", standard.designation, standard.title);
    if !standard.aliases.is_empty() {
        let aliases: Vec<&str> = standard.alias_names().collect();
        let _ = writeln!(text, "also named {}", aliases.join(", "));
    }
    for line in edition_lines(standard) {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text);
    for (ix, clause) in standard.iter() {
        let depth = standard.ancestors(ix).count();
        let title = clause.title.as_deref().unwrap_or("(untitled)");
        let heading = if clause.requirement {
            ""
        } else {
            "  (heading)"
        };
        let records = match clause.records.word() {
            "none" => String::new(),
            word => format!("  [{word}]"),
        };
        let _ = writeln!(
            text,
            "{}{}  {title}{records}{heading}",
            "  ".repeat(depth),
            clause.number
        );
    }
    text
}

fn crosswalk(from: &Standard, to: &Standard) -> Result<String, Failure> {
    let counterparts = Counterparts::between(from, to);
    if !counterparts.are_stated {
        return Err(Failure::Message(format!(
            "{} has no correspondence with {}",
            from.id, to.id
        )));
    }
    let mut text = format!("{} -> {}\n\n", from.designation, to.designation);
    for (ix, clause) in from.iter() {
        let others: Vec<String> = counterparts
            .of(ix)
            .iter()
            .map(|other| counterpart(to, other))
            .collect();
        let others = match (others.is_empty(), counterparts.is_new(ix)) {
            (true, true) => "- (new)".to_owned(),
            (true, false) => "-".to_owned(),
            (false, _) => others.join(", "),
        };
        if clause.requirement || others != "-" {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "{:<10} {others}", clause.number);
        }
    }
    Ok(text)
}

/// A corresponding clause, with what is known of the relation: `8.4.1 (changed, low confidence)`.
fn counterpart(to: &Standard, other: &Counterpart) -> String {
    let number = to.clause(other.clause).number.to_string();
    let relation = Some(other.relation.word()).filter(|_| other.relation != Relation::Corresponds);
    let doubt = Some("low confidence").filter(|_| other.confidence == Confidence::Low);
    let words: Vec<&str> = relation.into_iter().chain(doubt).collect();
    match words.is_empty() {
        true => number,
        false => format!("{number} ({})", words.join(", ")),
    }
}
