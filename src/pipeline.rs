//! Runs the stages in their order, for its callers: the command line, the live server, an editor.
//!
//! [`read`] parses each file of a manual by itself into a part. [`compile`] computes all results of
//! the manual on a day from the parts. [`recompile`] does the same after a change and reuses
//! earlier results.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::approvals;
use crate::assemble::{
    Assembled, AssembledPage, OwnStandards, Parts, Reading, Settings, assemble, assemble_page,
    read_claims_files, reassemble, take_out_foreign_ids,
};
use crate::check;
use crate::coverage::{ClauseCoverage, Coverage, StandardCoverage, assess};
use crate::diagnostics::{Diagnostic, Level, Location, Report, Source, SourcePath, judge};
use crate::manual::{
    ApprovalFiles, Clause, ClauseIx, Config, DataTable, Date, Edition, Endings, IssuedTexts,
    JudgedOn, Manual, Origin, PageKey, ReadApprovals, ReadMarkup, ReadSigners, ReadTable, Standard,
    StandardIx, Status,
};
use crate::markdown::Fragment;
use crate::parse::{
    duplicate_standard, parse_approvals, parse_config, parse_markup, parse_page, parse_signers,
    parse_standard, parse_table, unreadable_config,
};
use crate::registers::{Registers, build_registers};
use crate::resolve::{Exclusion, Resolved, re_resolve, resolve};
use crate::rules;
use crate::sources;
use crate::sources::{CONFIG_FILE, FileRole, ManualFiles, Selection, Sources, SourcesError};

/// Reads and assembles the files of a manual, on all cores. A page's text is freed as soon as it is
/// parsed.
///
/// # Errors
/// If the folder is not a manual.
pub fn read(from: &dyn Sources) -> Result<Parts, SourcesError> {
    let files = sources::read(from, &selection(from)?)?;
    let settings = Arc::new(settings(&files));
    let reading = settings.reading();
    let pages: Vec<Result<Arc<Assembled>, Diagnostic>> = files
        .pages
        .par_iter()
        .map(|path| Ok(Arc::new(page(reading, &sources::read_one(from, path)?))))
        .collect();
    let mut diagnostics = files.diagnostics.clone();
    let theme = &settings.config.theme.name;
    let follow_links = settings.config.reading.follow_links;
    let of_theme = sources::unreadable_in_theme(from, &theme.value, follow_links);
    diagnostics.extend(of_theme);
    if theme.value != "default" && !sources::has_theme(from, &theme.value) {
        let message = format!(
            "there is no theme `{}` in the manual or beside it",
            theme.value
        );
        let location = Location::new(&settings.config.path, theme.span);
        let help = format!(
            "add the folder themes/{}, or take the setting out: the built-in theme is `default`",
            theme.value
        );
        diagnostics.push(Diagnostic::new(&rules::THEME_ERROR, location, message).help(help));
    }
    let pages: Vec<Arc<Assembled>> = pages
        .into_iter()
        .filter_map(|page| page.map_err(|error| diagnostics.push(error)).ok())
        .collect();
    let approvals = approvals(from, &files, &pages);
    let tables = tables(&files);
    let issued = issued(from, &settings, &pages);
    Ok(Parts {
        approvals,
        pages,
        issued,
        claims_files: Arc::new(read_claims_files(&settings.config, &tables, &files.assets)),
        tables,
        markups: markups(&files),
        assets: files.assets,
        keys: files.keys,
        settings,
        diagnostics,
    })
}

/// Finds the texts in which the approved documents among these pages were issued.
pub(crate) fn issued(
    from: &dyn Sources,
    settings: &Settings,
    pages: &[Arc<Assembled>],
) -> Arc<IssuedTexts> {
    let approved = pages.iter().filter_map(|assembled| match &assembled.page {
        AssembledPage::Document(document) => {
            let is_approved = document.status == Some(Status::Approved);
            (is_approved && document.names_its_issue()).then(|| document.path.clone())
        }
        _ => None,
    });
    let approved: Vec<SourcePath> = approved.collect();
    let reading = settings.reading();
    let read = |source: &Source| page(reading, source);
    Arc::new(crate::issued::issued(from, settings, &approved, read))
}

