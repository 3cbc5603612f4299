//! Makes clauses of the groups and controls of a catalog.

use std::collections::{HashMap, HashSet};

use super::foreign;
use super::model::{Catalog, Control, Group, Param, Part, Prop};
use super::statement;
use crate::catalogs::draft::{Doubt, Draft, DraftClause};
use crate::catalogs::words::{Withdrawn, counted, first_few, one_line, plain, says_withdrawn};
use crate::catalogs::{MOST_BYTES, numbers};
use crate::manual::ControlId;

/// The classes of controls that are headings where they have controls below them: the categories of
/// the Cybersecurity Framework, the practices of the Secure Software Development Framework.
const HEADINGS: [&str; 6] = [
    "category", "domain", "family", "function", "group", "practice",
];

/// The catalog of the Cybersecurity Framework 2.0 whose first version does not mark what the framework
/// has withdrawn; later versions do. What is withdrawn there are the subcategories without an example
/// of an implementation.
const UNMARKED: (&str, &str) = ("720a010b-253c-4a94-bb65-cb58400966f5", "1.0.0");

/// Takes the clauses of a catalog into a draft.
pub(super) struct Clauses<'a> {
    draft: &'a mut Draft,
    /// The ids of the controls that are taken; `None` for all.
    chosen: Option<&'a HashSet<String>>,
    params: HashMap<&'a str, &'a Param>,
    texts: bool,
    /// Whether withdrawn controls are not marked.
    is_unmarked: bool,
    unmarked: usize,
    /// Controls that only hold the text of the control above them.
    folded: usize,
    /// The bytes of all texts.
    text_bytes: usize,
    /// The numbers of the clauses whose texts are not complete.
    cut: Vec<String>,
}

impl<'a> Clauses<'a> {
    pub(super) fn take(
        draft: &'a mut Draft,
        catalog: &'a Catalog,
        chosen: Option<&'a HashSet<String>>,
        texts: bool,
    ) {
        let version = catalog.metadata.version.as_str();
        let mut clauses = Self {
            draft,
            chosen,
            params: HashMap::new(),
            texts,
            is_unmarked: (catalog.uuid.as_str(), version) == UNMARKED,
            unmarked: 0,
            folded: 0,
            text_bytes: 0,
            cut: Vec::new(),
        };
        clauses.draft.passed_over.extend(foreign::told(catalog));
        clauses.params(&catalog.params);
        for group in &catalog.groups {
            clauses.group(group, None);
        }
        for control in &catalog.controls {
            clauses.control(control, None);
        }
        clauses.note();
    }

    fn note(&mut self) {
        if self.unmarked > 0 {
            let count = counted(self.unmarked, "subcategory", "subcategories");
            self.draft.notes.push(format!(
                "{count} without an example of an implementation are taken as withdrawn: this version of the \
                 file does not mark what version 2.0 of the framework has withdrawn from 1.1"
            ));
        }
        if self.folded > 0 {
            let count = counted(
                self.folded,
                "control is no clause of its own: it only holds",
                "controls are no clauses of their own: they only hold",
            );
            self.draft
                .notes
                .push(format!("{count} the text of the control above"));
        }
        if !self.cut.is_empty() {
            self.draft.notes.push(format!(
                "cut off: the text of {}, which is longer than 64 KiB with what its parameters stand for ({})",
                counted(self.cut.len(), "clause", "clauses"),
                first_few(&self.cut)
            ));
        }
    }

    fn params(&mut self, params: &'a [Param]) {
        if self.texts {
            self.params
                .extend(params.iter().map(|param| (&*param.id, param)));
        }
    }

    /// A group is a heading, if anything below it is taken.
    fn group(&mut self, group: &'a Group, parent: Option<&str>) {
        self.params(&group.params);
        let number = number_of_group(group);
        let at = self.draft.clauses.len();
        let summary = self.text(&group.parts, "overview", &number);
        self.draft.clauses.push(DraftClause {
            title: plain(&group.title).filter(|title| !title.eq_ignore_ascii_case(&number)),
            summary,
            requirement: Some(false),
            parent: parent.map(str::to_owned),
            place: group.id.as_ref().map(|id| format!("group {id}")),
            number: number.clone(),
            ..DraftClause::default()
        });
        for inner in &group.groups {
            self.group(inner, Some(&number));
        }
        for control in &group.controls {
            self.control(control, Some(&number));
        }
        if self.draft.clauses.len() == at + 1 {
            self.draft.clauses.pop();
        }
    }

