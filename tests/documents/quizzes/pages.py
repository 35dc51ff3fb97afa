"""What a page of a learning-management system may hold, and what people type into problem files to break one."""

from __future__ import annotations

import html5lib

__all__ = ["HOSTILE", "assert_page", "text_of"]

ALLOWED = {"p", "strong", "ul", "li", "table", "tbody", "tr", "th", "td", "span", "img", "div", "br"}
HOSTILE = "]]> & <script>alert('x')</script> {1:NUMERICAL:=1:0#ha} ~ # } \\(x\\) $$y$$ 🪙 \"q\" &lt; %5C [answer_1]"


def _tree(markup: str):
    """The tree of a fragment; what is no proper HTML is a ParseError."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(markup)


def assert_page(markup: str) -> None:
    """Whether the markup is proper HTML of elements that such systems keep, without a script or an address."""
    elements = [each for each in _tree(markup).iter() if isinstance(each.tag, str)][1:]
    assert {each.tag for each in elements} <= ALLOWED
    for each in elements:
        assert not [name for name in each.attrib if name.startswith("on")]
        assert "://" not in "".join(each.attrib.values())


def text_of(markup: str) -> str:
    """What is read on the page, and the LaTeX behind its pictures."""
    tree = _tree(markup)
    for image in tree.iter("img"):
        image.text = image.get("data-equation-content")
    return "".join(tree.itertext())