/// Which files of a manual's folder belong to the manual, according to its `manual.toml`.
///
/// # Errors
/// If the folder is not a manual.
pub fn selection(from: &dyn Sources) -> Result<Selection, SourcesError> {
    let config = config(from)?.ok();
    let selection = config.map(|(_, config, _)| Selection::new(&config));
    Ok(selection.unwrap_or_default())
}

/// The text of `manual.toml`, its settings, and the mistakes in it.
type ReadConfig = (Source, Config, Vec<Diagnostic>);

/// Reads and parses `manual.toml`: its text, its settings, and the mistakes in it.
///
/// # Errors
/// If the folder is not a manual. The inner result is an error if the file cannot be read as text, or
/// is a link that its own settings do not allow.
pub(crate) fn config(from: &dyn Sources) -> Result<Result<ReadConfig, Diagnostic>, SourcesError> {
    let source = match sources::read_config(from)? {
        Ok(source) => source,
        Err(mistake) => return Ok(Err(mistake)),
    };
    let (config, mistakes) = parse_config(&source);
    let path = SourcePath::new(CONFIG_FILE);
    let refused = sources::refused_link(from, &path, config.reading.follow_links);
    Ok(match refused {
        Some(refused) => Err(refused),
        None => Ok((source, config, mistakes)),
    })
}

/// Parses `manual.toml` and the manual's own standards.
pub fn settings(files: &ManualFiles) -> Settings {
    let (config, mut diagnostics) = match &files.config {
        Some(source) => parse_config(source),
        None => (unreadable_config(SourcePath::new(CONFIG_FILE)), Vec::new()),
    };
    let mut standards: Vec<Arc<Standard>> = Vec::new();
    let mut damaged: Option<Location> = unreadable_standard(files).cloned();
    for source in &files.standards {
        let origin = Origin::Manual(source.path().clone());
        let (standard, of_standard) = parse_standard(source, origin);
        if standard.is_none() {
            let is_denied = |mistake: &&Diagnostic| mistake.level(&config.rules) == Level::Deny;
            let mistake = of_standard.iter().find(is_denied);
            damaged = damaged.or_else(|| Some(mistake?.location.clone()));
        }
        diagnostics.extend(of_standard);
        let Some(mut standard) = standard else {
            continue;
        };
        if let Some(first) = standards.iter().find(|other| other.id == standard.id) {
            diagnostics.extend(duplicate_standard(&standard, first));
            continue;
        }
        standard.replaces_built_in = crate::standards::is_built_in(standard.id.as_str());
        standards.push(Arc::new(standard));
    }
    diagnostics.extend(take_out_foreign_ids(&mut standards));
    let own = OwnStandards {
        read: &standards,
        damaged: damaged.as_ref(),
    };
    Settings::new(config, own, &files.pages, diagnostics)
}

/// The place of a file of `standards/` that cannot be read as text, if there is one.
fn unreadable_standard(files: &ManualFiles) -> Option<&Location> {
    let mut places = files
        .diagnostics
        .iter()
        .map(|diagnostic| &diagnostic.location);
    places.find(|location| {
        sources::role(&location.path, &Endings::default()) == Some(FileRole::Standard)
    })
}

/// Parses and assembles a page.
pub fn page(reading: Reading<'_>, source: &Source) -> Assembled {
    assemble_page(reading, &parse_page(reading.config.page_settings(), source))
}

/// The CSV files, sorted by path. Files that cannot be read as text are included: each is reported
/// only if a record takes its values from it.
pub(crate) fn tables(files: &ManualFiles) -> Vec<Arc<ReadTable>> {
    let read = files.tables.par_iter();
    let mut tables: Vec<Arc<ReadTable>> =
        read.map(|source| Arc::new(parse_table(source))).collect();
    tables.extend(files.unread_tables.iter().map(|diagnostic| {
        Arc::new(ReadTable {
            path: diagnostic.location.path.clone(),
            // It is not known which rows the file has.
            table: DataTable {
                left_out: vec![Vec::new()],
                ..DataTable::default()
            },
            diagnostics: vec![diagnostic.clone()],
        })
    }));
    tables.sort_by(|a, b| a.path.cmp(&b.path));
    tables
}

