"""Model statements, `x ~ Family(arguments)`: the family, its spelling, and which argument is which parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..families.family import Family, Parameter
from ..families.registry import family, names, suggestion
from .diagnostics import Faults, did_you_mean
from .events import Scalar
from .reading import maybe_name

__all__ = ["Argument", "ELLIPSES", "Statement", "parse_statement"]

ELLIPSES = frozenset({"…", "...", "⋯", r"\ldots", r"\dots", r"\cdots"})

_STATEMENT = re.compile(
    r"\s*(?P<variable>\([^()~∼]*\)|[^\s~∼(]+?)(?:_\{?i\}?|ᵢ)?\s*(?:~|∼|\\sim\b)\s*(?P<family>[^\s(]*)\s*"
)
_KEYWORD = re.compile(r"\s*(?P<key>[^\W\d]\w*²?)\s*=(?!=)\s*")
_OPEN, _CLOSE = "([{", ")]}"


class Argument(NamedTuple):
    """An argument as it is written, the place of it within the statement, and the keyword before it."""

    text: str
    offset: int
    keyword: str = ""


Arguments = tuple[Argument, ...]


class Statement(NamedTuple):
    """`x ~ Family(…)`: the arguments in the order of the family's parameters; of a variadic one as they come. beside:
    the further names of a vector, `(x, y) ~ …`."""

    node: Scalar
    variable: str
    family: Family
    arguments: Arguments
    beside: tuple[str, ...] = ()


class StatementError(ValueError):
    """Text that is no statement: what is wrong, and so many characters into it."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


def parse_statement(node: Scalar, faults: Faults) -> Statement | None:
    """The statement that a scalar holds; None where it holds none, which is among the faults then."""
    try:
        names, found, arguments = _parsed(node.text)
        return Statement(node, names[0], found, arguments, names[1:])
    except StatementError as error:
        faults.add(node, str(error), error.offset)
        return None


@lru_cache(maxsize=512)
def _parsed(text: str) -> tuple[tuple[str, ...], Family, Arguments]:
    head = _STATEMENT.match(text)
    if head is None:
        raise StatementError("a model is a statement such as x ~ Bernoulli(θ)")
    found = family(head["family"])
    if found is None:
        raise StatementError(_unknown_family(head["family"]), head.start("family"))
    arguments = _arguments(text, head.end())
    if found.variadic:
        return _variables(head["variable"], found), found, _probabilities(found, arguments)
    spelled, arguments = _spelling(found, arguments)
    return _variables(head["variable"], spelled), spelled, _in_order(found, spelled, arguments, head.end())


def _variables(written: str, found: Family) -> tuple[str, ...]:
    """The names of an observation: as many as the family has."""
    vector = written.startswith("(")
    names = tuple(name.strip() for name in written.strip("()").split(",")) if vector else (written,)
    size = 1 + len(found.beside)
    if not all(names) or len(set(names)) < len(names):
        raise StatementError(f"{written} should name different variables: (x, y)")
    if len(names) != size or vector != (size > 1):
        example = f"({', '.join(('x', 'y', 'z', 'u', 'v', 'w')[:size])})" if size > 1 else "x"
        said = f"{size} numbers" if size > 1 else "one number"
        raise StatementError(f"an observation of {found.name} is {said}: {example} ~ {found.name}(…)")
    return names


def _unknown_family(name: str) -> str:
    meant = suggestion(name)
    if meant:
        return f'unknown family "{name}"; did you mean "{meant}"?'
    return f'unknown family "{name}": the families are {", ".join(names())}'


# ---- what stands between the brackets -----------------------------------------------------------------------


def _arguments(text: str, start: int) -> Arguments:
    """The arguments: what the commas outside of inner brackets part."""
    if text[start : start + 1] != "(":
        raise StatementError("the parameters of a family stand in brackets: x ~ Bernoulli(θ)", start)
    ends, depth = [start], 0
    for at in range(start, len(text)):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if text[at] == "," and depth == 1:
            ends.append(at)
        if depth == 0:
            rest = text[at + 1 :]
            if rest.strip():
                raise StatementError(f'"{rest.strip()}" behind the statement', len(text) - len(rest.lstrip()))
            return tuple(_argument(text, left + 1, right) for left, right in pairwise([*ends, at]))
    raise StatementError(
        "a bracket is not closed (within [ ] a comma ends the entry: put statements in quotes)", start)


def _argument(text: str, start: int, end: int) -> Argument:
    keyword = _KEYWORD.match(text[start:end])
    at = start + (keyword.end() if keyword else 0)
    piece = text[at:end]
    if not piece.strip():
        raise StatementError("an empty argument", start)
    at += len(piece) - len(piece.lstrip())
    return Argument(piece.strip(), at, keyword["key"] if keyword else "")


