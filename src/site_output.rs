//! Makes the site of a compiled manual: lists its files, makes the content of each, and publishes
//! them. Like [`pipeline`](crate::pipeline), it calls the stages and has no rules of its own.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::changes::SiteChanges;
use crate::coverage::applicability;
use crate::diagnostics::SourcePath;
use crate::edition;
use crate::edition::{Held, WithheldWords};
use crate::export;
use crate::export::{MatrixForm, WorkbookError, workbook};
use crate::manual::{Config, DocumentId, KindIx, PageKey, StandardIx};
use crate::pipeline::Compiled;
use crate::publish;
use crate::publish::{Content, Original, PublishError, Published, TargetError};
use crate::search;
use crate::signatures;
use crate::signatures::{SignError, SignWith};
use crate::site::{
    Address, Addresses, CALENDAR, ClaimsFile, MASTER_LIST_FILE, MASTER_LIST_WORKBOOK, Page,
    Renderer, Theme, ThemeError, change_pages, claims_files, copy_address, old_picture_address,
    pages, register_kinds, withheld_words,
};
use crate::sources;
use crate::sources::{Sources, SourcesError};

/// Why a site could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// `manual.toml` names a theme that is neither built in nor in or beside the manual.
    #[error(
        "there is no theme `{0}`: neither `themes/{0}` in the manual or beside it, nor a built-in \
         one (the built-in theme is `default`)"
    )]
    NoTheme(String),
    /// The theme's files cannot be read.
    #[error(transparent)]
    Sources(#[from] SourcesError),
    /// A template or message of the theme has a mistake.
    #[error("theme: {0}")]
    Theme(#[from] ThemeError),
    /// A workbook cannot be made.
    #[cfg_attr(
        feature = "xlsx",
        error("the workbook of {of} cannot be made: {source}")
    )]
    #[cfg_attr(not(feature = "xlsx"), error("{source}"))]
    Workbook {
        /// The content of the workbook: the id of a standard, or the name of a list.
        of: String,
        /// The cause.
        source: WorkbookError,
    },
    /// A page of an edition cannot be read again.
    #[error("{0} could be read at first, and cannot be read any more: build again")]
    Unread(SourcePath),
    /// The site cannot be signed.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The site's folder cannot be written.
    #[error(transparent)]
    Target(#[from] TargetError),
}

impl From<PublishError<Self>> for SiteError {
    fn from(error: PublishError<Self>) -> Self {
        match error {
            PublishError::Content { error, .. } => error,
            PublishError::Target(error) => Self::Target(error),
        }
    }
}

impl SiteError {
    /// Whether the theme caused the error, not the disk.
    pub fn is_of_theme(&self) -> bool {
        matches!(
            self,
            Self::NoTheme(_) | Self::Theme(_) | Self::Sources(SourcesError::ThemeName(_))
        )
    }
}

/// The theme that `manual.toml` names.
///
/// # Errors
/// If there is no theme of that name, or its files cannot be read.
pub fn theme(from: &dyn Sources, config: &Config) -> Result<Theme, SiteError> {
    let name = config.theme.name.value.as_str();
    let theme = match sources::read_theme(from, name, config.reading.follow_links)? {
        Some(files) => Theme::with_files(files),
        None if name == "default" => Theme::built_in(),
        None => return Err(SiteError::NoTheme(name.to_owned())),
    };
    Ok(theme
        .with_accent(config.theme.accent)
        .with_language(&config.language))
}

/// The edition of a compiled manual, in the words of its theme.
///
/// # Errors
/// If a message of the theme has a mistake, or a page cannot be read again.
pub(crate) fn edition(
    from: &dyn Sources,
    whole: &Compiled,
    held: &Held,
    theme: &Theme,
) -> Result<Compiled, SiteError> {
    let (of_manual, by_language) = withheld_words(theme, &whole.manual)?;
    let words = WithheldWords {
        of_manual,
        by_language,
    };
    edition::make(whole, from, held, &words).map_err(|error| SiteError::Unread(error.location.path))
}

/// A file of the site and where its content comes from.
#[derive(Debug)]
pub struct SiteFile {
    address: Address,
    origin: Origin,
}

impl SiteFile {
    /// The file's path in the site, with `/` between its parts.
    pub fn address(&self) -> &str {
        self.address.as_str()
    }
}