/// The approvals, the allowed signers, and the digests of the files that approvals of these pages
/// cover.
fn approvals(from: &dyn Sources, files: &ManualFiles, pages: &[Arc<Assembled>]) -> ApprovalFiles {
    let approvals = approvals_of(files);
    let signers = Arc::new(signers(files));
    let wanted = files_to_hash(pages.iter().map(|page| &**page), &approvals, &files.assets);
    ApprovalFiles {
        approvals,
        signers,
        digests: Arc::new(sources::digests(from, wanted)),
    }
}

/// The files of approvals, sorted by path. Files that cannot be read as text are included and
/// marked as damaged.
pub(crate) fn approvals_of(files: &ManualFiles) -> Vec<Arc<ReadApprovals>> {
    let read = files.approvals.par_iter();
    let mut read: Vec<_> = read
        .map(|source| Arc::new(parse_approvals(source)))
        .filter(|read| approvals::holds_approvals(read))
        .collect();
    let paths = files.diagnostics.iter().map(|one| &one.location.path);
    let unread =
        paths.filter(|path| sources::role(path, &Endings::default()) == Some(FileRole::Approvals));
    read.extend(unread.map(|path| {
        Arc::new(ReadApprovals {
            path: path.clone(),
            entries: Vec::new(),
            names: Vec::new(),
            is_damaged: true,
            diagnostics: Vec::new(),
        })
    }));
    read.sort_by(|a, b| a.path.cmp(&b.path));
    read.dedup_by(|a, b| a.path == b.path);
    approvals::without_copies(&mut read);
    read
}

/// The allowed signers; empty if there is no file `allowed_signers`.
pub(crate) fn signers(files: &ManualFiles) -> ReadSigners {
    files
        .signers
        .as_ref()
        .map(parse_signers)
        .unwrap_or_default()
}

/// The files whose digests are needed to compare these pages with their approvals.
pub(crate) fn files_to_hash<'p>(
    pages: impl Iterator<Item = &'p Assembled>,
    read: &[Arc<ReadApprovals>],
    assets: &[SourcePath],
) -> BTreeSet<SourcePath> {
    let documents = pages.filter_map(|page| match &page.page {
        AssembledPage::Document(document) => Some(&**document),
        AssembledPage::Record(_)
        | AssembledPage::Uncontrolled(_)
        | AssembledPage::Home(_)
        | AssembledPage::Unreadable { .. } => None,
    });
    approvals::files_to_hash(documents, read, assets)
}

/// The HTML, SVG, XML and CSS files, sorted by path. Files that cannot be read as text are
/// included: each is reported only if it is published.
pub(crate) fn markups(files: &ManualFiles) -> Vec<Arc<ReadMarkup>> {
    let read = files.markups.par_iter();
    let mut markups: Vec<Arc<ReadMarkup>> =
        read.map(|source| Arc::new(parse_markup(source))).collect();
    markups.extend(files.unread_markups.iter().map(|diagnostic| {
        Arc::new(ReadMarkup {
            path: diagnostic.location.path.clone(),
            needs: Vec::new(),
            scripts: Vec::new(),
            unread: Some(diagnostic.clone()),
        })
    }));
    markups.sort_by(|a, b| a.path.cmp(&b.path));
    markups
}

/// All results for a manual on a day.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The manual.
    pub manual: Manual,
    /// Its references, looked up.
    pub resolved: Resolved,
    /// Its coverage.
    pub coverage: Coverage,
    /// Its registers.
    pub registers: Registers,
    /// Its diagnostics, each with the level that the manual gives its rule.
    pub report: Arc<Report>,
    /// The assembled pages, sorted by path.
    pub(crate) pages: Vec<Arc<Assembled>>,
    pub(crate) settings: Arc<Settings>,
    /// What it is an edition of; `None` for a whole manual.
    pub edition: Option<Arc<Edition>>,
}

