//! The option `--audience`: for whom an edition is made.

use clap::Args;

use super::{Common, Failure, printing};
use crate::diagnostics::nearest;
use crate::edition::Held;
use crate::manual::{Audiences, Config, Manual};

/// The audience of an edition.
#[derive(Debug, Args)]
pub(super) struct AudienceArgument {
    /// Make the edition for this audience of manual.toml: only the pages that name it, or an
    /// audience that it includes, and nothing of the others
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
}

impl AudienceArgument {
    /// The name of the audience; `None` if the whole manual is asked for.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(super) fn name(&self) -> Option<&str> {
        self.audience.as_deref()
    }

    /// The pages of the edition; `None` if the whole manual is asked for.
    ///
    /// # Errors
    /// If the manual has no such audience.
    pub(super) fn held(&self, manual: &Manual) -> Result<Option<Held>, Failure> {
        let Some(name) = &self.audience else {
            return Ok(None);
        };
        match Held::new(manual, name) {
            Some(held) => Ok(Some(held)),
            None => Err(Failure::Message(unknown(&manual.config, name))),
        }
    }

    /// Says that nothing is withheld, if the manual has audiences and none was asked for.
    pub(super) fn tell_whole(&self, common: &Common, config: &Config) {
        let names = names(config);
        if let (None, Some(first)) = (&self.audience, names.first()) {
            let text = format!(
                "no audience was named, so nothing is withheld: `--audience {first}` makes an edition \
                 (manual.toml names {})",
                listed(&names)
            );
            printing::say(common, &text);
        }
    }
}

fn unknown(config: &Config, name: &str) -> String {
    let names = names(config);
    if names.is_empty() {
        return format!(
            "there is no audience `{name}`: manual.toml has no [audiences]; add it with a line for \
             each, such as {name} = []"
        );
    }
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("there is no audience `{name}`: did you mean `{near}`?"),
        None => format!(
            "there is no audience `{name}`: manual.toml names {}",
            listed(&names)
        ),
    }
}

fn names(config: &Config) -> Vec<&str> {
    let audiences = config.audiences.iter();
    audiences.flat_map(Audiences::names).collect()
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
