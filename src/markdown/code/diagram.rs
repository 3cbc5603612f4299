//! Mermaid diagrams, drawn as SVG that the theme colours.

/// A drawing: the content of its `<svg>` element, and its view box.
#[derive(Debug, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) inside: String,
    /// The title that its author gave it (`accTitle`, `title`).
    pub(crate) title: Option<String>,
}

/// The reason that a diagram is not drawn, and the line of its source, from 0, if one is known.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) line: Option<usize>,
    pub(crate) message: String,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            line: None,
            message: message.into(),
        }
    }
}

/// The message for a diagram that is too large to be readable.
const MANY: &str = "it has more boxes and arrows than a page can show";

/// Returns the words in a diagram, or the reason that it cannot be drawn. The diagram is drawn for
/// this only if its drawing may be too large, or if it has subgraphs.
pub(crate) fn words(source: &str) -> Result<String, Fault> {
    // The drawing of a shorter source is never too large.
    const SMALL: usize = 2 * 1024;
    if source.len() > SMALL {
        draw(source, "")?;
    }
    guarded(source, || mermaid::words(source))
}

/// Draws a diagram; each id in it begins with the prefix.
pub(crate) fn draw(source: &str, prefix: &str) -> Result<Drawing, Fault> {
    guarded(source, || mermaid::draw(source, prefix))
}

fn guarded<T>(
    source: &str,
    work: impl FnOnce() -> Result<T, Fault> + std::panic::UnwindSafe,
) -> Result<T, Fault> {
    // A longer diagram is hard to read, and its layout takes too much time.
    const LONGEST: usize = 6 * 1024;
    const MOST_LINES: usize = 120;
    // `A & B --> C & D` has an edge for each pair of nodes.
    const MOST_JOINED: usize = 60;
    if !cfg!(feature = "diagrams") {
        return Err(Fault::new("this build of clausebook draws no diagrams"));
    }
    if source.len() > LONGEST || source.lines().count() > MOST_LINES {
        let longest = LONGEST / 1024;
        let limit = format!("it is longer than {MOST_LINES} lines or {longest} KB");
        return Err(Fault::new(limit));
    }
    if source.matches('&').count() > MOST_JOINED {
        return Err(Fault::new(MANY));
    }
    // A panic of the library on an unexpected source must not end the build.
    let done = std::panic::catch_unwind(work);
    done.unwrap_or_else(|_| Err(Fault::new("the renderer cannot cope with it")))
}

#[cfg(not(feature = "diagrams"))]
mod mermaid {
    use crate::markdown::code::diagram::{Drawing, Fault, MANY};

    pub(crate) fn words(_source: &str) -> Result<String, Fault> {
        Err(Fault::new(MANY))
    }

    pub(crate) fn draw(_source: &str, _prefix: &str) -> Result<Drawing, Fault> {
        Err(Fault::new(MANY))
    }
}

#[cfg(feature = "diagrams")]
mod mermaid {
    use mermaid_svg::{Diagram, DiagramMeta, ParseError, parse_with_meta, render_diagram_with};

    use crate::markdown::code::diagram::{Drawing, Fault, MANY};
    use crate::markdown::code::frames::arranged;
    use crate::markdown::code::labels::labels;
    use crate::markdown::code::paint::{is_labelled_on_ink, theme};
    use crate::markdown::code::svg;

    const MOST_BOXES: usize = 100;
    const MOST_ARROWS: usize = 150;
    /// The greatest size of a drawing, in bytes of the renderer's SVG.
    const LARGEST: usize = 96 * 1024;

    pub(crate) fn words(source: &str) -> Result<String, Fault> {
        let (diagram, meta) = read(source)?;
        if let Diagram::Flowchart(chart) = &diagram
            && !chart.subgraphs.is_empty()
        {
            arranged(&diagram, rendered(&diagram)?)?;
        }
        let mut words = labels(&diagram);
        if let Some(title) = title(meta) {
            words.push('\n');
            words.push_str(&title);
        }
        Ok(words)
    }

    pub(crate) fn draw(source: &str, prefix: &str) -> Result<Drawing, Fault> {
        let (diagram, meta) = read(source)?;
        // The source cannot choose a theme: the drawing must be legible in every colour scheme.
        let svg = rendered(&diagram)?;
        if svg.len() > LARGEST {
            return Err(Fault::new(MANY));
        }
        let svg = arranged(&diagram, svg)?;
        let on_ink = is_labelled_on_ink(&diagram);
        let mut drawing = svg::rewritten(&svg, prefix, on_ink)
            .ok_or_else(|| Fault::new("the renderer returned no valid drawing"))?;
        drawing.title = title(meta);
        Ok(drawing)
    }

    fn rendered(diagram: &Diagram) -> Result<String, Fault> {
        let svg = render_diagram_with(diagram, &theme());
        svg.map_err(|error| Fault::new(error.to_string()))
    }

    fn read(source: &str) -> Result<(Diagram, DiagramMeta), Fault> {
        let (diagram, meta) = parse_with_meta(source).map_err(fault)?;
        if let Diagram::Flowchart(chart) = &diagram
            && (chart.nodes.len() > MOST_BOXES || chart.edges.len() > MOST_ARROWS)
        {
            return Err(Fault::new(MANY));
        }
        match is_drawn(&diagram) {
            true => Ok((diagram, meta)),
            false => Err(Fault::new("diagrams of this type are not drawn")),
        }
    }

    fn title(meta: DiagramMeta) -> Option<String> {
        let title = meta.acc_title.or(meta.title);
        title.filter(|title| !title.trim().is_empty())
    }

    /// Whether diagrams of this type are drawn. The drawings of these types were checked in each
    /// colour scheme.
    fn is_drawn(diagram: &Diagram) -> bool {
        matches!(
            diagram,
            Diagram::Flowchart(_)
                | Diagram::Sequence(_)
                | Diagram::State(_)
                | Diagram::Class(_)
                | Diagram::Er(_)
                | Diagram::Pie(_)
        )
    }

    fn fault(error: ParseError) -> Fault {
        match error {
            ParseError::Syntax { message, line, .. } => Fault {
                line: line.checked_sub(1),
                message,
            },
            ParseError::UnknownDiagramType(word) => Fault {
                line: Some(0),
                message: format!("there is no type of diagram called {word}"),
            },
            ParseError::Empty => Fault::new("it is empty"),
            other => Fault::new(other.to_string()),
        }
    }
}
