//! `clausebook adopt`: writes settings and proposed claims for a folder of Markdown that exists
//! already (`docs/design.md`, "Adopting a folder").

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::adopt::{
    AdoptError, Adoption, CLAIMS_FILE, Known, PresentManual, Stop, adopt, without, without_refused,
};
use crate::cli::{Common, Failure, Outcome, as_of, claims_file, printing};
use crate::coverage::ClauseStatus;
use crate::diagnostics::{Judged, Sort, Source, SourcePath};
use crate::manual::Date;
use crate::pipeline::{self, Compiled};
use crate::publish::NewFile;
use crate::rules;
use crate::shell;
use crate::sources::{self, CONFIG_FILE, DiskSources, Selection, UnsavedSources, is_manual};

#[derive(Debug, Args)]
pub(in crate::cli) struct AdoptArguments {
    /// The folder of Markdown files, or a project of comply, rdm, doorstop or OpenControl
    dir: PathBuf,
}

/// How often settings without effect are looked for.
const MOST_ROUNDS: usize = 3;

pub(in crate::cli) fn run(common: &Common, arguments: &AdoptArguments) -> Result<Outcome, Failure> {
    let dir = &arguments.dir;
    refuse(dir)?;
    let today = as_of::date(common)?;
    let sources = DiskSources::new(dir);
    let present = present(dir, &sources, today)?;
    let claims = claims_file::present(&sources, "the folder")?;
    let selection = match &present {
        Some(_) => pipeline::selection(&sources)?,
        None => Selection::default(),
    };
    let files = sources::list(&sources, &selection)?;
    let folder = std::path::absolute(dir)?;
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let known = Known {
        folder: &folder,
        present: present.as_ref(),
        claims: claims.as_ref(),
        ..Known::default()
    };
    let adopted = |known: Known<'_>| -> Result<(Adoption, Compiled), Failure> {
        let adoption = adopt(&sources, &files, known).map_err(|error| not_adopted(dir, &error))?;
        let compiled = as_it_would_be(&sources, &adoption, claims.as_ref(), today)?;
        Ok((adoption, compiled))
    };
    let (mut adoption, mut compiled) = adopted(known)?;
    if present.is_none() {
        // What stops the first build is told, and left for later.
        let mut unreadable = unreadable(&compiled);
        // If they are many, they are rather written in a form that is not known.
        if unreadable.len() * 3 > files.len() {
            unreadable.clear();
        }
        let known = Known {
            unreadable: &unreadable,
            ..known
        };
        if !unreadable.is_empty() {
            (adoption, compiled) = adopted(known)?;
        }
        let stops = stops(&compiled);
        if !stops.is_empty() {
            (adoption, compiled) = adopted(Known {
                stops: &stops,
                ..known
            })?;
        }
        // What nothing would use is not written. Without it, something else may be unused.
        for _ in 0..MOST_ROUNDS {
            let lines = unused(&compiled);
            let Some(settings) = adoption.settings.as_ref().filter(|_| !lines.is_empty()) else {
                break;
            };
            adoption.settings = Some(without(settings, &lines));
            compiled = as_it_would_be(&sources, &adoption, claims.as_ref(), today)?;
        }
        // Settings that stop a build by themselves are of no use to anybody.
        for _ in 0..MOST_ROUNDS {
            let refused = refused(&compiled);
            let Some(settings) = adoption.settings.as_ref().filter(|_| !refused.is_empty()) else {
                break;
            };
            let lines: Vec<usize> = refused.iter().map(|(line, _)| *line).collect();
            adoption.settings = Some(without_refused(settings, &lines));
            let told = refused.into_iter().map(|(_, message)| {
                format!("a setting was left out, which the program would refuse: {message}")
            });
            adoption.next.extend(told);
            compiled = as_it_would_be(&sources, &adoption, claims.as_ref(), today)?;
        }
        if let Some((line, message)) = refused(&compiled).first() {
            let shown = dir.display();
            return Err(Failure::Message(format!(
                "{shown}: the settings that follow from the folder are refused (line {line}: {message}); \
                 nothing was written"
            )));
        }
    }
    let written = write(dir, &sources, &adoption, claims.as_ref())?;
    let told = told(dir, &adoption, &compiled, &written);
    let mut out = std::io::stdout().lock();
    out.write_all(printing::escaped(&told).as_bytes())?;
    printing::say(common, &commands(common, dir));
    Ok(Outcome::Ok)
}

