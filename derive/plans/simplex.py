"""Parameters whose sums are fixed, such as the probabilities of categories: a multiplier for each condition."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ..claims.claim import Claim
from ..claims.conditions import Lagrange, Undetermined
from ..claims.equations import Combined, Each, Equivalent, SetToZero, Substituted
from ..claims.maxima import ConcaveSum, Unused
from ..claims.values import Differentiated, Equal
from ..expressions import (
    ONE,
    ZERO,
    Add,
    Derivative,
    Divide,
    Expression,
    Hat,
    Interval,
    Multiply,
    Negate,
    Power,
    Relation,
    Several,
    Symbol,
    free_symbols,
    integer,
    number_value,
    rational,
)
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.derivatives import gradient
from ..rules.equations import equation
from ..rules.terms import add, divide, factor, multiply, negate, write, write_sum
from ..steps import Status, value_of
from ..words import say
from .answers import with_decimal
from .categories import numbers_first, sum_of
from .cells import Block, Cells, cells_of
from .conditioning import (
    admit,
    name_in_likelihood,
    put_back,
    put_in_likelihood,
    without_empty,
    write_conditions,
)
from .conditions import put_all
from .estimation import Estimated
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .settings import known_facts
from .worksheet import Stuck, Worksheet, equals

__all__ = ["MULTIPLIERS", "estimate_cells", "maximise_cells", "never_came", "write_cells"]

MULTIPLIERS = ("λ", "κ", "η", "λ_0")  # the first that is no parameter


class Sum(NamedTuple):
    """A block whose multiplier is sought: the counts that are not zero, the weights, the condition on these alone,
    and the multiplier with its value."""

    counts: dict[str, Expression]
    block: Block
    condition: Relation
    multiplier: Symbol
    value: Expression

    @property
    def pairs(self) -> list[tuple[Symbol, Expression, Fraction]]:
        """Each parameter with its count and weight."""
        return [(Symbol(name), count, self.block.weights[name]) for name, count in self.counts.items()]


def estimate_cells(sheet: Worksheet, problem: Problem) -> Estimated:
    """Counts over their total in each block, by a multiplier for its condition."""
    cells = cells_of(problem)
    assert cells is not None
    log_line, found = write_cells(sheet, problem, cells)
    return maximise_cells(sheet, cells, log_line, found)


def write_cells(sheet: Worksheet, problem: Problem, cells: Cells) -> tuple[Relation, Estimated]:
    """The likelihood with the conditions put in, and its logarithm; the functions of the problem."""
    _assume_positive(sheet, problem, cells)
    names = tuple(cells.counts)
    original = write_likelihood(sheet, problem, True, bool(cells.remainders))
    if cells.conditions.solved or cells.remainders:
        sheet.phase("condition")
    admit(sheet, cells.remainders, cells.domains, problem.likelihood is not None)
    write_conditions(sheet, cells.conditions, tuple(b.condition for b in cells.blocks), cells.remainders)
    original = name_in_likelihood(sheet, original, cells.remainders)
    reduced = equals(function_of("L", names), write(numbers_first(cells.factors)))
    likelihood = put_in_likelihood(sheet, original, reduced, cells.conditions)
    log_line = write_log_likelihood(sheet, likelihood, names)
    if not cells.remainders:
        return log_line, _functions(likelihood, log_line, names)
    return log_line, _in_parameters(likelihood, log_line, cells, tuple(problem.parameters))


def maximise_cells(sheet: Worksheet, cells: Cells, log_line: Relation, found: Estimated) -> Estimated:
    """From the log-likelihood of the cells to the estimates of all parameters."""
    barred = _barred(sheet, cells)
    if barred is not None:
        return _no_maximum(sheet, found, log_line, cells, barred)
    sets, lines = _free_blocks(sheet, log_line, cells), _empty_categories(sheet, log_line, cells)
    lines |= _used_categories(sheet, log_line, cells, lines)
    roots = {name: fold(line.operands[1]) for name, line in lines.items()}
    back = put_back(sheet, cells.conditions, roots)
    lines |= back
    roots |= {name: fold(line.operands[1]) for name, line in back.items()}
    status = Status.NOT_UNIQUE if sets else Status.SOLVED
    return replace(found, status=status, roots=roots, lines=lines, sets=sets, worked_out=True, why=_silent(sets))


def _assume_positive(sheet: Worksheet, problem: Problem, cells: Cells) -> None:
    """Symbols for counts are positive in the regular case."""
    sheet.assume(known_facts(problem))
    if problem.likelihood is not None:
        symbolic = [count for count in cells.counts.values() if number_value(count) is None]
        sheet.assume(tuple(Relation((count, ZERO), (">",)) for count in symbolic if sheet.signs.of(count) != 1))


def _functions(likelihood: Relation, log_line: Relation, names: tuple[str, ...]) -> Estimated:
    whole = value_of(log_line)
    return Estimated(
        Status.SOLVED, likelihood=value_of(likelihood), log_likelihood=whole, scores=gradient(whole, names)
    )


def _in_parameters(likelihood: Relation, log_line: Relation, cells: Cells, names: tuple[str, ...]) -> Estimated:
    """The functions of the problem in its own parameters, without the names of what they leave."""
    values = {each.symbol.name: each.formula for each in cells.remainders}
    held = tuple(name for name in names if name not in cells.conditions.solved)
    whole = put_all(value_of(log_line), values)
    return Estimated(
        Status.SOLVED, likelihood=put_all(value_of(likelihood), values), log_likelihood=whole,
        scores=gradient(whole, held),
    )


# ---- categories that never came ----------------------------------------------------------------------------


def _used(cells: Cells, block: Block) -> dict[str, Expression]:
    return {name: cells.counts[name] for name in block.weights if cells.counts[name] != ZERO}


def _barred(sheet: Worksheet, cells: Cells) -> str | None:
    """A parameter that should be zero and may not."""
    for block in cells.blocks:
        if _used(cells, block):
            for name in block.weights:
                if cells.counts[name] == ZERO and not sheet.domain(name).lower_closed:
                    return name
    return None


def _no_maximum(sheet: Worksheet, found: Estimated, log_line: Relation, cells: Cells, barred: str) -> Estimated:
    """A category that never came would get the probability zero, and may not."""
    sheet.phase("no-maximum")
    symbol = Symbol(barred)
    condition = sheet.domain(barred).condition(symbol)
    block = next(block for block in cells.blocks if barred in block.weights)
    if condition is None:
        raise Stuck(say("any-number", name=barred))
    sheet.write("empty-category-open", log_line, condition, Unused(barred, next(iter(_used(cells, block)))))
    return replace(found, status=Status.NO_MAXIMUM, why=never_came(symbol))


def never_came(symbol: Symbol) -> str:
    """Why there is no maximum where a category never came and its probability may not be zero."""
    return say("category-never-came", name=plain(symbol), zero=plain(ZERO))


def _free_blocks(sheet: Worksheet, log_line: Relation, cells: Cells) -> dict[str, Interval]:
    """Blocks without any count: the likelihood says nothing of their parameters."""
    sets: dict[str, Interval] = {}
    for block in cells.blocks:
        if _used(cells, block):
            continue
        sheet.phase("maximum")
        own = {name: sheet.domain(name).interval() for name in block.weights}
        line = _several(tuple(Relation((Hat(Symbol(name)), whole), ("∈",)) for name, whole in own.items()))
        names = ", ".join(plain(Symbol(name)) for name in own)
        sheet.write("never-visited", log_line, line, Undetermined(block.condition), v=names, n=block.condition)
        sets |= own
    return sets


def _silent(sets: Mapping[str, Interval]) -> str:
    names = ", ".join(plain(Symbol(name)) for name in sets)
    return say("no-observation-tells", names=names) if sets else ""


def _empty_categories(sheet: Worksheet, log_line: Relation, cells: Cells) -> dict[str, Relation]:
    """A category that never came gets probability zero, if zero is in its domain."""
    lines = {}
    for block in cells.blocks:
        used = _used(cells, block)
        for name in block.weights if used else ():
            if name not in used:
                line = equals(Hat(Symbol(name)), ZERO)
                claim = Unused(name, next(iter(used)))
                lines[name] = sheet.write("empty-category", log_line, line, claim)
    return lines


# ---- the multipliers ---------------------------------------------------------------------------------------


def _used_categories(
    sheet: Worksheet, log_line: Relation, cells: Cells, empty: Mapping[str, Relation]
) -> dict[str, Relation]:
    lines: dict[str, Relation] = {}
    blocks = [(block, _used(cells, block)) for block in cells.blocks]
    several = [(block, used) for block, used in blocks if len(used) > 1]
    names = _multipliers(sheet, len(several))
    sums: list[Sum] = []
    for block, used in blocks:
        if not used:
            continue
        left = [name for name in block.weights if name in empty]
        condition = without_empty(sheet, block.condition, left)
        if len(used) == 1:
            lines |= _only_category(sheet, condition)
        else:
            sums.append(Sum(used, block, condition, names[len(sums)], _value(cells, block, used)))
    return lines | (_solve(sheet, log_line, sums) if sums else {})


def _value(cells: Cells, block: Block, used: dict[str, Expression]) -> Expression:
    """The multiplier: the counts of the block added up, over what the parameters add up to."""
    total = cells.sizes.get(frozenset(used.values())) or add(*used.values())
    return divide(total, rational(block.total))


def _multipliers(sheet: Worksheet, count: int) -> list[Symbol]:
    """λ, or λ_1, λ_2, … for several conditions, or other letters where these are taken."""
    taken = sheet.setting.domains
    if count <= 1:
        return [Symbol(next(name for name in MULTIPLIERS if name not in taken))]
    for letter in ("λ", "κ", "η"):
        names = [f"{letter}_{k + 1}" for k in range(count)]
        if letter not in taken and not any(name in taken for name in names):
            return list(map(Symbol, names))
    raise Stuck(say("no-letters-for-multipliers"))


def _only_category(sheet: Worksheet, condition: Relation) -> dict[str, Relation]:
    """All observations fell into one category: the condition leaves it the whole probability."""
    sheet.phase("answer")
    form = factor(condition.operands[0])
    (symbol, _), weight = form.powers[0], form.coefficient
    assert isinstance(symbol, Symbol)
    if weight != 1:
        alone = equation(symbol, divide(condition.operands[1], rational(weight)))
        condition = sheet.write("isolate", condition, alone, Equivalent(rational(1 / Fraction(weight))), v=symbol)
    line = equals(Hat(symbol), condition.operands[1])
    return {symbol.name: sheet.write("estimate", condition, line, Equal())}


def _solve(sheet: Worksheet, log_line: Relation, sums: list[Sum]) -> dict[str, Relation]:
    lagrangian = _lagrangian(sheet, log_line, sums)
    equations = _stationary(sheet, lagrangian, sums)
    found = [_multiplier_of(sheet, each, equations) for each in sums]
    shares = [share for each in sums for share in _shares(each)]
    names = [symbol for each in sums for symbol, _, _ in each.pairs]
    put = tuple(
        equation(e.operands[0], multiply(share, name))
        for e, share, name in zip(equations, shares, names, strict=True)
    )
    pairs = tuple((each.multiplier.name, value_of(line)) for each, line in zip(sums, found, strict=True))
    claims = _each([Substituted(pairs)] * len(put))
    line = sheet.write("multiplier-in", _several(equations), _several(put), claims, level=2)
    counts = [count for each in sums for _, count, _ in each.pairs]
    roots = tuple(
        equation(name, _quotient(count, share)) for name, count, share in zip(names, counts, shares, strict=True)
    )
    isolated: list[Claim] = [Equivalent(Negate(Divide(ONE, share))) for share in shares]
    sheet.write("isolate", line, _several(roots), _each(isolated), v=say("each-probability"))
    _argue(sheet, log_line, sums)
    sheet.phase("answer")
    lines = {}
    for name, root, count, share in zip(names, roots, counts, shares, strict=True):
        after = with_decimal([Hat(name), value_of(root), divide(count, share)])
        lines[name.name] = sheet.write("estimate", root, after, Equal())
    return lines


def _shares(each: Sum) -> list[Expression]:
    """What each parameter is multiplied by once the multiplier is known: count = share · parameter."""
    return [multiply(rational(weight), each.value) for _, _, weight in each.pairs]


def _quotient(count: Expression, share: Expression) -> Expression:
    """The count over the share, not yet cancelled; a fraction is not put under another one."""
    return divide(count, share) if isinstance(share, Divide) else Divide(count, share)


def _lagrangian(sheet: Worksheet, log_line: Relation, sums: list[Sum]) -> Relation:
    sheet.phase("score")
    added = []
    for each in sums:
        terms = [negate(multiply(rational(weight), symbol)) for symbol, _, weight in each.pairs]
        added.append(factor(Multiply((each.multiplier, Add((rational(each.block.total), *terms))))))
    value = write_sum([*map(factor, _terms(value_of(log_line))), *added])
    claim = Lagrange(tuple((each.multiplier, each.condition) for each in sums))
    rule = "lagrangian" if len(sums) == 1 else "lagrangian-of-several"
    names = ", ".join(plain(each.multiplier) for each in sums)
    return sheet.write(rule, log_line, equals(Symbol("Λ"), value), claim, v=names)


def _terms(e: Expression) -> tuple[Expression, ...]:
    return e.terms if isinstance(e, Add) else (e,)


def _stationary(sheet: Worksheet, lagrangian: Relation, sums: list[Sum]) -> tuple[Relation, ...]:
    """`n_j = λ p_j` for each parameter, from the derivatives of the Lagrange function."""
    rows = [(each.multiplier, *pair) for each in sums for pair in each.pairs]
    weighted = [multiply(rational(weight), multiplier) for multiplier, _, _, weight in rows]
    scores = tuple(
        equals(Derivative(Symbol("Λ"), symbol, 1, True), add(divide(count, symbol), Negate(by)))
        for (_, symbol, count, _), by in zip(rows, weighted, strict=True)
    )
    claims: list[Claim] = [Differentiated(symbol.name) for _, symbol, _, _ in rows]
    line = sheet.write("lagrange-score", lagrangian, _several(scores), _each(claims))
    sheet.phase("solve")
    zero = tuple(equation(value_of(s), ZERO) for s in scores)
    line = sheet.write("set-lagrangian-to-zero", line, _several(zero), _each([SetToZero()] * len(zero)))
    cleared = tuple(
        equation(count, multiply(by, symbol)) for (_, symbol, count, _), by in zip(rows, weighted, strict=True)
    )
    sheet.write("lagrange-clear", line, _several(cleared), _each([Equivalent(row[1]) for row in rows]))
    return cleared


def _several(statements: tuple[Relation, ...]) -> Expression:
    return statements[0] if len(statements) == 1 else Several(statements, ",")


def _each(claims: list[Claim]) -> Claim:
    return claims[0] if len(claims) == 1 else Each(tuple(claims))


def _multiplier_of(sheet: Worksheet, each: Sum, equations: tuple[Relation, ...]) -> Relation:
    """The equations of a block added up, and the multiplier from that."""
    own = tuple(e for e in equations if not free_symbols(e.operands[1]).isdisjoint(each.counts))
    parts = (*((ONE, e) for e in own), (each.multiplier, each.condition))
    total = multiply(rational(each.block.total), each.multiplier)
    line = equation(sum_of(list(each.counts.values())), total)
    plainly = each.block.total == 1 and set(each.block.weights.values()) == {1}
    rule = "lagrange-sum" if plainly else "lagrange-sum-weighted"
    added = sheet.write(rule, _several(own), line, Combined(parts), n=each.condition)
    return sheet.write(
        "multiplier" if plainly else "multiplier-weighted", added, equation(each.multiplier, each.value),
        _total_claim(each, added), v=each.multiplier,
    )


def _total_claim(each: Sum, added: Relation) -> Claim:
    """The multiplier is the sum of the counts: a number, or n, which is given as their sum."""
    by = Negate(rational(1 / each.block.total))
    plain_sum = add(*each.counts.values())
    size = number_value(plain_sum)
    total = multiply(rational(each.block.total), each.value)
    if size is not None or total == plain_sum:
        return Equivalent(by if each.block.total != 1 else integer(-1))
    given = equation(sum_of(list(each.counts.values())), total)
    return Combined(((by, added), (rational(1 / each.block.total), given)))


def _argue(sheet: Worksheet, log_line: Relation, sums: list[Sum]) -> None:
    sheet.phase("maximum")
    pairs = [pair for each in sums for pair in each.pairs]
    seconds = tuple(_second_derivative(symbol, count) for symbol, count, _ in pairs)
    claim = ConcaveSum(tuple(symbol.name for symbol, _, _ in pairs))
    sheet.write("concave-sum", log_line, _several(seconds), claim, conditions=sheet.setting.facts)


def _second_derivative(symbol: Symbol, count: Expression) -> Relation:
    """`∂²ℓ/∂p_1² = −n_1/p_1² < 0`."""
    name = Derivative(function_of("ℓ", ()), symbol, 2, True)
    return Relation((name, Negate(Divide(count, Power(symbol, integer(2)))), ZERO), ("=", "<"))