#[derive(Debug)]
enum Origin {
    Page(Page),
    Made(Vec<u8>),
    Copy(SourcePath),
    Matrix(MatrixForm, StandardIx),
    Statement(StandardIx),
    Documents,
    DocumentsWorkbook,
    Register(KindIx),
    RegisterWorkbook(KindIx),
    Claims(ClaimsFile),
    Calendar,
    /// A file of the search index with the data of results, by its number.
    SearchResults(usize),
    /// A file of the search index with the texts of pages, by its number.
    SearchTexts(usize),
}

/// Lists the files of a site, in a fixed order. Nothing is rendered yet.
pub fn list(compiled: &Compiled, theme: &Theme) -> Vec<SiteFile> {
    let addresses = Addresses::new(compiled);
    let manual = &compiled.manual;
    let of_page = |page: Page| SiteFile {
        address: page.address(compiled),
        origin: Origin::Page(page),
    };
    // The longest work comes first, so that all cores finish at about the same time.
    let mut list = Vec::with_capacity(manual.documents.len() + manual.records.len() + 500);
    for ix in manual.standards.positions() {
        list.extend(MatrixForm::beside_pages().map(|(form, _)| SiteFile {
            address: addresses.matrix_file(ix, form),
            origin: Origin::Matrix(form, ix),
        }));
        if applicability::has_statement(manual, &compiled.resolved, ix) {
            list.push(SiteFile {
                address: addresses.statement_file(ix),
                origin: Origin::Statement(ix),
            });
        }
    }
    list.extend(claims_files(compiled).into_iter().map(|file| SiteFile {
        address: file.address(compiled),
        origin: Origin::Claims(file),
    }));
    list.extend(register_kinds(compiled).into_iter().map(|kind| SiteFile {
        address: addresses.register_file(kind),
        origin: Origin::Register(kind),
    }));
    list.push(SiteFile {
        address: Address::fixed(MASTER_LIST_FILE),
        origin: Origin::Documents,
    });
    if cfg!(feature = "xlsx") {
        let kinds = register_kinds(compiled).into_iter();
        list.extend(kinds.map(|kind| SiteFile {
            address: addresses.register_workbook(kind),
            origin: Origin::RegisterWorkbook(kind),
        }));
        list.push(SiteFile {
            address: Address::fixed(MASTER_LIST_WORKBOOK),
            origin: Origin::DocumentsWorkbook,
        });
    }
    list.push(SiteFile {
        address: Address::fixed(CALENDAR),
        origin: Origin::Calendar,
    });
    list.par_extend(pages(compiled).into_par_iter().map(of_page));
    let assets = theme.assets_of(compiled).into_iter();
    list.extend(assets.map(|(address, bytes)| SiteFile {
        address,
        origin: Origin::Made(bytes),
    }));
    list.extend(compiled.resolved.published.iter().map(|path| SiteFile {
        address: copy_address(path),
        origin: Origin::Copy(path.clone()),
    }));
    list
}

/// Lists the files that show changes: pages, and earlier states of pictures.
pub(crate) fn list_changes(compiled: &Compiled, changes: &SiteChanges) -> Vec<SiteFile> {
    let pages = change_pages(changes).map(|page| SiteFile {
        address: page.address(compiled),
        origin: Origin::Page(page),
    });
    let pictures = old_pictures(changes).into_iter();
    let pictures = pictures.map(|(address, content)| SiteFile {
        address: Address::fixed(&address),
        origin: Origin::Made(content),
    });
    pages.chain(pictures).collect()
}

/// The earlier states of pictures, each with its address.
pub(crate) fn old_pictures(changes: &SiteChanges) -> BTreeMap<String, Vec<u8>> {
    // A picture can be part of several documents.
    let mut pictures = BTreeMap::new();
    for text in changes.texts.iter().flatten() {
        for picture in text.pictures.values() {
            let address = old_picture_address(&picture.name, &picture.extension);
            pictures.insert(address.to_string(), picture.content.clone());
        }
    }
    pictures
}

/// The files of the search index. The files of words are made here, all together, since they depend
/// on the whole manual.
pub(crate) fn search_files(renderer: &Renderer<'_>) -> Vec<SiteFile> {
    let words = renderer.search_words().into_iter();
    let words = words.map(|(address, bytes)| SiteFile {
        address: Address::fixed(&address),
        origin: Origin::Made(bytes),
    });
    let results = renderer.search_results_files().map(|number| SiteFile {
        address: Address::fixed(&search::results_address(number)),
        origin: Origin::SearchResults(number),
    });
    let texts = renderer.search_texts_files().map(|number| SiteFile {
        address: Address::fixed(&search::texts_address(number)),
        origin: Origin::SearchTexts(number),
    });
    words.chain(results).chain(texts).collect()
}

