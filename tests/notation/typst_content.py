r"""What Typst itself understood of a formula, as LaTeX: a second opinion on the writer, by the compiler's own parser.

Typst is asked for the contents of each equation of a document; fractions, indices, accents and brackets are nodes
there, so that a formula which Typst takes up in another way than it was meant comes out as another formula.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import typst

Node = dict[str, Any]

OPERATORS = frozenset((
    "log", "exp", "max", "min", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan",
))
ACCENTS = {"\u0302": "hat", "\u0304": "bar"}
SYMBOLS = {"{": "\\{", "}": "\\}", "⋅": "\\cdot ", "%": "\\%", "⌊": "\\lfloor ", "⌋": " \\rfloor", "⌈": "\\lceil ",
           "⌉": " \\rceil", "∑": "\\sum", "∏": "\\prod", "−": "-", "×": "\\times "}
PREFACE = "#set page(width: 100cm)\n"


def understood(formulas: Iterable[str]) -> list[str]:
    """Each formula (what stands between the dollar signs), as LaTeX of what Typst has read."""
    source = PREFACE + "\n".join(f"${formula}$" for formula in formulas)
    found = json.loads(typst.query(source.encode(), "math.equation", ignore_system_fonts=True))
    return [as_latex(equation["body"]) for equation in found]


def as_latex(node: Node | list[Node]) -> str:
    if isinstance(node, list):
        return "".join(map(as_latex, node))
    return NODES[node["func"]](node)


def _text(node: Node) -> str:
    said = node["text"]
    if said.replace(".", "").isdigit():
        return said
    if said.strip() in ("and", "or"):
        return f"\\text{{ {said.strip()} }}"
    if said.startswith("“"):
        return f'\\text{{"{said[1:-1]}"}}'
    return said


def _symbol(node: Node) -> str:
    said = node["text"]
    return SYMBOLS.get(said, f"{said} " if said.isalpha() else said)


def _attach(node: Node) -> str:
    scripts = (("_", node.get("b")), ("^", node.get("t")))
    below, above = (f"{mark}{{{as_latex(script)}}}" if script else "" for mark, script in scripts)
    primes = "'" * node["tr"]["count"] if node.get("tr") else ""
    return f"{as_latex(node['base']).rstrip()}{primes}{below}{above}"


def _operator(node: Node) -> str:
    name = node["text"]["text"]
    return f"\\{name} " if name in OPERATORS else f"\\operatorname{{{name}}}"


def _root(node: Node) -> str:
    index = f"[{as_latex(node['index'])}]" if node.get("index") else ""
    return f"\\sqrt{index}{{{as_latex(node['radicand'])}}}"


NODES: dict[str, Callable[[Node], str]] = {
    "sequence": lambda node: as_latex(node["children"]),
    "space": lambda node: " ", "h": lambda node: " ",
    "text": _text, "symbol": _symbol, "attach": _attach, "op": _operator, "root": _root,
    "lr": lambda node: as_latex(node["body"]),
    "frac": lambda node: f"\\frac{{{as_latex(node['num'])}}}{{{as_latex(node['denom'])}}}",
    "binom": lambda node: f"\\binom{{{as_latex(node['upper'])}}}{{{as_latex(node['lower'])}}}",
    "accent": lambda node: f"\\{ACCENTS[node['accent']]}{{{as_latex(node['base'])}}}",
    "styled": lambda node: f"\\mathbb{{{as_latex(node['child'])}}}",
}
