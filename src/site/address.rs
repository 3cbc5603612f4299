//! The addresses of the site's pages, and the links between them (`docs/design.md`, "Output").
//!
//! Addresses come from ids, not from the paths of files, so that a link survives a move. Every link
//! is relative and ends in a file name, so that the site works under any path and without a server.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diagnostics::SourcePath;
use crate::export::MatrixForm;
use crate::manual::{
    Class, ClauseIx, ClauseKey, DocumentIx, KindIx, Manual, PageKey, RecordIx, Role, StandardIx,
    TranslationIx, site_path,
};
use crate::pipeline::Compiled;
use crate::registers::Registers;

/// A file of the site: its path relative to the site's folder, with `/` between its parts, as it is
/// in the file system (not percent-encoded).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    path: String,
    /// The percent-encoded path, if it differs from `path`.
    encoded: Option<String>,
}

impl Address {
    /// A fixed file of the site.
    pub fn fixed(path: &str) -> Self {
        Self::new(path.to_owned())
    }

    fn new(path: String) -> Self {
        let encoded = match Cow::from(utf8_percent_encode(&path, ENCODED)) {
            Cow::Borrowed(_) => None,
            Cow::Owned(encoded) => Some(encoded),
        };
        Self { path, encoded }
    }

    /// The path as text, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// The percent-encoded path, for links from the site's folder.
    pub(super) fn encoded(&self) -> &str {
        self.encoded.as_deref().unwrap_or(&self.path)
    }

    /// The number of folders between the site's folder and the file.
    pub fn depth(&self) -> usize {
        self.path.matches('/').count()
    }

    /// The relative link from this file's folder to the site's folder: `../` repeated, or empty.
    pub fn root(&self) -> String {
        "../".repeat(self.depth())
    }

    /// The relative link from this file to another, percent-encoded.
    pub fn href(&self, to: &Address) -> String {
        let (from, to) = (self.encoded(), to.encoded());
        let shared = shared_folders(from, to);
        let up = from[shared..].bytes().filter(|byte| *byte == b'/').count();
        let mut link = String::with_capacity(3 * up + to.len() - shared + 16);
        for _ in 0..up {
            link.push_str("../");
        }
        link.push_str(&to[shared..]);
        link
    }

    /// The relative link from this file to a section of another, percent-encoded.
    pub fn href_at(&self, to: &Address, section: Option<&str>) -> String {
        let mut link = self.href(to);
        if let Some(section) = section {
            link.push('#');
            percent_encode(section, &mut link);
        }
        link
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

/// A link with the fragment of a section added.
pub(super) fn at_section(href: &str, section: &str) -> String {
    let mut link = String::with_capacity(href.len() + section.len() + 1);
    link.push_str(href);
    link.push('#');
    percent_encode(section, &mut link);
    link
}

/// The link to a section of the same page.
pub(super) fn href_here(section: &str) -> String {
    let mut link = String::with_capacity(section.len() + 1);
    link.push('#');
    percent_encode(section, &mut link);
    link
}

/// The addresses of a site's pages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses<'a> {
    manual: &'a Manual,
    registers: &'a Registers,
}

impl<'a> Addresses<'a> {
    /// The addresses of a manual's site.
    pub(crate) fn new(compiled: &'a Compiled) -> Self {
        Self {
            manual: &compiled.manual,
            registers: &compiled.registers,
        }
    }

    /// The address of a document's page.
    pub(crate) fn document(&self, ix: DocumentIx) -> Address {
        let id = self.manual.document(ix).id.value.as_str();
        Address::new(["documents/", id, ".html"].concat())
    }

    /// The address of a translation: that of its document, in a folder of its language. An id contains
    /// no `/`, so no document has this address.
    pub(crate) fn translation(&self, ix: TranslationIx) -> Address {
        let page = &self.manual.translation(ix).page;
        let (language, id) = (page.language.language.as_str(), page.id.value.as_str());
        Address::new(["documents/", language, "/", id, ".html"].concat())
    }

    /// The address of a record's page.
    pub(crate) fn record(&self, ix: RecordIx) -> Address {
        let id = self.manual.record(ix).id.value.as_str();
        Address::new(["records/", id, ".html"].concat())
    }

