//! `calendar.ics`: reviews, audits, calibrations and actions on their due dates.

use crate::export::{CalendarEvent, icalendar};
use crate::registers::CalendarItem;
use crate::site::index::SiteIndex;
use crate::site::views;

/// The calendar of the manual, as the text of an `.ics` file.
pub(crate) fn calendar(site: &SiteIndex<'_>) -> String {
    let manual = &site.compiled.manual;
    let entries = site.compiled.registers.calendar.iter();
    let events: Vec<CalendarEvent> = entries
        .map(|entry| {
            let (key, what, name, owner, category) = match &entry.item {
                CalendarItem::Review(ix) => {
                    let document = manual.document(*ix);
                    (
                        format!("{}/review", document.id.value),
                        site.messages.get("calendar_review").to_owned(),
                        format!("{} {}", document.id.value, document.title),
                        document.owner.as_ref(),
                        site.messages.get("calendar_reviews").to_owned(),
                    )
                }
                CalendarItem::Due(ix) | CalendarItem::Date(ix, _) => {
                    let record = manual.record(*ix);
                    let (part, what) = match &entry.item {
                        CalendarItem::Date(_, field) => (
                            field.to_string(),
                            views::field::field_label(site, field.as_str()),
                        ),
                        _ => (
                            "due".to_owned(),
                            views::names::kind_title(site, record.kind).to_owned(),
                        ),
                    };
                    (
                        format!("{}/{part}", record.id.value),
                        what,
                        format!("{} {}", record.id.value, record.title),
                        record.owner.as_ref(),
                        views::names::kind_plural(site, record.kind).to_owned(),
                    )
                }
            };
            CalendarEvent {
                key,
                date: entry.date,
                summary: site.messages.with(
                    "calendar-entry",
                    [("what", what.into()), ("name", name.into())],
                ),
                description: owner.map(ToString::to_string).unwrap_or_default(),
                category,
            }
        })
        .collect();
    let config = &manual.config;
    let place = match config.organisation.as_str() {
        "" => &config.title,
        organisation => organisation,
    };
    icalendar(&config.title, place, site.compiled.coverage.as_of, &events)
}
