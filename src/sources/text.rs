//! Reads one file as one text.

use std::collections::HashMap;
use std::io::{self, Read};

use rayon::prelude::*;

use crate::diagnostics::{CONFIG_FILE, Diagnostic, Location, Report, Source, SourcePath, Span};
use crate::rules;
use crate::sources::Sources;

/// The most bytes that a text file of the manual may have: 8 MiB.
pub(super) const MOST_BYTES: u64 = 8 * 1024 * 1024;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Reads one text file of a manual. The result depends on this file alone.
///
/// # Errors
/// If the file does not exist, cannot be read, is larger than 8 MiB, or is not UTF-8 text.
pub fn read_one(sources: &dyn Sources, path: &SourcePath) -> Result<Source, Diagnostic> {
    let whole = |message: String, help: &str| {
        Diagnostic::new(&rules::UNREADABLE_FILE, Location::file(path), message).help(help)
    };
    let bytes = match read_limited(sources, path) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(TooLarge(size))) => {
            let message = format!(
                "the file has {size} bytes ({:.1} MiB); a text of the manual may have at most 8 MiB",
                size as f64 / (1024.0 * 1024.0)
            );
            return Err(whole(
                message,
                "split it, or keep it out of the manual's folder",
            ));
        }
        Err(error) => {
            let (message, help) = unreadable(&error);
            return Err(whole(message, help));
        }
    };
    let text = bytes.strip_prefix(BOM).unwrap_or(&bytes);
    let mark = bytes.len() - text.len();
    match str::from_utf8(&bytes) {
        Ok(whole) => match memchr::memchr(0, text) {
            None => Ok(Source::new(path.clone(), whole)),
            Some(at) => Err(no_text(path, text, at)),
        },
        Err(error) => Err(no_text(path, text, error.valid_up_to() - mark)),
    }
}

/// The number of bytes that decide whether a file is text.
const BEGIN: u64 = 16 * 1024;

/// The most bytes of a copied file that are read as text: 256 MiB.
const MOST_COPIED: u64 = 256 * 1024 * 1024;

/// The text of a file that is copied as it is: in UTF-8, in UTF-16 with a byte order mark, or in
/// Windows-1252. `None` if it is no text, which its content shows, not its name.
pub(crate) fn read_if_text(sources: &dyn Sources, path: &SourcePath) -> Option<Source> {
    let mut content = sources.open(path).ok()?.content;
    let mut bytes = Vec::new();
    content.by_ref().take(BEGIN).read_to_end(&mut bytes).ok()?;
    let is_marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !is_marked && memchr::memchr(0, &bytes).is_some() {
        return None;
    }
    content.take(MOST_COPIED).read_to_end(&mut bytes).ok()?;
    let text = match is_marked {
        true => from_utf16(&bytes)?,
        false => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if is_windows_1252(error.as_bytes()) => {
                let bytes = error.as_bytes().iter();
                bytes.map(|byte| windows_1252(*byte)).collect()
            }
            Err(_) => return None,
        },
    };
    memchr::memchr(0, text.as_bytes())
        .is_none()
        .then(|| Source::new(path.clone(), &text))
}

/// A text in UTF-16 with a byte order mark.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (mark, units) = bytes.split_at_checked(2)?;
    let unit: fn([u8; 2]) -> u16 = match mark {
        b"\xff\xfe" => u16::from_le_bytes,
        _ => u16::from_be_bytes,
    };
    let units = units.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .ok()
}

/// Why a file cannot be read, and what to do about it.
fn unreadable(error: &io::Error) -> (String, &'static str) {
    match error.kind() {
        io::ErrorKind::NotFound => (
            "the file cannot be read: it is gone, or a link that leads nowhere".to_owned(),
            "put the file back, or take the link away",
        ),
        io::ErrorKind::Unsupported => (
            "this is neither a file nor a folder".to_owned(),
            "keep devices, pipes and sockets out of the manual's folder",
        ),
        _ => (
            format!("the file cannot be read: {error}"),
            "let the user who builds the manual read it",
        ),
    }
}

/// The current texts of the files in a report. Files that cannot be read are left out.
pub(crate) fn read_reported(sources: &dyn Sources, report: &Report) -> HashMap<SourcePath, Source> {
    let entries = report.entries.iter();
    let mut paths: Vec<&SourcePath> = entries
        .map(|entry| &entry.diagnostic.location.path)
        .collect();
    // A report is sorted by file.
    paths.dedup();
    let read = |path: &SourcePath| Some((path.clone(), read_one(sources, path).ok()?));
    paths.into_par_iter().filter_map(read).collect()
}

