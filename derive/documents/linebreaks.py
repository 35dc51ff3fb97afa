"""Lines of a page: how wide a text is, where words and formulas are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from unicodedata import category, east_asian_width

__all__ = ["broken", "columns", "filled", "padded"]

RELATIONS = frozenset("=≠<≤>≥≈∝∈→⇒⇔")
OPERATORS = frozenset("+−·±/")
_AROUND_OPERATOR = re.compile(r" ([=≠<≤>≥≈∝∈+−·×]) ")
# Before what goes on below within a link of a chain.
INNER = "  "
# No line is left with less than this share of what there is room for; a break that hurts so much is none.
SHORTEST, GLUED = 0.4, 3


@lru_cache(maxsize=4096)
def columns(said: str) -> int:
    """How many columns the text takes on a page: none for combining marks, two for wide characters."""
    return len(said) if said.isascii() else sum(map(_column, said))


@lru_cache(maxsize=1024)
def _column(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1


def padded(said: str, width: int) -> str:
    return said + " " * (width - columns(said))


def filled(said: str, width: int) -> list[str]:
    """The words in lines of at most so many columns, formulas among them whole; paragraphs stay apart."""
    lines: list[str] = []
    for paragraph in said.splitlines():
        used = width + 1
        for word in _words(paragraph, width):
            used += 1 + columns(word)
            if used > width:
                lines.append(word)
                used = columns(word)
            else:
                lines[-1] += f" {word}"
    return lines


def _words(paragraph: str, width: int) -> Iterator[str]:
    """What stays together: a word, or the formula around an operator where it is not too wide."""
    for word in _glued(paragraph):
        yield from (word,) if columns(word) <= width else word.split()


@lru_cache(maxsize=256)
def _glued(paragraph: str) -> tuple[str, ...]:
    words = _AROUND_OPERATOR.sub(r"\0\1\0", paragraph).split()
    return tuple(word.replace("\0", " ") for word in words)


# ---- formulas ---------------------------------------------------------------------------------------------------


def broken(formula: str, room: int) -> list[str]:
    """The formula in parts of at most so many columns: whole statements of a list or links of a chain as long as
    they fit, else broken in front of an operator; never within an atom."""
    parts: list[str] = []
    whole = False
    for link in _links(formula.split(" ")):
        fits = sum(map(columns, link)) + len(link) - 1 <= room
        said = " ".join(link)
        if whole and fits and columns(parts[-1]) + 1 + columns(said) <= room:
            parts[-1] += f" {said}"
        else:
            parts += [said] if fits else _at_operators(link, room)
        whole = fits
    return parts


def _links(atoms: list[str]) -> Iterator[list[str]]:
    """The statements of a list, or the links of a chain from relation to relation."""
    depths = _depths(atoms)
    listed = any(atom[-1:] in (",", ";") and not depths[k + 1] for k, atom in enumerate(atoms))
    start = 0
    for k in range(1, len(atoms)):
        if not depths[k] and (atoms[k - 1][-1:] in (",", ";") if listed else atoms[k] in RELATIONS):
            yield atoms[start:k]
            start = k
    yield atoms[start:]


def _depths(atoms: list[str]) -> list[int]:
    """How deep in brackets each atom begins, and the last one ends."""
    steps = (sum(map(atom.count, "([{")) - sum(map(atom.count, ")]}")) for atom in atoms)
    return list(accumulate(steps, initial=0))


def _at_operators(atoms: list[str], room: int) -> list[str]:
    """The atoms in lines, broken in front of an operator as far outside of brackets as can be; all but the first
    are indented."""
    depths, start = _depths(atoms), 0
    lines: list[str] = []
    while start < len(atoms):
        indent = INNER if lines else ""
        end = _fitting(atoms, start, room - len(indent))
        if end < len(atoms):
            end = _place(atoms, depths, start, end)
        lines.append(indent + " ".join(atoms[start:end]))
        start = end
    return lines


def _place(atoms: list[str], depths: list[int], start: int, end: int) -> int:
    """Where the atoms are best broken: as far outside of brackets as can be, unless that leaves a short line."""
    places = range(start + 1, end + 1)
    widths = dict(zip(places, accumulate(columns(atoms[k]) + 1 for k in range(start, end)), strict=True))
    long = [k for k in places if widths[k] >= SHORTEST * widths[end] and _binding(atoms[k - 1], atoms[k]) < GLUED]
    return min(long or places, key=lambda k: (depths[k], _binding(atoms[k - 1], atoms[k]), -k))


def _fitting(atoms: list[str], start: int, room: int) -> int:
    """Where the atoms from `start` on, as many as fit into the room but one at least, end."""
    used, end = columns(atoms[start]), start + 1
    while end < len(atoms) and used + 1 + columns(atoms[end]) <= room:
        used, end = used + 1 + columns(atoms[end]), end + 1
    return end


def _binding(before: str, after: str) -> int:
    """How much a line break between two atoms would hurt: most of all behind an operator or a sign of a sum."""
    if before in RELATIONS or before in OPERATORS or before[-1:] in ("Σ", "Π"):
        return 3
    if before[-1:] in (",", ";") or after in RELATIONS:
        return 0
    return 1 if after in OPERATORS else 2
