//! An objective as a figure: its chart, its last value, its quarterly means and a table of its
//! values.

use serde::Serialize;

use crate::charts::{Chart, Line, LineRole, Mark, Point, mark_shape, objective_chart};
use crate::coverage::Percent;
use crate::manual::{Decimal, Limits, PageKey, StandardIx, approximate};
use crate::registers::{Direction, Objective, Trend};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::BadgeView;
use crate::trend::TrendPoint;

/// An objective's chart, and its content in words.
#[derive(Serialize)]
pub(crate) struct FigureView<'a> {
    id: String,
    title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    lang: Option<&'a str>,
    href: String,
    /// The level of its heading.
    level: u8,
    state: Option<BadgeView<'a>>,
    /// "Last value 95.2 % in 2026-10. Target at least 96 %."
    sentence: String,
    /// The chart, as SVG.
    svg: Option<String>,
    keys: Vec<Key<'a>>,
    quarters: Vec<ValueRow<'a>>,
    values: Vec<ValueRow<'a>>,
}

#[derive(Serialize)]
struct Key<'a> {
    shape: String,
    word: &'a str,
}

#[derive(Serialize)]
struct ValueRow<'a> {
    period: String,
    value: String,
    state: Option<BadgeView<'a>>,
    /// "Outside the limits".
    remark: &'a str,
}

/// The coverage of a standard over time, as a figure; `None` if there are no values.
pub(crate) fn trend_figure<'s>(
    site: &'s SiteIndex<'_>,
    ix: StandardIx,
    points: &[&TrendPoint],
    from: &Address,
) -> Option<FigureView<'s>> {
    let standard = site.compiled.manual.standard(ix);
    let percent = |point: &TrendPoint| Percent::of(point.covered, point.of);
    let shown: Vec<(&TrendPoint, Percent, String)> = points
        .iter()
        .filter_map(|point| {
            Some((
                *point,
                percent(point)?,
                point.date.strftime("%Y-%m").to_string(),
            ))
        })
        .collect();
    let written = |percent: Percent| site.messages.number(&percent.to_string());
    let (last, share, _) = shown.last()?;
    let id = format!("_trend-{}", ix.0);
    let sentence = site.messages.with(
        "trend-sentence",
        [
            ("percent", written(*share).into()),
            ("covered", last.covered.into()),
            ("of", last.of.into()),
            ("date", site.messages.date(last.date).into()),
        ],
    );
    let label = format!("{} %", written(*share));
    let chart = Chart {
        id: &id,
        title: &standard.designation,
        description: &sentence,
        points: shown
            .iter()
            .map(|(point, percent, month)| Point {
                label: month,
                value: percent.value(),
                mark: Mark::Plain,
                hint: format!("{}: {} % ({})", point.date, written(*percent), point.commit),
            })
            .collect(),
        lines: Vec::new(),
        unit: Some("%"),
        last: Some(&label),
        decimal_sign: site.messages.get("decimal_sign"),
    };
    let svg = objective_chart(&chart);
    let values = shown.iter().rev().map(|(point, percent, _)| ValueRow {
        period: site.messages.date(point.date),
        value: format!("{} % ({}/{})", written(*percent), point.covered, point.of),
        state: None,
        remark: "",
    });
    Some(FigureView {
        title: &standard.designation,
        lang: None,
        href: from.href(&site.addresses.matrix(ix)),
        level: 3,
        state: None,
        keys: Vec::new(),
        quarters: Vec::new(),
        values: values.collect(),
        svg,
        sentence,
        id,
    })
}

/// The most values that a chart and its table show; the latest are shown.
const MOST_VALUES: usize = 60;
/// The most quarters that are shown; the latest are shown.
const MOST_QUARTERS: usize = 8;