    fn control(&mut self, control: &'a Control, parent: Option<&str>) {
        self.params(&control.params);
        let number = number_of(control);
        let is_chosen = self
            .chosen
            .is_none_or(|chosen| chosen.contains(&control.id));
        let is_unmarked = self.is_unmarked_withdrawn(control);
        let withdrawn = withdrawn(control);
        if is_chosen && (withdrawn == Withdrawn::Yes || is_unmarked) {
            self.unmarked += usize::from(is_unmarked);
            self.draft.withdrawn.push(number);
            // What is below it may have stayed.
            return self.below(control, parent);
        }
        if !is_chosen {
            return self.below(control, parent);
        }
        let folded = text_of_its_own(control, &number);
        let at = self.draft.clauses.len();
        let statement = match folded {
            Some(inner) if !has_prose(&control.parts) => &inner.parts,
            _ => &control.parts,
        };
        if let Some(inner) = folded {
            self.params(&inner.params);
        }
        let summary = self.text(statement, "statement", &number);
        self.draft.clauses.push(DraftClause {
            title: plain(&control.title).filter(|title| !title.eq_ignore_ascii_case(&number)),
            has_more: summary.is_none() && statement.iter().any(is_statement),
            summary,
            requirement: Some(true),
            parent: parent.map(str::to_owned),
            control: ControlId::new(&control.id),
            place: Some(format!("control {}", control.id)),
            doubt: (withdrawn == Withdrawn::Perhaps).then_some(Doubt::BeginsWithdrawn),
            number: number.clone(),
            ..DraftClause::default()
        });
        match folded {
            Some(_) => self.folded += 1,
            None => self.below(control, Some(&number)),
        }
        let has_below = self.draft.clauses.len() > at + 1;
        let is_heading = control.class.as_deref().is_some_and(is_heading_class);
        if is_heading && has_below {
            self.draft.clauses[at].requirement = Some(false);
        } else if is_heading && self.is_unmarked && !control.controls.is_empty() {
            // All that the category had is withdrawn.
            self.draft.clauses.truncate(at);
            self.draft.withdrawn.push(number);
        }
    }

    fn below(&mut self, control: &'a Control, parent: Option<&str>) {
        for inner in &control.controls {
            self.control(inner, parent);
        }
    }

    fn is_unmarked_withdrawn(&self, control: &Control) -> bool {
        let is_subcategory = control.class.as_deref() == Some("subcategory");
        let has_example = control.parts.iter().any(|part| part.name == "example");
        self.is_unmarked && is_subcategory && !has_example
    }

    fn text(&mut self, parts: &[Part], name: &str, number: &str) -> Option<String> {
        if !self.texts {
            return None;
        }
        let mut of_name = parts.iter().filter(|part| part.name == name).peekable();
        of_name.peek()?;
        // Short texts can name long parameters.
        if self.text_bytes as u64 > MOST_BYTES {
            self.cut.push(number.to_owned());
            return None;
        }
        let text = statement::text(of_name, &self.params);
        self.text_bytes += text.text.len();
        if text.is_cut {
            self.cut.push(number.to_owned());
        }
        (!text.text.is_empty()).then_some(text.text)
    }
}

fn is_heading_class(class: &str) -> bool {
    HEADINGS
        .iter()
        .any(|heading| class.eq_ignore_ascii_case(heading))
}

fn is_statement(part: &Part) -> bool {
    part.name == "statement" && (part.prose.is_some() || !part.parts.is_empty())
}

fn has_prose(parts: &[Part]) -> bool {
    parts.iter().any(is_statement)
}

/// The only control below another one, if it bears its number and so only holds its text: `SR-03.01.01`
/// below 03.01.01.
fn text_of_its_own<'a>(control: &'a Control, number: &str) -> Option<&'a Control> {
    let [inner] = &*control.controls else {
        return None;
    };
    let of_inner = number_of(inner);
    let before = of_inner.strip_suffix(number)?;
    let is_prefix = before.ends_with('-') && before.chars().any(char::is_alphabetic);
    (is_prefix && inner.controls.is_empty() && !has_prose(&control.parts)).then_some(inner)
}

fn withdrawn(control: &Control) -> Withdrawn {
    let is_status = |prop: &Prop| {
        prop.name.eq_ignore_ascii_case("status")
            && prop.value.trim().eq_ignore_ascii_case("withdrawn")
    };
    match control.props.iter().any(is_status) {
        true => Withdrawn::Yes,
        false => says_withdrawn(&control.title),
    }
}

/// The label, if there are several that without a class.
fn label(props: &[Prop]) -> Option<&str> {
    let labels = || {
        props
            .iter()
            .filter(|prop| prop.name == "label" && !prop.value.trim().is_empty())
    };
    let plain = labels().find(|prop| prop.class.is_none());
    Some(plain.or_else(|| labels().next())?.value.as_str())
}

fn number_of(control: &Control) -> String {
    let number = label(&control.props);
    let number = number.map(|label| numbers::of_label(label, &control.title, &control.id));
    let number = number.filter(|number| !number.is_empty());
    number.unwrap_or_else(|| numbers::clean(&control.id))
}

/// The number of a group: its label, else what the numbers of the controls below it begin with, as
/// their ids begin with its id (`ac`, `ac-1` with the number AC-1), else its id.
fn number_of_group(group: &Group) -> String {
    let id = group.id.as_deref().unwrap_or_default();
    if let Some(label) = label(&group.props) {
        return numbers::of_label(label, &group.title, id);
    }
    let begun = first_control(group, id).and_then(|control| {
        let number = number_of(control);
        let rest = control.id.get(id.len()..)?;
        let begun = number.strip_suffix(rest)?;
        (!begun.is_empty()).then(|| begun.to_owned())
    });
    begun.unwrap_or_else(|| match id {
        "" => numbers::clean(&one_line(&group.title)),
        id => numbers::clean(id),
    })
}

/// The first control below a group whose id begins with that of the group.
fn first_control<'a>(group: &'a Group, id: &str) -> Option<&'a Control> {
    let fits = |control: &&Control| !id.is_empty() && control.id.starts_with(id);
    let own = group.controls.iter().find(fits);
    own.or_else(|| {
        group
            .groups
            .iter()
            .find_map(|inner| first_control(inner, id))
    })
}
