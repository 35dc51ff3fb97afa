"""One parameter that enters through the logistic function alone: the probability is the better unknown.

`x ~ Bernoulli(1/(1 + exp(−a)))`: in p = 1/(1 + e^(−a)) the likelihood is that of a coin; the estimate of
a = log(p/(1 − p)) is read back from that of p.
"""

from __future__ import annotations

from ..claims.several import NewParameters, ReadBack, Reparametrised
from ..domains import Domain
from ..expressions import ONE, ZERO, Add, Call, Divide, Expression, Hat, Negate, Relation, Symbol, free_symbols, walk
from ..expressions import replace as put
from ..notation.plain import plain
from ..problem.model import Problem
from ..records import replace
from ..rules.arithmetic import fold
from ..rules.derivatives import UnknownDerivative, gradient
from ..rules.equations import coefficients
from ..rules.predictors import link_of
from ..rules.terms import add, divide, negate, terms_of, write_sum
from ..steps import Status, value_of
from ..words import say
from .answers import in_means
from .estimation import Estimated, assume_regular, estimate, maximise_over
from .likelihood import function_of, write_likelihood, write_log_likelihood
from .worksheet import Stuck, Worksheet, equals

__all__ = ["estimate_through_link", "has_link"]

LETTERS = ("p", "q", "π_0")
INSIDE = Domain(ZERO, ONE)


def has_link(problem: Problem) -> bool:
    """Whether the one parameter stands in every density in the same logistic function, and nowhere else."""
    return len(problem.parameters) == 1 and _probability(problem) is not None


def _probability(problem: Problem) -> Expression | None:
    (name,) = problem.parameters
    densities = [law.density for law in problem.laws if law.density is not None and name in free_symbols(law.density)]
    parts = {part for density in densities for part in walk(density) if _is_logistic_in(part, name)}
    if len(parts) != 1:
        return None
    (part,) = parts
    alone = all(name not in free_symbols(put(density, part, ZERO)) for density in densities)
    return part if alone and not any(law.cells for law in problem.laws) else None


def _is_logistic_in(part: Expression, name: str) -> bool:
    link, inner = link_of(part)
    if link != "logistic" or free_symbols(inner) != {name}:
        return False
    parts = coefficients(inner, name)
    return parts is not None and max(parts, default=0) == 1


def estimate_through_link(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    """By the probability where its estimate lies inside of (0, 1), else like any other parameter."""
    mark = sheet.mark()
    try:
        return _estimate(sheet, problem, numbers)
    except (Stuck, UnknownDerivative):
        sheet.back_to(mark)
        return estimate(sheet, problem, numbers)


def _estimate(sheet: Worksheet, problem: Problem, numbers: bool) -> Estimated:
    part, names = _probability(problem), tuple(problem.parameters)
    assert part is not None
    if not numbers:
        assume_regular(sheet, problem)
    likelihood = write_likelihood(sheet, problem, numbers)
    line = write_log_likelihood(sheet, likelihood, names)
    new = _admitted(sheet)
    back = _write_parameter(sheet, names[0], new, part)
    value = _in_probability(value_of(line), part, Symbol(new))
    if names[0] in free_symbols(value):
        raise Stuck(say("left-beside-probability", name=names[0]))
    apart = sheet.write("in-probability", line, equals(function_of("ℓ", (new,)), value), Reparametrised(back))
    found = maximise_over(sheet, apart, new, (new,), True)
    if not isinstance(found, tuple):
        raise Stuck(say("estimate-no-inner-point", name=new))
    root, hat = _read_back(sheet, back, new, found[1])
    functions = value_of(likelihood), value_of(line), gradient(value_of(line), names)
    return Estimated(Status.SOLVED, {names[0]: root}, {names[0]: hat}, *functions)


def _in_probability(e: Expression, part: Expression, p: Symbol) -> Expression:
    """log(1 + e^(−a)) is −log p for p = 1/(1 + e^(−a)); log(1 + e^a) is −log(1 − p)."""
    assert isinstance(part, Divide)
    other = p if part.numerator == ONE else Add((ONE, Negate(p)))
    e = put(put(e, part, p), Call("log", (part.denominator,)), Negate(Call("log", (other,))))
    return write_sum(terms_of(e))


def _admitted(sheet: Worksheet) -> str:
    """A letter for the probability, which lies in (0, 1)."""
    setting = sheet.setting
    taken = {*setting.domains, *setting.supports, *setting.columns}
    new = next((letter for letter in LETTERS if letter not in taken), None)
    if new is None:
        raise Stuck(say("no-letter-for-probability"))
    sheet.setting = replace(setting, domains={**setting.domains, new: INSIDE})
    sheet.assume(())
    return new


def _write_parameter(sheet: Worksheet, name: str, new: str, part: Expression) -> Relation:
    """`a = log(p/(1 − p))`, where p is the logistic function of a."""
    p = Symbol(new)
    parts = coefficients(link_of(part)[1], name) or {}
    slope, rest = write_sum(parts[1]), write_sum(parts.get(0, []))
    line = equals(Symbol(name), divide(add(Call("log", (_odds(p),)), negate(rest)), slope))
    sheet.phase("groups")
    claim = NewParameters(((new, part),))
    return sheet.write("new-probability", None, line, claim, v=name, n=plain(equals(p, part)))


def _read_back(sheet: Worksheet, back: Relation, new: str, estimate: Relation) -> tuple[Expression, Relation]:
    """`â = log(p̂/(1 − p̂)) = log(x̄/(1 − x̄))`, the odds s/(n − s) for p̂ = s/n."""
    sheet.phase("back")
    p, root = Symbol(new), estimate.operands[1]
    top, bottom = (root.numerator, root.denominator) if isinstance(root, Divide) else (root, ONE)
    odds = divide(top, add(bottom, negate(top)))
    formula = put(value_of(back), p, Hat(p))
    root = fold(put(value_of(back), _odds(p), in_means(odds)))
    hat = equals(Hat(back.operands[0]), *([formula] if not sheet.sample.known else []), root)
    return root, sheet.write("read-back", back, hat, ReadBack())


def _odds(p: Symbol) -> Expression:
    return divide(p, Add((ONE, Negate(p))))
