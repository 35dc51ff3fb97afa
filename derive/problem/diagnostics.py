"""Faults of a problem file: where they stand, what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from .characters import visible

__all__ = ["Diagnostic", "Faults", "Place", "ProblemError", "Source", "did_you_mean"]

MOST = 50  # a file with more faults than this is something else than a problem file


class Place(NamedTuple):
    """A position in a file; lines and columns count from one."""

    file: str
    line: int
    column: int


class Diagnostic(NamedTuple):
    """One fault: file, line and column (from one), and what is wrong and would be right. As text it is one line,
    whatever the names of files and the words in them hold."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return visible(f"{self.file}:{self.line}:{self.column}: {self.message}")


class HasPlaces(Protocol):
    """A problem that knows where its fields stand."""

    @property
    def name(self) -> str: ...

    @property
    def places(self) -> Mapping[str, Place]: ...


class ProblemError(Exception):
    """A problem that is refused, with all its faults in `diagnostics`; printed one a line."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    @classmethod
    def at(cls, problem: HasPlaces, field: str, message: str) -> ProblemError:
        """A fault of a field (`answer`, `expected.θ`) that only the derivation can find, at its place."""
        places = problem.places
        place = places.get(field) or places.get(field.partition(".")[0]) or Place(problem.name, 1, 1)
        return cls([Diagnostic(*place, message)])


class Spot(Protocol):
    """Anything that knows where it begins."""

    @property
    def start(self) -> int: ...


class Source(Protocol):
    """What a problem is read from: it knows where each character of each value stands."""

    def locate(self, node: Spot, offset: int) -> Place:
        """The place of the character at `offset` of the text of the node."""


class Faults:
    """Collects the faults of one source, so that all of them can be told at once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Diagnostic] = []

    def add(self, node: Spot, message: str, offset: int = 0) -> None:
        """Note a fault at a node, or `offset` characters into its text."""
        self.at(self.source.locate(node, offset), message)

    def at(self, place: Place, message: str) -> None:
        """Note a fault at a place."""
        diagnostic = Diagnostic(*place, message)
        if diagnostic not in self.found and len(self.found) < MOST:
            self.found.append(diagnostic)

    def __len__(self) -> int:
        return len(self.found)

    def refuse(self) -> None:
        """Raise ProblemError with the faults, in the order of the file, where there are any."""
        if self.found:
            raise ProblemError(sorted(self.found, key=lambda d: (d.line, d.column)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "parameters"?` for a near miss, else nothing."""
    from difflib import get_close_matches  # slow to import, and only faults need it

    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f'; did you mean "{by_lower[close[0]]}"?' if close else ""
