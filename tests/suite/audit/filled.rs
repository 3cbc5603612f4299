//! A workbook in the hands of an auditor: cells are written, rows are hidden, moved and deleted, as a
//! spreadsheet program does it.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use crate::manual_test::ManualTest;

/// The path of the first matrix in a workbook: the sheet behind the summary.
const MATRIX: &str = "xl/worksheets/sheet2.xml";

/// A workbook with its parts as text.
pub(super) struct Filled {
    parts: Vec<(String, String)>,
}

impl Filled {
    /// The workbook of an audit, as `audit pack` makes it.
    pub(super) fn of_pack(test: &ManualTest) -> Self {
        let folder = test.beside("pack");
        let run = test.run(&["audit", "pack", "AU-2", "-o", folder.to_str().unwrap()]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        Self::read(&folder.join("audit/AU-2.xlsx"))
    }

    pub(super) fn read(file: &Path) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
        let parts = (0..archive.len()).map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().to_string(), text)
        });
        Self {
            parts: parts.collect(),
        }
    }

    /// Writes it beside the manual.
    pub(super) fn save(&self, test: &ManualTest) -> PathBuf {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (path, text) in &self.parts {
            zip.start_file(path.as_str(), zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let file = test.beside("filled.xlsx");
        fs::write(&file, zip.finish().unwrap().into_inner()).unwrap();
        file
    }

    pub(super) fn part(&mut self, path: &str) -> &mut String {
        let found = self.parts.iter_mut().find(|(name, _)| name == path);
        &mut found.unwrap_or_else(|| panic!("no part {path}")).1
    }

    pub(super) fn matrix(&mut self) -> &mut String {
        self.part(MATRIX)
    }

    /// The sheet for programs, which is the last one.
    pub(super) fn last_sheet(&mut self) -> &mut String {
        let sheets = self
            .parts
            .iter()
            .filter(|(path, _)| path.starts_with("xl/worksheets/sheet") && path.ends_with(".xml"));
        let path = format!("xl/worksheets/sheet{}.xml", sheets.count());
        self.part(&path)
    }

    /// Replaces the element of a cell, given what comes behind its place and style.
    fn replace(&mut self, cell: &str, by: &str) {
        let sheet = self.matrix();
        let start = sheet
            .find(&format!("<c r=\"{cell}\""))
            .unwrap_or_else(|| panic!("no cell {cell}"));
        let tag = start + sheet[start..].find('>').unwrap();
        let end = match sheet[..tag].ends_with('/') {
            true => tag + 1,
            false => start + sheet[start..].find("</c>").unwrap() + 4,
        };
        sheet.replace_range(start..end, &format!("<c r=\"{cell}\"{by}"));
    }

    /// Types a text into a cell.
    pub(super) fn text(&mut self, cell: &str, text: &str) -> &mut Self {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        self.replace(
            cell,
            &format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"),
        );
        self
    }

    /// Types a number into a cell.
    pub(super) fn number(&mut self, cell: &str, number: &str) -> &mut Self {
        self.replace(cell, &format!("><v>{number}</v></c>"));
        self
    }

    /// Types a formula into a cell.
    pub(super) fn formula(&mut self, cell: &str, formula: &str) -> &mut Self {
        self.replace(cell, &format!("><f>{formula}</f><v>0</v></c>"));
        self
    }

    /// Fills in a row: sample, verdict, note.
    pub(super) fn row(&mut self, row: u32, sample: &str, verdict: &str, note: &str) -> &mut Self {
        for (label, text) in [("Sample", sample), ("Verdict", verdict), ("Note", note)] {
            if !text.is_empty() {
                let cell = format!("{}{row}", self.column(label));
                self.text(&cell, text);
            }
        }
        self
    }

    /// The letters of the column with this label.
    pub(super) fn column(&mut self, label: &str) -> String {
        let strings = self.part("xl/sharedStrings.xml").clone();
        let strings: Vec<&str> = strings.split("<si>").skip(1).collect();
        let at = strings
            .iter()
            .position(|one| one.contains(&format!(">{label}</t>")));
        let value = format!("<v>{}</v>", at.unwrap());
        let sheet = self.matrix();
        let head = &sheet[..sheet.find("</row>").unwrap()];
        let cell = head
            .split("<c r=\"")
            .find(|cell| cell.contains(&value))
            .unwrap();
        cell.chars().take_while(char::is_ascii_alphabetic).collect()
    }

    /// Takes a row out; returns its element.
    pub(super) fn cut_row(&mut self, row: u32) -> String {
        let sheet = self.matrix();
        let start = sheet.find(&format!("<row r=\"{row}\"")).unwrap();
        let end = start + sheet[start..].find("</row>").unwrap() + 6;
        let cut = sheet[start..end].to_owned();
        sheet.replace_range(start..end, "");
        cut
    }

    /// Exchanges two rows, the first before the second.
    pub(super) fn exchange(&mut self, first: u32, second: u32) {
        let renumbered = |row: &str, from: u32, to: u32| {
            let mut moved = row.replace(&format!("<row r=\"{from}\""), &format!("<row r=\"{to}\""));
            for letter in 'A'..='Z' {
                moved = moved.replace(
                    &format!("r=\"{letter}{from}\""),
                    &format!("r=\"{letter}{to}\""),
                );
            }
            moved
        };
        let lower = self.cut_row(second);
        let upper = self.cut_row(first);
        let at = format!("<row r=\"{}\"", first + 1);
        let sheet = self.matrix();
        let place = sheet.find(&at).unwrap();
        sheet.insert_str(place, &renumbered(&lower, second, first));
        let end = sheet.find("</sheetData>").unwrap();
        sheet.insert_str(end, &renumbered(&upper, first, second));
    }
}
