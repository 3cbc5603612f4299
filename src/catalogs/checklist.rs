//! Checklists of rdm: a key and a few words on each line, `#` for comments, `include` for another
//! checklist beside this one.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::catalogs::draft::{Draft, DraftClause};
use crate::catalogs::words::{counted, first_few, plain};
use crate::catalogs::{Folder, NamedFile, Refusal, numbers, text};
use crate::digest::Digest;

/// The most letters of a title. More words are a summary.
const LONGEST_TITLE: usize = 120;

/// Reads a checklist with those that it includes.
///
/// # Errors
/// If an included checklist is not there, or if two keys would be one number: requirements would be
/// lost.
pub(super) fn read(file: &NamedFile, folder: &dyn Folder) -> Result<Draft, Refusal> {
    let mut reader = Reader {
        folder,
        draft: Draft {
            form: "rdm checklist".to_owned(),
            ..Draft::default()
        },
        lines: Vec::new(),
        read: HashSet::from([file.name.clone()]),
    };
    reader.take(file)?;
    let Reader {
        mut draft, lines, ..
    } = reader;
    let prefix = common_prefix(&lines);
    if let Some(prefix) = &prefix {
        draft.aliases.push(prefix.clone());
        draft.notes.push(format!(
            "`{prefix}:` in front of each key is now an alias of the standard, so that claims \
             `{prefix}:…` stay as they are"
        ));
    }
    let mut seen: HashMap<String, Line> = HashMap::new();
    let mut again: Vec<String> = Vec::new();
    for line in lines {
        let key = match &prefix {
            Some(prefix) => &line.key[prefix.len() + 1..],
            None => &line.key,
        };
        let number = numbers::clean(key);
        if number.is_empty() {
            return Err(Refusal::Incomplete(format!(
                "{} has the key `{}`, which is no number of a requirement",
                line.place, line.key
            )));
        }
        match seen.get(&number) {
            // A key of an included checklist that stands here as well is the same requirement.
            Some(first) if first.key == line.key => {
                again.push(format!("{} in {}", line.key, line.place));
                continue;
            }
            Some(first) => {
                return Err(Refusal::Twice(format!(
                    "the keys `{}` ({}) and `{}` ({}) would both be the number {number}, since a number of a \
                     catalog has no colon, slash, bar or hash; change one of them",
                    first.key, first.place, line.key, line.place
                )));
            }
            None => {}
        }
        let (title, summary) = match plain(&line.words) {
            Some(words) if words.chars().count() > LONGEST_TITLE => (None, Some(words)),
            words => (words, None),
        };
        draft.clauses.push(DraftClause {
            number: number.clone(),
            title,
            summary,
            requirement: Some(true),
            place: Some(line.place.clone()),
            ..DraftClause::default()
        });
        seen.insert(number, line);
    }
    if !again.is_empty() {
        let lines = counted(
            again.len(),
            "line whose key another line has before",
            "lines whose keys other lines have before",
        );
        draft
            .passed_over
            .push(format!("passed over: {lines} ({})", first_few(&again)));
    }
    Ok(draft)
}

/// A checklist that is not read to its end: its name, its text, and the lines that were read.
type Opened = (String, Rc<str>, usize);

/// A requirement of a checklist.
struct Line {
    key: String,
    words: String,
    place: String,
}

struct Reader<'a> {
    folder: &'a dyn Folder,
    draft: Draft,
    lines: Vec<Line>,
    /// The names of the checklists that were read. One that includes itself is read once.
    read: HashSet<String>,
}

impl Reader<'_> {
    fn take(&mut self, file: &NamedFile) -> Result<(), Refusal> {
        let mut open: Vec<Opened> = vec![(file.name.clone(), text(file)?.into(), 0)];
        // Without recursion, because files may include each other to any depth.
        while let Some((name, text, from)) = open.pop() {
            let lines = text.lines().enumerate().skip(from);
            let mut included = None;
            for (at, line) in lines {
                let line = line.trim();
                let (key, words) = line.split_once(' ').unwrap_or((line, ""));
                if key.is_empty() || key.starts_with('#') {
                    continue;
                }
                if key == "include" {
                    included = self.include(&name, at + 1, words.trim())?;
                    if included.is_some() {
                        open.push((name.clone(), Rc::clone(&text), at + 1));
                        break;
                    }
                    continue;
                }
                if !key.contains(|c: char| c == ':' || c.is_ascii_digit()) {
                    return Err(Refusal::Shape {
                        expected: "checklist of rdm".to_owned(),
                        error: format!(
                            "line {} of {name} begins with `{key}`, and not with the number of a \
                             requirement",
                            at + 1
                        ),
                    });
                }
                self.lines.push(Line {
                    key: key.to_owned(),
                    words: words.to_owned(),
                    place: format!("{name}, line {}", at + 1),
                });
            }
            open.extend(included);
        }
        Ok(())
    }

    /// The included checklist, to be read from its beginning; `None` if it was read already.
    fn include(&mut self, from: &str, line: usize, name: &str) -> Result<Option<Opened>, Refusal> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = |name: &str| match folder {
            "" => name.trim_start_matches("./").to_owned(),
            folder => format!("{folder}/{}", name.trim_start_matches("./")),
        };
        // A checklist of rdm's own is named without its ending.
        let candidates = [beside(name), beside(&format!("{name}.txt"))];
        if candidates.iter().any(|path| self.read.contains(path)) {
            return Ok(None);
        }
        let mut found = None;
        for path in candidates {
            if let Some(bytes) = self.folder.read(&path)? {
                found = Some((bytes, path));
                break;
            }
        }
        let Some((bytes, path)) = found else {
            return Err(Refusal::Incomplete(format!(
                "line {line} of {from} includes `{name}`, which is not beside it; put {name}.txt there, \
                 since its requirements would be lost"
            )));
        };
        self.read.insert(path.clone());
        let digest = Digest::of(&bytes);
        self.draft.further.push((path.clone(), digest));
        let text = text(&NamedFile {
            name: path.clone(),
            bytes,
        })?;
        Ok(Some((path, text.into(), 0)))
    }
}

/// What stands before the first colon of each key, if it is the same for all.
fn common_prefix(lines: &[Line]) -> Option<String> {
    let (prefix, _) = lines.first()?.key.split_once(':')?;
    let has_it = |line: &Line| {
        let parts = line.key.split_once(':');
        parts.is_some_and(|(before, number)| before == prefix && !number.is_empty())
    };
    (!prefix.is_empty() && lines.iter().all(has_it)).then(|| prefix.to_owned())
}
