//! Reads tables in front-matter.

use crate::diagnostics::Spanned;
use crate::manual::{DataTable, FieldValue};
use crate::parse::decode::Decoder;
use crate::parse::node::{Node, Table, Value};

/// Reads the path of a CSV file, or an inline table: a list of tables, a list of lists with the
/// header first, or a table of periods with their values.
pub(super) fn data(decoder: &mut Decoder<'_>, name: &str, node: &Node) -> Option<FieldValue> {
    let table = match &node.value {
        Value::Null => return None,
        Value::Text(_) => {
            let path = decoder.text(name, node)?;
            return Some(FieldValue::File(path.value));
        }
        Value::Table(table) => pairs(decoder, node, table),
        Value::List(rows) if rows.iter().any(|row| row.table().is_some()) => {
            of_tables(decoder, name, rows)
        }
        Value::List(rows) => {
            let mut table = DataTable::default();
            for row in rows {
                let cells = cells(decoder, name, row);
                add(&mut table, cells, row.items().iter());
            }
            table
        }
    };
    Some(FieldValue::Table(table))
}

/// Adds a row. If one of its values was reported, the row is added to those left out.
fn add<'n>(
    table: &mut DataTable,
    row: Vec<Spanned<String>>,
    mut values: impl Iterator<Item = &'n Node>,
) {
    let is_read = values.all(|node| matches!(node.value, Value::Null | Value::Text(_)));
    match is_read {
        true => table.rows.push(row),
        false => table.left_out.push(row),
    }
}

/// Reads `{ 2026-09: 95.1, 2026-10: 94.6 }`: periods with their values.
fn pairs(decoder: &mut Decoder<'_>, node: &Node, table: &Table) -> DataTable {
    let header = ["period", "value"].map(|name| Spanned::new(name.to_owned(), node.span));
    let mut read = DataTable::default();
    read.rows.push(header.to_vec());
    for entry in &table.0 {
        let key = Spanned::new(entry.key.trim().to_owned(), entry.key_spot);
        let row = vec![key, cell(decoder, &entry.key, &entry.node)];
        add(&mut read, row, std::iter::once(&entry.node));
    }
    read
}

/// Reads `- { period: 2026-10, value: 94.6 }`: the names are the columns, in the order in which
/// they first occur.
fn of_tables(decoder: &mut Decoder<'_>, name: &str, rows: &[Node]) -> DataTable {
    let mut header: Vec<Spanned<String>> = Vec::new();
    for entry in rows.iter().filter_map(Node::table).flat_map(|row| &row.0) {
        if header.iter().all(|column| column.value != entry.key) {
            header.push(Spanned::new(entry.key.clone(), entry.key_spot));
        }
    }
    let columns = header.clone();
    let mut table = DataTable::default();
    table.rows.push(header);
    for row in rows {
        let Some(row_table) = decoder.table(name, row) else {
            table.left_out.push(Vec::new());
            continue;
        };
        let cells = columns
            .iter()
            .map(|column| match row_table.get(&column.value) {
                Some(node) => cell(decoder, &column.value, node),
                None => Spanned::new(String::new(), row.span),
            });
        let cells = cells.collect();
        add(
            &mut table,
            cells,
            row_table.0.iter().map(|entry| &entry.node),
        );
    }
    table
}

fn cells(decoder: &mut Decoder<'_>, name: &str, row: &Node) -> Vec<Spanned<String>> {
    let items = row.items().iter();
    items.map(|item| cell(decoder, name, item)).collect()
}

/// A cell's text; blank if the value is not a text.
fn cell(decoder: &mut Decoder<'_>, name: &str, node: &Node) -> Spanned<String> {
    let text = decoder.text(name, node);
    text.unwrap_or_else(|| Spanned::new(String::new(), node.span))
}
