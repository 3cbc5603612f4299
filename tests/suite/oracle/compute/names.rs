//! Finds the clause that a written clause names, and the clauses above a clause.

use super::*;

/// Whether a written clause is this clause or one above it. An item of a clause is neither.
pub(super) fn names_or_above(
    manual: &Manual,
    written: &str,
    standard: &Standard,
    clause: &Clause,
) -> bool {
    meaning(manual, written).is_some_and(|meant| {
        meant.item.is_none()
            && meant.standard.id == standard.id
            && (meant.clause.number == clause.number || is_below(standard, clause, meant.clause))
    })
}

/// Returns the clause that a written clause names, or `None` if it is unknown or ambiguous.
pub(super) fn meaning<'a>(manual: &'a Manual, written: &str) -> Option<Meant<'a>> {
    let (standard, number) = match written.rsplit_once(':') {
        None => (manual.standards.first()?, written),
        Some((name, number)) => {
            let named: Vec<&Standard> = manual
                .standards
                .iter()
                .filter(|standard| {
                    standard.id == name || standard.aliases.iter().any(|a| a == name)
                })
                .collect();
            let [standard] = named[..] else {
                return None;
            };
            (standard, number)
        }
    };
    let listed = |number: &str| {
        standard
            .clauses
            .iter()
            .find(|clause| clause.number == number)
    };
    if let Some(clause) = listed(number) {
        return Some(Meant {
            standard,
            clause,
            item: None,
        });
    }
    // Forms of an item: 4.2.1 b), 4.2.1(b), 4.2.1b, 4.2.1.b. 9.3.2(c)(1) is a part of item c.
    let signs = [' ', '.', '(', ')'];
    let (rest, part) = match number.strip_suffix("(1)") {
        Some(rest) => (rest, Some("1".to_owned())),
        None => (number, None),
    };
    let rest = rest.trim_end_matches(signs);
    let letter = rest.chars().next_back().filter(char::is_ascii_lowercase)?;
    let base = rest[..rest.len() - 1].trim_end_matches(signs);
    let clause = listed(base).or_else(|| {
        // The trimmed bracket may belong to the number of the clause.
        listed(&format!("{base})"))
    })?;
    // An item that the catalog does not list is unknown.
    if !clause.items.is_empty() && !clause.items.contains(&letter) {
        return None;
    }
    Some(Meant {
        standard,
        clause,
        item: Some(Letter { letter, part }),
    })
}

pub(super) fn is_requirement(standard: &Standard, clause: &Clause) -> bool {
    let is_leaf = !standard
        .clauses
        .iter()
        .any(|other| is_below(standard, other, clause));
    clause.requirement.unwrap_or(is_leaf)
}

pub(super) fn is_below(standard: &Standard, clause: &Clause, above: &Clause) -> bool {
    let mut current = clause;
    while let Some(parent) = parent(standard, current) {
        if parent.number == above.number {
            return true;
        }
        current = parent;
    }
    false
}

pub(super) fn parent<'a>(standard: &'a Standard, clause: &Clause) -> Option<&'a Clause> {
    let parents = standard.parents.get_or_init(|| {
        let clauses = standard.clauses.iter();
        clauses
            .map(|clause| (clause.number.clone(), find_parent(standard, clause)))
            .collect()
    });
    let at = parents.get(&clause.number).copied().flatten()?;
    standard.clauses.get(at)
}

pub(super) fn find_parent(standard: &Standard, clause: &Clause) -> Option<usize> {
    let clauses = || standard.clauses.iter().enumerate();
    if let Some(number) = &clause.parent {
        let (at, _) = clauses().find(|(_, other)| &other.number == number)?;
        return Some(at);
    }
    let above = clauses().filter(|(_, other)| {
        clause
            .number
            .strip_prefix(other.number.as_str())
            .is_some_and(|rest| rest.starts_with(['.', '(', '-', ' ']))
    });
    let (at, _) = above.max_by_key(|(_, other)| other.number.len())?;
    Some(at)
}