/// Fails if the folder is none, or lies in a manual.
fn refuse(dir: &Path) -> Result<(), Failure> {
    let shown = dir.display();
    if !dir.is_dir() {
        let message = match dir.exists() {
            true => format!("`{shown}` is a file: name the folder in which it lies"),
            false => format!("there is no folder `{shown}`"),
        };
        return Err(Failure::Message(message));
    }
    let absolute = std::path::absolute(dir)?;
    let above = absolute.ancestors().skip(1).find(|above| is_manual(above));
    match above.filter(|_| !is_manual(dir)) {
        Some(above) => Err(Failure::Message(format!(
            "`{shown}` lies in the manual `{}`, which reads its pages as its own: `clausebook adopt {}` \
             says what that manual lacks",
            above.display(),
            shell::path(above)
        ))),
        None => Ok(()),
    }
}

/// The manual that the folder is already.
fn present(
    dir: &Path,
    sources: &DiskSources,
    today: Date,
) -> Result<Option<PresentManual>, Failure> {
    if !is_manual(dir) {
        return Ok(None);
    }
    let source = pipeline::config(sources)?;
    let settings = source
        .map_err(|error| error.message)
        .and_then(|(source, ..)| {
            let table = source.text().parse::<toml::Table>();
            table.map_err(|error| error.message().trim().replace('\n', ", "))
        });
    let settings = settings.map_err(|why| {
        let command = check(dir);
        let message = format!("{CONFIG_FILE} cannot be read: {why}; `{command}` says where");
        Failure::Message(message)
    })?;
    let compiled = pipeline::compile(pipeline::read(sources)?, today);
    let uncontrolled = compiled
        .manual
        .uncontrolled
        .iter()
        .map(|page| page.path.clone());
    let documents = compiled.manual.documents.iter();
    let documents = documents.map(|document| document.path.clone());
    Ok(Some(PresentManual {
        settings,
        uncontrolled: uncontrolled.collect(),
        documents: documents.collect(),
    }))
}

fn not_adopted(dir: &Path, error: &AdoptError) -> Failure {
    let shown = dir.display();
    let help = match error {
        AdoptError::NoPages => format!(
            "; `clausebook import word FILES -o {0}` brings Word files, and `clausebook init {0} \
             --standard iso-9001-2015` begins a new manual",
            shell::path(dir)
        ),
        AdoptError::NoDocuments(_) => format!(
            "; `clausebook init {} --standard iso-9001-2015` begins a manual around them",
            shell::path(dir)
        ),
        AdoptError::Claims(_) => String::new(),
    };
    Failure::Message(format!("{shown}: {error}{help}; nothing was written"))
}

/// The files that stop a build and whose rule cannot be set.
fn unreadable(compiled: &Compiled) -> Vec<SourcePath> {
    let stopping = compiled.report.entries.iter().filter(|one| {
        one.stops_build() && one.diagnostic.rule.sort == Sort::Syntax && is_of_page(one)
    });
    let mut files: Vec<SourcePath> = stopping
        .map(|one| one.diagnostic.location.path.clone())
        .collect();
    files.dedup();
    files
}

/// The rules of the other mistakes that stop a build. None, if the settings have a mistake, which may be
/// the reason for them.
fn stops(compiled: &Compiled) -> Vec<Stop> {
    let mut entries = compiled.report.entries.iter();
    if entries.any(is_refused) {
        return Vec::new();
    }
    let stopping = compiled.report.entries.iter();
    let stopping =
        stopping.filter(|one| one.stops_build() && one.diagnostic.rule.sort == Sort::Mistake);
    let mut stops: Vec<Stop> = Vec::new();
    for one in stopping {
        let (rule, location) = (one.diagnostic.rule.name, &one.diagnostic.location);
        match stops.iter_mut().find(|stop| stop.rule == rule) {
            Some(stop) => stop.count += 1,
            None => stops.push(Stop {
                rule,
                count: 1,
                example: format!("{}:{}", location.path, location.span.line),
            }),
        }
    }
    stops.sort_by_key(|stop| stop.rule);
    stops
}

/// The lines of settings that nothing uses.
fn unused(compiled: &Compiled) -> Vec<usize> {
    let entries = compiled.report.entries.iter().map(|one| &one.diagnostic);
    let unused = entries.filter(|one| {
        *one.rule == rules::SETTING_WITHOUT_EFFECT && one.location.path.as_str() == CONFIG_FILE
    });
    unused.map(|one| one.location.span.line as usize).collect()
}

/// The mistakes in the settings that stop a build: the line of each, and what is wrong.
fn refused(compiled: &Compiled) -> Vec<(usize, String)> {
    let entries = compiled.report.entries.iter();
    let refused = entries
        .filter(|one| is_refused(one))
        .map(|one| &one.diagnostic);
    let mistakes = refused.map(|one| (one.location.span.line as usize, one.message.clone()));
    mistakes.collect()
}

