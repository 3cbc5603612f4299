//! Finds what a file holds under names that OSCAL does not have there. It may be requirements.

use std::collections::BTreeMap;

use super::model::{Catalog, Control, Foreign, Group, Part};
use crate::catalogs::words::{counted, first_few};
use crate::diagnostics::nearest;

/// The names under which controls are read.
const OF_CONTROLS: [&str; 2] = ["controls", "groups"];

/// A sentence for each foreign name of a catalog below which there are tables.
pub(super) fn told(catalog: &Catalog) -> Vec<String> {
    let mut found = Found::default();
    found.note(&catalog.foreign, "the catalog");
    for group in &catalog.groups {
        found.group(group);
    }
    for control in &catalog.controls {
        found.control(control);
    }
    found.sentences()
}

/// A sentence for each foreign name of something else than a catalog.
pub(super) fn told_of(foreign: &Foreign, place: &str) -> Vec<String> {
    let mut found = Found::default();
    found.note(foreign, place);
    found.sentences()
}

/// The foreign names, each with its places and the number of its tables.
#[derive(Default)]
struct Found<'f>(BTreeMap<&'f str, (Vec<String>, usize)>);

impl<'f> Found<'f> {
    fn note(&mut self, foreign: &'f Foreign, place: &str) {
        for (name, tables) in &foreign.0 {
            let (places, count) = self.0.entry(name).or_default();
            places.push(place.to_owned());
            *count += tables;
        }
    }

    fn group(&mut self, group: &'f Group) {
        let name = group.id.as_deref().unwrap_or(&group.title);
        self.note(&group.foreign, &format!("group {name}"));
        self.parts(&group.parts, &format!("a part of group {name}"));
        for inner in &group.groups {
            self.group(inner);
        }
        for control in &group.controls {
            self.control(control);
        }
    }

    fn control(&mut self, control: &'f Control) {
        self.note(&control.foreign, &format!("control {}", control.id));
        self.parts(&control.parts, &format!("a part of control {}", control.id));
        for inner in &control.controls {
            self.control(inner);
        }
    }

    fn parts(&mut self, parts: &'f [Part], place: &str) {
        for part in parts {
            self.note(&part.foreign, place);
            self.parts(&part.parts, place);
        }
    }

    fn sentences(self) -> Vec<String> {
        let found = self.0.into_iter();
        let sentences = found.map(|(name, (places, count))| {
            let lower = name.to_ascii_lowercase();
            let advice = match OF_CONTROLS.contains(&name) {
                true => "move what is a control to `controls` of a group or a control".to_owned(),
                false => match nearest(&lower, OF_CONTROLS) {
                    Some(near) => format!("rename it to `{near}` if it holds what is read there"),
                    None => "see whether they are requirements".to_owned(),
                },
            };
            format!(
                "in doubt: `{name}` with {} in it was passed over, since OSCAL has no such name there ({}); \
                 {advice}",
                counted(count, "table", "tables"),
                first_few(&places)
            )
        });
        sentences.collect()
    }
}
