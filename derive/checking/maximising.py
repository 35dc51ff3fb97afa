"""Where a function is largest or least, as a line says it: `θ̂ = argmax L(θ) = 0.7`."""

from __future__ import annotations

from ..expressions import ZERO, Apply, Derivative, Expression, Hat, Relation, Symbol, kinds
from .differentiating import Differentiating
from .resolved import Resolved, Unknown, Unusual
from .statements import Statement
from .trying import may_vanish

__all__ = ["Maximising"]

SIGNS = {"argmax": 1, "argmin": -1}


class Maximising(Differentiating):
    """Puts the estimate in the place of `argmax ℓ(θ)`."""

    def without_maximisers(self, statement: Statement) -> Statement:
        """The statement with estimates in the places of maxima, as far as these are known."""
        if Apply not in kinds(statement.body):
            return statement
        try:
            return statement._replace(body=self.with_maximisers(statement.body))
        except (Unknown, Unusual):
            return statement

    def with_maximisers(self, body: Expression) -> Expression:
        """The statement with estimates for what it says to be the places of the maximum. Raises Unknown, Unusual."""
        if Apply not in kinds(body) or not isinstance(body, Relation):
            return body
        found = [self.maximiser(e) if _is_maximiser(e) else e for e in body.operands]
        if found == list(body.operands):
            return body
        kept = [(sign, e) for sign, e in zip(("", *body.operators), found, strict=True) if e is not None]
        if len(kept) < 2:  # which estimates these are, and no more
            kept = [("=", kept[0][1]) for _ in range(2)] if kept else [("=", ZERO)] * 2
        return Relation(tuple(e for _, e in kept), tuple(sign for sign, _ in kept[1:]), span=body.span)

    def maximiser(self, e: Expression) -> Expression | None:
        """The estimate of the only parameter; None for those of several, which the line has to name. Raises Unusual
        where the function is largest, or least, elsewhere."""
        assert isinstance(e, Apply)
        parameters = self.truth.parameters
        if len(parameters) != 1:
            return None
        if not self.is_largest(self.resolve(e.arguments[0]), SIGNS[e.function]):
            raise Unusual("the place of the maximum of another function")
        return Hat(Symbol(parameters[0]), span=e.span)

    def is_largest(self, f: Resolved, sign: int) -> bool:
        """Whether the function is no less at the maximum of the likelihood than at all other points, and its
        derivative nought there, if that of the log-likelihood is."""
        name = self.truth.parameters[0]
        slope = Resolved(Derivative(f.expression, Symbol(name)), f.rounded, f.points, f.unknown)
        tried = False
        for number, instance in enumerate(self.truth.instances):
            best = instance.best[0] if instance.best else None
            top = None if best is None else self.trial.value_at_best(f, number, best)
            if best is None or top is None:
                return False
            at = self.truth.slope(name, instance, best)
            inner = at is not None and may_vanish(at)
            own = self.trial.value_at_best(slope, number, best) if inner else None
            if inner and (own is None or not may_vanish(own)):
                return False
            values = (self.trial.value(f, instance, place) for place in (*instance.places, *instance.wide))
            if any(value is not None and sign * (value - top) > 0 for value in values):
                return False
            tried = True
        return tried


def _is_maximiser(e: Expression) -> bool:
    return isinstance(e, Apply) and e.function in SIGNS and len(e.arguments) == 1
