//! Explains the status of one clause in sentences: the rule that decided it, every claim and why it
//! counts or not, its evidence, its last audit and its open findings.

use std::borrow::Cow;

use super::reasons::{claim_words, remarks};
use super::words;
use crate::approvals::ApprovalStanding;
use crate::coverage::{ClauseCoverage, Decision, EvidenceStatus, WeighedClaim, status_reason};
use crate::diagnostics::{CONFIG_FILE, printable};
use crate::export::ExplainedClaim;
use crate::export::matrix::row::name_document;
use crate::manual::{Clause, ClauseIx, ClauseKey, Document, Manual, RecordIx, Standard};
use crate::pipeline::Compiled;
use crate::resolve::Evidence;

/// The most lines of a short explanation.
const MOST_LINES: usize = 30;

/// The most things of one sort that a short explanation names.
const MOST_NAMED: usize = 5;

/// Explains the status of a clause, with every claim and without limits.
pub fn explain_clause(compiled: &Compiled, clause: ClauseKey) -> String {
    Explained::new(compiled, clause).text(usize::MAX, usize::MAX)
}

/// Explains the status of a clause within 30 lines, for the terminal. The claims that count most
/// come first, and omitted claims are counted (`docs/design.md`, "Command line").
pub(crate) fn explain_briefly(compiled: &Compiled, clause: ClauseKey) -> String {
    Explained::new(compiled, clause).text(MOST_LINES, MOST_NAMED)
}

/// The first `most` lines, and the number of omitted lines. A single omitted line is shown instead
/// of its count.
fn capped(mut lines: Vec<String>, most: usize) -> Vec<String> {
    let left_out = lines.len().saturating_sub(most);
    if left_out > 1 {
        lines.truncate(most);
        lines.push(format!("and {left_out} more"));
    }
    lines
}

/// A clause with its standard and its coverage.
struct Explained<'a> {
    compiled: &'a Compiled,
    key: ClauseKey,
    standard: &'a Standard,
    clause: &'a Clause,
    coverage: &'a ClauseCoverage,
}

impl<'a> Explained<'a> {
    fn new(compiled: &'a Compiled, key: ClauseKey) -> Self {
        let (standard, coverage) = compiled.standard(key.standard);
        Self {
            compiled,
            key,
            standard,
            clause: standard.clause(key.clause),
            coverage: coverage.clause(key.clause),
        }
    }

    /// The explanation in at most `most_lines` lines, naming at most `most_named` things of one
    /// sort. Claims get the lines that the other parts leave.
    fn text(&self, most_lines: usize, most_named: usize) -> String {
        let status = self.status(most_named);
        let before = [
            ("Exclusion", self.exclusion()),
            ("Why it applies", self.applicability()),
        ];
        let after = [
            ("Evidence", self.evidence(most_named)),
            ("Last audit", self.last_audit().into_iter().collect()),
            (
                "Open findings",
                self.open_findings(most_named).into_iter().collect(),
            ),
        ];
        let parts = before
            .iter()
            .chain(&after)
            .filter(|(_, part)| !part.is_empty());
        let others: usize = parts.map(|(_, part)| part.len() + 2).sum();
        let left = most_lines.saturating_sub(status.len() + others + 2);
        let claims = [(self.title_of_claims(), self.claims(left))];
        let mut lines = status;
        for (title, part) in before.into_iter().chain(claims).chain(after) {
            if !part.is_empty() {
                lines.push(String::new());
                lines.push(title.to_owned());
                lines.extend(part.iter().map(|line| format!("  {line}")));
            }
        }
        let shown: Vec<Cow<'_, str>> = lines.iter().map(|line| printable(line)).collect();
        shown.join("\n") + "\n"
    }

