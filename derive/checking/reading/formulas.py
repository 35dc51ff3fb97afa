"""Formulas → trees: all readings of each, with spans that are columns of the line."""

from __future__ import annotations

import re
from decimal import Decimal

from ...expressions import (
    Add,
    Apply,
    Call,
    Chain,
    Constant,
    Derivative,
    Divide,
    Expression,
    Interval,
    Multiply,
    Negate,
    Number,
    Power,
    Product,
    Relation,
    Several,
    Span,
    Summation,
    Symbol,
    kinds,
    nodes,
)
from ...notation.faults import ReadError
from ...notation.reader import readings
from ...notation.scope import Scope
from ...notation.words import COMMANDS, OPERATORS
from .model import Piece
from .parts import Formula
from .ratios import in_ratios
from .rows import in_rows
from .told import as_estimate, estimated
from .words import AT_MAXIMUM, LABEL, MAKING, SETTING, TELLING, VANISHING

__all__ = ["piece_of"]

_COMPOSED = (Add, Multiply, Divide, Power, Summation, Product, Derivative)
_PLAIN_CALLS = frozenset(("log", "log2", "log10", "exp", "sqrt", "binomial", "factorial"))


def piece_of(
    formula: Formula, text: str, scope: Scope, words: str, alone: bool, declared: frozenset[str]
) -> Piece | None:
    """The piece that a formula makes; None where it is prose after all. declared: the names of the problem."""
    source = _source(formula, text)
    continues = _sign(formula.continues)
    fault: ReadError | None = None
    trees: tuple[Expression, ...] = ()
    if _INDICES.search(source):  # `for i = 1..n`
        return None
    try:
        if formula.unknown is not None:
            word = text[slice(*formula.unknown)]
            raise ReadError(f"unknown name '{word}'", Span(*formula.unknown), "define it, or mend the name")
        ratios = in_ratios(source, text, lambda part: _all_readings(part, scope)) if ":" in text else None
        trees = tuple(in_rows(tree) for tree in ratios or _all_readings(source, scope))
    except ReadError as error:
        if "dots" in error.message and _RANGE.search(source):  # `k = 0, 1, …, n` is said, not claimed
            return None
        fault = error
    if formula.phrase is not None and not _BRACED.isdisjoint(formula.phrase):
        trees, fault = (), ReadError("this is no name", Span(formula.start, formula.end))
    if formula.phrase is not None and continues is not None and trees:
        trees = tuple(_named(tree, formula.phrase, continues, formula) for tree in trees)
        continues = None
    name = None if continues or not trees else estimated(words, declared)
    if name is not None:
        trees = tuple(as_estimate(tree, name, words) for tree in trees)
        return Piece(trees, None, formula.start, formula.end, None, words)
    if source.strip() == "0" and (VANISHING if continues is None else SETTING).search(words):
        return None  # `set the derivative = 0` says what is to come
    if formula.lone and trees and isinstance(trees[0], Interval) and _OF_INTERVAL.search(text[: formula.start]):
        return Piece(trees, fault, formula.start, formula.end, continues, words)
    if formula.lone and not _worth_keeping(trees, fault, source[formula.start :], words, alone):
        return None
    return Piece(trees, fault, formula.start, formula.end, continues, words)


_OF_INTERVAL = re.compile(r"(?i:interval|bounds|limits)|\bCI\b|\bKI\b")
_BRACED = frozenset("{}\\^")  # what stands in braces and could not be read is a formula, not a name in words
_RANGE = re.compile(r",\s*(?:\.\.\.|…|\\[lc]?dots)")
_INDICES = re.compile(r"=\s*\d\s*(?:\.\.+|…)\s*[A-Za-z0-9]+\s*$")
_BESIDE = re.compile(r"(?<=[0-9)}])\s+\(\s*[-−]?[0-9.]+(?:/[0-9]+)?\s*\)\s*$")
_TIMES = re.compile(r"(?<=[0-9)])(\s+)[xX](\s+)(?=[0-9(α-ω])")


