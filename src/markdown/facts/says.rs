//! Finds out which sections of a page have content. A claim on a section without text counts as
//! partial (`docs/design.md`, "What a claim is").

use crate::manual::{ClauseQuote, Filling, ReferenceIx, Says};
use crate::markdown::facts::placeholders::content;
use crate::markdown::facts::stub_sentences::{Asked, behind_section_sentence};

/// The number of bytes of a block after which the text so far is judged. Every sentence that `init`
/// and `new` write is shorter.
const LONGEST: usize = 1024;

/// The content of a page's sections, collected while the page is read.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The content before the first heading, then below each heading, up to the last section with
    /// content.
    says: Vec<Says>,
    quotes: Vec<ClauseQuote>,
    fillings: Vec<Filling>,
    /// The sections in which the sentence that `init` and `new` write still stands.
    unwritten: Vec<u32>,
    /// The text of the open block. Nothing is collected once its section is known to have text.
    block: String,
    /// The length of the open block at which it is judged next.
    judged_at: usize,
    /// The section of the open block.
    section: usize,
    /// The reference to a clause at the beginning of the open block, and its byte offset there.
    asked: Option<(ReferenceIx, Asked, usize)>,
    /// The variables in the open block.
    variables: Vec<u32>,
}

/// What a section says at a point of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SaidMark {
    section: usize,
    says: Says,
    quotes: usize,
    fillings: usize,
    unwritten: usize,
}

impl Said {
    /// Remembers what a section says so far.
    pub(crate) fn mark(&mut self, section: usize) -> SaidMark {
        self.end_block();
        SaidMark {
            section,
            says: self.at(section),
            quotes: self.quotes.len(),
            fillings: self.fillings.len(),
            unwritten: self.unwritten.len(),
        }
    }

    /// Forgets what the section has said since.
    pub(crate) fn back_to(&mut self, mark: SaidMark) {
        self.clear_block();
        self.variables.clear();
        self.quotes.truncate(mark.quotes);
        self.fillings.truncate(mark.fillings);
        self.unwritten.truncate(mark.unwritten);
        if let Some(says) = self.says.get_mut(mark.section) {
            *says = mark.says;
        }
    }

    /// Adds text to a section. Section 0 is before the first heading; any other section has its
    /// heading's number, from 1.
    pub(crate) fn text(&mut self, section: usize, text: &str) {
        if self.at(section) == Says::Words {
            return;
        }
        self.enter(section);
        self.block.push_str(text);
        if self.block.len() > self.judged_at.max(LONGEST) && self.asked.is_none() {
            self.judged_at = 2 * self.block.len();
            // At the end of the text so far, a known sentence may be incomplete.
            if content(&self.block).is_some_and(|content| content.len() > LONGEST) {
                self.note(section, Says::Words);
                self.clear_block();
            }
        }
    }

    /// Adds a variable of the page. Whether its value is text is only known once `manual.toml` is
    /// read.
    pub(crate) fn variable(&mut self, section: usize, variable: u32) {
        if self.at(section) != Says::Words {
            self.enter(section);
            self.variables.push(variable);
        }
    }

    /// Notes that a section has content that need not be examined, such as code or a drawing.
    pub(crate) fn certainly(&mut self, section: usize) {
        self.note(section, Says::Words);
    }

    /// Notes that a section has a table, which may be blank.
    pub(crate) fn table(&mut self, section: usize) {
        self.note(section, Says::BlankTable);
    }

    /// Adds a reference to a clause without text of its own; `shown` is shown for it.
    pub(crate) fn clause(&mut self, section: usize, reference: ReferenceIx, shown: &str) {
        if self.at(section) == Says::Words {
            return;
        }
        self.enter(section);
        match Asked::of(&self.block).filter(|_| self.asked.is_none()) {
            Some(asked) => self.asked = Some((reference, asked, self.block.len())),
            None => self.block.push_str(shown),
        }
    }

    /// The length of the text of the open block.
    pub(crate) fn block_len(&self) -> usize {
        self.block.len()
    }

    /// Removes the text of the open block from this length on.
    pub(crate) fn take_back(&mut self, length: usize) {
        self.block.truncate(length);
        self.asked = self.asked.filter(|(.., at)| *at < length);
    }

    /// Ends the open block: a paragraph, an item or a cell begins or ends.
    pub(crate) fn end_block(&mut self) {
        let section = self.section as u32;
        let fillings = self.variables.drain(..);
        let fillings = fillings.map(|variable| Filling { section, variable });
        self.fillings.extend(fillings);
        // Nothing is collected if the section already has text.
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
                    section,
                    reference,
                    text: text.to_owned(),
                });
                ""
            }
        };
        match content(said) {
            Some(_) => self.note(self.section, Says::Words),
            None if unwritten.is_some() || behind_section_sentence(said).is_some() => {
                self.unwritten.push(section);
            }
            None => {}
        }
        self.clear_block();
    }

    fn clear_block(&mut self) {
        self.block.clear();
        self.judged_at = 0;
        self.asked = None;
    }

    /// Returns the content of each of `sections` sections, and the quoted clauses and the variables
    /// in those that have no other text.
    pub(crate) fn finish(mut self, sections: usize) -> (Vec<Says>, Vec<ClauseQuote>, Vec<Filling>) {
        self.end_block();
        self.says.resize(sections, Says::Nothing);
        let mut quotes = std::mem::take(&mut self.quotes);
        // Where the sentence of a new file still stands, the clause before it is what the file said
        // of it, although the summary may have been reworded since.
        self.unwritten.sort_unstable();
        let is_unwritten = |section| self.unwritten.binary_search(&section).is_ok();
        quotes.retain(|quote| {
            self.at(quote.section as usize) != Says::Words && !is_unwritten(quote.section)
        });
        let mut fillings = std::mem::take(&mut self.fillings);
        fillings.retain(|filling| self.at(filling.section as usize) != Says::Words);
        self.says.shrink_to_fit();
        quotes.shrink_to_fit();
        fillings.shrink_to_fit();
        (self.says, quotes, fillings)
    }

    fn enter(&mut self, section: usize) {
        if self.section != section {
            self.end_block();
            self.section = section;
        }
    }

    fn at(&self, section: usize) -> Says {
        self.says.get(section).copied().unwrap_or_default()
    }

    fn note(&mut self, section: usize, says: Says) {
        if self.says.len() <= section {
            self.says.resize(section + 1, Says::Nothing);
        }
        if let Some(known) = self.says.get_mut(section) {
            *known = says.max(*known);
        }
    }
}
