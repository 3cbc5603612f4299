//! `clausebook init`: creates a manual that builds without errors, with a stub procedure for each
//! main clause.

mod folder;
mod settings;
mod stubs;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::new_page::Owner;
use crate::cli::{Common, Failure, Outcome, as_of, next_command, printing, standard_name};
use crate::diagnostics::SourcePath;
use crate::manual::Standard;
use crate::publish::{NewFile, NewFiles, write_new};
use crate::shell;
use crate::sources::{CONFIG_FILE, is_manual};
use crate::standards;
use folder::Folder;

/// The owner of the stubs, unless the user names one.
const LIKELY_OWNER: &str = "Quality manager";

/// The most files that a message names.
const MOST_NAMED: usize = 3;

#[derive(Debug, Args)]
#[command(override_usage = "clausebook init DIR --standard ID [OPTIONS]")]
pub(in crate::cli) struct InitArguments {
    /// The folder of the new manual
    dir: Option<PathBuf>,
    /// The standard to be addressed, such as iso-9001-2015 (`clausebook standards list` lists
    /// them); may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    standard: Vec<String>,
    /// The organisation's name
    #[arg(long, value_name = "NAME", default_value = "Your organisation")]
    organisation: String,
    /// The role that owns the stubs [default: Quality manager]
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
}

impl InitArguments {
    fn owner(&self) -> Result<Owner<'_>, Failure> {
        let Some(owner) = &self.owner else {
            return Ok(Owner::Likely(LIKELY_OWNER));
        };
        let owner = owner.trim();
        if owner.is_empty() || owner.contains(char::is_control) {
            let message = "--owner names a role, such as --owner \"Quality manager\"";
            return Err(Failure::Message(message.to_owned()));
        }
        Ok(Owner::Named(owner))
    }
}

pub(in crate::cli) fn run(common: &Common, arguments: &InitArguments) -> Result<Outcome, Failure> {
    let (dir, chosen) = asked(arguments)?;
    let owner = arguments.owner()?;
    refuse_manual(dir)?;
    let today = as_of::date(common)?;
    let settings = |left_out: &[SourcePath]| settings::text(arguments, &chosen, left_out);
    let mut folder = Folder::new(dir, today);
    let taken = folder.taken_ids(&settings(&[]))?;
    let procedures = stubs::files(&chosen, owner, today, &taken);
    let mut files = procedures.clone();
    files.push(NewFile::new("index.md", settings::home(arguments, &chosen)));
    let left_out = folder.left_out(&files, settings)?;
    files.insert(0, NewFile::new(CONFIG_FILE, settings(&left_out)));
    files.extend(settings::other_files());
    let made = write_new(dir, &files)?;
    let told = Told {
        common,
        dir,
        made: &made,
        pages: folder.pages(),
        left_out: &left_out,
        stubs: &procedures,
        owner,
    };
    printing::say(common, &told.text());
    Ok(Outcome::Ok)
}

/// The folder and the standards of the arguments.
///
/// # Errors
/// If one of them is not given, or there is no such standard.
fn asked(arguments: &InitArguments) -> Result<(&Path, Vec<&'static Standard>), Failure> {
    let all: Vec<&Standard> = standards::all().iter().collect();
    let mut chosen: Vec<&Standard> = Vec::new();
    for name in &arguments.standard {
        let standard = standard_name::find(name.trim(), &all)?;
        if chosen.iter().all(|other| other.id != standard.id) {
            chosen.push(standard);
        }
    }
    match &arguments.dir {
        None => Err(Failure::Message(format!(
            "name the folder of the new manual: clausebook init manual --standard {}",
            chosen
                .first()
                .map_or("iso-9001-2015", |one| one.id.as_str())
        ))),
        Some(dir) if chosen.is_empty() => {
            let ids: Vec<&str> = all.iter().map(|standard| standard.id.as_str()).collect();
            Err(Failure::Message(format!(
                "name the standard that the manual is to meet: clausebook init {} --standard \
                 iso-9001-2015; there are {} (`clausebook standards list` says more of each)",
                shell::path(dir),
                ids.join(", ")
            )))
        }
        Some(dir) => Ok((dir, chosen)),
    }
}

