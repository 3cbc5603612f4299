//! `clausebook build`: checks the manual, then writes its site.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use crate::cli::audience::AudienceArgument;
use crate::cli::loading::{Loaded, RevisionArgument, without_dot};
use crate::cli::reporting::{self, Shown};
use crate::cli::{Common, Failure, Outcome, printing};
use crate::diagnostics::{Diagnostic, Location};
use crate::edition::Held;
use crate::publish::{Published, check_target};
use crate::rules;
use crate::signatures::SignWith;
use crate::site_output;
use crate::site_output::SiteError;

#[derive(Debug, Args)]
pub(in crate::cli) struct BuildArguments {
    #[command(flatten)]
    revision: RevisionArgument,
    #[command(flatten)]
    audience: AudienceArgument,
    /// The folder that the site is written to
    #[arg(short, long, default_value = "site", value_name = "DIR")]
    output: PathBuf,
    /// Sign the manifest, with a key file of OpenSSH or with a key of the SSH agent
    #[arg(long, value_name = "KEYFILE|agent")]
    sign: Option<PathBuf>,
}

pub(in crate::cli) fn run(common: &Common, arguments: &BuildArguments) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let target = std::path::absolute(&arguments.output)?;
    // The target is excluded from the manual below, so a target that contains files of the manual
    // would cause wrong diagnostics. It must be refused first.
    check_target(&target).map_err(SiteError::from)?;
    let mut loaded = Loaded::at(common, &arguments.revision, std::slice::from_ref(&target))?;
    let held = arguments.audience.held(&loaded.compiled.manual)?;
    if held.is_none() {
        loaded.find_changes(common);
    }
    let names = loaded.names_left_out(held.as_slice());
    // What an edition must not say stops it, whatever the sort of the rule.
    let must_stop = names.errors() > 0;
    let report = loaded.compiled.report.with(names);
    let outcome = reporting::report(common, &loaded, &report, Shown::All);
    if report.stops_build() || must_stop {
        let kept = if target.exists() {
            "; the site of the last build stays as it was"
        } else {
            ""
        };
        printing::say(
            common,
            &format!("nothing was written: mend the errors first{kept}"),
        );
        return Ok(outcome);
    }
    let config = &loaded.compiled.manual.config;
    arguments.audience.tell_whole(common, config);
    let sign = arguments.sign.as_deref().map(SignWith::new);
    let publishing = Instant::now();
    let (site, published) = match write(&loaded, held.as_ref(), &target, sign.as_ref()) {
        Ok(published) => published,
        Err(error) if error.is_of_theme() => {
            reporting::diagnostic(common, &loaded, theme_error(&loaded, &error));
            return Ok(Outcome::Denied);
        }
        Err(error) => return Err(error.into()),
    };
    printing::step(common, "published", publishing, "");
    if published.mended {
        printing::say(
            common,
            "the last build was stopped while it replaced files: the site held pages of two builds until now",
        );
    }
    let index = without_dot(&arguments.output).join("index.html");
    printing::say(
        common,
        &format!(
            "{}, {}: {}, {} written, {} unchanged, {} removed, in {:.2} s; open {}",
            printing::counted(site.documents, "document"),
            printing::counted(site.records, "record"),
            printing::counted(published.files, "file"),
            published.written,
            published.unchanged,
            published.removed,
            start.elapsed().as_secs_f64(),
            index.display()
        ),
    );
    Ok(outcome)
}

/// How much of a manual a site shows.
struct Shows {
    documents: usize,
    records: usize,
}

/// Writes the site of the whole manual, or of an edition that holds these pages.
fn write(
    loaded: &Loaded,
    held: Option<&Held>,
    target: &Path,
    sign: Option<&SignWith>,
) -> Result<(Shows, Published), SiteError> {
    let whole = &loaded.compiled;
    let theme = site_output::theme(&*loaded.sources, &whole.manual.config)?;
    let edition = held
        .map(|held| site_output::edition(&*loaded.sources, whole, held, &theme))
        .transpose()?;
    let compiled = edition.as_ref().unwrap_or(whole);
    let changes = loaded.changes.as_ref();
    let published = site_output::publish(&loaded.sources, compiled, changes, &theme, target, sign)?;
    let shows = Shows {
        documents: compiled.manual.documents.len(),
        records: compiled.manual.records.len(),
    };
    Ok((shows, published))
}

/// The diagnostic of a theme error, located at the theme's name in `manual.toml`.
pub(in crate::cli) fn theme_error(loaded: &Loaded, error: &SiteError) -> Diagnostic {
    let config = &loaded.compiled.manual.config;
    let location = Location::new(&config.path, config.theme.name.span);
    Diagnostic::new(&rules::THEME_ERROR, location, error.to_string())
        .help("correct it; the site of the last build stays as it was")
}
