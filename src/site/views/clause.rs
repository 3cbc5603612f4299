//! Parts of the pages about clauses: links to them, their state, and the facts beside it.

use serde::Serialize;

use crate::coverage::{ClauseCoverage, ClauseStatus, EvidenceStatus, OpenFindings, Summary};
use crate::manual::{ClauseKey, Documented, Grade, StandardIx};
use crate::resolve::Evidence;
use crate::site::index::SiteIndex;
use crate::site::views::labels::{BadgeView, DateView, LinkView};
use crate::site::{Address, MatrixFile};

/// A clause as a link.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClauseLink<'a> {
    pub(crate) href: String,
    pub(crate) number: &'a str,
    /// Its title; where it has none, that of the nearest clause above with one; else empty.
    pub(crate) title: &'a str,
    /// Whether the title is one from above.
    pub(crate) inherited: bool,
}

/// A clause's status as pages show it: never simply covered while a major finding is open.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClauseState<'a> {
    pub(crate) badge: BadgeView<'a>,
    /// Said beside a status that does not say it itself.
    pub(crate) alarm: Option<BadgeView<'a>>,
}

/// The evidence of a clause.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EvidenceView<'a> {
    pub(crate) badge: BadgeView<'a>,
    /// What is named as evidence, that of which there is a record first.
    pub(crate) named: Vec<EvidenceName<'a>>,
    /// How many more are named.
    pub(crate) more: usize,
}

/// A form or a kind of records that a document names as its evidence.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EvidenceName<'a> {
    pub(crate) href: Option<String>,
    /// The form's id, or what records of the kind are called.
    pub(crate) name: &'a str,
    /// The form's title; empty for a kind.
    pub(crate) title: &'a str,
}

/// The last audit of a clause.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AuditView<'a> {
    pub(crate) last: Option<LastAuditView<'a>>,
    /// Since when the next one is due; none where it is not, or where there was none.
    pub(crate) due_since: Option<DateView>,
    pub(crate) due: bool,
}

/// An audit that was held.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LastAuditView<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) date: DateView,
}

/// The number of open findings.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FindingsView {
    /// "1 major, 2 minor".
    pub(crate) text: String,
    pub(crate) major: bool,
}

