//! The input for the next management review: for each input, the records of the period.
//!
//! The words of the inputs are those of no standard. Catalogs say which items of their standards they
//! answer (`management_review`).

use serde::Serialize;

use crate::manual::{RecordIx, ReviewAgenda, ReviewInput, Standard};
use crate::registers::{ManagementReview, ReviewPeriod, gather_review, review_period};
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
    /// For each standard the items that no register answers, as a sentence.
    further: Vec<String>,
    changed: Vec<ChangedRow<'a>>,
    more_changed: Option<String>,
    untrained: Vec<UntrainedRow<'a>>,
    more_untrained: Option<String>,
    all: String,
}

#[derive(Serialize)]
struct InputView<'a> {
    id: String,
    /// The items of the standards that it answers: `c) 4)`; may be empty.
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
    let agendas = agendas(site);
    let more = |all: usize| (all > MOST).then(|| site.messages.count("and-more", all - MOST));
    ReviewView {
        title: site.messages.get("management_review"),
        sentence: sentence(site, &period, &agendas),
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
        inputs: inputs(&review, &agendas)
            .into_iter()
            .map(|input| input_view(site, &review, &agendas, input, &from))
            .collect(),
        further: further(site, &agendas),
        changed: changed(site, &review, &from),
        more_changed: more(review.changed.len()),
        untrained: untrained(site, &review, &from),
        more_untrained: more(review.untrained.len()),
        all: from.href(&Page::Registers.address(compiled)),
    }
}

/// A standard of the manual with what it asks a management review to look at.
type Agenda<'s> = (&'s Standard, &'s ReviewAgenda);

/// The standards of the manual whose catalogs say what a management review looks at.
fn agendas<'s>(site: &'s SiteIndex<'_>) -> Vec<Agenda<'s>> {
    let standards = site.compiled.manual.standards.iter();
    standards
        .filter_map(|standard| Some((&**standard, standard.management_review.as_ref()?)))
        .collect()
}

/// "What the records say from 20 Jan 2026 to 23 Nov 2026, by …".
fn sentence(site: &SiteIndex<'_>, period: &ReviewPeriod, agendas: &[Agenda<'_>]) -> String {
    let clauses: Vec<String> = agendas.iter().map(named).collect();
    let name = match agendas.len() {
        0 => "review-period-plain",
        1 => "review-period",
        _ => "review-period-several",
    };
    let arguments = [
        ("from", site.messages.date(period.from).into()),
        ("to", site.messages.date(period.to).into()),
        ("clauses", clauses.join(", ").into()),
    ];
    site.messages.with(name, arguments)
}

/// `ISO 9001:2015 9.3.2`.
fn named((standard, agenda): &Agenda<'_>) -> String {
    let number = &standard.clause(agenda.clause).number;
    format!("{} {number}", standard.designation)
}

