//! The names of WordprocessingML: the namespace of an element independent of its prefix, and short
//! ways to a child or an attribute.

/// An element of a part.
pub(crate) type Node<'a> = roxmltree::Node<'a, 'a>;

/// A namespace. The transitional and the strict form of the standard are treated as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    Word,
    Relationship,
    Math,
    Vml,
    Office,
    Drawing,
    Shape,
    Diagram,
    Chart,
    Compatibility,
    Word14,
    Other,
}

impl Space {
    fn of(uri: Option<&str>) -> Self {
        let Some(uri) = uri else {
            return Self::Other;
        };
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::Relationship,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::Drawing,
            "http://schemas.openxmlformats.org/drawingml/2006/picture"
            | "http://purl.oclc.org/ooxml/drawingml/picture" => Self::Drawing,
            "http://schemas.openxmlformats.org/drawingml/2006/diagram"
            | "http://purl.oclc.org/ooxml/drawingml/diagram" => Self::Diagram,
            "http://schemas.openxmlformats.org/drawingml/2006/chart"
            | "http://purl.oclc.org/ooxml/drawingml/chart" => Self::Chart,
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape" => Self::Shape,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "http://schemas.microsoft.com/office/word/2010/wordml" => Self::Word14,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "urn:schemas-microsoft-com:office:office" => Self::Office,
            _ => Self::Other,
        }
    }
}

/// Access to the properties of an element.
pub(crate) trait Element<'a> {
    /// Its namespace and its local name.
    fn name(&self) -> (Space, &'a str);
    /// Its child elements, in document order.
    fn elements(&self) -> impl Iterator<Item = Node<'a>>;
    /// The first child of this name in the Word namespace.
    fn word(&self, name: &str) -> Option<Node<'a>>;
    /// An attribute in the Word namespace.
    fn word_attribute(&self, name: &str) -> Option<&'a str>;
    /// An attribute in the relationships namespace: the id of a relationship.
    fn relationship(&self, name: &str) -> Option<&'a str>;
    /// The `val` attribute of a child.
    fn value(&self, child: &str) -> Option<&'a str>;
    /// The `val` attribute of a child as a number.
    fn number(&self, child: &str) -> Option<i64>;
    /// The on/off value of a child: on, or off by its `val`; `None` if there is no such child.
    fn switch(&self, child: &str) -> Option<bool>;
    /// All text within the element, in any namespace.
    fn all_text(&self) -> String;
    /// The text that stands in the element itself. Comments may stand between its parts.
    fn own_text(&self) -> String;
}

impl<'a> Element<'a> for Node<'a> {
    fn name(&self) -> (Space, &'a str) {
        let name = self.tag_name();
        (Space::of(name.namespace()), name.name())
    }

    fn elements(&self) -> impl Iterator<Item = Node<'a>> {
        self.children().filter(Node::is_element)
    }

    fn word(&self, name: &str) -> Option<Node<'a>> {
        self.elements()
            .find(|child| child.name() == (Space::Word, name))
    }

    fn word_attribute(&self, name: &str) -> Option<&'a str> {
        attribute(*self, Space::Word, name)
    }

    fn relationship(&self, name: &str) -> Option<&'a str> {
        attribute(*self, Space::Relationship, name)
    }

    fn value(&self, child: &str) -> Option<&'a str> {
        self.word(child)?.word_attribute("val")
    }

    fn number(&self, child: &str) -> Option<i64> {
        self.value(child)?.trim().parse().ok()
    }

    fn switch(&self, child: &str) -> Option<bool> {
        let value = self.word(child)?.word_attribute("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }

    fn all_text(&self) -> String {
        let texts = self.descendants().filter(Node::is_text);
        texts.filter_map(|node| node.text()).collect()
    }

    fn own_text(&self) -> String {
        let texts = self.children().filter(Node::is_text);
        texts.filter_map(|node| node.text()).collect()
    }
}

fn attribute<'a>(node: Node<'a>, space: Space, name: &str) -> Option<&'a str> {
    let mut attributes = node.attributes();
    let found = attributes
        .find(|attribute| attribute.name() == name && Space::of(attribute.namespace()) == space)?;
    Some(found.value())
}