    /// The clause's name, its status, and the rule that decided it.
    fn status(&self, most_named: usize) -> Vec<String> {
        let mut name = format!("{} {}", self.standard.designation, self.clause.number);
        if let Some(title) = &self.clause.title {
            name.push(' ');
            name.push_str(title);
        }
        let word = self
            .coverage
            .status
            .map_or("no status", |status| status.word());
        let reason = status_reason(self.clause, self.coverage);
        let reason = words::clause_status::status_reason(reason);
        let mut lines = vec![
            name,
            format!("{word} on {}: {reason}", self.compiled.coverage.as_of),
        ];
        lines.extend(capped(
            remarks(self.compiled, self.coverage),
            most_named / 2,
        ));
        if !self.clause.requirement {
            let below = capped(self.worst_below(), most_named);
            lines.extend(below.iter().map(|line| format!("  {line}")));
        }
        lines
    }

    /// The requirements below the clause that have its status.
    fn worst_below(&self) -> Vec<String> {
        let Some(worst) = self.coverage.status else {
            return Vec::new();
        };
        let (_, coverage) = self.compiled.standard(self.key.standard);
        let worst_below: Vec<&Clause> = self
            .below()
            .into_iter()
            .filter(|ix| coverage.clause(*ix).status == Some(worst))
            .map(|ix| self.standard.clause(ix))
            .filter(|clause| clause.requirement)
            .collect();
        let named = worst_below.iter().map(|clause| {
            let title = clause.title.as_deref().unwrap_or_default();
            format!("{} {title}", clause.number).trim_end().to_owned()
        });
        named.collect()
    }

    /// The clause and everything below it, in reading order.
    fn below(&self) -> Vec<ClauseIx> {
        let mut below = Vec::new();
        let mut waiting = vec![self.key.clause];
        while let Some(ix) = waiting.pop() {
            below.push(ix);
            waiting.extend(self.standard.clause(ix).children.iter().rev());
        }
        below
    }

    fn exclusion(&self) -> Vec<String> {
        let Some(exclusion) = self.compiled.exclusion(self.coverage) else {
            return Vec::new();
        };
        let mut decided = Vec::new();
        if exclusion.clause != self.key {
            let above = &self.compiled.manual.clause(exclusion.clause).number;
            decided.push(format!("by the exclusion of clause {above}"));
        }
        if let Some(role) = &exclusion.approved_by {
            decided.push(format!("approved by: {role}"));
        }
        if let Some(date) = exclusion.date {
            decided.push(format!("on {date}"));
        }
        let mut lines = vec![exclusion.justification.clone()];
        if !decided.is_empty() {
            lines.push(decided.join(", "));
        }
        lines
    }

    /// The reason of a statement of applicability, or that it is missing.
    fn applicability(&self) -> Vec<String> {
        let Some(decided) = self.coverage.applicability else {
            return Vec::new();
        };
        match decided.decision {
            Decision::Stated(ix) => {
                let entry = &self.compiled.resolved.applicability[ix];
                let words: Vec<&str> = entry.reasons.iter().map(|reason| reason.word()).collect();
                let mut lines = vec![format!("{}: {}", words.join(", "), entry.text)];
                if entry.clause != self.key {
                    let above = &self.compiled.manual.clause(entry.clause).number;
                    lines.push(format!("stated for clause {above}"));
                }
                lines
            }
            Decision::Unstated if self.standard.needs_reason(self.key.clause) => {
                vec!["no reason is given, and the standard asks for one".to_owned()]
            }
            Decision::Excluded(_) | Decision::Required | Decision::Unstated => Vec::new(),
        }
    }

