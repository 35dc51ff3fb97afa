"""Problems with several samples: what is true of one of them, `ℓ_x(λ) = …`, `s(λ; y) = …`."""

from __future__ import annotations

from dataclasses import replace

from ..balls import precision
from ..expressions import Call, Expression, Symbol, sample_sum
from ..plans.settings import density_at_observation, sample_size
from ..problem.model import Law
from .names import Head
from .places import BITS
from .truth import Truth
from .trying import alike

__all__ = ["truth_of_sample"]


def truth_of_sample(head: Head, truth: Truth) -> Truth | None:
    """What is true of the one sample that the index, or what is given, names; None where it names none of several."""
    laws = truth.problem.laws
    if len(laws) < 2 or truth.part or truth.log_likelihood is None:
        return None
    law = _law_named(head, laws)
    if law is None:
        return None
    if law.variable not in truth.parts:
        truth.parts[law.variable] = _of_law(truth, law) if _add_up(truth) else None
    return truth.parts[law.variable]


def _law_named(head: Head, laws: tuple[Law, ...]) -> Law | None:
    index = head.name.partition("_")[2]
    by_variable = {law.variable: law for law in laws}
    given = [e.name for e in head.given if isinstance(e, Symbol)]
    if len(head.given) == 1 and given and not index:
        return by_variable.get(given[0])
    if head.given and given != [index]:
        return None
    if index.isdigit() and 0 < int(index) <= len(laws):
        return laws[int(index) - 1]
    return by_variable.get(index)


def _of_law(truth: Truth, law: Law) -> Truth:
    logarithm = _log_likelihood(truth, law)
    likelihood = Call("exp", (logarithm,))
    return replace(
        truth, likelihood=likelihood, log_likelihood=logarithm, kept={}, derivatives={}, parts={}, part=True,
    )


def _log_likelihood(truth: Truth, law: Law) -> Expression:
    density = density_at_observation(law, truth.problem)
    return sample_sum(Call("log", (density,)), sample_size(truth.problem, law))


def _add_up(truth: Truth) -> bool:
    """Whether the parts make up the whole, but for a constant: none of them is known in ranges, or cut."""
    laws = truth.problem.laws
    if any(law.density is None for law in laws):
        return False
    parts = [_log_likelihood(truth, law) for law in laws]
    for instance in truth.instances:
        gaps = []
        for place in instance.places:
            whole = truth.height(instance, place)
            values = [truth.value(part, instance, place) for part in parts]
            if whole is None or None in values:
                continue
            with precision(BITS):
                gaps.append(whole - sum(value for value in values if value is not None))
        if not gaps or not all(alike(gap, gaps[0]) for gap in gaps):
            return False
    return True
