//! Findings about settings that nothing uses.

use crate::diagnostics::{Diagnostic, Location};
use crate::manual::Manual;
use crate::rules;

/// Reports the parts of settings that no file uses. What follows from another unused part is not
/// reported by itself.
pub(super) fn check(manual: &Manual, diagnostics: &mut Vec<Diagnostic>) {
    let (config, used) = (&manual.config, &manual.used_parts);
    for (ix, part) in config.parts.enumerated() {
        if !used[ix] && part.needs.iter().all(|needed| used[*needed]) {
            let location = Location::new(&config.path, part.span);
            let rule = &rules::SETTING_WITHOUT_EFFECT;
            diagnostics.push(Diagnostic::new(rule, location, &*part.message).help(part.help));
        }
    }
}
