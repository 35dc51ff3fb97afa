"""Reads MathML as a person would see it: the elements back into LaTeX, and what MathML Core allows."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

__all__ = ["as_latex", "core_faults", "tree"]

# What browsers implement of MathML Core, as far as it serves here: elements and their attributes.
_GLOBAL = {"class", "id", "style", "dir", "displaystyle", "scriptlevel"}
_ATTRIBUTES: dict[str, set[str]] = {
    "math": {"display", "alttext"}, "mi": {"mathvariant"}, "mn": set(), "mtext": set(), "mrow": set(), "msup": set(),
    "mo": {"form", "fence", "separator", "lspace", "rspace", "stretchy", "symmetric", "maxsize", "minsize", "largeop",
           "movablelimits"},
    "msub": set(), "msubsup": set(), "mfrac": {"linethickness"}, "msqrt": set(), "mroot": set(),
    "mover": {"accent"}, "munder": {"accentunder"}, "munderover": {"accent", "accentunder"},
    "mspace": {"width", "height", "depth"}, "mpadded": {"width", "height", "depth", "lspace", "voffset"},
}
_CHILDREN = {"msup": 2, "msub": 2, "msubsup": 3, "mfrac": 2, "mroot": 2, "mover": 2, "munder": 2, "munderover": 3}
_TOKENS = {"mi", "mn", "mo", "mtext"}


def tree(markup: str) -> Element:
    """The markup as a tree; raises ParseError where it is not well-formed."""
    return ElementTree.fromstring(markup)


def core_faults(root: Element) -> list[str]:
    """What is not as MathML Core has it."""
    return [fault for element in root.iter() for fault in _faults(element)]


def _faults(element: Element) -> list[str]:
    if element.tag not in _ATTRIBUTES:
        return [f"<{element.tag}> is not in MathML Core"]
    faults = [f"<{element.tag} {name}>" for name in set(element.attrib) - _GLOBAL - _ATTRIBUTES[element.tag]]
    if element.get("mathvariant", "normal") != "normal":
        faults.append("mathvariant other than normal")
    if len(element) != _CHILDREN.get(element.tag, len(element)):
        faults.append(f"<{element.tag}> with {len(element)} children")
    if element.tag in _TOKENS and (len(element) or not element.text):
        faults.append(f"<{element.tag}> without characters, or with elements")
    if element.tag not in _TOKENS and "".join((element.text or "", *(child.tail or "" for child in element))).strip():
        faults.append(f"characters outside of tokens in <{element.tag}>")
    return faults


_SIGNS = {
    "\u2062": " ", "\u2061": " ", "⋅": r" \cdot ", "∑": r"\sum", "∏": r"\prod", "−": "-", "{": r"\{", "}": r"\}",
    "⌊": r"\lfloor ", "⌋": r"\rfloor ", "⌈": r"\lceil ", "⌉": r"\rceil ", "|": "|",
    "″": "''", "‴": "'" * 3,
}
_ACCENTS = {"ˆ": r"\hat", "¯": r"\bar"}
_FUNCTIONS = {"log", "exp", "max", "min", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan"}


def as_latex(element: Element) -> str:
    """What the element shows, in LaTeX."""
    parts = [as_latex(child) for child in element]
    match element.tag:
        case "mi" | "mn" | "mo" | "mtext":
            return _token(element)
        case "msub":
            return f"{parts[0]}_{{{parts[1]}}}"
        case "msup":
            return f"{parts[0]}^{{{parts[1]}}}"
        case "msubsup":
            return f"{parts[0]}_{{{parts[1]}}}^{{{parts[2]}}}"
        case "munderover":
            return f"{parts[0]}_{{{parts[1]}}}^{{{parts[2]}}} "
        case "mover":
            return f"{_ACCENTS[element[1].text or '']}{{{parts[0]}}}"
        case "mfrac":
            command = r"\binom" if element.get("linethickness") == "0" else r"\frac"
            return f"{command}{{{parts[0]}}}{{{parts[1]}}}"
        case "msqrt":
            return f"\\sqrt{{{''.join(parts)}}}"
        case "mroot":
            return f"\\sqrt[{parts[1]}]{{{parts[0]}}}"
        case _:
            return _row(element, parts)


def _row(element: Element, parts: list[str]) -> str:
    """Brackets around a fraction without a line belong to the binomial."""
    if len(element) == 3 and element[1].tag == "mfrac" and element[1].get("linethickness") == "0":
        return parts[1]
    return "".join(parts)


def _token(element: Element) -> str:
    text = (element.text or "").replace("\xa0", " ")
    if element.tag == "mtext":
        return f" \\text{{{text}}} "
    if element.tag == "mo":
        spaced = f" {text} " if text in "=<>" else f"{text} " if element.get("rspace") else text
        return r" \mid " if text == "|" and element.get("form") == "infix" else _SIGNS.get(text, spaced)
    if text[0] in '“"':
        return f"\\text{{{text}}}"
    if text == "𝟙":
        return r"\mathbb{1}"
    if text in _FUNCTIONS:
        return f"\\{text} "
    return f"\\operatorname{{{text}}}" if len(text) > 1 and text.isalpha() else text.replace("%", r"\%")
