"""A sheet on which a plan writes its lines: steps in order, with their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from ..claims.claim import Claim
from ..domains import Domain
from ..expressions import Expression, Hat, Relation, Symbol
from ..expressions import replace as put
from ..notation.plain import plain
from ..records import replace
from ..rules.data import Sample
from ..rules.signs import signs_in
from ..steps import Setting, Step
from ..words import reason, title
from .settings import sample_of

__all__ = ["Degenerate", "Stuck", "Worksheet", "equals"]


Line = TypeVar("Line", bound=Expression)


class Degenerate(Exception):
    """The data are not the regular case, or decide a question: the derivation has to be in numbers from the start."""


class Stuck(Exception):
    """The plan cannot go on; the message says why, for the reader of the solution."""


def equals(*operands: Expression) -> Relation:
    """`a = b = c`, an operand that repeats the one before left out."""
    kept = [operands[0]]
    kept.extend(e for e in operands[1:] if e != kept[-1])
    return Relation(tuple(kept), ("=",) * (len(kept) - 1))


class Worksheet:
    """Steps as they are written, over one setting."""

    def __init__(self, setting: Setting, sample: Sample | None = None) -> None:
        self.setting = setting
        self.sample = sample or sample_of(setting)
        self.steps: list[Step] = []
        self.signs = signs_in(setting.domains, setting.facts, setting.supports)
        self.conditions: tuple[Relation, ...] = setting.facts
        self.formulas: dict[str, Expression] = {}
        self.admissible: dict[str, Domain] = {}
        self.notes: list[str] = []
        self.by_form = False  # whether normal forms may say where a root lies, where all else has failed
        self._beside: tuple[Relation, ...] = ()
        self._phase = ""

    def assume(self, facts: tuple[Relation, ...]) -> None:
        """Add conditions of the regular case, under which the rest of the derivation holds; the setting, which has
        to be understood before any line is, gets them without hats."""
        self.conditions += facts
        self.setting = replace(self.setting, facts=(*self.setting.facts, *map(self.without_hats, facts)))
        self._renew_signs()

    def restrict(self, domains: Mapping[str, Domain], beside: tuple[Relation, ...]) -> None:
        """From here on the parameters lie in these domains, which the support sets; `beside` holds there, too."""
        self.admissible |= domains
        self._beside = beside
        self._renew_signs()

    def _renew_signs(self) -> None:
        domains = {**self.setting.domains, **self.admissible}
        self.signs = signs_in(domains, (*self.conditions, *self._beside), self.setting.supports)

    def without_hats(self, e: Line) -> Line:
        """The expression with the formula of each estimate for its name."""
        for name, formula in self.formulas.items():
            e = put(e, Hat(Symbol(name)), formula)  # type: ignore[assignment]
        return e

    def mark(self) -> tuple[int, Setting, tuple[Relation, ...], dict[str, Expression]]:
        """Where the sheet stands, for `back_to`."""
        return len(self.steps), self.setting, self.conditions, dict(self.formulas)

    def back_to(self, mark: tuple[int, Setting, tuple[Relation, ...], dict[str, Expression]]) -> None:
        """Strike out all lines and conditions since the mark: they led nowhere."""
        count, self.setting, self.conditions, self.formulas = mark
        del self.steps[count:]
        self._renew_signs()

    def phase(self, name: str) -> None:
        """The next step opens this part of the derivation."""
        self._phase = name

    def write(
        self,
        rule: str,
        before: Expression | None,
        after: Line,
        claim: Claim,
        *,
        conditions: tuple[Expression, ...] = (),
        substeps: tuple[Step, ...] = (),
        level: int = 1,
        unit: str = "",
        **names: Expression | str,
    ) -> Line:
        """Add a step and give its line back."""
        step = make_step(
            rule,
            before,
            after,
            claim,
            conditions=conditions,
            substeps=substeps,
            level=level,
            unit=unit,
            phase=self._phase,
            **names,
        )
        self.steps.append(step)
        self._phase = ""
        return after

    def domain(self, name: str) -> Domain:
        """What the symbol may be; the whole line where nothing is said."""
        return self.admissible.get(name) or self.setting.domains.get(name, Domain())


def make_step(
    rule: str,
    before: Expression | None,
    after: Expression,
    claim: Claim,
    *,
    conditions: tuple[Expression, ...] = (),
    substeps: tuple[Step, ...] = (),
    level: int = 1,
    unit: str = "",
    phase: str = "",
    **names: Expression | str,
) -> Step:
    """A step with the words of its rule; names are filled into them."""
    words = {key: value if isinstance(value, str) else plain(value) for key, value in names.items()}
    return Step(
        rule, before, after, claim, reason(rule, **words), title(rule), conditions, substeps, phase, level, unit=unit
    )
