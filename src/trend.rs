//! The trend of coverage: the file `history.csv` of a manual, with one point for each month and
//! standard.
//!
//! Only `clausebook history` computes and writes the file. A build draws its points.

use crate::coverage::Summary;
use crate::diagnostics::{Diagnostic, Location, SourcePath, Span, Spanned};
use crate::manual::{DataTable, Date, Manual};
use crate::parse::parse_date;
use crate::rules;

/// The file's name, in the manual's folder.
pub(crate) const FILE: &str = "history.csv";

/// The headers of its columns.
const HEAD: [&str; 5] = ["date", "commit", "standard", "covered", "of"];

/// How much of a standard was covered on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrendPoint {
    pub(crate) date: Date,
    /// The commit that was judged.
    pub(crate) commit: String,
    /// The standard's id.
    pub(crate) standard: String,
    pub(crate) covered: u32,
    /// The number of requirements that are not excluded.
    pub(crate) of: u32,
}

impl TrendPoint {
    /// The point of a standard on a day.
    pub(crate) fn new(date: Date, commit: &str, standard: &str, summary: &Summary) -> Self {
        Self {
            date,
            commit: commit.to_owned(),
            standard: standard.to_owned(),
            covered: summary.covered(),
            of: summary.applicable(),
        }
    }
}

/// The text of the file.
pub(crate) fn csv(points: &[TrendPoint]) -> String {
    let mut text = HEAD.join(",") + "\n";
    for point in points {
        let TrendPoint {
            date,
            commit,
            standard,
            covered,
            of,
        } = point;
        text.push_str(&format!("{date},{commit},{standard},{covered},{of}\n"));
    }
    text
}

/// Whether this program wrote a text as `history.csv`: its first line has these headers.
pub(crate) fn is_own(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').lines().next();
    head.is_some_and(|head| head.trim_end() == HEAD.join(","))
}

/// The points of the manual's file, sorted by date, and the diagnostics of its first line and of rows
/// that cannot be read.
pub(crate) fn read(manual: &Manual) -> (Vec<TrendPoint>, Vec<Diagnostic>) {
    let file = SourcePath::new(FILE);
    let table = manual.tables.iter().find(|table| table.path == file);
    // A file of that name with other columns was not written by this program.
    let Some(table) = table.filter(|table| is_meant(&table.table)) else {
        return (Vec::new(), Vec::new());
    };
    let mut points = Vec::new();
    if let Some(head) = table.table.rows.first()
        && let Some(mistake) = mistake_in_head(&table.table, head)
    {
        let location = Location::new(&file, mistake);
        let message = format!("the first line is not `{}`", HEAD.join(","));
        let help = "write it so, or delete the file and let `clausebook history` write it anew";
        let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, message);
        return (points, vec![diagnostic.help(help)]);
    }
    let mut diagnostics = table.diagnostics.clone();
    for row in table.table.rows.iter().skip(1) {
        match point(&table.table, row) {
            Ok(point) => points.push(point),
            Err(span) => diagnostics.push(
                Diagnostic::new(
                    &rules::INVALID_VALUE,
                    Location::new(&file, span),
                    "this is not a day, or not a number of requirements",
                )
                .help("let `clausebook history` write the file anew"),
            ),
        }
    }
    points.sort_by(|a, b| (a.date, &a.standard).cmp(&(b.date, &b.standard)));
    (points, diagnostics)
}

/// The points of the manual's file that belong to a report of a day, sorted by date: later ones had
/// not been measured by then.
pub(crate) fn points_by(manual: &Manual, as_of: Date) -> Vec<TrendPoint> {
    let (mut points, _) = read(manual);
    points.retain(|point| point.date <= as_of);
    points
}

/// Whether a file is the one that `clausebook history` writes, though it may be damaged: it has two of
/// the headers or a row with the values of a point, or its rows cannot be read at all.
fn is_meant(table: &DataTable) -> bool {
    let has = |head: &&str| table.column(&[*head]).is_some();
    let is_point = |row: &Vec<Spanned<String>>| match row.as_slice() {
        [date, _, _, covered, of] => {
            let is_number = |cell: &Spanned<String>| cell.value.parse::<u32>().is_ok();
            parse_date(&date.value).is_some() && is_number(covered) && is_number(of)
        }
        _ => false,
    };
    let is_unread = table.rows.is_empty() && !table.left_out.is_empty();
    is_unread || HEAD.iter().filter(|head| has(head)).count() > 1 || table.rows.iter().any(is_point)
}

/// The cell of the first line that is not as it should be, if there is one.
fn mistake_in_head(table: &DataTable, head: &[Spanned<String>]) -> Option<Span> {
    let is_missing = |name: &&str| table.column(&[*name]).is_none();
    HEAD.iter().find(|name| is_missing(name))?;
    let is_known = |cell: &Spanned<String>| HEAD.contains(&&*cell.value.to_lowercase());
    let wrong = head.iter().find(|cell| !is_known(cell));
    wrong.or(head.first()).map(|cell| cell.span)
}

/// The point of a row, or the span of the cell that cannot be read.
fn point(table: &DataTable, row: &[Spanned<String>]) -> Result<TrendPoint, Span> {
    let begin = row.first().map_or(Span::default(), |cell| cell.span);
    let cell = |name: &str| {
        let cell = table.column(&[name]).and_then(|at| row.get(at));
        cell.ok_or(begin)
    };
    let number = |name: &str| {
        let cell = cell(name)?;
        cell.value.trim().parse::<u32>().map_err(|_| cell.span)
    };
    let date = cell("date")?;
    let (covered, of) = (number("covered")?, number("of")?);
    if covered > of {
        return Err(cell("covered")?.span);
    }
    Ok(TrendPoint {
        date: parse_date(date.value.trim()).ok_or(date.span)?,
        commit: cell("commit")?.value.clone(),
        standard: cell("standard")?.value.trim().to_owned(),
        covered,
        of,
    })
}
