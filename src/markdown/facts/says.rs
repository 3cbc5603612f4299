//! Finds out which parts of a page have content. A claim on text that says nothing counts as
//! partial (`docs/design.md`, "What a claim is").

use crate::manual::{ClauseQuote, Filling, ReferenceIx, Says};
use crate::markdown::facts::placeholders::content;
use crate::markdown::facts::stub_sentences::{Asked, behind_section_sentence};

/// The number of bytes of a block after which the text so far is judged. Every sentence that `init`
/// and `new` write is shorter.
const LONGEST: usize = 1024;

/// The content of a page's parts, collected while the page is read.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The content of each part, up to the last one with content.
    says: Vec<Says>,
    quotes: Vec<ClauseQuote>,
    fillings: Vec<Filling>,
    /// The parts in which the sentence that `init` and `new` write still stands.
    unwritten: Vec<u32>,
    /// The text of the open block. Nothing is collected once its part is known to have text.
    block: String,
    /// The number of blocks before it.
    blocks: usize,
    /// The length of the open block at which it is judged next.
    judged_at: usize,
    /// The part of the open block.
    part: usize,
    /// The reference to a clause at the beginning of the open block, and its byte offset there.
    asked: Option<(ReferenceIx, Asked, usize)>,
    /// The variables in the open block.
    variables: Vec<u32>,
}

/// What a part says at a point of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SaidMark {
    part: usize,
    says: Says,
    quotes: usize,
    fillings: usize,
    unwritten: usize,
}

/// What has been said at a point of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SaidHere {
    part: usize,
    says: Says,
    /// The number of parts that may have had content, and of quoted clauses, and of variables in
    /// earlier blocks and in the open one.
    parts: usize,
    quotes: usize,
    fillings: usize,
    variables: usize,
    /// The number of blocks before, and the length of the open block.
    blocks: usize,
    length: usize,
}

impl Said {
    /// Remembers what a part says so far.
    pub(crate) fn mark(&mut self, part: usize) -> SaidMark {
        self.end_block();
        SaidMark {
            part,
            says: self.at(part),
            quotes: self.quotes.len(),
            fillings: self.fillings.len(),
            unwritten: self.unwritten.len(),
        }
    }

    /// Forgets what the part has said since.
    pub(crate) fn back_to(&mut self, mark: SaidMark) {
        self.clear_block();
        self.variables.clear();
        self.quotes.truncate(mark.quotes);
        self.fillings.truncate(mark.fillings);
        self.unwritten.truncate(mark.unwritten);
        if let Some(says) = self.says.get_mut(mark.part) {
            *says = mark.says;
        }
    }

    /// Adds text to a part.
    pub(crate) fn text(&mut self, part: usize, text: &str) {
        if self.at(part) == Says::Words {
            return;
        }
        self.enter(part);
        self.block.push_str(text);
        if self.block.len() > self.judged_at.max(LONGEST) && self.asked.is_none() {
            self.judged_at = 2 * self.block.len();
            // At the end of the text so far, a known sentence may be incomplete.
            if content(&self.block).is_some_and(|content| content.len() > LONGEST) {
                self.note(part, Says::Words);
                self.clear_block();
            }
        }
    }

    /// Adds a variable of the page. Whether its value is text is only known once `manual.toml` is
    /// read.
    pub(crate) fn variable(&mut self, part: usize, variable: u32) {
        if self.at(part) != Says::Words {
            self.enter(part);
            self.variables.push(variable);
        }
    }

    /// Notes that a part has content that need not be examined, such as code or a drawing.
    pub(crate) fn certainly(&mut self, part: usize) {
        self.note(part, Says::Words);
    }

    /// Notes that a part has a table, which may be blank.
    pub(crate) fn table(&mut self, part: usize) {
        self.note(part, Says::BlankTable);
    }

    /// Adds a reference to a clause without text of its own; `shown` is shown for it.
    pub(crate) fn clause(&mut self, part: usize, reference: ReferenceIx, shown: &str) {
        if self.at(part) == Says::Words {
            return;
        }
        self.enter(part);
        match Asked::of(&self.block).filter(|_| self.asked.is_none()) {
            Some(asked) => self.asked = Some((reference, asked, self.block.len())),
            None => self.block.push_str(shown),
        }
    }

