//! Tables: cells on a grid, with merged cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::word::events::EventKind;
use crate::word::model::{Block, Cell, Row, Table};
use crate::word::ooxml::names::{Element, Node, Space};
use crate::word::refusal::Refusal;
use crate::word::walk::drawing::has_words;
use crate::word::walk::reader::Reader;

/// The largest number of columns in a Word table.
const MAX_COLUMNS: usize = 63;

impl<'p> Reader<'p> {
    /// Adds a table as a block if it has content or more than one cell.
    pub(crate) fn table_block(
        &mut self,
        node: Node<'_>,
        out: &mut Vec<Block>,
    ) -> Result<(), Refusal> {
        let mut grid = Grid::default();
        self.rows(node, &mut grid)?;
        if self.contents > 0 {
            return Ok(());
        }
        let table = grid.table();
        // A table with empty cells is a form to fill in; a single empty cell is only a frame.
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        if cells().count() > 1 || cells().any(|cell| !cell.blocks.is_empty()) {
            out.push(Block::Table(table));
        }
        Ok(())
    }

    fn rows(&mut self, parent: Node<'_>, grid: &mut Grid) -> Result<(), Refusal> {
        for child in parent.elements() {
            match child.name() {
                (Space::Word, "tr") => self.row(child, grid)?,
                (Space::Word, "sdt") => {
                    if let Some(content) = child.word("sdtContent") {
                        self.rows(content, grid)?;
                    }
                }
                (Space::Word, "customXml" | "ins" | "moveTo") => self.rows(child, grid)?,
                _ => self.mark(child),
            }
        }
        Ok(())
    }

    fn row(&mut self, node: Node<'_>, grid: &mut Grid) -> Result<(), Refusal> {
        let properties = node.word("trPr");
        let of = |name: &str| properties.and_then(|properties| properties.word(name));
        if let Some(deleted) = of("del") {
            let before = self.events.len();
            self.deleted(node);
            if let Some(event) = self.events.get_mut(before)
                && let EventKind::Deleted(change) = &mut event.kind
            {
                let text = std::mem::take(&mut change.text);
                *change = crate::word::events::Change::of(deleted, text);
            }
            return Ok(());
        }
        if let Some(inserted) = of("ins") {
            self.inserted(inserted, node);
        }
        let is_head = properties.and_then(|properties| properties.switch("tblHeader"));
        let before = properties.and_then(|properties| properties.number("gridBefore"));
        grid.start(is_head.unwrap_or(false), columns(before.unwrap_or(0)));
        self.cells(node, grid)
    }

    fn cells(&mut self, parent: Node<'_>, grid: &mut Grid) -> Result<(), Refusal> {
        for child in parent.elements() {
            match child.name() {
                (Space::Word, "tc") => {
                    let blocks = self.inner(child)?;
                    let properties = child.word("tcPr");
                    let span = properties.and_then(|properties| properties.number("gridSpan"));
                    let merged = |name: &str| {
                        let merge = properties.and_then(|properties| properties.word(name));
                        merge.map(|merge| merge.word_attribute("val") != Some("restart"))
                    };
                    grid.add(
                        blocks,
                        columns(span.unwrap_or(1)).max(1),
                        merged("vMerge"),
                        merged("hMerge") == Some(true),
                    );
                }
                (Space::Word, "sdt") => {
                    if let Some(content) = child.word("sdtContent") {
                        self.cells(content, grid)?;
                    }
                }
                (Space::Word, "customXml" | "ins" | "moveTo") => self.cells(child, grid)?,
                _ => self.mark(child),
            }
        }
        Ok(())
    }
}

fn columns(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0).min(MAX_COLUMNS)
}

/// A table while its rows are read.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    column: usize,
    /// The row and cell index of the last vertically merged cell, by its first column.
    open: BTreeMap<usize, (usize, usize)>,
}

impl Grid {
    fn start(&mut self, is_head: bool, before: usize) {
        self.column = before;
        self.rows.push(Row {
            cells: Vec::new(),
            is_head,
        });
    }

    /// Adds a cell. `below` is `Some(true)` if it continues the merged cell above it, and
    /// `Some(false)` if it starts one. `beside` means that it continues the cell on its left.
    fn add(&mut self, blocks: Vec<Block>, columns: usize, below: Option<bool>, beside: bool) {
        let column = self.column;
        self.column += columns;
        let at = self.rows.len().saturating_sub(1);
        let above = self.open.get(&column).copied();
        if let (Some(true), Some((row, cell))) = (below, above)
            && let Some(cell) = self.cell(row, cell)
        {
            cell.rows = at - row + 1;
            if has_words(&blocks) {
                cell.blocks.extend(blocks);
            }
            return;
        }
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        if beside && let Some(cell) = row.cells.last_mut() {
            cell.columns += columns;
            cell.blocks.extend(blocks);
            return;
        }
        match below {
            Some(_) => self.open.insert(column, (at, row.cells.len())),
            None => self.open.remove(&column),
        };
        row.cells.push(Cell {
            blocks,
            column,
            columns,
            rows: 1,
        });
    }

    fn cell(&mut self, row: usize, cell: usize) -> Option<&mut Cell> {
        self.rows.get_mut(row)?.cells.get_mut(cell)
    }

    /// Returns the table on a grid that has only the columns at which a cell begins or ends.
    fn table(mut self) -> Table {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let mut edges: BTreeSet<usize> = BTreeSet::from([0]);
        edges.extend(cells().map(|cell| cell.column));
        edges.extend(cells().map(|cell| cell.column + cell.columns));
        let ranks: BTreeMap<usize, usize> = edges
            .into_iter()
            .enumerate()
            .map(|(rank, edge)| (edge, rank))
            .collect();
        let rank = |edge: usize| ranks.get(&edge).copied().unwrap_or(edge);
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            let end = rank(cell.column + cell.columns);
            cell.column = rank(cell.column);
            cell.columns = end - cell.column;
        }
        let columns = ranks.len().saturating_sub(1);
        Table {
            rows: self.rows,
            columns,
        }
    }
}
