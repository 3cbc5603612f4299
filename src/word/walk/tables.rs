//! Tables: cells on a grid, with merged cells.

use std::collections::{BTreeMap, BTreeSet};

use crate::word::events::EventKind;
use crate::word::model::{Block, Cell, Row, Table, What};
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
        if self.has_styled_head(node) || grid.has_marked_head() {
            grid.mark_head();
        }
        let table = grid.table();
        // A table with empty cells is a form to fill in; a single empty cell is only a frame.
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        if cells().count() > 1 || cells().any(|cell| !cell.blocks.is_empty()) {
            out.push(Block::Table(table));
        }
        Ok(())
    }

    /// Whether the style of a table shows its first row as a head.
    fn has_styled_head(&self, table: Node<'_>) -> bool {
        let properties = table.word("tblPr");
        let look = properties.and_then(|properties| properties.word("tblLook"));
        let shows_head = look.is_some_and(|look| match look.word_attribute("firstRow") {
            Some(flag) => matches!(flag, "1" | "true" | "on"),
            // Older files have one number, in which this is a bit.
            None => {
                let number = look.word_attribute("val").unwrap_or_default();
                u32::from_str_radix(number, 16).is_ok_and(|number| number & 0x20 != 0)
            }
        });
        let style = properties.and_then(|properties| properties.value("tblStyle"));
        shows_head && style.is_some_and(|style| self.styles.marks_first_row(style))
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
                    let shade = properties.and_then(|properties| properties.word("shd"));
                    let shade = shade.and_then(|shade| shade.word_attribute("fill"));
                    let is_shaded = shade.is_some_and(|shade| {
                        !shade.eq_ignore_ascii_case("auto") && !shade.eq_ignore_ascii_case("FFFFFF")
                    });
                    grid.are_shaded &= is_shaded;
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

/// Whether all words of a row are bold, and there are some.
fn is_bold(row: &Row) -> bool {
    let mut pieces = row
        .cells
        .iter()
        .flat_map(|cell| &cell.blocks)
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.pieces.as_slice(),
            Block::Item(item) => item.pieces.as_slice(),
            Block::Heading(heading) => heading.pieces.as_slice(),
            Block::Table(_) | Block::Quote(_) | Block::Contents | Block::Taken => &[],
        });
    let mut has_words = false;
    pieces.all(|piece| match &piece.what {
        What::Text(text) if !text.trim().is_empty() => {
            has_words = true;
            piece.format.bold
        }
        _ => true,
    }) && has_words
}

/// A table while its rows are read.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    column: usize,
    /// The row and cell index of the last vertically merged cell, by its first column.
    open: BTreeMap<usize, (usize, usize)>,
    /// Whether all cells of the last row are shaded, so far, and the same of each row before it.
    are_shaded: bool,
    shaded: Vec<bool>,
}

impl Grid {
    fn start(&mut self, is_head: bool, before: usize) {
        self.column = before;
        if !self.rows.is_empty() {
            self.shaded.push(self.are_shaded);
        }
        self.are_shaded = true;
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

    /// Whether the first row is marked and the second one is not: all of its words are bold, or all of
    /// its cells are shaded.
    fn has_marked_head(&self) -> bool {
        let [first, second, ..] = self.rows.as_slice() else {
            return false;
        };
        let second_shaded = self.shaded.get(1).copied().unwrap_or(self.are_shaded);
        let is_shaded = self.shaded.first() == Some(&true) && !second_shaded;
        let has_words = first.cells.iter().any(|cell| has_words(&cell.blocks));
        has_words && (is_shaded || is_bold(first) && !is_bold(second))
    }

    fn mark_head(&mut self) {
        if let Some(first) = self.rows.first_mut().filter(|row| !row.cells.is_empty()) {
            first.is_head = true;
        }
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
