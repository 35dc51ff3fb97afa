"""How an author wants things named and written: `log` or `ln`, L, ℓ, θ̂ or θ_MLE, how many decimal places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..records import Record

__all__ = ["CHOICES", "Notation", "collision", "fault_of", "notation"]

LOGS, FUNCTIONS, HATS = ("log", "ln"), ("L", "ℓ", "l", "LL"), ("hat", "mle")
MOST_PLACES = 12
# What each key may be; a log-likelihood may also be the log of the likelihood by its name, `log L`.
CHOICES = {
    "log": LOGS, "likelihood": FUNCTIONS, "log-likelihood": (*FUNCTIONS, "log L", "ln L"), "estimate": HATS,
    "places": tuple(map(str, range(1, MOST_PLACES + 1))),
}
_SPELLINGS = {"ell": "ℓ", "\\ell": "ℓ", "MLE": "mle"}


class Notation(Record):
    """What is written for the natural logarithm, the likelihood, its logarithm (empty: the log of the likelihood by
    its name) and an estimate; to how many decimal places rounded numbers are shown (None: as they come)."""

    log: str = "log"
    likelihood: str = "L"
    log_likelihood: str = "ℓ"
    estimate: str = "hat"
    places: int | None = None


def notation(chosen: Mapping[str, str]) -> Notation:
    """The notation that is chosen, by the keys of `CHOICES`. Raises ValueError for the first fault."""
    if not isinstance(chosen, Mapping):
        raise ValueError(f"notation {chosen!r}: write a mapping, such as {{'log': 'ln'}}")
    for key, value in chosen.items():
        fault = fault_of(key, value)
        if fault:
            raise ValueError(f"notation {key}={value}: {fault}")
    values = {key: _normal(value) for key, value in chosen.items()}
    places = values.get("places")
    function = values.get("log-likelihood", "ℓ")
    found = Notation(
        values.get("log", "ln" if function.startswith("ln ") else "log"), values.get("likelihood", "L"),
        "" if " " in function else function, values.get("estimate", "hat"), None if places is None else int(places),
    )
    if found.likelihood == found.log_likelihood:
        raise ValueError(f"the likelihood and its logarithm cannot both be called {found.likelihood}")
    return found


def fault_of(key: str, value: str) -> str:
    """What is wrong with a choice, and what would be right; nothing where it is one."""
    if key not in CHOICES:
        return f"no such choice: there are {', '.join(CHOICES)}"
    if _normal(value) in CHOICES[key]:
        return ""
    if key == "places":
        return f"a number of decimal places is a whole number from 1 to {MOST_PLACES}"
    return f"it may be {', '.join(CHOICES[key])}"


def collision(chosen: Notation, names: Iterable[str]) -> str:
    """A name of the problem that the notation takes for a function; nothing where there is none."""
    taken = {chosen.likelihood, chosen.log_likelihood} - {"L", "ℓ"}
    return next((name for name in names if name in taken), "")


def _normal(value: str) -> str:
    """One spelling of each choice; in Python a number of places may come as one."""
    text = " ".join(str(value).split())
    return _SPELLINGS.get(text, text)