/// Fails if the folder is a manual, lies in one, or cannot be a folder.
fn refuse_manual(dir: &Path) -> Result<(), Failure> {
    let shown = dir.display();
    if dir.is_file() {
        return Err(Failure::Message(format!(
            "`{shown}` is a file: name a folder for the new manual"
        )));
    }
    if is_manual(dir) {
        return Err(Failure::Message(format!(
            "`{shown}` is a manual already: it has a {CONFIG_FILE}; `clausebook --manual {} new \
             procedure \"Title\"` begins another document in it",
            shell::path(dir)
        )));
    }
    let absolute = std::path::absolute(dir)?;
    match absolute.ancestors().skip(1).find(|above| is_manual(above)) {
        Some(above) => Err(Failure::Message(format!(
            "`{shown}` lies in the manual `{}`, which would read its pages as its own: name a folder \
             outside of it",
            above.display()
        ))),
        None => Ok(()),
    }
}

/// The facts of the message after a manual was created.
struct Told<'a> {
    common: &'a Common,
    dir: &'a Path,
    made: &'a NewFiles,
    /// The number of Markdown files of the folder that are pages of the manual now.
    pages: usize,
    left_out: &'a [SourcePath],
    stubs: &'a [NewFile],
    owner: Owner<'a>,
}

impl Told<'_> {
    fn text(&self) -> String {
        let mut lines = vec![format!(
            "{} files written to {}",
            self.made.written,
            self.dir.display()
        )];
        if let (Owner::Likely(owner), false) = (self.owner, self.stubs.is_empty()) {
            lines.push(format!(
                "  the stubs are owned by the {owner}; --owner ROLE names another role"
            ));
        }
        lines.extend(self.made.kept.iter().map(|path| self.kept(path)));
        if self.pages > 0 {
            lines.push(format!(
                "  {} that {} here: not controlled yet, and without claims, until front-matter gives \
                 an id and a kind (`clausebook explain uncontrolled-page`)",
                printing::counted(self.pages, "Markdown file"),
                if self.pages == 1 { "was" } else { "were" },
            ));
            lines.push(format!(
                "  `{} {}` says which settings make documents of them as they are, and proposes their \
                 claims",
                next_command::here(self.common, &["adopt"]),
                shell::path(self.dir)
            ));
        }
        if !self.left_out.is_empty() {
            lines.push(self.left_out());
        }
        lines.push("\nNext:".to_owned());
        lines.extend(self.next_steps());
        lines.join("\n")
    }

    fn kept(&self, path: &Path) -> String {
        let more = match path == Path::new(settings::GITIGNORE.0) {
            true => "; add the lines /site/ and /pdf/ to it",
            false => "",
        };
        format!("  kept as it was: {}{more}", path.display())
    }

    fn left_out(&self) -> String {
        let named: Vec<&str> = self.left_out.iter().map(SourcePath::as_str).collect();
        let more = match named.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!(
            "  {} left out by `exclude` in {CONFIG_FILE}, because `clausebook check` finds errors \
             there: {}{more}; take a line out there to see them",
            printing::counted(named.len(), "file"),
            named
                .iter()
                .take(MOST_NAMED)
                .copied()
                .collect::<Vec<_>>()
                .join(", ")
        )
    }

    /// The commands to run next, from the current folder.
    fn next_steps(&self) -> Vec<String> {
        let mut steps: Vec<(String, &str)> = Vec::new();
        let is_here = self.dir.components().all(|part| part.as_os_str() == ".");
        if !is_here {
            steps.push((format!("cd {}", shell::path(self.dir)), ""));
        }
        let command = |words: &[&str]| next_command::here(self.common, words);
        steps.push((command(&["build"]), "writes the site: open site/index.html"));
        steps.push((
            command(&["coverage"]),
            "shows the matrix: all is planned, nothing covered",
        ));
        let width = steps.iter().map(|(command, _)| command.len()).max();
        let width = width.unwrap_or_default();
        let mut lines: Vec<String> = steps
            .iter()
            .map(|(command, what)| match what.is_empty() {
                true => format!("  {command}"),
                false => format!("  {command:<width$}   # {what}"),
            })
            .collect();
        if let Some(stub) = self.stubs.first() {
            lines.push(format!(
                "\nThen write what is done into {}.\n\
                 Let each section claim its requirement, as it says there; once somebody has approved \
                 the text,\nset the status to approved and give approver and effective date.",
                stub.path().display()
            ));
        }
        lines
    }
}
