//! Page numbers in the contents of the whole manual. A browser does not know the page numbers
//! during layout, so the page is printed once to find the position of each link target, and a
//! second time with the numbers filled into reserved places.

use serde_json::Value;

use super::destinations;
use super::devtools::{CallError, Tab};

/// How often the page is printed to get stable numbers. A reserved place has the same size with or
/// without its number, so that the second print normally confirms the numbers of the first.
const TRIES: usize = 3;

/// A script that reserves a place in each line of the contents. Its value is the list of the names
/// that the lines link to.
const KEEP_PLACES: &str = r##"Array.from(document.querySelectorAll(".print-contents li > a[href^='#']"), (link) => {
  link.parentElement.dataset.sheet = "";
  return decodeURIComponent(link.hash.slice(1));
})"##;

/// A script that fills numbers into the reserved places.
const PUT: &str = r##"((numbers) => {
  document.querySelectorAll(".print-contents li > a[href^='#']").forEach((link, at) => {
    link.parentElement.dataset.sheet = numbers[at] ?? "";
  });
  return true;
})"##;

/// Prints the page as a PDF whose contents have page numbers.
pub(super) fn print(tab: &Tab<'_>) -> Result<Vec<u8>, CallError> {
    let names: Vec<String> = tab.evaluate(KEEP_PLACES)?;
    let mut shown = vec![None; names.len()];
    for _ in 0..TRIES {
        let pdf = tab.print()?;
        let sheets = destinations::sheets(&pdf);
        let numbers: Vec<Option<usize>> =
            names.iter().map(|name| sheets.get(name).copied()).collect();
        if numbers == shown {
            return Ok(pdf);
        }
        put(tab, &numbers)?;
        shown = numbers;
    }
    // A wrong number is worse than none.
    put(tab, &[])?;
    tab.print()
}

fn put(tab: &Tab<'_>, numbers: &[Option<usize>]) -> Result<(), CallError> {
    let numbers: Value = numbers.to_vec().into();
    tab.evaluate::<bool>(&format!("{PUT}({numbers})"))?;
    Ok(())
}
