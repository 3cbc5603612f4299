//! The list of registers, with the number of open and overdue records in each.

use serde::Serialize;

use crate::site::Page;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::LinkView;
use crate::site::views::record::register_kinds;

/// The list of registers.
#[derive(Serialize)]
pub(crate) struct RegistersView<'a> {
    title: &'a str,
    overviews: Vec<LinkView<'a>>,
    calendar: String,
    registers: Vec<Register<'a>>,
}

#[derive(Serialize)]
pub(crate) struct Register<'a> {
    href: String,
    title: &'a str,
    /// The sentence in place of numbers, if an edition does not hold all records of the register.
    incomplete: Option<&'a str>,
    count: usize,
    open: usize,
    late: usize,
}

/// The view of the list of registers.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> RegistersView<'a> {
    let from = Page::Registers.address(site.compiled);
    RegistersView {
        title: site.messages.get("nav_registers"),
        overviews: views::record::register_overviews(site, &from),
        calendar: from.href(&crate::site::Address::fixed(crate::site::CALENDAR)),
        registers: registers(site, &from),
    }
}

/// Every register, with the number of open and overdue records in it.
pub(crate) fn registers<'a>(
    site: &'a SiteIndex<'_>,
    from: &crate::site::Address,
) -> Vec<Register<'a>> {
    let kinds = register_kinds(site.compiled).into_iter();
    kinds
        .map(|kind| {
            let entries = views::record::register_order(site, kind);
            let is_incomplete = site.is_incomplete(kind);
            let counted = match is_incomplete {
                true => &[],
                false => &entries[..],
            };
            Register {
                href: from.href(&site.addresses.register(kind, 0)),
                title: views::names::kind_plural(site, kind),
                incomplete: is_incomplete.then(|| site.messages.get("register_incomplete")),
                count: counted.len(),
                open: counted.iter().filter(|entry| entry.open).count(),
                late: counted.iter().filter(|entry| entry.is_late()).count(),
            }
        })
        .collect()
}
