//! A small writer of Word files for the tests.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::{Imported, Refusal, file_name, read};
use crate::conventions::Labels;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The styles and numberings of the tests' documents.
const STYLES: &str = r#"
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="N1"><w:name w:val="Numbered"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="N2"><w:name w:val="Numbered 2"/><w:basedOn w:val="H2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>"#;

const NUMBERING: &str = r#"
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>"#;

/// A Word file that is being built.
#[derive(Default)]
pub(super) struct Docx {
    body: String,
    parts: Vec<(String, Vec<u8>)>,
    relationships: String,
    of_package: String,
}

impl Docx {
    /// Creates a file with these blocks and with the styles and numberings of the tests.
    pub(super) fn new(body: &str) -> Self {
        let docx = Self {
            body: body.to_owned(),
            ..Self::default()
        };
        docx.part("styles", "styles", STYLES)
            .part("numbering", "numbering", NUMBERING)
    }

    /// The same file with these blocks.
    pub(super) fn with_body(mut self, body: &str) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// Adds a part that the document refers to, by its kind and its root element.
    pub(super) fn part(mut self, kind: &str, root: &str, inner: &str) -> Self {
        let number = self.parts.len();
        let name = format!("{kind}{number}.xml");
        self.relate(&format!("{kind}{number}"), kind, &name, false);
        let text = wrapped(root, inner);
        self.parts.push((format!("word/{name}"), text.into_bytes()));
        self
    }

    /// Adds a header or footer of all pages.
    pub(super) fn page(self, kind: &str, inner: &str) -> Self {
        let id = format!("{kind}{}", self.parts.len());
        let root = if kind == "header" { "hdr" } else { "ftr" };
        let mut docx = self.part(kind, root, inner);
        docx.body.push_str(&format!(
            "<w:sectPr><w:{kind}Reference w:type=\"default\" r:id=\"{id}\"/></w:sectPr>"
        ));
        docx
    }

    /// Adds a link to an address.
    pub(super) fn link(mut self, id: &str, address: &str) -> Self {
        self.relate(id, "hyperlink", address, true);
        self
    }

    /// Adds a picture.
    pub(super) fn picture(mut self, id: &str, name: &str, bytes: &[u8]) -> Self {
        self.relate(id, "image", &format!("media/{name}"), false);
        self.parts
            .push((format!("word/media/{name}"), bytes.to_vec()));
        self
    }

    /// Adds a piece of another file.
    pub(super) fn chunk(mut self, id: &str, name: &str, bytes: &[u8]) -> Self {
        self.relate(id, "aFChunk", name, false);
        self.parts.push((format!("word/{name}"), bytes.to_vec()));
        self
    }

    /// Adds a custom property.
    pub(super) fn custom(mut self, name: &str, value: &str) -> Self {
        let text = format!(
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\">\
             <property name=\"{name}\"><v>{value}</v></property></Properties>"
        );
        self.of_package.push_str(&relationship(
            "custom",
            "custom-properties",
            "custom.xml",
            false,
        ));
        self.parts
            .push(("custom.xml".to_owned(), text.into_bytes()));
        self
    }

    /// Sets the title in the file's own properties.
    pub(super) fn core_title(mut self, title: &str) -> Self {
        let text = format!(
            "<coreProperties xmlns=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title></coreProperties>"
        );
        let relationship = relationship("core", "metadata/core-properties", "core.xml", false);
        self.of_package.push_str(&relationship);
        self.parts.push(("core.xml".to_owned(), text.into_bytes()));
        self
    }

    fn relate(&mut self, id: &str, kind: &str, target: &str, external: bool) {
        self.relationships
            .push_str(&relationship(id, kind, target, external));
    }

    /// Returns the bytes of the file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let main = relationship("main", "officeDocument", "word/document.xml", false);
        let body = format!("<w:body>{}</w:body>", self.body);
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
            (
                "_rels/.rels".to_owned(),
                relationships(&(main + &self.of_package)),
            ),
            (
                "word/document.xml".to_owned(),
                wrapped("document", &body).into_bytes(),
            ),
            (
                "word/_rels/document.xml.rels".to_owned(),
                relationships(&self.relationships),
            ),
        ];
        parts.extend(self.parts.iter().cloned());
        zipped(&parts)
    }

    /// Converts the file.
    pub(super) fn read(&self, name: &str) -> Result<Imported, Refusal> {
        read(name, &file_name(name), &self.bytes(), &Labels::default())
    }

    /// Returns the converted text without front matter.
    pub(super) fn text(&self) -> String {
        let imported = self.read("file.docx").unwrap();
        let (_, text) = imported.markdown.split_once("\n---\n").unwrap();
        text.trim_end().to_owned()
    }

    /// Returns the front matter, without comments and spaces.
    pub(super) fn fields(&self, name: &str) -> Vec<String> {
        let imported = self.read(name).unwrap();
        let (front, _) = imported.markdown.split_once("\n---\n").unwrap();
        let lines = front.lines().skip(2);
        let lines = lines.map(|line| line.split(" # ").next().unwrap().trim().to_owned());
        lines.collect()
    }

    /// Returns the report.
    pub(super) fn report(&self) -> String {
        self.read("file.docx").unwrap().report.to_string()
    }
}

/// Builds an archive of parts.
pub(super) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn wrapped(root: &str, inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:{root} \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"{RELATIONSHIPS}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">\
         {inner}</w:{root}>"
    )
}

fn relationship(id: &str, kind: &str, target: &str, external: bool) -> String {
    let mode = if external {
        " TargetMode=\"External\""
    } else {
        ""
    };
    let target = escaped(target);
    format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"{mode}/>")
}

fn relationships(inner: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/package/2006/relationships";
    format!("<Relationships xmlns=\"{space}\">{inner}</Relationships>").into_bytes()
}

/// Escapes text for XML.
pub(super) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// A run with properties.
pub(super) fn run(text: &str, properties: &str) -> String {
    let text = escaped(text);
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of runs.
pub(super) fn paragraph(properties: &str, inner: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>")
}

/// A paragraph of plain text.
pub(super) fn plain(text: &str) -> String {
    paragraph("", &run(text, ""))
}

/// A paragraph of a style.
pub(super) fn styled(style: &str, text: &str) -> String {
    paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), &run(text, ""))
}

/// An item of a list.
pub(super) fn item(number: u32, level: u32, text: &str) -> String {
    let properties =
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>");
    paragraph(&properties, &run(text, ""))
}

/// A cell with properties.
pub(super) fn cell(properties: &str, inner: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>")
}

/// A table of rows of cells.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let rows = rows
        .iter()
        .map(|cells| format!("<w:tr>{}</w:tr>", cells.concat()));
    format!("<w:tbl>{}</w:tbl>", rows.collect::<String>())
}

/// A table of plain texts.
pub(super) fn texts<const N: usize>(rows: &[[&str; N]]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|text| cell("", &plain(text))).collect())
        .collect();
    table(&rows)
}

/// A complex field.
pub(super) fn field(instruction: &str, result: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = escaped(instruction);
    format!(
        "{}<w:r><w:instrText>{instruction}</w:instrText></w:r>{}{result}{}",
        mark("begin"),
        mark("separate"),
        mark("end")
    )
}

/// A text box, in both forms in which Word writes it.
pub(super) fn text_box(inner: &str) -> String {
    let content = format!("<w:txbxContent>{inner}</w:txbxContent>");
    format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{content}\
         </wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r>"
    )
}
