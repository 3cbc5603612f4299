//! The input for the next management review: for each input that ISO 9001:2015 (9.3.2) lists, the
//! records of the period.

use serde::Serialize;

use crate::manual::{RecordIx, ReviewInput};
use crate::registers::{ManagementReview, gather_review, review_period};
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::{BadgeView, DocumentLink, LinkView};
use crate::site::views::record::RecordState;
use crate::site::{Address, Addresses, Page};

/// The page of the management review.
#[derive(Serialize)]
pub(crate) struct ReviewView<'a> {
    title: &'a str,
    /// "From 20 Jan 2026 to 23 Nov 2026".
    sentence: String,
    previous: Option<LinkView<'a>>,
    coverage: Vec<crate::site::views::labels::CoverageView<'a>>,
    inputs: Vec<InputView<'a>>,
    changed: Vec<ChangedRow<'a>>,
    more_changed: Option<String>,
    untrained: Vec<UntrainedRow<'a>>,
    more_untrained: Option<String>,
    all: String,
}

#[derive(Serialize)]
struct InputView<'a> {
    id: String,
    /// `c) 4)`.
    letter: String,
    title: &'a str,
    count: String,
    rows: Vec<InputRow<'a>>,
    more: Option<String>,
}

#[derive(Serialize)]
struct InputRow<'a> {
    kind: &'a str,
    record: RecordState<'a>,
    /// The last measurement, or the state of the record.
    said: String,
}

#[derive(Serialize)]
struct ChangedRow<'a> {
    document: DocumentLink<'a>,
    /// The date, as HTML.
    date: String,
    revision: String,
    change: String,
}

#[derive(Serialize)]
struct UntrainedRow<'a> {
    role: String,
    href: Option<String>,
    document: DocumentLink<'a>,
    state: BadgeView<'a>,
}

/// The most entries in each list.
const MOST: usize = 60;

/// The view of the page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> ReviewView<'a> {
    let compiled = site.compiled;
    let from = Page::ManagementReview.address(compiled);
    let period = review_period(&compiled.manual, &compiled.registers);
    let review = gather_review(&compiled.manual, &compiled.registers, period);
    let more = |all: usize| (all > MOST).then(|| site.messages.count("and-more", all - MOST));
    ReviewView {
        title: site.messages.get("management_review"),
        sentence: site.messages.with(
            "review-period",
            [
                ("from", site.messages.date(period.from).into()),
                ("to", site.messages.date(period.to).into()),
            ],
        ),
        previous: period.previous.map(|ix| LinkView {
            href: from.href(&Addresses::new(compiled).record(ix)),
            title: compiled.manual.record(ix).id.value.as_str(),
        }),
        coverage: compiled
            .manual
            .standards
            .positions()
            .map(|ix| views::labels::coverage(site, &from, ix))
            .collect(),
        inputs: ReviewInput::ALL
            .into_iter()
            .map(|input| input_view(site, &review, input, &from))
            .collect(),
        changed: changed(site, &review, &from),
        more_changed: more(review.changed.len()),
        untrained: untrained(site, &review, &from),
        more_untrained: more(review.untrained.len()),
        all: from.href(&Page::Registers.address(compiled)),
    }
}

fn input_view<'a>(
    site: &'a SiteIndex<'_>,
    review: &ManagementReview,
    input: ReviewInput,
    from: &Address,
) -> InputView<'a> {
    let records = review.inputs.get(&input);
    let records = records.map_or(&[][..], Vec::as_slice);
    let (letter, number) = input.word().split_at(1);
    InputView {
        id: format!("_input-{}", input.word()),
        letter: match number {
            "" => format!("{letter})"),
            number => format!("{letter}) {number})"),
        },
        title: site.messages.get(input_word(input)),
        count: site.messages.count("records-count", records.len()),
        rows: records
            .iter()
            .take(MOST)
            .map(|ix| input_row(site, *ix, from))
            .collect(),
        more: (records.len() > MOST).then(|| site.messages.count("and-more", records.len() - MOST)),
    }
}

