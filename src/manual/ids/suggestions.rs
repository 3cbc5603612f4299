//! The address for readers' suggestions.

use std::str::FromStr;

use thiserror::Error;

/// The address for readers' suggestions about a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestionAddress {
    /// A mail address: `quality@example.org`.
    Mail(String),
    /// The address of a form for a new issue. `{id}`, `{title}`, `{revision}` and `{section}` are
    /// filled in. An address without them gets the query parameters `title` and `body` of GitHub,
    /// GitLab and Gitea.
    Web(String),
}

/// The error for a text that is neither a mail address nor the address of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("neither a mail address nor the address of a page")]
pub struct SuggestionAddressError;

impl FromStr for SuggestionAddress {
    type Err = SuggestionAddressError;

    fn from_str(text: &str) -> Result<Self, SuggestionAddressError> {
        if text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(SuggestionAddressError);
        }
        if text.starts_with("https://") || text.starts_with("http://") {
            return Ok(Self::Web(text.to_owned()));
        }
        let mail = text.strip_prefix("mailto:").unwrap_or(text);
        match mail.split_once('@') {
            Some((name, host))
                if !name.is_empty() && !host.is_empty() && !mail.contains(['?', ':', '/']) =>
            {
                Ok(Self::Mail(mail.to_owned()))
            }
            _ => Err(SuggestionAddressError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_of_mail_or_of_a_page() {
        let mail = SuggestionAddress::Mail("quality@example.org".to_owned());
        assert_eq!("quality@example.org".parse(), Ok(mail.clone()));
        assert_eq!("mailto:quality@example.org".parse(), Ok(mail));
        let web = "https://tracker.example/new?title={id}";
        assert_eq!(web.parse(), Ok(SuggestionAddress::Web(web.to_owned())));
        for text in [
            "",
            "quality",
            "javascript:alert(1)",
            "a@",
            "a b@c",
            "ftp://x@y",
        ] {
            assert!(text.parse::<SuggestionAddress>().is_err(), "{text}");
        }
    }
}