# ---- which argument is which parameter ----------------------------------------------------------------------


def _probabilities(found: Family, arguments: Arguments) -> Arguments:
    """The arguments of a variadic family: two or more, without keywords."""
    for argument in arguments:
        if argument.keyword:
            raise StatementError(f"{found.name} takes probabilities, no {argument.keyword}=", argument.offset)
    if len(arguments) < 2:
        example = f"{found.name}(p_1, p_2, p_3)"
        raise StatementError(f"{found.name} takes two probabilities or more: {example}", arguments[0].offset)
    return arguments


def _spelling(found: Family, arguments: Arguments) -> tuple[Family, Arguments]:
    """The spelling that the keywords or the number of arguments choose, and the arguments without a keyword that only
    chooses."""
    for spelled in _spellings(found):
        known = all(not argument.keyword or _named(argument.keyword, spelled) for argument in arguments)
        if known and len(spelled.parameters) == len(arguments):
            return spelled, arguments
    for argument in arguments:
        if not argument.keyword or _named(argument.keyword, found):
            continue
        for key, other in found.spellings:
            word, _, value = key.partition("=")
            if value and argument.keyword == word and argument.text == value:
                return other, tuple(a for a in arguments if a is not argument)
            if not value and _named(argument.keyword, other):
                return other, arguments
    return found, arguments


def _in_order(found: Family, spelled: Family, arguments: Arguments, bracket: int) -> Arguments:
    """The arguments in the order of the parameters, each given once."""
    bound: dict[str, Argument] = {}
    for position, argument in enumerate(arguments):
        parameter = _parameter(found, spelled, argument, position)
        if parameter.name in bound:
            raise StatementError(f"{parameter.name} is given twice", argument.offset)
        bound[parameter.name] = argument
    if len(bound) < len(spelled.parameters):
        raise StatementError(_wrong_count(found, spelled, len(arguments)), bracket)
    return tuple(bound[parameter.name] for parameter in spelled.parameters)


def _parameter(found: Family, spelled: Family, argument: Argument, position: int) -> Parameter:
    """The parameter that an argument is for, by its keyword or its position."""
    if argument.keyword:
        parameter = _named(argument.keyword, spelled)
        if parameter is None:
            place = argument.offset - len(argument.keyword) - 1
            raise StatementError(_unknown_keyword(found, argument.keyword), place)
        return parameter
    if position >= len(spelled.parameters):
        raise StatementError(_wrong_count(found, spelled, position + 1), argument.offset)
    parameter = spelled.parameters[position]
    if parameter.by_name:
        meant = [f.parameters[position] for f in _spellings(found) if len(f.parameters) > position]
        ways = " or ".join(f"{p.role}={p.name}" for p in meant)
        raise StatementError(f"{found.name} takes argument {position + 1} by its name: {ways}", argument.offset)
    return parameter


def _spellings(found: Family) -> Iterator[Family]:
    yield found
    yield from (other for _, other in found.spellings)


def _named(keyword: str, spelled: Family) -> Parameter | None:
    """The parameter that a keyword means: `sigma` is σ."""
    name = maybe_name(keyword)
    for parameter in spelled.parameters:
        words = tuple(_keywords(parameter, spelled))
        if keyword in words or name in words:
            return parameter
    return None


def _keywords(parameter: Parameter, spelled: Family) -> Iterator[str]:
    """What a parameter may be called: its name, its keyword, and its role where no other has it."""
    yield parameter.name
    yield from parameter.keyword.split()
    if sum(p.role == parameter.role for p in spelled.parameters) == 1:
        yield parameter.role


def _unknown_keyword(found: Family, keyword: str) -> str:
    choices = [key for key, _ in found.spellings if key.startswith(f"{keyword}=")]
    if choices:
        return f"{found.name} takes {' or '.join(choices)}"
    known = dict.fromkeys(key for f in _spellings(found) for p in f.parameters for key in _keywords(p, f))
    if keyword in known:
        return f"{found.name} takes {' or '.join(known)}, not all of them"
    hint = did_you_mean(keyword, known) or f": it has {', '.join(known)}"
    return f'{found.name} has no parameter "{keyword}"{hint}'


def _wrong_count(found: Family, spelled: Family, given: int) -> str:
    counts = {len(f.parameters): f for f in (*_spellings(found), spelled)}
    ways = " or ".join(
        f"{count} {'argument' if count == 1 else 'arguments'} ({', '.join(p.name for p in counts[count].parameters)})"
        for count in sorted(counts)
    )
    return f"{spelled.name} takes {ways}, not {given}"