    /// Remembers what has been said so far, in the middle of a block.
    pub(crate) fn here(&self) -> SaidHere {
        SaidHere {
            part: self.part,
            says: self.at(self.part),
            parts: self.says.len(),
            quotes: self.quotes.len(),
            fillings: self.fillings.len(),
            variables: self.variables.len(),
            blocks: self.blocks,
            length: self.block.len(),
        }
    }

    /// Forgets the text since then. Where its block has been judged since, the text before it in the
    /// block is forgotten, too: doubt never counts as text.
    pub(crate) fn take_back(&mut self, here: SaidHere) {
        if self.blocks == here.blocks {
            self.block.truncate(here.length);
            self.variables.truncate(here.variables);
            self.asked = self.asked.filter(|(.., at)| *at < here.length);
        } else {
            self.clear_block();
            self.variables.clear();
        }
        self.quotes.truncate(here.quotes);
        self.fillings.truncate(here.fillings);
        self.says.truncate(here.parts);
        if let Some(says) = self.says.get_mut(here.part) {
            *says = here.says;
        }
    }

    /// Ends the open block: a paragraph, an item or a cell begins or ends.
    pub(crate) fn end_block(&mut self) {
        let part = self.part as u32;
        let fillings = self.variables.drain(..);
        let fillings = fillings.map(|variable| Filling { part, variable });
        self.fillings.extend(fillings);
        // Nothing is collected if the part already has text.
        if self.block.is_empty() && self.asked.is_none() {
            return;
        }
        let asked = self.asked.and_then(|(reference, asked, at)| {
            let summary = asked.summary(&self.block[at..])?;
            Some((reference, summary))
        });
        let unwritten = asked.and_then(|_| behind_section_sentence(&self.block));
        let said = match (asked, unwritten) {
            (None, _) => &self.block,
            (Some(_), Some(behind)) => behind,
            (Some((_, None)), None) => "",
            (Some((reference, Some(text))), None) => {
                self.quotes.push(ClauseQuote {
                    part,
                    reference,
                    text: text.to_owned(),
                });
                ""
            }
        };
        match content(said) {
            Some(_) => self.note(self.part, Says::Words),
            None if unwritten.is_some() || behind_section_sentence(said).is_some() => {
                self.unwritten.push(part);
            }
            None => {}
        }
        self.clear_block();
    }

    fn clear_block(&mut self) {
        self.block.clear();
        self.blocks += 1;
        self.judged_at = 0;
        self.asked = None;
    }

    /// Returns the content of each of `parts` parts, and the quoted clauses and the variables
    /// in those that have no other text.
    pub(crate) fn finish(mut self, parts: usize) -> (Vec<Says>, Vec<ClauseQuote>, Vec<Filling>) {
        self.end_block();
        self.says.resize(parts, Says::Nothing);
        let mut quotes = std::mem::take(&mut self.quotes);
        // Where the sentence of a new file still stands, the clause before it is what the file said
        // of it, although the summary may have been reworded since.
        self.unwritten.sort_unstable();
        let is_unwritten = |part| self.unwritten.binary_search(&part).is_ok();
        quotes.retain(|quote| {
            self.at(quote.part as usize) != Says::Words && !is_unwritten(quote.part)
        });
        let mut fillings = std::mem::take(&mut self.fillings);
        fillings.retain(|filling| self.at(filling.part as usize) != Says::Words);
        self.says.shrink_to_fit();
        quotes.shrink_to_fit();
        fillings.shrink_to_fit();
        (self.says, quotes, fillings)
    }

    fn enter(&mut self, part: usize) {
        if self.part != part {
            self.end_block();
            self.part = part;
        }
    }

    fn at(&self, part: usize) -> Says {
        self.says.get(part).copied().unwrap_or_default()
    }

    fn note(&mut self, part: usize, says: Says) {
        if self.says.len() <= part {
            self.says.resize(part + 1, Says::Nothing);
        }
        if let Some(known) = self.says.get_mut(part) {
            *known = says.max(*known);
        }
    }
}