struct TooLarge(u64);

/// Reads a file, but never more than the limit into memory, even if the file grows meanwhile.
fn read_limited(sources: &dyn Sources, path: &SourcePath) -> io::Result<Result<Vec<u8>, TooLarge>> {
    let file = sources.open(path)?;
    if file.size > MOST_BYTES {
        return Ok(Err(TooLarge(file.size)));
    }
    let mut bytes = Vec::with_capacity(file.size as usize + 1);
    file.content.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    Ok(if read > MOST_BYTES {
        Err(TooLarge(read))
    } else {
        Ok(bytes)
    })
}

/// Reports that `bytes` are not text, with the place: the byte at `at` is not valid in a text.
fn no_text(path: &SourcePath, bytes: &[u8], at: usize) -> Diagnostic {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line_begin = before.rfind('\n').map_or(0, |at| at + 1);
    let span = Span {
        line: before.matches('\n').count() as u32 + 1,
        column: before[line_begin..].chars().count() as u32 + 1,
        start: at as u32,
        end: at as u32 + 1,
        is_in_settings: path.as_str() == CONFIG_FILE,
    };
    let byte = bytes.get(at).copied().unwrap_or_default();
    let (message, help) = if is_utf16(bytes) {
        (
            "the file is not UTF-8; it looks like UTF-16".to_owned(),
            "save the file as UTF-8".to_owned(),
        )
    } else if byte == 0 {
        (
            "the file has a NUL byte in it, so it is no text".to_owned(),
            "save the file as UTF-8 text".to_owned(),
        )
    } else if is_windows_1252(bytes) {
        (
            format!("the file is not UTF-8: byte 0x{byte:02X} begins no character"),
            format!(
                "save the file as UTF-8; it looks like Windows-1252 (Latin-1), where this byte is \
                 `{}`",
                windows_1252(byte)
            ),
        )
    } else {
        (
            format!("the file is not UTF-8: byte 0x{byte:02X} begins no character"),
            "save the file as UTF-8 text".to_owned(),
        )
    };
    Diagnostic::new(&rules::UNREADABLE_FILE, Location::new(path, span), message).help(help)
}

/// Whether the file looks like UTF-16: it has a byte order mark, or every second byte of its
/// beginning is NUL.
fn is_utf16(bytes: &[u8]) -> bool {
    let begin = &bytes[..bytes.len().min(256)];
    let all_nul =
        |from: usize| begin.len() > 3 && begin.iter().skip(from).step_by(2).all(|b| *b == 0);
    begin.starts_with(b"\xff\xfe") || begin.starts_with(b"\xfe\xff") || all_nul(0) || all_nul(1)
}

/// Whether every byte is a Windows-1252 character that occurs in texts.
fn is_windows_1252(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| match byte {
        b'\t' | b'\n' | b'\r' | 0x0c => true,
        0x81 | 0x8d | 0x8f | 0x90 | 0x9d => false,
        other => *other >= b' ' && *other != 0x7f,
    })
}

/// The character of a Windows-1252 byte.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let special = byte
        .checked_sub(0x80)
        .and_then(|at| FROM_80.get(usize::from(at)));
    special.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::MemorySources;

    #[test]
    fn the_content_of_a_copied_file_says_whether_it_is_text() {
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(bytes).collect()
        };
        for (content, expected) in [
            ("é HID".as_bytes().to_vec(), Some("é HID")),
            (b"\xef\xbb\xbfHID".to_vec(), Some("HID")),
            (utf16("é HID", u16::to_le_bytes), Some("é HID")),
            (utf16("é HID", u16::to_be_bytes), Some("é HID")),
            (b"\xe9 HID".to_vec(), Some("é HID")),
            (b"\x89PNG\r\n\x1a\n\0\0\0HID".to_vec(), None),
            (b"\xff\xd8\xff\xe0\x01HID".to_vec(), None),
            (b"HID\0".to_vec(), None),
        ] {
            let sources = MemorySources::new([("a.any", content.clone())]);
            let read = read_if_text(&sources, &SourcePath::new("a.any"));
            let text = read.as_ref().map(Source::text);
            assert_eq!(text, expected, "{content:?}");
        }
    }
}
