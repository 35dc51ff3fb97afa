"""Model statements, `x ~ Family(arguments)`: the family, its spelling, and which argument is which parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..families.family import Family, Parameter
from ..families.registry import family, names, suggestion
from .diagnostics import Faults, did_you_mean
from .events import Scalar
from .reading import maybe_name

__all__ = ["Argument", "ELLIPSES", "Statement", "parse_statement"]

ELLIPSES = frozenset({"…", "...", "⋯", r"\ldots", r"\dots", r"\cdots"})

_STATEMENT = re.compile(r"\s*(?P<variable>[^\s~∼(]+?)(?:_\{?i\}?|ᵢ)?\s*(?:~|∼|\\sim\b)\s*(?P<family>[^\s(]*)\s*")
_KEYWORD = re.compile(r"\s*(?P<key>[^\W\d]\w*²?)\s*=(?!=)\s*")
_OPEN, _CLOSE = "([{", ")]}"


class Argument(NamedTuple):
    """An argument as it is written, the place of it within the statement, and the keyword before it."""

    text: str
    offset: int
    keyword: str = ""


class Statement(NamedTuple):
    """`x ~ Family(…)`: the arguments in the order of the family's parameters; of a variadic one as they come."""

    node: Scalar
    variable: str
    family: Family
    arguments: tuple[Argument, ...]


def parse_statement(node: Scalar, faults: Faults) -> Statement | None:
    """The statement that a scalar holds; None where it holds none, which is among the faults then."""
    head = _STATEMENT.match(node.text)
    if head is None:
        faults.add(node, "a model is a statement such as x ~ Bernoulli(θ)")
        return None
    found = family(head["family"])
    if found is None:
        faults.add(node, _unknown_family(head["family"]), head.start("family"))
        return None
    arguments = _arguments(node, head.end(), faults)
    if arguments is None:
        return None
    if found.variadic:
        return _variadic(Statement(node, head["variable"], found, arguments), faults)
    return _Binding(node, found, faults).bind(head["variable"], arguments)


def _unknown_family(name: str) -> str:
    meant = suggestion(name)
    if meant:
        return f'unknown family "{name}"; did you mean "{meant}"?'
    return f'unknown family "{name}": the families are {", ".join(names())}'


def _arguments(node: Scalar, start: int, faults: Faults) -> tuple[Argument, ...] | None:
    """What stands between the brackets, split at the commas outside of inner brackets."""
    text = node.text
    if text[start : start + 1] != "(":
        faults.add(node, "the parameters of a family stand in brackets: x ~ Bernoulli(θ)", start)
        return None
    ends = [start]
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if text[at] == "," and depth == 1:
            ends.append(at)
        if depth == 0:
            return _pieces(node, [*ends, at], faults)
    faults.add(node, "a bracket is not closed (within [ ] a comma ends the entry: put statements in quotes)", start)
    return None


def _pieces(node: Scalar, ends: list[int], faults: Faults) -> tuple[Argument, ...] | None:
    rest = node.text[ends[-1] + 1 :]
    if rest.strip():
        faults.add(node, f'"{rest.strip()}" behind the statement', ends[-1] + 1 + len(rest) - len(rest.lstrip()))
        return None
    arguments = []
    for left, right in pairwise(ends):
        keyword = _KEYWORD.match(node.text[left + 1 : right])
        at = left + 1 + (keyword.end() if keyword else 0)
        piece = node.text[at:right]
        if not piece.strip():
            faults.add(node, "an empty argument", left + 1)
            return None
        at += len(piece) - len(piece.lstrip())
        arguments.append(Argument(piece.strip(), at, keyword["key"] if keyword else ""))
    return tuple(arguments)


def _variadic(statement: Statement, faults: Faults) -> Statement | None:
    name = statement.family.name
    for argument in statement.arguments:
        if argument.keyword:
            faults.add(statement.node, f"{name} takes probabilities, no {argument.keyword}=", argument.offset)
            return None
    if len(statement.arguments) < 2:
        faults.add(statement.node, f"{name} takes two probabilities or more: {name}(p_1, p_2, p_3)",
                   statement.arguments[0].offset)
        return None
    return statement