fn input_row<'a>(site: &'a SiteIndex<'_>, ix: RecordIx, from: &Address) -> InputRow<'a> {
    let record = site.compiled.manual.record(ix);
    let said = match site.compiled.registers.objective(ix) {
        Some(objective) => views::objective_figure::objective_sentence(site, objective),
        None => {
            let entry = site.compiled.registers.entry(ix);
            let messages = ["grade", "result", "rating", "approved", "state"].into_iter();
            let messages =
                messages.filter(|name| !views::record::repeats_status(site, entry, name));
            let messages = messages.filter_map(|name| match &record.fields.get(name)?.value {
                crate::manual::FieldValue::Text(text) => Some(views::field::value_word(site, text)),
                crate::manual::FieldValue::Number(_, written) => Some(format!(
                    "{} {}",
                    views::field::field_label(site, name),
                    site.messages.number(written)
                )),
                crate::manual::FieldValue::Flag(flag) => Some(format!(
                    "{} {}",
                    views::field::field_label(site, name),
                    views::field::flag_word(site, *flag)
                )),
                _ => None,
            });
            messages.collect::<Vec<_>>().join(", ")
        }
    };
    InputRow {
        kind: views::names::kind_title(site, record.kind),
        record: views::record::record_state(site, from, ix),
        said,
    }
}

fn input_word(input: ReviewInput) -> &'static str {
    match input {
        ReviewInput::A => "review_a",
        ReviewInput::B => "review_b",
        ReviewInput::C1 => "review_c1",
        ReviewInput::C2 => "review_c2",
        ReviewInput::C3 => "review_c3",
        ReviewInput::C4 => "review_c4",
        ReviewInput::C5 => "review_c5",
        ReviewInput::C6 => "review_c6",
        ReviewInput::C7 => "review_c7",
        ReviewInput::D => "review_d",
        ReviewInput::E => "review_e",
        ReviewInput::F => "review_f",
    }
}

fn changed<'a>(
    site: &'a SiteIndex<'_>,
    review: &ManagementReview,
    from: &Address,
) -> Vec<ChangedRow<'a>> {
    let latest = review.changed.iter().rev().take(MOST);
    latest
        .map(|change| ChangedRow {
            document: views::labels::document_link(site, from, change.document),
            date: views::labels::time_element(site, change.date),
            revision: change.revision.as_str().to_owned(),
            change: change.change.clone(),
        })
        .collect()
}

fn untrained<'a>(
    site: &'a SiteIndex<'_>,
    review: &ManagementReview,
    from: &Address,
) -> Vec<UntrainedRow<'a>> {
    let roles = &site.compiled.registers.training.roles;
    let cells = review.untrained.iter().take(MOST);
    cells
        .map(|cell| UntrainedRow {
            role: cell.role.as_str().to_owned(),
            href: crate::site::registers::training::role_position(roles, &cell.role)
                .map(|at| from.href(&site.addresses.role(at))),
            document: views::labels::document_link(site, from, cell.document),
            state: crate::site::registers::training::status(site, cell),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{TestSite, finding};

    #[test]
    fn gathers_the_inputs_of_the_period() {
        let review = "---\nid: MR-1\ntitle: Review\nkind: review\nowner: Works director\ndate: 2026-01-20\n---\nx\n";
        let files = [
            finding("NC-1", "minor", "8.4.1"),
            ("mr.md".to_owned(), review.to_owned()),
        ];
        let page = TestSite::iso("", &files).page("registers/management-review.html");
        assert_eq!(
            page.linked(".lead"),
            "What the records say from 20 Jan 2026 to 23 Nov 2026, by the inputs that ISO 9001:2015 lists in 9.3.2. The last review was [MR-1](../records/MR-1.html)."
        );
        let inputs = page.texts_linked("main section[aria-labelledby]");
        assert_data_eq!(
            inputs.join("\n"),
            str![[r#"
a) Status of actions from earlier reviews 0 records
Nothing in this period.
b) Changes in external and internal issues 0 records
Nothing in this period.
c) 1) Customer satisfaction and feedback 0 records
Nothing in this period.
c) 2) Quality objectives 0 records
Nothing in this period.
c) 3) Process performance and conformity of products 0 records
Nothing in this period.
c) 4) Nonconformities and corrective actions 1 record
Record | Kind | Status | Due | What it says
[NC-1 Title of NC-1](../records/NC-1.html) | Finding | Open for 203 days |  | Minor
c) 5) Monitoring and measurement results 0 records
Nothing in this period.
c) 6) Audit results 0 records
Nothing in this period.
c) 7) Performance of external providers 0 records
Nothing in this period.
d) Adequacy of resources 0 records
Nothing in this period.
e) Actions on risks and opportunities 0 records
Nothing in this period.
f) Opportunities for improvement 0 records
Nothing in this period.
Documents changed
Nothing in this period.
Training outdated or missing
Nothing in this period.
"#]]
        );
    }
}
