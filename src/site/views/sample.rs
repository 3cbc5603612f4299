//! What audits sampled: a row for each sample, and the verdict on a clause.

use serde::Serialize;

use crate::manual::{AuditVerdict, ClauseKey, PageKey, Record, Sample};
use crate::resolve::find_clause;
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::clause::ClauseLink;
use crate::site::views::labels::{BadgeView, LinkView};

/// A sample of an audit.
#[derive(Serialize)]
pub(crate) struct SampleRow<'a> {
    /// The clause; `None` if it does not exist.
    clause: Option<ClauseLink<'a>>,
    /// The designation of its standard, if that is not the manual's first.
    designation: Option<&'a str>,
    /// The clause as it is written.
    written: &'a str,
    verdict: Option<BadgeView<'a>>,
    sample: &'a str,
    note: &'a str,
    finding: Option<LinkView<'a>>,
}

/// The samples of an audit, in the order of its file.
pub(crate) fn sample_rows<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    record: &'a Record,
) -> Vec<SampleRow<'a>> {
    let manual = &site.compiled.manual;
    let rows = record.fields.samples().map(|sample| {
        let key = clause(site, sample);
        let finding = sample.finding.as_ref().and_then(|finding| {
            let Some(PageKey::Record(ix)) = manual.names.find(&finding.value) else {
                return None;
            };
            Some(LinkView {
                href: views::claim::record_href(site, from, ix),
                title: manual.record(ix).id.value.as_str(),
            })
        });
        SampleRow {
            clause: key.map(|key| views::clause::clause_link(site, from, key)),
            designation: key
                .filter(|key| key.standard.0 > 0)
                .map(|key| &*manual.standard(key.standard).designation),
            written: &sample.clause.value,
            verdict: sample.verdict.map(|verdict| verdict_badge(site, verdict)),
            sample: &sample.sample,
            note: &sample.note,
            finding,
        }
    });
    rows.collect()
}

/// The verdict of an audit on a clause; of several samples the worst.
pub(crate) fn verdict_on<'s>(
    site: &'s SiteIndex<'_>,
    record: &Record,
    key: ClauseKey,
) -> Option<BadgeView<'s>> {
    let samples = record.fields.samples();
    let of_clause = samples.filter(|sample| clause(site, sample) == Some(key));
    let worst = of_clause.filter_map(|sample| sample.verdict).max()?;
    Some(verdict_badge(site, worst))
}

/// The badge of a verdict.
pub(crate) fn verdict_badge<'s>(site: &'s SiteIndex<'_>, verdict: AuditVerdict) -> BadgeView<'s> {
    let (class, word) = match verdict {
        AuditVerdict::Conforms => ("covered", "verdict_conforms"),
        AuditVerdict::Observation => ("observation", "grade_observation"),
        AuditVerdict::Minor => ("minor", "grade_minor"),
        AuditVerdict::Major => ("major", "grade_major"),
    };
    BadgeView {
        class,
        word: site.messages.get(word),
    }
}

/// The clause of a sample; an item counts as its clause.
fn clause(site: &SiteIndex<'_>, sample: &Sample) -> Option<ClauseKey> {
    let found = find_clause(&site.compiled.manual, &sample.clause.value).ok()?;
    Some(found.clause)
}
