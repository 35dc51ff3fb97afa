"""What names a text may use: declared symbols, sample variables, functions of the problem."""

from __future__ import annotations

from typing import Any

from ..expressions import Span
from ..records import NOTHING, Record, unseen
from .faults import ReadError
from .words import CALLED, FORMULAS, FUNCTIONS, Meaning

__all__ = ["EVERYDAY_VARIABLES", "Piece", "Scope", "normal_name"]

# A part of a run of letters: the kind and value of its token, and its place in the run.
Piece = tuple[str, Any, int, int]

EVERYDAY_VARIABLES = frozenset(("x", "y"))
_REMEMBERED = 4096


class Scope(Record):
    """The names that a text may use, in any spelling (`theta`, `\\theta` and `θ` are one).

    names: declared symbols: parameters and known ones (`θ`, `x_m`, `p_1`). A name with a square (`σ²`, `sigma^2`)
        goes to `squares`. A declared name wins over any other reading of the same letters.
    variables: sample variables and columns: `x_i`, `xi`, `x1`, `x[1]` and `x_n` are observations of them.
    squares: names whose square is the symbol: with σ, `σ^2` reads as the symbol σ² and `σ` alone as its root.
    functions: names that are functions of the problem where they are called and not declared: `L(θ)`. Left out,
        those of `words.FUNCTIONS` in an open scope, none in a closed one.
    words: tokens and outcomes that read as texts: with `cat`, `p(cat)` is `p("cat")`.
    open_names: whether undeclared letters, Greek letters and names with an index are symbols too. In a closed scope
        they are faults. Left out, a scope that declares nothing is open (with the sample variables x and y) and
        any other is closed. The size of the sample, `n`, needs no declaration.
    strict: whether a text with two readings is a fault; otherwise juxtaposition is read from left to right.

    Raises ReadError where a declared name is none.
    """

    names: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    squares: frozenset[str] = frozenset()
    functions: frozenset[str] | None = None
    words: frozenset[str] = frozenset()
    open_names: bool | None = None
    strict: bool = True
    problem_functions: frozenset[str] = unseen(default=frozenset(), kw_only=True)
    families: frozenset[str] = unseen(default=frozenset(), kw_only=True)
    remembered: dict[str, tuple[Piece, ...]] = unseen(default=NOTHING, kw_only=True)

    def __post_init__(self) -> None:
        declared = frozenset(map(normal_name, self.names))
        variables = frozenset(map(normal_name, self.variables))
        squares = frozenset(map(normal_name, self.squares)) | {n[:-1] for n in declared if n.endswith("²")}
        is_open = self.open_names
        if is_open is None:
            is_open = not (declared or variables or squares)
        if is_open and not variables:
            variables = EVERYDAY_VARIABLES - declared
        names = frozenset(n for n in declared if not n.endswith("²"))
        if "x" not in names | variables:  # X is read as x unless both are declared
            names, variables = _with_small_x(names), _with_small_x(variables)
        put = object.__setattr__
        put(self, "names", names)
        put(self, "variables", variables)
        put(self, "squares", squares)
        put(self, "open_names", is_open)
        functions = (FUNCTIONS if is_open else frozenset()) if self.functions is None else self.functions
        put(self, "problem_functions", functions - names - variables)
        put(self, "families", frozenset(n.partition("_")[0] for n in names if "_" in n))
        put(self, "remembered", {})

    @property
    def sample(self) -> str | None:
        """The variable of the observations, where there is one only."""
        own = self.variables - EVERYDAY_VARIABLES if len(self.variables) > 1 else self.variables
        return next(iter(own)) if len(own) == 1 else None

    def remember(self, run: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Keep the reading of a run of letters; a bounded number of them."""
        if len(self.remembered) >= _REMEMBERED:
            self.remembered.clear()
        self.remembered[run] = pieces
        return pieces

    def spelled(self, word: str) -> str:
        """X is x unless it is declared beside x."""
        return "x" if word == "X" and "X" not in self.names and "X" not in self.variables else word

    def meaning(self, word: str) -> Meaning | None:
        """What a word without subscript means, Greek words and WORDS apart; None where it means nothing."""
        if word in self.names:
            return "symbol", word
        if word in self.squares:
            return "square", (word, False)
        if word in self.variables:
            return "variable", word
        if word in CALLED:
            return "called", word
        if word in self.problem_functions:
            return "apply", (word, word in FORMULAS)
        return self._letter(word)

    def _letter(self, word: str) -> Meaning | None:
        if word == "n":
            return "symbol", word
        if word in ("e", "π"):
            return "constant", word
        if len(word) == 1:
            return "symbol" if self.open_names else "letter", word
        if self.open_names and word in ("const", "constant", "data"):
            return "symbol", "const" if word == "constant" else word
        return None

    def is_known(self, word: str) -> bool:
        """Whether a word is declared, or needs no declaration."""
        return word in self.names or word in self.variables or word in self.squares or word in ("n", "e")

    def known_words(self) -> frozenset[str]:
        """The words to look among for a near miss."""
        return self.names | self.variables | self.squares | self.problem_functions | self.words


def _with_small_x(names: frozenset[str]) -> frozenset[str]:
    return names - {"X"} | {"x"} if "X" in names else names


def normal_name(text: str) -> str:
    """The one spelling of a name: `theta_1`, `\\theta_{1}`, `θ1` and `θ₁` are `θ_1`, `sigma^2` is `σ²`.

    Raises ReadError where the text is no name.
    """
    from .spelling import parts_of_name  # the names that are being declared need no scope

    stripped = text.strip()
    for ending in ("²", "^2", "**2", "^{2}"):
        if stripped.endswith(ending):
            return normal_name(stripped.removesuffix(ending)) + "²"
    parts = parts_of_name(stripped)
    if parts is None:
        raise ReadError(f"{text[:40]!r} is not a name", Span(0, len(text)), "a name is a word, with an index at most")
    return "_".join(parts)