/// The figure of an objective, with a heading of this level.
pub(crate) fn figure<'s>(
    site: &'s SiteIndex<'_>,
    objective: &Objective,
    from: &Address,
    level: u8,
) -> FigureView<'s> {
    let record = site.compiled.manual.record(objective.record);
    let id = format!("_chart-{}", objective.record.0);
    let sentence = objective_sentence(site, objective);
    let first = objective.measurements.len().saturating_sub(MOST_VALUES);
    let marks: Vec<Mark> = (first..objective.measurements.len())
        .map(|at| mark(objective, at))
        .collect();
    let shown = &objective.measurements[first..];
    let periods: Vec<String> = shown.iter().map(|one| one.period.to_string()).collect();
    let lines = lines(site, objective);
    let last = shown.last();
    let last = last.map(|one| views::record::measured(site, objective, one.value));
    let chart = Chart {
        id: &id,
        title: &record.title,
        description: &sentence,
        points: shown
            .iter()
            .zip(&periods)
            .zip(&marks)
            .map(|((one, period), mark)| Point {
                label: period,
                value: approximate(one.value),
                mark: *mark,
                hint: format!(
                    "{period}: {}",
                    views::record::measured(site, objective, one.value)
                ),
            })
            .collect(),
        lines: lines
            .iter()
            .map(|(role, value, name, label)| Line {
                role: *role,
                value: approximate(*value),
                name,
                label,
            })
            .collect(),
        unit: record.fields.text("unit"),
        last: last.as_deref(),
        decimal_sign: site.messages.get("decimal_sign"),
    };
    let svg = objective_chart(&chart);
    let keys = Mark::ALL.into_iter().filter(|mark| marks.contains(mark));
    let values = shown.iter().zip(&marks).rev().map(|(one, mark)| ValueRow {
        period: one.period.to_string(),
        value: views::record::measured(site, objective, one.value),
        state: views::record::missed_badge(site, one.missed),
        remark: match mark {
            Mark::Outside | Mark::Run => site.messages.get(mark_word(*mark)),
            Mark::Missed | Mark::Plain => "",
        },
    });
    let quarters = objective.quarters();
    let quarters = quarters
        .iter()
        .rev()
        .take(MOST_QUARTERS)
        .map(|one| ValueRow {
            period: one.quarter.to_string(),
            value: views::record::measured(site, objective, one.mean),
            state: views::record::missed_badge(site, one.missed),
            remark: "",
        });
    FigureView {
        title: &record.title,
        lang: site.foreign_page(PageKey::Record(objective.record)),
        href: from.href(&site.destination(PageKey::Record(objective.record)).address),
        level,
        state: views::record::missed_badge(site, objective.missed),
        keys: keys
            .map(|mark| Key {
                shape: mark_shape(mark),
                word: site.messages.get(mark_word(mark)),
            })
            .collect(),
        quarters: quarters.collect(),
        values: values.collect(),
        svg,
        sentence,
        id,
    }
}

/// "Last value 95.2 % in 2026-10. Target at least 96 %. Better than before."
pub(crate) fn objective_sentence(site: &SiteIndex<'_>, objective: &Objective) -> String {
    let mut parts = Vec::new();
    match objective.last() {
        Some(last) => parts.push(site.messages.with(
            "objective-last-value",
            [
                (
                    "value",
                    views::record::measured(site, objective, last.value).into(),
                ),
                ("period", last.period.to_string().into()),
            ],
        )),
        None => parts.push(site.messages.get("objective_no_values").to_owned()),
    }
    if let Some(asked) = asked(site, objective) {
        parts.push(
            site.messages
                .with("objective-target", [("target", asked.into())]),
        );
    }
    parts.extend(
        objective
            .trend
            .map(|trend| site.messages.get(trend_word(trend)).to_owned()),
    );
    parts
        .iter()
        .map(|part| format!("{part}."))
        .collect::<Vec<_>>()
        .join(" ")
}

fn asked(site: &SiteIndex<'_>, objective: &Objective) -> Option<String> {
    let target = objective
        .target
        .map(|target| views::record::in_its_unit(site, objective, target));
    match objective.direction {
        Some(Direction::AtLeast) => Some(format!("{} {}", site.messages.get("at_least"), target?)),
        Some(Direction::AtMost) => Some(format!("{} {}", site.messages.get("at_most"), target?)),
        Some(Direction::Within) => match objective.limits {
            Some(limits) => within(site, limits).or(target),
            None => target,
        },
        None => target,
    }
}