    fn title_of_claims(&self) -> &'static str {
        match self.coverage.exclusion {
            Some(_) => "Claims (none counts: the clause is excluded)",
            None => "Claims",
        }
    }

    /// Two or three lines for each claim: its document and place, and how it counts. If the lines
    /// are not enough, the claims that count most come first, and the last line counts the omitted
    /// ones.
    fn claims(&self, most_lines: usize) -> Vec<String> {
        let approved = self.what_is_approved();
        let most_lines = most_lines.saturating_sub(usize::from(approved.is_some()));
        let mut weighed: Vec<_> = self.coverage.weighed_claims.iter().collect();
        let all = weighed.len();
        if all == 0 {
            return vec!["no document claims it or a clause above it".to_owned()];
        }
        let mut claims: Vec<Vec<String>> = weighed.iter().map(|one| self.claim(one)).collect();
        if claims.iter().map(Vec::len).sum::<usize>() > most_lines {
            weighed.sort_by_key(|one| one.verdict());
            claims = weighed.iter().map(|one| self.claim(one)).collect();
        }
        let mut lines: Vec<String> = Vec::new();
        for (told, claim) in claims.into_iter().enumerate() {
            let is_last = told + 1 == all;
            if told > 0 && lines.len() + claim.len() + usize::from(!is_last) > most_lines {
                let more = all - told;
                lines.push(format!(
                    "and {more} more: `coverage --format json` has every claim"
                ));
                break;
            }
            lines.extend(claim);
        }
        lines.extend(approved);
        lines
    }

    fn claim(&self, weighed: &WeighedClaim) -> Vec<String> {
        let found = ExplainedClaim::new(self.compiled, weighed);
        let mut name = name_document(found);
        if let Some(section) = &found.claim.section {
            name.push_str(&format!(" §{section}"));
        }
        let (path, line) = (&found.claim.location.path, found.claim.location.span.line);
        let reason = claim_words(self.compiled, self.clause, self.coverage, weighed);
        let mut lines = vec![format!("{name}, {path}:{line}"), format!("  {reason}")];
        if let Some(setting) = found.claim.setting {
            let config = &self.compiled.manual.config.path;
            lines.push(format!("  read by [[claims]], {config}:{}", setting.line));
        }
        lines.extend(places_of_facts(found.document));
        if let Some(note) = &found.claim.note {
            lines.push(format!("  note: {note}"));
        }
        lines
    }

    /// The note on what approvals include, if an approval decides whether a claiming document is in
    /// force.
    fn what_is_approved(&self) -> Option<String> {
        let is_compared = |weighed: &WeighedClaim| {
            let claim = &self.compiled.resolved.claims[weighed.claim];
            let approval = &self.compiled.coverage.approvals[claim.document];
            matches!(
                approval.standing,
                ApprovalStanding::Approved | ApprovalStanding::Changed
            )
        };
        let is_any = self.coverage.weighed_claims.iter().any(is_compared);
        is_any.then(|| {
            "what was approved is the text of the documents: claims that tables and patterns of \
             manual.toml make are not part of it"
                .to_owned()
        })
    }

    fn evidence(&self, most_named: usize) -> Vec<String> {
        let verdict = match self.coverage.evidence {
            None => return Vec::new(),
            Some(EvidenceStatus::NotRequired) => {
                "not required: the clause asks for no records to be kept"
            }
            Some(EvidenceStatus::Missing) => {
                "missing: no document in force that claims the clause names any records"
            }
            Some(EvidenceStatus::Unknown) => {
                "not known: the catalog does not say whether it asks for records"
            }
            Some(EvidenceStatus::Named) => "named, but none of these records is in the manual",
            Some(EvidenceStatus::Stale) => {
                "stale: none of the records is known to be as new as it has to be"
            }
            Some(EvidenceStatus::OnFile) => "on file",
        };
        let mut lines = vec![verdict.to_owned()];
        if self.clause.records.needs_evidence() {
            lines.extend(capped(self.named_evidence(), most_named));
        }
        lines
    }

    /// The evidence that each document in force that claims the clause names.
    fn named_evidence(&self) -> Vec<String> {
        let Compiled {
            manual,
            resolved,
            coverage,
            ..
        } = self.compiled;
        let mut lines = Vec::new();
        for document in self.coverage.documents_with_evidence(resolved) {
            for evidence in &resolved.evidence[document] {
                let what = match evidence {
                    Evidence::Form(form) => manual.document(*form).id.value.to_string(),
                    Evidence::Kind(kind) => format!("kind {}", manual.kind(*kind).name),
                };
                let set_aside = coverage.records.set_aside(*evidence);
                let mut on_file = match (coverage.records.behind(*evidence).len(), set_aside) {
                    (0, 0) => "no record yet".to_owned(),
                    (0, _) => "no record that counts".to_owned(),
                    (1, _) => "1 record".to_owned(),
                    (many, _) => format!("{many} records"),
                };
                if let Some(newest) = coverage.records.newest(*evidence) {
                    on_file.push_str(&format!(", the newest of {newest}"));
                } else if manual.config.evidence_interval.is_some() {
                    let records = coverage.records.behind(*evidence);
                    on_file.push_str(&missing_date(manual, records));
                }
                if set_aside > 0 {
                    on_file.push_str(&format!(
                        "; {set_aside} not held, not passed or still to come"
                    ));
                }
                lines.push(format!(
                    "{} names {what}: {on_file}",
                    manual.document(document).id.value
                ));
            }
        }
        lines
    }

    fn last_audit(&self) -> Option<String> {
        let manual = &self.compiled.manual;
        let audits = self.coverage.audits?;
        let Some(last) = audits.last else {
            return Some("none has reached it, so one is due".to_owned());
        };
        let audit = &manual.record(last.record).id.value;
        let due = match audits.next {
            None => "one is due, because `audit_cycle` cannot be read".to_owned(),
            Some(next) if audits.is_due => format!("the next was due by {next}"),
            Some(next) => format!("the next is due by {next}"),
        };
        Some(format!("{audit} on {}; {due}", last.date))
    }

    fn open_findings(&self, most_named: usize) -> Option<String> {
        let open = self.coverage.open_findings?;
        if open.total() == 0 {
            return Some("none".to_owned());
        }
        let graded = open.by_grade().into_iter();
        let mut counts: Vec<String> = graded
            .filter(|(_, count)| *count > 0)
            .map(|(grade, count)| format!("{count} {}", grade.word()))
            .collect();
        if open.ungraded > 0 {
            counts.push(format!("{} without a grade", open.ungraded));
        }
        let names = capped(self.names_of_findings(), most_named.saturating_mul(3));
        Some(format!("{}: {}", counts.join(", "), names.join(", ")))
    }

    /// The ids of the open findings against the clause.
    fn names_of_findings(&self) -> Vec<String> {
        let Compiled {
            manual, coverage, ..
        } = self.compiled;
        let findings = coverage.findings.against(manual, self.key).into_iter();
        findings
            .map(|ix| manual.record(ix).id.value.to_string())
            .collect()
    }
}

