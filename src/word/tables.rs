//! Tables: cells on a grid, with what is merged.

use std::collections::{BTreeMap, BTreeSet};

use super::drawing::has_words;
use super::events::EventKind;
use super::model::{Block, Cell, Row, Table};
use super::names::{Element, Node, Space};
use super::reader::Reader;
use super::refusal::Refusal;

/// Word has no more columns than that.
const MAX_COLUMNS: usize = 63;

impl<'p> Reader<'p> {
    /// A table as a block, if anything stands in it.
    pub(super) fn table_block(
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
        // An empty table is one to be filled in; one empty cell is only a frame.
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
                *change = super::events::Change::of(deleted, text);
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
    /// For each column where a merged cell begins, the cell.
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

    /// Adds a cell. `below` says whether it goes on with the one above it, or begins such cells.
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

    /// The table, on a grid of only those columns at which something begins or ends.
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
        // A row in which every cell goes on with the one above it shows nothing of its own.
        let columns = ranks.len().saturating_sub(1);
        Table {
            rows: self.rows,
            columns,
        }
    }
}
