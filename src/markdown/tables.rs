//! Tables: in a group that can be scrolled by keyboard, named after the section it stands in.

use pulldown_cmark::Alignment;

use crate::markdown::output::Position;
use crate::markdown::walk::Converter;

/// A table that is being read.
#[derive(Debug)]
pub(crate) struct Table {
    alignments: Vec<Alignment>,
    /// The cell of the row, counted from 0.
    cell: usize,
    in_head: bool,
    has_body: bool,
    /// Where the open cell and its text begin.
    cell_begin: Option<(Position, Position)>,
}

impl Converter<'_> {
    pub(crate) fn open_table(&mut self, alignments: Vec<Alignment>) {
        self.end_raw_paragraph();
        self.table = Some(Table {
            alignments,
            cell: 0,
            in_head: true,
            has_body: false,
            cell_begin: None,
        });
        if self.is_deep() {
            return self.open_flow("", "");
        }
        self.out.markup("<div");
        self.out.attribute("class", "table-wrap");
        self.out.attribute("tabindex", "0");
        // A group, not a region: a section may have several tables, and regions of one name are
        // landmarks that nobody can tell apart.
        if let Some(section) = self.section_above() {
            self.out.attribute("role", "group");
            self.out.attribute("aria-labelledby", section.as_str());
        }
        self.open_flow(">\n<table>\n", "</table></div>\n");
    }

    pub(crate) fn close_table(&mut self) {
        let has_body = self.table.take().is_some_and(|table| table.has_body);
        if has_body && !self.is_deep() {
            self.out.markup("</tbody>\n");
        }
        self.close_element();
    }

    pub(crate) fn open_table_head(&mut self) {
        self.open_flow("<thead>\n<tr>", "</tr>\n</thead>\n");
    }

    pub(crate) fn close_table_head(&mut self) {
        if let Some(table) = &mut self.table {
            table.in_head = false;
        }
        self.close_element();
    }

    pub(crate) fn open_table_row(&mut self) {
        let deep = self.is_deep();
        if let Some(table) = &mut self.table {
            table.cell = 0;
            if !std::mem::replace(&mut table.has_body, true) && !deep {
                self.out.markup("<tbody>\n");
            }
        }
        self.open_flow("<tr>", "</tr>\n");
    }

    pub(crate) fn open_table_cell(&mut self) {
        let Some(table) = &self.table else {
            return self.open_flow("", "");
        };
        let class = match table.alignments.get(table.cell) {
            Some(Alignment::Left) => Some("align-left"),
            Some(Alignment::Center) => Some("align-center"),
            Some(Alignment::Right) => Some("align-right"),
            Some(Alignment::None) | None => None,
        };
        let in_head = table.in_head;
        if self.is_deep() {
            return self.open_flow("", "");
        }
        let begin = self.out.position();
        self.out.markup(if in_head { "<th" } else { "<td" });
        if in_head {
            self.out.attribute("scope", "col");
        }
        if let Some(class) = class {
            self.out.attribute("class", class);
        }
        self.open_flow(">", if in_head { "</th>" } else { "</td>" });
        let inner = self.out.position();
        if let Some(table) = &mut self.table {
            table.cell_begin = Some((begin, inner));
        }
    }

    pub(crate) fn close_table_cell(&mut self) {
        let begin = self.table.as_mut().and_then(|table| {
            table.cell += 1;
            table.cell_begin.take().filter(|_| table.in_head)
        });
        let blank = begin.filter(|(_, inner)| self.out.is_blank_since(*inner));
        self.close_element();
        if let Some((begin, _)) = blank {
            // An empty cell is nobody's heading.
            self.out.take_back(begin);
            self.out.markup("<td></td>");
        }
    }
}