class _Binding:
    """Finds the parameter of each argument."""

    def __init__(self, node: Scalar, base: Family, faults: Faults) -> None:
        self.node = node
        self.base = base
        self.faults = faults

    def bind(self, variable: str, arguments: tuple[Argument, ...]) -> Statement | None:
        """The statement with its arguments in the order of the parameters."""
        spelled, arguments = self.spelling(arguments)
        bound: dict[str, Argument] = {}
        good = True
        for position, argument in enumerate(arguments):
            parameter = self.parameter(spelled, argument, position)
            if parameter is None:
                return None
            if parameter.name in bound:
                self.faults.add(self.node, f"{parameter.name} is given twice", argument.offset)
                good = False
            bound[parameter.name] = argument
        missing = [p.name for p in spelled.parameters if p.name not in bound]
        if missing and good:
            self.faults.add(self.node, self.count(spelled, len(arguments)), self.node.text.index("("))
        if missing or not good:
            return None
        return Statement(self.node, variable, spelled, tuple(bound[p.name] for p in spelled.parameters))

    def spelling(self, arguments: tuple[Argument, ...]) -> tuple[Family, tuple[Argument, ...]]:
        """The family that the keywords choose, and the arguments without a keyword that only chooses."""
        for argument in arguments:
            if not argument.keyword or _named(argument.keyword, self.base):
                continue
            for key, other in self.base.spellings:
                word, _, value = key.partition("=")
                if value and argument.keyword == word and argument.text == value:
                    return other, tuple(a for a in arguments if a is not argument)
                if not value and _named(argument.keyword, other):
                    return other, arguments
        return self.base, arguments

    def parameter(self, spelled: Family, argument: Argument, position: int) -> Parameter | None:
        """The parameter that an argument is for, by its keyword or its position."""
        parameters = spelled.parameters
        if argument.keyword:
            found = _named(argument.keyword, spelled)
            if found is not None:
                return found
            self.faults.add(self.node, self.unknown_keyword(spelled, argument.keyword),
                            self.node.text.rindex(argument.keyword, 0, argument.offset))
            return None
        if position >= len(parameters):
            self.faults.add(self.node, self.count(spelled, position + 1), argument.offset)
            return None
        if parameters[position].by_name:
            self.faults.add(self.node, self.by_name(position), argument.offset)
            return None
        return parameters[position]

    def unknown_keyword(self, spelled: Family, keyword: str) -> str:
        families = (self.base, *(other for _, other in self.base.spellings))
        known = dict.fromkeys(key for f in families for p in f.parameters for key in _keywords(p, f))
        choices = [key for key, _ in self.base.spellings if key.startswith(f"{keyword}=")]
        if choices:
            return f"{self.base.name} takes {' or '.join(choices)}"
        hint = did_you_mean(keyword, known) or f": it has {', '.join(known)}"
        return f'{self.base.name} has no parameter "{keyword}"{hint}'

    def by_name(self, position: int) -> str:
        ways = [f"{f.parameters[position].role}={f.parameters[position].name}"
                for f in (self.base, *(other for _, other in self.base.spellings))]
        return f"{self.base.name} takes argument {position + 1} by its name: {' or '.join(ways)}"

    def count(self, spelled: Family, given: int) -> str:
        wanted = ", ".join(p.name for p in spelled.parameters)
        many = "argument" if len(spelled.parameters) == 1 else "arguments"
        return f"{self.base.name} takes {len(spelled.parameters)} {many} ({wanted}), not {given}"


def _named(keyword: str, spelled: Family) -> Parameter | None:
    """The parameter that a keyword means: `sigma` is σ."""
    name = maybe_name(keyword)
    for parameter in spelled.parameters:
        if keyword in (words := tuple(_keywords(parameter, spelled))) or name in words:
            return parameter
    return None


def _keywords(parameter: Parameter, spelled: Family) -> Iterator[str]:
    """What a parameter may be called: its name, its keyword, and its role where no other has it."""
    yield parameter.name
    if parameter.keyword:
        yield parameter.keyword
    if sum(p.role == parameter.role for p in spelled.parameters) == 1:
        yield parameter.role
