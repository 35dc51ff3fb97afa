"""Which of the functions that a line may be about an expression is."""

from __future__ import annotations

from ..balls import precision
from ..expressions import Call
from .forms import LOG_FORMS, Form
from .places import BITS
from .relating import Relating
from .resolved import Resolved
from .trying import HOLDS, NOT_TRIED, Check, alike, may_vanish

__all__ = ["Fitting"]


class Fitting(Relating):
    """Holds expressions against forms."""

    def which(self, e: Resolved, forms: tuple[Form, ...]) -> tuple[Form | None, Check]:
        """The form that the expression is, or why it is none of them."""
        failed = NOT_TRIED
        for form in forms:
            check = self.forms.matches(e, form)
            if check:
                return form, check
            failed = check if failed.holds is None else failed
        return None, failed

    def which_proportional(self, e: Resolved, forms: tuple[Form, ...]) -> tuple[Form | None, Check]:
        """∝: up to a factor free of the parameters; a log-likelihood also up to a constant."""
        form, failed = self.which(e, forms)
        if form is not None:
            return form, failed
        for form in forms:
            if form.kind == "likelihood":
                check = self.log_apart(e)
            elif form.kind == "score":
                check = next((c for s in self.forms.slopes(form) if (c := self.trial.proportional(e, s))), NOT_TRIED)
            else:
                check = self.affine(e, form)
            if check:
                return form, check
        return None, failed

    def log_apart(self, e: Resolved) -> Check:
        logarithm = Resolved(Call("log", (e.expression,)), e.rounded, e.points, e.unknown)
        return self.trial.constant_apart(logarithm, self.forms.target(LOG_FORMS[0]))[0]

    def affine(self, e: Resolved, form: Form) -> Check:
        """a·ℓ + b with a > 0."""
        target = self.forms.target(form)
        check, _ = self.trial.constant_apart(e, target)
        if check:
            return check
        for instance in self.truth.instances:
            pairs = [
                (left, right) for place in instance.places
                if (left := self.trial.value(e, instance, place)) is not None
                and (right := target(instance, place)) is not None
            ]
            if len(pairs) < 3:
                return NOT_TRIED
            with precision(BITS):
                gaps = [(a - pairs[0][0], b - pairs[0][1]) for a, b in pairs[1:]]
                if any(may_vanish(b) for _, b in gaps):
                    return NOT_TRIED
                ratios = [a / b for a, b in gaps]
            if not all(alike(r, ratios[0]) for r in ratios) or not ratios[0] > 0:
                return check
        return HOLDS