    /// The address of any page that has a text.
    pub(crate) fn page(&self, page: PageKey) -> Address {
        match page {
            PageKey::Document(ix) => self.document(ix),
            PageKey::Translation(ix) => self.translation(ix),
            PageKey::Record(ix) => self.record(ix),
            PageKey::Uncontrolled(ix) => {
                let path = &self.manual.uncontrolled_page(ix).path;
                Address::new(self.manual.uncontrolled_site_path(path))
            }
            PageKey::Home => Address::fixed("index.html"),
        }
    }

    /// The address of a standard's list of clauses.
    pub(crate) fn standard(&self, ix: StandardIx) -> Address {
        let id = &self.manual.standard(ix).id;
        Address::new(format!("standards/{}/index.html", file_name(id.as_str())))
    }

    /// The address of a clause's page.
    pub(crate) fn clause(&self, key: ClauseKey) -> Address {
        let id = &self.manual.standard(key.standard).id;
        let number = &self.manual.clause(key).number;
        Address::new(format!(
            "standards/{}/{}.html",
            file_name(id.as_str()),
            file_name(number.as_str())
        ))
    }

    /// The address of a document's redline.
    ///
    /// An id contains no `/`, so the address cannot collide with the folder of pictures beside it.
    pub(crate) fn redline(&self, ix: DocumentIx) -> Address {
        let id = &self.manual.document(ix).id.value;
        Address::new(format!("redlines/{}.html", file_name(id.as_str())))
    }

    /// The address of a standard's matrix.
    pub(crate) fn matrix(&self, ix: StandardIx) -> Address {
        let id = &self.manual.standard(ix).id;
        Address::new(format!("matrix/{}.html", file_name(id.as_str())))
    }

    /// The address of a part of a standard's matrix, by the first clause of the part.
    ///
    /// It is in the folder of the matrix, because the links of the claims behind the cells are
    /// relative to that folder. No file name of a standard has this ending.
    pub(crate) fn matrix_part(&self, first: ClauseKey) -> Address {
        self.part_of(&self.matrix(first.standard), first)
    }

    /// The address of a part of a standard's list of clauses, by the first clause of the part. No file
    /// name of a clause has this ending.
    pub(crate) fn standard_part(&self, first: ClauseKey) -> Address {
        self.part_of(&self.standard(first.standard), first)
    }

    /// The address of a part of a page with a row for each clause, by the first clause of the part. It is
    /// beside that page, and no file name of a standard or clause has this ending.
    fn part_of(&self, whole: &Address, first: ClauseKey) -> Address {
        let stem = whole.as_str().trim_end_matches(".html");
        let number = &self.manual.clause(first).number;
        Address::new(format!(
            "{stem}~chapter-{}.html",
            file_name(number.as_str())
        ))
    }

    /// The address of the page that shows a standard's coverage beside another's, or of the part of that
    /// page that begins with a clause.
    pub(crate) fn crosswalk(
        &self,
        here: StandardIx,
        there: StandardIx,
        first: Option<ClauseIx>,
    ) -> Address {
        let [left, right] = [here, there].map(|ix| file_name(self.manual.standard(ix).id.as_str()));
        let whole = Address::new(format!("crosswalks/{left}/{right}.html"));
        self.whole_or_part(whole, here, first)
    }

    /// The address of the page of the transition from one edition to another, or of the part of that page
    /// that begins with a clause of the new edition.
    pub(crate) fn transition(
        &self,
        from: StandardIx,
        to: StandardIx,
        first: Option<ClauseIx>,
    ) -> Address {
        let [old, new] = [from, to].map(|ix| file_name(self.manual.standard(ix).id.as_str()));
        let whole = Address::new(format!("transitions/{old}/{new}.html"));
        self.whole_or_part(whole, to, first)
    }

    fn whole_or_part(
        &self,
        whole: Address,
        standard: StandardIx,
        first: Option<ClauseIx>,
    ) -> Address {
        match first {
            Some(clause) => self.part_of(&whole, ClauseKey { standard, clause }),
            None => whole,
        }
    }

    /// The folder of the scripts that load a matrix's claims. It cannot collide with a standard's
    /// files, because all of those have an extension.
    pub(super) fn claims_folder(&self, ix: StandardIx) -> Address {
        let id = &self.manual.standard(ix).id;
        Address::new(format!("matrix/claims/{}/", file_name(id.as_str())))
    }