impl Compiled {
    /// The rendered text of a page.
    pub fn fragment(&self, page: PageKey) -> Option<&Fragment> {
        let path = self.manual.path(page)?;
        let found = self.pages.binary_search_by(|one| one.page.path().cmp(path));
        Some(&self.pages.get(found.ok()?)?.fragment)
    }

    /// Each standard with its coverage, in the manual's order.
    pub fn standards(&self) -> impl Iterator<Item = (&Standard, &StandardCoverage)> {
        let standards = self.manual.standards.iter().zip(&self.coverage.standards);
        standards.map(|(standard, coverage)| (&**standard, coverage))
    }

    /// A standard and its coverage.
    pub fn standard(&self, ix: StandardIx) -> (&Standard, &StandardCoverage) {
        let coverage = &self.coverage.standards[ix];
        (self.manual.standard(ix), coverage)
    }

    /// The clauses of a standard, each with its coverage, in reading order.
    pub fn clauses(
        &self,
        ix: StandardIx,
    ) -> impl Iterator<Item = (ClauseIx, &Clause, &ClauseCoverage)> {
        let (standard, coverage) = self.standard(ix);
        standard
            .iter()
            .map(|(clause_ix, clause)| (clause_ix, clause, coverage.clause(clause_ix)))
    }

    /// The exclusion that applies to a clause, if any.
    pub fn exclusion(&self, clause: &ClauseCoverage) -> Option<&Exclusion> {
        self.resolved.exclusions.get(clause.exclusion?)
    }
}

/// Builds the manual from its parts and judges it on a day. A date by itself is taken as the present
/// day as well.
pub fn compile(parts: Parts, as_of: Date) -> Compiled {
    compile_on(parts, as_of.into())
}

/// Builds the manual from its parts and judges it on a day, knowing the present day.
pub(crate) fn compile_on(parts: Parts, on: JudgedOn) -> Compiled {
    let manual = assemble(&parts);
    let resolved = resolve(&manual);
    judged(parts, manual, resolved, on)
}

/// Does the same as [`compile`] after a change, with the same result, but reuses earlier results as
/// far as they are still valid. Of the states in `before`, the first one with the same names is
/// reused.
pub fn recompile(parts: Parts, on: impl Into<JudgedOn>, before: &[&Compiled]) -> Compiled {
    let on = on.into();
    let again = before.iter().find_map(|before| {
        let manual = reassemble(&parts, &before.manual, &before.pages)?;
        let resolved = re_resolve(&manual, &before.manual, &before.resolved)?;
        Some((manual, resolved))
    });
    match again {
        Some((manual, resolved)) => judged(parts, manual, resolved, on),
        None => compile_on(parts, on),
    }
}

/// Computes coverage, registers and report of a manual whose references are looked up.
fn judged(parts: Parts, manual: Manual, resolved: Resolved, on: JudgedOn) -> Compiled {
    let mut diagnostics = parts.diagnostics;
    diagnostics.extend(parts.settings.diagnostics.iter().cloned());
    diagnostics.extend(parts.claims_files.diagnostics.iter().cloned());
    let of_pages = parts.pages.iter().flat_map(|page| &page.diagnostics);
    diagnostics.extend(of_pages.cloned());
    let of_approvals = manual.approvals.approvals.iter();
    diagnostics.extend(of_approvals.flat_map(|read| &read.diagnostics).cloned());
    diagnostics.extend(manual.approvals.signers.diagnostics.iter().cloned());
    diagnostics.extend(manual.names.diagnostics.iter().cloned());
    diagnostics.extend(resolved.diagnostics(&manual));
    resolved.note_suppressed(&mut diagnostics);
    let coverage = assess(&manual, &resolved, on);
    let (registers, of_tables) = build_registers(&manual, &resolved, &coverage);
    diagnostics.extend(of_tables);
    if !manual.config.damaged.is_unusable {
        diagnostics.extend(check::findings(&manual, &resolved, &coverage, &registers));
    }
    let report = Arc::new(judge(diagnostics, &manual.config.rules));
    Compiled {
        manual,
        resolved,
        coverage,
        registers,
        report,
        pages: parts.pages,
        settings: parts.settings,
        edition: None,
    }
}