/// Says which of the two facts that put a document in force come from `manual.toml` or from its text.
fn places_of_facts(document: &Document) -> Option<String> {
    let facts = [("status", "its status"), ("effective", "its effective day")];
    let filled = facts.into_iter().filter_map(|(name, fact)| {
        if let Some(filled) = document.filled(name) {
            return Some(format!("{fact} from {CONFIG_FILE}:{}", filled.span.line));
        }
        let line = document.from_text(name)?.line;
        Some(format!("{fact} from {}:{line}", document.path))
    });
    let filled: Vec<String> = filled.collect();
    (!filled.is_empty()).then(|| format!("  it has {}", filled.join(" and ")))
}

/// Which date would say how new these records are, none of which has it; empty without records.
fn missing_date(manual: &Manual, records: &[RecordIx]) -> String {
    let Some(first) = records.first() else {
        return String::new();
    };
    let kind = manual.kind(manual.record(*first).kind);
    match (kind.is_measured(), kind.happened.first()) {
        (true, _) => ", without a figure by then".to_owned(),
        (false, Some(field)) => format!(", without a date: `{field}` is missing"),
        (false, None) => format!(
            ", without a date: the kind `{}` has no field for it",
            kind.name
        ),
    }
}

#[cfg(test)]
mod tests;