/// Whether a diagnostic is a mistake in the settings that stops a build. An id that an entry gives is a matter of
/// the files that it is for.
fn is_refused(judged: &Judged) -> bool {
    let (rule, path) = (judged.diagnostic.rule, &judged.diagnostic.location.path);
    let is_of_files = *rule == rules::DUPLICATE_ID || *rule == rules::INVALID_ID;
    judged.stops_build() && path.as_str() == CONFIG_FILE && !is_of_files
}

/// Whether a diagnostic is about a file that was there before.
fn is_of_page(judged: &Judged) -> bool {
    let path = judged.diagnostic.location.path.as_str();
    path != CONFIG_FILE && path != CLAIMS_FILE
}

/// The manual as it is once the files are written.
fn as_it_would_be(
    sources: &DiskSources,
    adoption: &Adoption,
    claims: Option<&Source>,
    today: Date,
) -> Result<Compiled, Failure> {
    let mut sources = UnsavedSources::over(sources.clone());
    if let Some(settings) = &adoption.settings {
        sources.set(&SourcePath::new(CONFIG_FILE), Some(settings));
    }
    if let Some(text) = adoption.claims.text(claims) {
        sources.set(&SourcePath::new(CLAIMS_FILE), Some(&text));
    }
    Ok(pipeline::compile(pipeline::read(&sources)?, today))
}

/// Writes the files: all of the new ones or none, and the file of claims as a whole. Returns their
/// names.
fn write(
    dir: &Path,
    sources: &DiskSources,
    adoption: &Adoption,
    claims: Option<&Source>,
) -> Result<Vec<&'static str>, Failure> {
    let settings = adoption.settings.iter();
    let new = settings.map(|settings| NewFile::new(CONFIG_FILE, settings.clone()));
    claims_file::append(dir, sources, claims, &adoption.claims, new.collect())?;
    let of_settings = adoption.settings.as_ref().map(|_| CONFIG_FILE);
    let of_claims = adoption.claims.appended.as_ref().map(|_| CLAIMS_FILE);
    Ok(of_settings.into_iter().chain(of_claims).collect())
}

/// The account for a person: what was found, the matrix as it would be, what to look at next.
fn told(dir: &Path, adoption: &Adoption, compiled: &Compiled, written: &[&str]) -> String {
    let mut text = String::new();
    for line in &adoption.account {
        let _ = writeln!(text, "{line}");
    }
    let heading = match compiled.standards().next() {
        Some(_) => "The matrix as it is with these files:",
        None => {
            "No text names a clause of a standard, so that there is no matrix yet: name in `standards` of \
             manual.toml what the manual is to meet"
        }
    };
    let _ = writeln!(text, "\n{heading}");
    for (standard, coverage) in compiled.standards() {
        let summary = &coverage.summary;
        let counts = ClauseStatus::by_worth().map(|status| (status, summary.count(status)));
        let counts =
            counts.filter(|(status, count)| *count > 0 || *status == ClauseStatus::Covered);
        let counts: Vec<String> = counts
            .map(|(status, count)| format!("{count} {}", status.word()))
            .collect();
        let _ = writeln!(
            text,
            "  {}: {} of {} requirements",
            standard.designation,
            counts.join(", "),
            summary.requirements()
        );
    }
    if !adoption.missing.is_empty() {
        let _ = writeln!(
            text,
            "\n{CONFIG_FILE} is there already and stays as it is. These settings would add to it:\n\n{}",
            adoption.missing.trim_end()
        );
    }
    if !adoption.next.is_empty() {
        let _ = writeln!(text, "\nLook at next:");
        for line in &adoption.next {
            let _ = writeln!(text, "  - {line}");
        }
    }
    let shown = dir.display();
    let _ = match written {
        [] => writeln!(text, "\nNothing new was written to {shown}"),
        files => writeln!(text, "\nWritten to {shown}: {}", files.join(", ")),
    };
    text
}

fn check(dir: &Path) -> String {
    format!("clausebook --manual {} check", shell::path(dir))
}

/// The three commands to run next.
fn commands(common: &Common, dir: &Path) -> String {
    let at = match common.as_of {
        Some(day) => format!(" --as-of {day}"),
        None => String::new(),
    };
    let manual = format!("clausebook --manual {}{at}", shell::path(dir));
    let lines = [
        ("check", "what a person has to mend"),
        ("coverage", "the matrix, clause by clause"),
        ("build", "the site"),
    ];
    let lines = lines.map(|(command, what)| format!("\n  {manual} {command:9} # {what}"));
    format!("Next:{}", lines.concat())
}