def _all_readings(source: str, scope: Scope) -> list[Expression]:
    """Those of the notation; an x between numbers may be a sign, `0.5 x 0.2`."""
    if cut := _CUT_OFF.search(source):  # `0.666…` is cut off, not rounded
        start, end = cut.span()
        either = (source[:start] + text.ljust(end - start) + source[end:] for text in _either(cut[1]))
        return [tree for text in either for tree in _all_readings(text, scope)]
    if beside := _BESIDE.search(source):  # `7/10 (0.7)` is a product, or says the same twice
        return [*readings(source, scope), *readings(source[: beside.start()], scope)]
    if "x" not in source.lower() or not (signs := _TIMES.findall(source)):
        return readings(source, scope)
    times = readings(_TIMES.sub(r"\1·\2", source), scope)
    if "x" not in scope.variables or len(signs) == len(_BETWEEN_NUMBERS.findall(source)):
        return times
    try:
        return [*readings(source, scope), *times]
    except ReadError:
        return times


_CUT_OFF = re.compile(r"(?<![0-9.])([0-9]+\.[0-9]{2,15})\s?(?:\.\.\.|…|\\[lc]?dots(?![a-z]))(?!\s*[0-9])")


def _either(digits: str) -> tuple[str, str]:
    """The digits as they stand, and the number that would be rounded to."""
    places = len(digits.partition(".")[2])
    return digits, str(Decimal(digits) + Decimal(1).scaleb(-places))


_BETWEEN_NUMBERS = re.compile(r"(?<=[0-9])\s+[xX]\s+(?=[0-9])")


def _source(formula: Formula, text: str) -> str:
    inside = text[formula.start : formula.end]
    if formula.changes:
        letters = list(inside)
        for start, end, instead in formula.changes:
            first, last = max(0, start - formula.start), end - formula.start
            if 0 <= first < last:
                letters[first:last] = instead.ljust(last - first)
        inside = "".join(letters)
    return " " * formula.start + inside


def _sign(text: str | None) -> str | None:
    """A relation or link in its one spelling."""
    if text is None:
        return None
    meaning = COMMANDS.get(text[1:]) if text[0] == "\\" else OPERATORS.get(text)
    return "∈" if text == "in" else meaning[1] if meaning else text


def _named(tree: Expression, phrase: str, sign: str, formula: Formula) -> Expression:
    """`number of heads = 7`: the phrase as the left side of the first statement."""
    if isinstance(tree, Chain | Several):
        first, *rest = tree.statements
        named = _named(first, phrase, sign, formula)
        if isinstance(tree, Chain):
            return Chain((named, *rest), tree.links, span=tree.span)
        return Several((named, *rest), tree.separator, span=tree.span)
    function, primes = phrase.rstrip("'"), phrase.count("'")
    left: Expression = Symbol(phrase)
    if function in ("L", "ℓ", "NLL", "PPL", "CE"):
        left = Apply(function, (), (), primes)
    if isinstance(tree, Relation):
        return Relation((left, *tree.operands), (sign, *tree.operators), span=tree.span)
    return Relation((left, tree), (sign,), span=tree.span)


def _worth_keeping(
    trees: tuple[Expression, ...], fault: ReadError | None, source: str, words: str, alone: bool
) -> bool:
    """Whether an expression without relation is plainly a formula, not a part of the prose."""
    if alone:
        return True
    if fault is not None or not trees:
        return False
    tree = trees[0]
    while isinstance(tree, Negate):
        tree = tree.operand
    if isinstance(tree, Several):
        return sum(isinstance(part, Number) for part in tree.statements) > 1
    if isinstance(tree, (Number, Constant)):
        return any(pattern.search(words) for pattern in (TELLING, LABEL, AT_MAXIMUM))
    if isinstance(tree, Call):
        return tree.function in _PLAIN_CALLS or AT_MAXIMUM.search(words) is not None
    if isinstance(tree, Multiply):
        composed = any(isinstance(part, (*_COMPOSED, Call, Number)) for part in nodes(tree)[1:])
        told = Call in kinds(tree) and MAKING.search(words) is not None  # `they make 11 log 2`
        return composed and (told or any(sign in source for sign in "*·×^(\\/²³⁴⁵⁶⁷⁸⁹"))
    return isinstance(tree, _COMPOSED)
