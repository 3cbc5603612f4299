//! Finds the program that makes PDFs: a browser built on Chromium, or WeasyPrint.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::pdf::error::PdfError;

/// The environment variable that names the program.
pub(super) const PROGRAM_VARIABLE: &str = "CLAUSEBOOK_PDF_PROGRAM";

/// The programs that are searched in `PATH`, in order of preference. A browser comes before
/// WeasyPrint because it draws the pages as they look on the screen.
const NAMES: [&str; 9] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
    "weasyprint",
];

/// The kind of a program, which decides its command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// A browser built on Chromium.
    Chromium,
    /// WeasyPrint.
    WeasyPrint,
}

/// A program that makes PDFs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    /// Its executable file.
    pub path: PathBuf,
    /// Its kind.
    pub family: Family,
}

/// Where programs are searched.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// The value of [`PROGRAM_VARIABLE`].
    pub named: Option<OsString>,
    /// The folders of `PATH`.
    pub folders: Vec<PathBuf>,
    /// The paths where installers put browsers.
    pub usual: Vec<PathBuf>,
}

impl Places {
    /// Returns the places of this machine.
    pub(crate) fn here() -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        Self {
            named: std::env::var_os(PROGRAM_VARIABLE).filter(|named| !named.is_empty()),
            // An empty or relative entry would depend on the current folder.
            folders: std::env::split_paths(&path)
                .filter(|folder| folder.is_absolute())
                .collect(),
            usual: usual_places(),
        }
    }

    fn in_path(&self, name: &OsStr) -> Option<PathBuf> {
        let suffix = std::env::consts::EXE_SUFFIX;
        let mut with_suffix = name.to_owned();
        with_suffix.push(suffix);
        self.folders
            .iter()
            .flat_map(|folder| [folder.join(name), folder.join(&with_suffix)])
            .find(|file| is_program(file))
    }
}

impl Program {
    /// Finds the program: `asked` if given, else the one that the environment names, else the first
    /// one found.
    ///
    /// # Errors
    /// If no program is found, or the named one is not an executable file.
    pub(crate) fn find(asked: Option<&OsStr>, places: &Places) -> Result<Self, PdfError> {
        if let Some(named) = asked.or(places.named.as_deref()) {
            let path = Path::new(named);
            let found = match path.components().count() {
                1 => places.in_path(named),
                _ => is_program(path).then(|| path.to_owned()),
            };
            return found.map(Self::new).ok_or_else(|| PdfError::NotAProgram {
                named: path.to_owned(),
                by_environment: asked.is_none(),
            });
        }
        let in_path = NAMES
            .iter()
            .filter_map(|name| places.in_path(OsStr::new(name)));
        let usual = places.usual.iter().filter(|file| is_program(file)).cloned();
        // A browser outside `PATH` is preferred to WeasyPrint in it.
        let mut found: Vec<Self> = in_path.chain(usual).map(Self::new).collect();
        found.sort_by_key(|program| program.family == Family::WeasyPrint);
        found.into_iter().next().ok_or(PdfError::NoProgram)
    }

    fn new(path: PathBuf) -> Self {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let family = match name.to_lowercase().contains("weasyprint") {
            true => Family::WeasyPrint,
            false => Family::Chromium,
        };
        Self { path, family }
    }

    /// Whether the program is installed as a snap, which cannot read files below `/tmp`.
    pub(super) fn is_confined(&self) -> bool {
        let real = std::fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        real.starts_with("/snap")
            || name.starts_with("chromium") && Path::new("/snap/bin/chromium").exists()
    }
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

/// The paths where installers put browsers on macOS and Windows, which are not in `PATH`.
fn usual_places() -> Vec<PathBuf> {
    let applications = [
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Chromium.app/Contents/MacOS/Chromium",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];
    let programs = [
        r"Google\Chrome\Application\chrome.exe",
        r"Chromium\Application\chrome.exe",
        r"Microsoft\Edge\Application\msedge.exe",
    ];
    let of_home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join("Applications"));
    let (folders, names): (Vec<PathBuf>, [&str; 3]) = if cfg!(target_os = "macos") {
        let folders = [Some(PathBuf::from("/Applications")), of_home];
        (folders.into_iter().flatten().collect(), applications)
    } else if cfg!(windows) {
        let variables = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
        let folders = variables.into_iter().filter_map(std::env::var_os);
        (folders.map(PathBuf::from).collect(), programs)
    } else {
        return Vec::new();
    };
    let each = folders.iter();
    each.flat_map(|folder| names.map(|name| folder.join(name)))
        .collect()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn places(programs: &[&str]) -> (tempfile::TempDir, Places) {
        let folder = tempfile::tempdir().unwrap();
        for name in programs {
            let path = folder.path().join(name);
            fs::write(&path, "").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let places = Places {
            folders: vec![folder.path().to_owned()],
            ..Places::default()
        };
        (folder, places)
    }

    #[test]
    fn a_browser_is_taken_before_weasyprint() {
        let (folder, mut places) = places(&["weasyprint", "google-chrome", "elsewhere"]);
        let found = Program::find(None, &places).unwrap();
        assert_eq!(found.path, folder.path().join("google-chrome"));
        assert_eq!(found.family, Family::Chromium);
        fs::remove_file(&found.path).unwrap();
        assert_eq!(
            Program::find(None, &places).unwrap().family,
            Family::WeasyPrint
        );
        places.usual.push(folder.path().join("elsewhere"));
        let found = Program::find(None, &places).unwrap();
        assert_eq!(found.path, folder.path().join("elsewhere"));
    }

    #[test]
    fn what_is_named_is_taken_or_nothing() {
        let (folder, mut places) = places(&["chromium", "mine"]);
        let mine = Some(OsStr::new("mine"));
        let found = Program::find(mine, &places).unwrap();
        assert_eq!(found.path, folder.path().join("mine"));
        places.named = Some("gone".into());
        assert_eq!(Program::find(mine, &places).unwrap(), found);
        let error = Program::find(None, &places).unwrap_err().to_string();
        assert!(
            error.contains("CLAUSEBOOK_PDF_PROGRAM names `gone`"),
            "{error}"
        );
    }

    #[test]
    fn without_any_it_is_said_how_to_get_one() {
        let (_folder, places) = places(&[]);
        let error = Program::find(None, &places).unwrap_err().to_string();
        for system in ["apt install chromium", "dnf install", "macOS", "Windows"] {
            assert!(error.contains(system), "{system}: {error}");
        }
    }
}