/// Renders every file of the site on all cores and replaces the last site.
///
/// # Errors
/// If the theme has a mistake, a file cannot be made or signed, or the folder cannot be written.
/// The last site then stays as it was.
pub(crate) fn publish(
    from: &Arc<dyn Sources>,
    compiled: &Compiled,
    changes: Option<&SiteChanges>,
    theme: &Theme,
    target: &Path,
    sign: Option<&SignWith>,
) -> Result<Published, SiteError> {
    let renderer = Renderer::with_changes(compiled, changes, theme)?;
    publish_with(from, compiled, &renderer, theme, Vec::new(), target, sign)
}

/// What is handed over to an auditor beside the site.
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) struct Pack {
    /// The id of the audit.
    pub(crate) audit: DocumentId,
    /// What has changed since the last audit, as Markdown.
    pub(crate) changes: String,
}

/// Writes the site together with the workbook of an audit's scope. Returns the address of the workbook
/// as well.
///
/// # Errors
/// As for [`publish()`].
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) fn publish_pack(
    from: &Arc<dyn Sources>,
    compiled: &Compiled,
    changes: Option<&SiteChanges>,
    theme: &Theme,
    pack: &Pack,
    target: &Path,
    sign: Option<&SignWith>,
) -> Result<(String, Published), SiteError> {
    let renderer = Renderer::with_changes(compiled, changes, theme)?;
    let made = |address: &str, bytes| SiteFile {
        address: Address::fixed(address),
        origin: Origin::Made(bytes),
    };
    let mut files = vec![made("audit/changes.md", pack.changes.clone().into_bytes())];
    let mut address = String::new();
    if let Some(PageKey::Record(audit)) = compiled.manual.names.find(pack.audit.as_str()) {
        let page = Page::Record(audit).address(compiled);
        let name = page.as_str().rsplit('/').next().unwrap_or_default();
        address = format!("audit/{}.xlsx", name.trim_end_matches(".html"));
        let book = renderer.audit_workbook(audit, Some(&Address::fixed(&address)));
        let bytes = workbook::write(&book).map_err(|source| SiteError::Workbook {
            of: pack.audit.to_string(),
            source,
        })?;
        files.push(made(&address, bytes));
    }
    let published = publish_with(from, compiled, &renderer, theme, files, target, sign)?;
    Ok((address, published))
}

/// Writes the site with further files.
fn publish_with(
    from: &Arc<dyn Sources>,
    compiled: &Compiled,
    renderer: &Renderer<'_>,
    theme: &Theme,
    further: Vec<SiteFile>,
    target: &Path,
    sign: Option<&SignWith>,
) -> Result<Published, SiteError> {
    let mut files = list(compiled, theme);
    files.extend(
        renderer
            .changes()
            .iter()
            .flat_map(|changes| list_changes(compiled, changes)),
    );
    files.extend(search_files(renderer));
    files.extend(further);
    let signed = |text: &str| match sign {
        Some(with) => Ok(signatures::sign(text, with, |_| true)?.0),
        None => Ok(String::new()),
    };
    publish::publish_site(
        target,
        &files,
        SiteFile::address,
        |file, buffer| content_in(buffer, from, compiled, renderer, file),
        sign.is_some()
            .then_some(&signed as &publish::Sign<'_, SiteError>),
    )
    .map_err(SiteError::from)
}

/// The workbook of the matrix of all standards as plain data, of an edition and of an audit's scope, if
/// these are given: what a filled-in one is compared with.
///
/// # Errors
/// If the theme has a mistake, or a page of the edition cannot be read again.
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) fn book(
    from: &dyn Sources,
    whole: &Compiled,
    held: Option<&Held>,
    audit: Option<&str>,
) -> Result<workbook::Book, SiteError> {
    let theme = theme(from, &whole.manual.config)?;
    let edition = held
        .map(|held| edition(from, whole, held, &theme))
        .transpose()?;
    let compiled = edition.as_ref().unwrap_or(whole);
    let renderer = Renderer::new(compiled, &theme)?;
    let audit = audit.and_then(|audit| compiled.manual.names.find(audit));
    Ok(match audit {
        Some(PageKey::Record(audit)) => renderer.audit_workbook(audit, None),
        _ => {
            let standards: Vec<StandardIx> = compiled.manual.standards.positions().collect();
            renderer.workbook(&standards, None)
        }
    })
}

