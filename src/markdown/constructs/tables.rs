//! Tables. Each is in a group that can be scrolled by keyboard and is named after its section.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::markdown::constructs::open::Table;
use crate::markdown::page::Page;
use crate::rules;

pub(crate) fn open_table(page: &mut Page<'_>, alignments: Vec<Alignment>) {
    page.end_raw_paragraph();
    let part = page.part();
    page.said.table(part);
    page.table = Some(Table {
        alignments,
        cell: 0,
        in_head: true,
        row_start: 0,
        row_end: 0,
        cell_end: 0,
        has_body: false,
        has_surplus: false,
        cell_begin: None,
    });
    if page.elements.is_deep() {
        return page.open_flow("", "");
    }
    page.out.markup("<div");
    page.out.attribute("class", "table-wrap");
    page.out.attribute("tabindex", "0");
    // A group, not a region: a section may have several tables, and regions with the same name are
    // landmarks that readers cannot distinguish.
    if let Some(section) = page.section_above() {
        page.out.attribute("role", "group");
        page.out.attribute("aria-labelledby", section.as_str());
    }
    page.open_flow(">\n<table>\n", "</table></div>\n");
}

pub(crate) fn close_table(page: &mut Page<'_>) {
    let has_body = page.table.take().is_some_and(|table| table.has_body);
    if has_body && !page.elements.is_deep() {
        page.out.markup("</tbody>\n");
    }
    page.close_element();
}

pub(crate) fn open_table_head(page: &mut Page<'_>) {
    page.tasks.open_row(page.body.claims.len());
    page.open_flow("<thead>\n<tr>", "</tr>\n</thead>\n");
}

pub(crate) fn close_table_head(page: &mut Page<'_>) {
    page.tasks.close_row();
    if let Some(table) = &mut page.table {
        table.in_head = false;
    }
    page.close_element();
}

pub(crate) fn open_table_row(page: &mut Page<'_>, range: &Range<usize>) {
    let deep = page.elements.is_deep();
    page.tasks.open_row(page.body.claims.len());
    if let Some(table) = &mut page.table {
        table.cell = 0;
        table.has_surplus = false;
        (table.row_start, table.row_end) = (range.start, range.end);
        table.cell_end = range.start;
        if !std::mem::replace(&mut table.has_body, true) && !deep {
            page.out.markup("<tbody>\n");
        }
    }
    page.open_flow("<tr>", "</tr>\n");
}

pub(crate) fn open_table_cell(page: &mut Page<'_>, range: &Range<usize>) {
    if let Some(table) = &mut page.table {
        table.cell_end = range.end;
    }
    let Some(table) = &page.table else {
        return page.open_flow("", "");
    };
    let class = match table.alignments.get(table.cell) {
        Some(Alignment::Left) => Some("align-left"),
        Some(Alignment::Center) => Some("align-center"),
        Some(Alignment::Right) => Some("align-right"),
        Some(Alignment::None) | None => None,
    };
    let in_head = table.in_head;
    if page.elements.is_deep() {
        return page.open_flow("", "");
    }
    let begin = page.out.position();
    page.out.markup(if in_head { "<th" } else { "<td" });
    if in_head {
        page.out.attribute("scope", "col");
    }
    if let Some(class) = class {
        page.out.attribute("class", class);
    }
    page.open_flow(">", if in_head { "</th>" } else { "</td>" });
    let inner = page.out.position();
    if let Some(table) = &mut page.table {
        table.cell_begin = Some((begin, inner));
    }
}

pub(crate) fn close_table_cell(page: &mut Page<'_>) {
    let begin = page.table.as_mut().and_then(|table| {
        table.cell += 1;
        table.cell_begin.take().filter(|_| table.in_head)
    });
    let blank = begin.filter(|(_, inner)| page.out.is_blank_since(*inner));
    page.close_element();
    if let Some((begin, _)) = blank {
        // An empty cell must not be a header cell.
        page.out.take_back(begin);
        page.out.markup("<td></td>");
    }
}

/// Ends a row, and reports cells beyond the last column of the table's head. They are neither shown
/// nor read.
pub(crate) fn close_table_row(page: &mut Page<'_>) {
    page.tasks.close_row();
    page.close_element();
    let Some(table) = page.table.as_mut() else {
        return;
    };
    let rest = page.text.get(table.cell_end..table.row_end);
    let rest = rest.unwrap_or_default();
    let cells = rest.trim_start_matches([' ', '\t', '|']);
    let surplus = cells.trim_end_matches(|c: char| c.is_whitespace() || c == '|');
    if table.cell < table.alignments.len() || surplus.is_empty() {
        return;
    }
    table.has_surplus = true;
    let start = table.cell_end + (rest.len() - cells.len());
    let place = start..start + surplus.len();
    page.unread.cross_off(&place);
    let message =
        format!("`{surplus}` stands beyond the head of its table, and is neither shown nor read");
    let help = "give the head a column for it; a bar within a cell is written \\|";
    let span = page.span(place);
    page.report(&rules::SURPLUS_CELL, span, message, help);
}