    /// The address of a script that loads some of the claims of a matrix.
    pub(super) fn claims(&self, ix: StandardIx, name: &str) -> Address {
        Address::new(format!("{}{name}.js", self.claims_folder(ix)))
    }

    /// The address of a standard's matrix in a machine-readable format.
    pub(crate) fn matrix_file(&self, ix: StandardIx, form: MatrixForm) -> Address {
        let id = &self.manual.standard(ix).id;
        let extension = form.extension();
        Address::new(format!("matrix/{}.{extension}", file_name(id.as_str())))
    }

    /// The address of a part of a standard's grid, counted from 0.
    ///
    /// It is in the folder of the matrix, because the links of the claims behind the cells are
    /// relative to that folder. No file name of a standard has this ending.
    pub(crate) fn grid(&self, ix: StandardIx, part: u32) -> Address {
        let matrix = self.matrix(ix);
        let stem = matrix.as_str().trim_end_matches(".html");
        Address::fixed(&format!("{stem}~grid-{}.html", part + 1))
    }

    /// The address of a part of a standard's statement of applicability, counted from 0. No file name
    /// of a standard has the ending of a further part.
    pub(crate) fn statement(&self, ix: StandardIx, part: u32) -> Address {
        let id = file_name(self.manual.standard(ix).id.as_str());
        match part {
            0 => Address::new(format!("applicability/{id}.html")),
            part => Address::new(format!("applicability/{id}~{}.html", part + 1)),
        }
    }

    /// The address of a standard's statement of applicability as a CSV file.
    pub(crate) fn statement_file(&self, ix: StandardIx) -> Address {
        let id = file_name(self.manual.standard(ix).id.as_str());
        Address::new(format!("applicability/{id}.csv"))
    }

    /// The address of a part of the master list, counted from 0.
    ///
    /// An id contains no `/`, so no part has the address of a document.
    pub(crate) fn master_list(&self, part: u32) -> Address {
        match part {
            0 => Address::fixed("documents/index.html"),
            part => Address::fixed(&format!("documents/list/{}.html", part + 1)),
        }
    }

    /// The address of a part of a register, counted from 0.
    pub(crate) fn register(&self, kind: KindIx, part: u32) -> Address {
        let name = self.register_name(kind);
        match part {
            0 => Address::fixed(&format!("registers/{name}.html")),
            part => Address::fixed(&format!("registers/{name}-{}.html", part + 1)),
        }
    }

    /// The address of a register as a CSV file.
    pub(crate) fn register_file(&self, kind: KindIx) -> Address {
        Address::fixed(&format!("registers/{}.csv", self.register_name(kind)))
    }

    /// The address of a register as an XLSX workbook.
    pub(crate) fn register_workbook(&self, kind: KindIx) -> Address {
        Address::fixed(&format!("registers/{}.xlsx", self.register_name(kind)))
    }

    /// The address of a role's page, by its position in the training matrix.
    pub(crate) fn role(&self, role: u32) -> Address {
        let roles = &self.registers.training.roles;
        let name = |role: &Role| slug(role.as_str());
        let own = roles.get(role as usize).map(name).unwrap_or_default();
        let before = roles.iter().take(role as usize);
        let taken = own.is_empty() || before.into_iter().any(|other| name(other) == own);
        match taken {
            false => Address::fixed(&format!("registers/roles/{own}.html")),
            true => Address::fixed(&format!("registers/roles/{own}-{role}.html")),
        }
    }

