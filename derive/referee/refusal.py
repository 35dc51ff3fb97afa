"""What the referee says when a step has no proof."""

from __future__ import annotations

from ..steps import Step

__all__ = ["NotProved", "Refused"]


class Refused(Exception):
    """A claim could not be proved; the message says why, with a counter-example where one was found."""


class NotProved(Exception):
    """A step of a derivation has no proof. `step` is the step, `reason` says why."""

    def __init__(self, step: Step, reason: str) -> None:
        super().__init__(f"the step “{step.rule}” is not proved: {reason}")
        self.step = step
        self.reason = reason
