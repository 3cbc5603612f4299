//! The contents of the whole manual say on which sheet a line is found. A browser does not know that
//! while it lays out, so the page is printed once to see where everything falls, and once more with
//! the numbers in the place that was kept for them.

use serde_json::Value;

use super::destinations;
use super::devtools::{CallError, Tab};

/// How often numbers are put in until they are true. The place kept for them has the same size
/// whatever stands in it, so that once is enough.
const TRIES: usize = 3;

/// Keeps a place in each line of the contents; the value is what the lines lead to.
const KEEP_PLACES: &str = r##"Array.from(document.querySelectorAll(".print-contents li > a[href^='#']"), (link) => {
  link.parentElement.dataset.sheet = "";
  return decodeURIComponent(link.hash.slice(1));
})"##;

/// Puts numbers into these places.
const PUT: &str = r##"((numbers) => {
  document.querySelectorAll(".print-contents li > a[href^='#']").forEach((link, at) => {
    link.parentElement.dataset.sheet = numbers[at] ?? "";
  });
  return true;
})"##;

/// The page as a PDF whose contents have the numbers of sheets.
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