/// The inputs that the page has: those that a standard of the manual asks for, in the order of the
/// first of them, then the others that have records. All of them, if no catalog says what is asked for.
fn inputs(review: &ManagementReview, agendas: &[Agenda<'_>]) -> Vec<ReviewInput> {
    let is_asked = |input: &ReviewInput| {
        let mut agendas = agendas.iter();
        agendas.any(|(_, agenda)| !agenda.items(*input).is_empty())
    };
    let has_records =
        |input: &ReviewInput| review.inputs.get(input).is_some_and(|all| !all.is_empty());
    let all = ReviewInput::ALL.into_iter();
    let mut inputs: Vec<ReviewInput> = all
        .filter(|input| agendas.is_empty() || is_asked(input) || has_records(input))
        .collect();
    inputs.sort_by_key(|input| {
        let items = agendas.iter().map(|(_, agenda)| agenda.items(*input));
        let items: Vec<_> = items.map(|items| (items.is_empty(), items)).collect();
        (!is_asked(input), items)
    });
    inputs
}

/// The items of the standards that an input answers: `c) 4)`, or with several standards
/// `ISO 9001:2015 c) 4)`.
fn letters(agendas: &[Agenda<'_>], input: ReviewInput) -> String {
    let asked = agendas.iter().filter_map(|(standard, agenda)| {
        let items = agenda.items(input).join(", ");
        match agendas.len() {
            _ if items.is_empty() => None,
            1 => Some(items),
            _ => Some(format!("{} {items}", standard.designation)),
        }
    });
    asked.collect::<Vec<_>>().join(" · ")
}

/// For each standard the items that no register answers, as a sentence.
fn further(site: &SiteIndex<'_>, agendas: &[Agenda<'_>]) -> Vec<String> {
    let some = agendas
        .iter()
        .filter(|(_, agenda)| !agenda.further.is_empty());
    some.map(|agenda| {
        let items = agenda.1.further.join(", ");
        let arguments = [("clause", named(agenda).into()), ("items", items.into())];
        site.messages.with("review-further", arguments)
    })
    .collect()
}

fn input_view<'a>(
    site: &'a SiteIndex<'_>,
    review: &ManagementReview,
    agendas: &[Agenda<'_>],
    input: ReviewInput,
    from: &Address,
) -> InputView<'a> {
    let records = review.inputs.get(&input);
    let records = records.map_or(&[][..], Vec::as_slice);
    InputView {
        id: format!("_input-{}", input.word()),
        letter: letters(agendas, input),
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
            "What the records say from 20 Jan 2026 to 23 Nov 2026, by the inputs that ISO 9001:2015 9.3.2 lists. The last review was [MR-1](../records/MR-1.html)."
        );
        let inputs = page.texts_linked("main section[aria-labelledby]");
        assert_data_eq!(
            inputs.join("\n"),
            str![[r#"
a) Status of actions from earlier reviews 0 records
Nothing in this period.
b) Changes in external and internal issues 0 records
Nothing in this period.
c) 1) Feedback from customers and other interested parties 0 records
Nothing in this period.
c) 2) Objectives 0 records
Nothing in this period.
c) 3) Performance of processes, products and services 0 records
Nothing in this period.
c) 4) Nonconformities and corrective actions 1 record
Record | Kind | Status | Due | What it says
[NC-1 Title of NC-1](../records/NC-1.html) | Finding | Open for 203 days |  | Minor
c) 5) Monitoring and measurement results 0 records
Nothing in this period.
c) 6) Audit results 0 records
Nothing in this period.
c) 7) Performance of suppliers 0 records
Nothing in this period.
d) Adequacy of resources 0 records
Nothing in this period.
e) Risks and opportunities 0 records
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

    #[test]
    fn asks_what_the_standards_of_the_manual_ask() {
        let audit = "---\nid: AU-1\ntitle: Audit\nkind: audit\nowner: Works director\ndate: 2026-03-20\nstate: done\n---\nx\n";
        let supplier = "---\nid: S-1\ntitle: Supplier\nkind: supplier\nowner: Works director\napproved: conditional\n---\nx\n";
        let files = [
            ("au.md".to_owned(), audit.to_owned()),
            ("s.md".to_owned(), supplier.to_owned()),
        ];
        let page = |standards: &str| {
            let config = format!("title = \"M\"\nstandards = [{standards}]\n");
            let files: Vec<(&str, String)> = files
                .iter()
                .map(|(path, text)| (&**path, text.clone()))
                .collect();
            TestSite::of_pages(&config, &files).page("registers/management-review.html")
        };
        let one = page("\"iso-14001-2015\"");
        assert!(!one.text("main").contains("9001"));
        assert_eq!(
            one.text(".lead"),
            "What the records say from 23 Nov 2025 to 23 Nov 2026, by the inputs that ISO 14001:2015 9.3 lists."
        );
        // The last one is not among the inputs of the standard, but has a record.
        assert_data_eq!(
            one.texts("main section[aria-labelledby] h2").join("\n"),
            str![[r#"
a) Status of actions from earlier reviews 0 records
b) 1) Changes in external and internal issues 0 records
b) 4) Risks and opportunities 0 records
c) Objectives 0 records
d) 1) Nonconformities and corrective actions 0 records
d) 2) Monitoring and measurement results 0 records
d) 4) Audit results 1 record
e) Adequacy of resources 0 records
f) Feedback from customers and other interested parties 0 records
g) Opportunities for improvement 0 records
Performance of suppliers 1 record
Documents changed
Training outdated or missing
"#]]
        );
        assert_eq!(
            one.text(".remark"),
            "ISO 14001:2015 9.3 also lists b) 2), b) 3), d) 3): no register has records of that."
        );
        let two = page("\"iso-13485-2016\", \"iso-9001-2015\"");
        assert_eq!(
            two.texts("main section h2")
                .iter()
                .find(|title| title.contains("Audit")),
            Some(&"ISO 13485:2016 d) · ISO 9001:2015 c) 6) Audit results 1 record".to_owned())
        );
        // No catalog says what the review of this standard looks at.
        let none = page("\"nist-csf-2.0\"");
        assert_eq!(
            none.text(".lead"),
            "What the records say from 23 Nov 2025 to 23 Nov 2026, by subject."
        );
        let titles = none.texts("main section[aria-labelledby] h2");
        assert_eq!(titles.len(), 14);
        assert_eq!(
            titles[0],
            "Status of actions from earlier reviews 0 records"
        );
    }
}