impl<'a> SiteIndex<'a> {
    /// A clause, as a link from a page.
    pub(crate) fn clause_link(&self, from: &Address, key: ClauseKey) -> ClauseLink<'_> {
        let standard = self.compiled.manual.standard(key.standard);
        let clause = standard.clause(key.clause);
        let own = clause.title.as_deref();
        let above = || {
            let mut above = standard.ancestors(key.clause);
            above.find_map(|ix| standard.clause(ix).title.as_deref())
        };
        ClauseLink {
            href: from.href(self.clause_address(key)),
            number: clause.number.as_str(),
            title: own.or_else(above).unwrap_or_default(),
            inherited: own.is_none(),
        }
    }

    /// What is known of a clause on the as-of date.
    pub(crate) fn clause_coverage(&self, key: ClauseKey) -> &'a ClauseCoverage {
        self.compiled.coverage.clause(key)
    }

    /// A clause's status, with an open major finding where there is one; none for a heading
    /// without requirements below it.
    pub(crate) fn clause_state(&self, of: &ClauseCoverage) -> Option<ClauseState<'_>> {
        let status = of.status?;
        let contested = of.open_findings.major > 0;
        if contested && status == ClauseStatus::Covered {
            let badge = self.badge("contested", "coverage_contested");
            return Some(ClauseState { badge, alarm: None });
        }
        Some(ClauseState {
            badge: self.clause_status(status),
            alarm: contested.then(|| self.badge("contested", "major_open")),
        })
    }

    /// The documented information that a clause expects, in a word or two; empty for none.
    pub(crate) fn documented(&self, documented: Documented) -> &str {
        match documented {
            Documented::None => "",
            Documented::Maintain => self.messages.get("documented_maintain"),
            Documented::Retain => self.messages.get("documented_retain"),
            Documented::Both => self.messages.get("documented_both"),
        }
    }

    /// The evidence of a clause, with at most so many names; none where none is required.
    pub(crate) fn clause_evidence(
        &self,
        from: &Address,
        of: &ClauseCoverage,
        most: usize,
    ) -> Option<EvidenceView<'_>> {
        let badge = match of.evidence {
            EvidenceStatus::NotRequired => return None,
            EvidenceStatus::Missing => self.badge("missing", "evidence_missing"),
            EvidenceStatus::Named => self.badge("named", "evidence_named"),
            EvidenceStatus::OnFile => self.badge("on-file", "evidence_on_file"),
        };
        let evidence = self.named_evidence(of);
        let named = evidence.iter().take(most);
        Some(EvidenceView {
            badge,
            named: named.map(|one| self.evidence_name(from, *one)).collect(),
            more: evidence.len().saturating_sub(most),
        })
    }

    /// What the documents in force that claim a clause name as evidence, each once, that of which
    /// there is a record first.
    pub(crate) fn named_evidence(&self, of: &ClauseCoverage) -> Vec<Evidence> {
        let mut seen = std::collections::HashSet::new();
        let mut named: Vec<Evidence> = of
            .documents_with_evidence(&self.compiled.resolved)
            .flat_map(|document| self.evidence(document))
            .copied()
            .filter(|evidence| seen.insert(*evidence))
            .collect();
        named.sort_by_key(|evidence| self.records(*evidence).is_empty());
        named
    }

    /// A form or kind of records, as a link from a page where it has a page.
    pub(crate) fn evidence_name(&self, from: &Address, of: Evidence) -> EvidenceName<'_> {
        let manual = &self.compiled.manual;
        match of {
            Evidence::Form(ix) => EvidenceName {
                href: Some(self.document_href(from, ix)),
                name: manual.document(ix).id.value.as_str(),
                title: &manual.document(ix).title,
            },
            Evidence::Kind(kind) => EvidenceName {
                href: None,
                name: self.kind_plural(kind),
                title: "",
            },
        }
    }

    /// The last audit of a clause.
    pub(crate) fn clause_audit(&self, from: &Address, of: &ClauseCoverage) -> AuditView<'_> {
        let cycle = self.compiled.manual.config.audit_cycle;
        let last = of.audited.map(|last| LastAuditView {
            href: self.record_href(from, last.record),
            id: self.compiled.manual.record(last.record).id.value.as_str(),
            date: self.date(last.date),
        });
        let due_since = of.audited.filter(|_| of.audit_due);
        AuditView {
            last,
            due_since: due_since.map(|last| self.date(cycle.after(last.date))),
            due: of.audit_due,
        }
    }

    /// The number of open findings; none where there is none.
    pub(crate) fn clause_findings(&self, of: OpenFindings) -> Option<FindingsView> {
        let name = |grade| match grade {
            Grade::Major => "findings-major",
            Grade::Minor => "findings-minor",
            Grade::Observation => "findings-observation",
        };
        let open = of.by_grade().into_iter().filter(|(_, count)| *count > 0);
        let texts: Vec<String> = open
            .map(|(grade, count)| self.messages.count(name(grade), count as usize))
            .collect();
        (!texts.is_empty()).then(|| FindingsView {
            text: texts.join(", "),
            major: of.major > 0,
        })
    }

    /// The matrix of a standard as files for other programs.
    pub(crate) fn exports(&self, from: &Address, ix: StandardIx) -> Vec<LinkView<'_>> {
        MatrixFile::ALL
            .iter()
            .map(|&file| LinkView {
                href: from.href(&self.addresses.matrix_file(ix, file)),
                title: self.messages.get(match file {
                    MatrixFile::Csv => "export_csv",
                    MatrixFile::Json => "export_json",
                    MatrixFile::Xlsx => "export_xlsx",
                }),
            })
            .collect()
    }

    /// "3 of 5 requirements covered, 1 excluded".
    pub(crate) fn covered_sentence(&self, summary: Summary) -> String {
        let total = summary.requirements.saturating_sub(summary.excluded);
        match (total, summary.excluded) {
            (0, 0) => return self.messages.get("coverage_none").to_owned(),
            (0, excluded) => return self.messages.count("all-excluded", excluded as usize),
            _ => {}
        }
        let arguments = [
            ("covered", summary.covered.into()),
            ("total", total.into()),
            ("excluded", summary.excluded.into()),
        ];
        self.messages.with("coverage-sentence", arguments)
    }

    /// A badge of a class, with the word of this name.
    pub(crate) fn badge(&self, class: &'static str, word: &'static str) -> BadgeView<'_> {
        BadgeView {
            class,
            word: self.messages.get(word),
        }
    }

    /// The counts of the requirements from a clause on downwards.
    pub(crate) fn counts_below(&self, key: ClauseKey) -> Summary {
        let standard = self.compiled.manual.standard(key.standard);
        let mut summary = Summary::default();
        let mut clauses = vec![key.clause];
        while let Some(ix) = clauses.pop() {
            let clause = standard.clause(ix);
            clauses.extend(&clause.children);
            let of = self.clause_coverage(ClauseKey { clause: ix, ..key });
            if let Some(status) = of.status.filter(|_| clause.requirement) {
                summary.add(status);
            }
        }
        summary
    }
}