    /// The file name of a register, such as `actions`, from the plural of its kind
    /// (`docs/design.md`, "Output").
    fn register_name(&self, kind: KindIx) -> String {
        let own = slug(&self.manual.kind(kind).plural);
        let others = &self.manual.kinds;
        let is_taken = RESERVED.contains(&own.as_str())
            || own.is_empty()
            || others.iter().enumerate().any(|(at, other)| {
                at != kind.0 as usize && other.class == Class::Record && slug(&other.plural) == own
            });
        match is_taken {
            false => own,
            true => format!("kind-{}", self.manual.kind(kind).name),
        }
    }
}

/// The names of the pages beside the registers. No register may use them.
const RESERVED: [&str; 5] = [
    "index",
    "training-matrix",
    "audit-programme",
    "corrective-action",
    "management-review",
];

/// A name as part of an address: letters and digits in lower case, and `-` for everything else.
fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The address to which a file of the manual that is not a page is copied, such as an image or a
/// spreadsheet.
pub(crate) fn copy_address(path: &SourcePath) -> Address {
    Address::new(site_path::of_copy(path))
}

/// A file name for a clause's number or a standard's id, which may contain any character. A
/// character that a file name cannot contain is written as `~`, its code in hexadecimal and `~`.
/// Different names give different file names.
fn file_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let last = name.chars().count().saturating_sub(1);
    for (at, c) in name.chars().enumerate() {
        let at_edge = (at == 0 || at == last) && matches!(c, '.' | ' ');
        if at_edge || c.is_control() || r#"/\:*?"<>|#%~"#.contains(c) {
            out.push_str(&format!("~{:x}~", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    if is_reserved(name) {
        out.insert_str(0, "~~");
    }
    out
}

/// Whether a name is reserved: by the site, or as a device on Windows.
fn is_reserved(name: &str) -> bool {
    name.eq_ignore_ascii_case("index") || site_path::is_device(name)
}

/// The number of bytes at the beginning of both paths that are shared folders.
fn shared_folders(from: &str, to: &str) -> usize {
    let mut shared = 0;
    for (at, (a, b)) in from.bytes().zip(to.bytes()).enumerate() {
        if a != b {
            break;
        }
        if a == b'/' {
            shared = at + 1;
        }
    }
    shared
}

/// The characters that are percent-encoded in a link to a file or a section.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'!');

/// Writes a text percent-encoded for a link; characters that may occur in a path stay as they are.
pub(super) fn percent_encode(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, ENCODED));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(from: &str, to: &str) -> String {
        Address::fixed(from).href(&Address::fixed(to))
    }

    #[test]
    fn links_are_relative_and_end_in_a_file_name() {
        assert_eq!(href("index.html", "gaps.html"), "gaps.html");
        assert_eq!(
            href("index.html", "documents/QP-07.html"),
            "documents/QP-07.html"
        );
        assert_eq!(
            href("documents/QP-07.html", "documents/QP-09.html"),
            "QP-09.html"
        );
        assert_eq!(
            href(
                "standards/iso-9001-2015/8.4.html",
                "standards/iso-9001-1994/4.6.html"
            ),
            "../iso-9001-1994/4.6.html"
        );
        assert_eq!(
            href("pages/a/b/c.html", "index.html"),
            "../../../index.html"
        );
        assert_eq!(
            href("documents/QP-07.html", "documents/QP-07.html"),
            "QP-07.html"
        );
    }

    #[test]
    fn links_encode_what_a_path_cannot_hold() {
        assert_eq!(
            href("index.html", "documents/CSC F.026 & Prüfung.html"),
            "documents/CSC%20F.026%20%26%20Pr%C3%BCfung.html"
        );
        assert_eq!(href("a/x.html", "a/AC-2(1).html"), "AC-2(1).html");
        let to = Address::fixed("documents/QP-07.html");
        assert_eq!(
            Address::fixed("index.html").href_at(&to, Some("größe \"1\"")),
            "documents/QP-07.html#gr%C3%B6%C3%9Fe%20%221%22"
        );
    }

    #[test]
    fn clause_numbers_become_file_names() {
        assert_eq!(file_name("8.4.1"), "8.4.1");
        assert_eq!(file_name("AC-2(1)"), "AC-2(1)");
        assert_eq!(file_name("4.2.1 b"), "4.2.1 b");
        assert_eq!(file_name("a/b:c"), "a~2f~b~3a~c");
        assert_eq!(file_name(".."), "~2e~~2e~");
        assert_eq!(file_name("index"), "~~index");
        assert_eq!(file_name("AUX.1"), "~~AUX.1");
        assert_eq!(file_name("4."), "4~2e~");
    }

    #[test]
    fn the_way_to_the_root_depends_on_the_depth() {
        assert_eq!(Address::fixed("index.html").root(), "");
        assert_eq!(Address::fixed("standards/x/8.4.html").root(), "../../");
    }
}
