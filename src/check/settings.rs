//! Findings about settings that nothing uses.

use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{FieldValue, Manual, SettingPartIx};
use crate::rules;

/// Reports the parts of settings that no file uses. What follows from another unused part is not
/// reported by itself.
pub(super) fn check(manual: &Manual, diagnostics: &mut Vec<Diagnostic>) {
    let (config, used) = (&manual.config, &manual.used_parts);
    for (ix, part) in config.parts.enumerated() {
        if !used[ix] && !is_in_table(manual, ix) && part.needs.iter().all(|needed| used[*needed]) {
            let location = Location::new(&config.path, part.span);
            let rule = &rules::SETTING_WITHOUT_EFFECT;
            diagnostics.push(Diagnostic::new(rule, location, &*part.message).help(part.help));
        }
    }
}

/// Whether the part is a format of days in which a table of the manual has a day. Such tables are
/// interpreted only when registers are built.
fn is_in_table(manual: &Manual, part: SettingPartIx) -> bool {
    let forms = &manual.config.reading.forms;
    if forms.dates.iter().all(|format| format.part != part) {
        return false;
    }
    let fields = manual.records.iter().flat_map(|one| &one.fields.values);
    let inline = fields.filter_map(|(_, field)| match &field.value {
        FieldValue::Table(table) => Some(table),
        _ => None,
    });
    let mut tables = manual.tables.iter().map(|one| &one.table).chain(inline);
    let is_day = |text: &str| forms.date(text).is_some_and(|(_, used)| used == part);
    tables.any(|table| table.rows.iter().flatten().any(|cell| is_day(&cell.value)))
}
