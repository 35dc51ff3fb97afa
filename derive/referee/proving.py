"""The court: every step against what is established, its claim handed to the checker for claims of that kind."""

from __future__ import annotations

from ..balls import Undefined, evaluate, precision
from ..balls.quantities import ball
from ..claims.claim import Claim
from ..claims.equations import Each
from ..claims.values import Equal, Holds
from ..expressions import Relation, Several, free_symbols
from ..records import replace
from ..steps import Proof, Setting, Step, Verified
from . import (
    boundary,
    category_information,
    climbing,
    concavity,
    conditions,
    confidence,
    directions,
    equations,
    extremes,
    function_values,
    half_plane,
    half_plane_edge,
    heights,
    information,
    integers,
    joint,
    laws,
    log_sums,
    many,
    maxima,
    maximisers,
    paths,
    peaks,
    recurrence,
    reparametrised,
    restricted,
    solutions,
    steps_down,
    supports,
    under_condition,
    values,
    zeros,
)
from .case import Case, Checks
from .comparison import ENOUGH
from .meaning import Meaning
from .record import Established, Record
from .refusal import NotProved, Refused

__all__ = ["prove"]

_DETAILS = {
    Verified.EXACT: "equal normal forms",
    Verified.ENCLOSED: "enclosed by balls",
    Verified.SAMPLED: f"agreement to 50 digits at {ENOUGH} random points",
    Verified.GIVEN: "given",
}
_PROOFS = {kind: Proof(kind, detail) for kind, detail in _DETAILS.items()}


def prove(steps: tuple[Step, ...], setting: Setting) -> tuple[Step, ...]:
    """The steps, substeps included, each with its proof.

    Raises NotProved at the first step that has none.
    """
    return _Court(setting).steps(steps)


class _Court:
    def __init__(self, setting: Setting) -> None:
        self.record = Record(setting)
        self.meaning = Meaning(setting, self.record.definitions)
        self.facts_checked = not setting.facts

    def steps(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """Proves steps in their order."""
        return tuple(map(self.step, steps))

    def step(self, step: Step) -> Step:
        """The step with its proof."""
        try:
            if not self.facts_checked:
                self._check_facts()
            before = self._before(step)
            if _is_proved_by_substeps(step):
                return self._by_substeps(step)
            established, kind = self._judge(step.claim, before, step)
        except Refused as why:
            raise NotProved(step, str(why)) from why
        self.record.add(established)
        substeps = self.steps(step.substeps) if step.substeps else ()
        return step.proved(_PROOFS[kind], substeps)

    def _by_substeps(self, step: Step) -> Step:
        substeps = self.steps(step.substeps)
        kinds = [substep.proof.kind for substep in substeps if substep.proof is not None]
        return step.proved(_PROOFS[_weakest(kinds)], substeps)

    def _before(self, step: Step) -> Established | None:
        if step.before is None:
            return None
        before = self.record.find(step.before)
        if before is None:
            raise Refused("it starts from a line that no earlier step has established")
        return before

    def _judge(self, claim: Claim, before: Established | None, step: Step) -> tuple[Established, Verified]:
        if isinstance(claim, Each):
            return self._judge_each(claim, before, step)
        case = Case(claim, before, step.after, self.meaning, self.record)
        check = _CHECKS.get(type(claim))
        if check is None:
            raise Refused(f"nothing is known of the claim {type(claim).__name__}")
        return check(case), case.kind

    def _judge_each(self, claim: Each, before: Established | None, step: Step) -> tuple[Established, Verified]:
        """Statement by statement; each one is a line of its own from here on."""
        after = step.after
        if not isinstance(after, Several) or after.separator == "or" or len(after.statements) != len(claim.claims):
            raise Refused("there has to be one claim for each statement")
        kinds: list[Verified] = []
        judged: list[Established] = []
        for k, (part, statement) in enumerate(zip(claim.claims, after.statements, strict=True)):
            one, kind = self._judge(part, self._statement_before(before, k), replace(step, after=statement))
            judged.append(one)
            kinds.append(kind)
        for one in judged:
            self.record.add(one)
        whole = Established(after, claim, all(one.is_equation for one in judged), None, 1, before)
        return whole, _weakest(kinds)

    def _statement_before(self, before: Established | None, k: int) -> Established | None:
        if before is None or not isinstance(before.line, Several):
            return before
        if k >= len(before.line.statements):
            raise Refused("the line before has fewer statements")
        return self.record.find(before.line.statements[k])

    # ---- facts ------------------------------------------------------------------------------------------

    def _check_facts(self) -> None:
        """Facts about the sample have to be true of the data, where there are data."""
        setting = self.meaning.setting
        if setting.columns or setting.statistics:
            unknowns = setting.domains.keys() - setting.values.keys()
            for fact in setting.facts:
                if not free_symbols(fact) & unknowns and not self._true_of_data(fact):
                    raise Refused("a condition of the derivation does not hold for the data")
        self.facts_checked = True

    def _true_of_data(self, fact: Relation) -> bool:
        try:
            with precision(128):
                operands = [ball(evaluate(e, {}, self.meaning.setting)) for e in fact.operands]
        except Undefined:
            return self._proved_for_data(fact)
        pairs = zip(fact.operators, operands, operands[1:], strict=False)
        return all(_TRUE[operator](a, b) for operator, a, b in pairs if operator in _TRUE)

    def _proved_for_data(self, fact: Relation) -> bool:
        """From summaries alone."""
        bare = Meaning(replace(self.meaning.setting, facts=()), self.record.definitions)
        case = Case(Holds(at_data=True), None, fact, bare, self.record)
        values.holds(case)
        return True


def _is_proved_by_substeps(step: Step) -> bool:
    """Whether the substeps lead by equals from the line before to the new one: then the step needs no other proof."""
    line, at_data = step.before, isinstance(step.claim, Equal) and step.claim.at_data
    for substep in step.substeps:
        claim = substep.claim
        if substep.before is None or substep.before != line or not isinstance(claim, Equal):
            return False
        if claim.at_data and not at_data:
            return False
        line = substep.after
    return bool(step.substeps) and isinstance(step.claim, Equal) and line == step.after


def _weakest(kinds: list[Verified]) -> Verified:
    return max(kinds, key=list(_DETAILS).index)


_TRUE = {
    "<": lambda a, b: a < b, "≤": lambda a, b: a <= b, ">": lambda a, b: a > b, "≥": lambda a, b: a >= b,
    "=": lambda a, b: a.overlaps(b), "≠": lambda a, b: a != b,
}

_SINGLE: Checks = {
    **values.CHECKS,
    **equations.CHECKS,
    **boundary.CHECKS,
    **conditions.CHECKS,
    **solutions.CHECKS,
    **maxima.CHECKS,
    **log_sums.CHECKS,
    **extremes.CHECKS,
    **restricted.CHECKS,
    **supports.CHECKS,
    **maximisers.CHECKS,
    **function_values.CHECKS,
    **zeros.CHECKS,
    **heights.CHECKS,
    **paths.CHECKS,
    **recurrence.CHECKS,
    **laws.CHECKS,
    **information.CHECKS,
    **category_information.CHECKS,
    **confidence.CHECKS,
    **climbing.CHECKS,
    **concavity.CHECKS,
    **directions.CHECKS,
    **steps_down.CHECKS,
    **half_plane.CHECKS,
    **half_plane_edge.CHECKS,
    **joint.CHECKS,
    **under_condition.CHECKS,
    **reparametrised.CHECKS,
    **integers.CHECKS,
    **peaks.CHECKS,
}

_CHECKS: Checks = {**_SINGLE, **many.checks(_SINGLE)}