/// The content of one file.
///
/// # Errors
/// If a template uses something that does not exist, or a workbook cannot be made.
pub fn content(
    from: &Arc<dyn Sources>,
    compiled: &Compiled,
    renderer: &Renderer<'_>,
    file: &SiteFile,
) -> Result<Content, SiteError> {
    content_in(Vec::new(), from, compiled, renderer, file)
}

/// The content of one file. A page is rendered into the buffer, so that its allocation is reused.
fn content_in(
    buffer: Vec<u8>,
    from: &Arc<dyn Sources>,
    compiled: &Compiled,
    renderer: &Renderer<'_>,
    file: &SiteFile,
) -> Result<Content, SiteError> {
    Ok(match &file.origin {
        Origin::Page(page) => Content::Bytes(renderer.render_in(buffer, *page)?),
        Origin::Made(bytes) => Content::Bytes(bytes.clone()),
        Origin::Copy(path) => copy_of(from, path),
        Origin::Matrix(form, ix) => {
            let matrix = match form.file(compiled, *ix) {
                Some(matrix) => matrix,
                None => workbook(compiled, renderer, &[*ix], Some(&file.address))?,
            };
            Content::Bytes(matrix)
        }
        Origin::Statement(ix) => {
            let file = MatrixForm::SoaCsv.file(compiled, *ix);
            Content::Bytes(file.unwrap_or_default())
        }
        Origin::Documents => for_spreadsheets(&export::documents_csv(compiled)),
        Origin::DocumentsWorkbook => {
            let workbook = export::documents_xlsx(compiled);
            Content::Bytes(workbook.map_err(|error| SiteError::Workbook {
                of: "the master list".to_owned(),
                source: error,
            })?)
        }
        Origin::Register(kind) => for_spreadsheets(&export::register_csv(compiled, *kind)),
        Origin::RegisterWorkbook(kind) => {
            let workbook = export::register_xlsx(compiled, *kind);
            Content::Bytes(workbook.map_err(|error| SiteError::Workbook {
                of: compiled.manual.kind(*kind).plural.clone(),
                source: error,
            })?)
        }
        Origin::Claims(file) => Content::Bytes(renderer.claims(*file)?),
        Origin::Calendar => Content::Bytes(renderer.calendar().into_bytes()),
        Origin::SearchResults(number) => Content::Bytes(renderer.search_results(*number)),
        Origin::SearchTexts(number) => Content::Bytes(renderer.search_texts(*number)),
    })
}

/// The matrix of these standards as a workbook, with the address that it has in a site.
fn workbook(
    compiled: &Compiled,
    renderer: &Renderer<'_>,
    standards: &[StandardIx],
    address: Option<&Address>,
) -> Result<Vec<u8>, SiteError> {
    let made = workbook::write(&renderer.workbook(standards, address));
    made.map_err(|source| {
        let ids = standards
            .iter()
            .map(|ix| compiled.manual.standard(*ix).id.to_string());
        SiteError::Workbook {
            of: ids.collect::<Vec<_>>().join(", "),
            source,
        }
    })
}

/// The matrix of these standards as a workbook beside no site, in the words of the manual's theme.
///
/// # Errors
/// If the theme has a mistake, or the workbook cannot be made.
pub(crate) fn matrix_workbook(
    from: &dyn Sources,
    compiled: &Compiled,
    standards: &[StandardIx],
) -> Result<Vec<u8>, SiteError> {
    let theme = theme(from, &compiled.manual.config)?;
    let renderer = Renderer::new(compiled, &theme)?;
    workbook(compiled, &renderer, standards, None)
}

/// A CSV file of the site, with a byte order mark for spreadsheets.
fn for_spreadsheets(csv: &str) -> Content {
    Content::Bytes(export::for_spreadsheets(csv.as_bytes()))
}

/// A copy of a file of the manual.
pub(crate) fn copy_of(from: &Arc<dyn Sources>, path: &SourcePath) -> Content {
    Content::CopyOf(Box::new(ManualFile {
        sources: Arc::clone(from),
        path: path.clone(),
    }))
}

/// A file of the manual that is copied.
struct ManualFile {
    sources: Arc<dyn Sources>,
    path: SourcePath,
}

impl Original for ManualFile {
    fn path(&self) -> PathBuf {
        self.sources.root().join(self.path.as_str())
    }

    fn open(&self) -> io::Result<(u64, Box<dyn Read + Send>)> {
        let file = self.sources.open(&self.path)?;
        Ok((file.size, file.content))
    }
}

impl std::fmt::Debug for ManualFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("ManualFile").field(&self.path).finish()
    }
}