/// "from -1.2 to 1.2".
fn within(site: &SiteIndex<'_>, limits: Limits) -> Option<String> {
    let written = |limit: Decimal| site.messages.number(&limit.to_string());
    match (limits.lower, limits.upper) {
        (Some(lower), Some(upper)) => Some(site.messages.with(
            "limits-between",
            [
                ("lower", written(lower).into()),
                ("upper", written(upper).into()),
            ],
        )),
        (Some(lower), None) => Some(format!(
            "{} {}",
            site.messages.get("at_least"),
            written(lower)
        )),
        (None, Some(upper)) => Some(format!(
            "{} {}",
            site.messages.get("at_most"),
            written(upper)
        )),
        (None, None) => None,
    }
}

/// A horizontal line of a chart: its role, its value, its name and the label of its value.
type NamedLine<'s> = (LineRole, Decimal, &'s str, String);

/// The horizontal lines of a chart.
fn lines<'s>(site: &'s SiteIndex<'_>, objective: &Objective) -> Vec<NamedLine<'s>> {
    let line = |role: LineRole, name: &'static str, value: Decimal| -> NamedLine<'s> {
        let label = views::record::in_its_unit(site, objective, value);
        (role, value, site.messages.get(name), label)
    };
    let mut lines = Vec::new();
    if let Some(target) = objective.target {
        lines.push(line(LineRole::Target, "chart_target", target));
    }
    if let Some(limits) = objective.limits {
        let ends = [("chart_upper", limits.upper), ("chart_lower", limits.lower)];
        for (name, limit) in ends {
            lines.extend(limit.map(|limit| line(LineRole::Limit, name, limit)));
        }
        let centre = objective.centre;
        let centre = centre.filter(|centre| Some(*centre) != objective.target);
        lines.extend(centre.map(|centre| line(LineRole::Middle, "chart_middle", centre)));
    }
    lines
}

fn mark(objective: &Objective, at: usize) -> Mark {
    if objective.outside.contains(&at) {
        Mark::Outside
    } else if objective
        .runs
        .iter()
        .any(|run| run.measurements.contains(&at))
    {
        Mark::Run
    } else if objective.measurements[at].missed == Some(true) {
        Mark::Missed
    } else {
        Mark::Plain
    }
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Outside => "chart_outside",
        Mark::Run => "chart_run",
        Mark::Missed => "chart_missed",
        Mark::Plain => "chart_plain",
    }
}

/// The name of a trend's message.
pub(crate) fn trend_word(trend: Trend) -> &'static str {
    match trend {
        Trend::Better => "trend_better",
        Trend::Steady => "trend_steady",
        Trend::Worse => "trend_worse",
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::TestSite;

    #[test]
    fn an_objective_shows_its_chart_its_quarters_and_its_values() {
        let text = "---\nid: OBJ-1\ntitle: Delivery on time\nkind: objective\nowner: Works director\nunit: \"%\"\ntarget: 96\ndirection: at-least\nperiod: monthly\ndata:\n  - { period: 2026-07, value: 97 }\n  - { period: 2026-08, value: 96 }\n  - { period: 2026-09, value: 92 }\n  - { period: 2026-10, value: 95.5 }\n---\nx\n";
        let site = TestSite::iso("", &[("o.md".to_owned(), text.to_owned())]);
        for address in ["records/OBJ-1.html", "registers/objectives.html"] {
            let page = site.page(address);
            let chart = page.texts("section.objective figure").join("");
            if cfg!(feature = "charts") {
                assert_data_eq!(
                    chart,
                    str![[r#"
(Delivery on time Last value 95.5 % in 2026-10. Target at least 96 %. Better than before.)
Misses the target
Value
"#]]
                );
            } else {
                assert_eq!(chart, "");
            }
            let heading = page.attribute("section.objective", "aria-labelledby");
            assert_eq!(
                page.text(&format!("#{heading}")),
                "Delivery on time Target missed"
            );
            let said =
                ["p", "details"].map(|part| page.texts(&format!(".objective {part}")).join("\n"));
            assert_data_eq!(
                said.join("\n"),
                str![[r#"
Last value 95.5 % in 2026-10. Target at least 96 %. Better than before.
By quarter
Period | Value
2026-Q4 | 95.5 % Target missed
2026-Q3 | 95 % Target missed
Values
Period | Value
2026-10 | 95.5 % Target missed
2026-09 | 92 % Target missed
2026-08 | 96 % Target met
2026-07 | 97 % Target met
"#]]
            );
            assert_eq!(
                page.attributes("section.objective .badge", "class")[0],
                "badge is-missed"
            );
        }
    }
}
