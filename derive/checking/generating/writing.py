"""A derivation as people hand it in: lines under each other, `align`, chains of arrows, prose between, lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...balls.points import Chance
from ...expressions import ZERO, Expression, Relation
from ...notation.reader import Scope
from .lettering import Manner, manner, statement
from .model import Line
from .phrases import ARROWS, DEFINING, FACTS, HEADINGS, JOINTS, LEADS, NUMBERINGS, OPENINGS, TITLES

__all__ = ["FORMATS", "written"]

FUNCTIONS = ("likelihood", "log-likelihood", "negative-log-likelihood")
SOLVING = ("equation", "estimate")
FORMATS = ("text", "unicode", "latex", "align", "chain", "prose")


class _Text(NamedTuple):
    """A statement in letters."""

    kind: str
    text: str


def written(
    lines: Sequence[Line], style: str, scope: Scope, chance: Chance
) -> tuple[list[str], list[int]]:
    """The text of a derivation line by line, and for each line of the derivation the line of text where it stands,
    counted from one."""
    joined, origin = _joined(lines, chance)
    alphabet = "latex" if style in ("latex", "align") else "text" if style == "text" else "unicode"
    if style == "prose":
        alphabet = ("text", "unicode", "latex")[chance.below(3)]
    way = manner(alphabet, chance)
    texts = [_Text(_plain_kind(line.kind), _with_where(line, way, scope)) for line in joined]
    text, places = _LAYOUTS.get(style, _spaced)(texts, way, chance)
    return text, [places[k] for k in origin]


def _plain_kind(kind: str) -> str:
    inner = kind.removeprefix("average-")
    return inner if inner == "negative-log-likelihood" else inner.removeprefix("negative-")


def _with_where(line: Line, way: Manner, scope: Scope) -> str:
    text = statement(line, way, scope)
    if line.where is None:
        return text
    meant = statement(Line("definition", line.where), way, scope)
    return rf"{text} \quad\text{{where }} {meant}" if way.alphabet == "latex" else f"{text}, where {meant}"


def _joined(lines: Sequence[Line], chance: Chance) -> tuple[list[Line], list[int]]:
    """`ℓ′(θ) = 7/θ − 3/(1 − θ)` and the same set to zero on one line, here and there; and where each line went."""
    out: list[Line] = []
    origin = []
    for line in lines:
        last = out[-1] if out else None
        if last is not None and last.kind == "score" and _is_set_to_zero(last.whole, line.whole) and chance.below(2):
            assert isinstance(last.whole, Relation)
            out[-1] = last._replace(whole=Relation((*last.whole.operands, ZERO), ("=", "=")))
        else:
            out.append(line)
        origin.append(len(out) - 1)
    return out, origin


def _is_set_to_zero(score: Expression, e: Expression) -> bool:
    return (
        isinstance(score, Relation) and isinstance(e, Relation) and len(score.operands) == 2
        and e.operands == (score.operands[1], ZERO)
    )  # fmt: skip


# ---- lines under each other ----------------------------------------------------------------------------------


def _spaced(texts: Sequence[_Text], way: Manner, chance: Chance) -> tuple[list[str], list[int]]:
    """Lines under each other, a blank one here and there; numbered, or with an arrow in front of what follows."""
    habit = chance.below(8)
    numbering = NUMBERINGS[chance.below(len(NUMBERINGS))] if habit == 0 else ""
    lead = LEADS[chance.below(len(LEADS))] if habit in (1, 2) else ""
    rows = list(texts) if numbering else _continued(texts, chance)
    out: list[str] = []
    places = []
    for k, (kind, text) in enumerate(rows):
        if k and chance.below(8) == 0:
            out.append("")
        line = text if kind == "words" else _in_latex(
            text, lead if kind in SOLVING and k else "", chance
        ) if way.alphabet == "latex" else (
            (lead if kind in SOLVING and k and rows[k - 1].kind in (*SOLVING, "score") else "") + text
        )  # fmt: skip
        out.append(numbering.format(k=k + 1, letter="abcdefghijklmnopqrstuvwxyz"[k % 26]) + line)
        places.append(len(out))
    return out, places


_COMMANDS = {"⇒ ": r"\Rightarrow ", "=> ": r"\implies ", "→ ": r"\to ", "∴ ": r"\therefore "}


def _in_latex(text: str, lead: str, chance: Chance) -> str:
    text = _COMMANDS.get(lead, "") + text
    return (text, text, f"${text}$", f"\\[{text}\\]", f"$${text}$$")[chance.below(5)]


def _continued(texts: Sequence[_Text], chance: Chance) -> list[_Text]:
    """Lines that begin with the equals sign where the function at the left is that of the line before."""
    out = list(texts[:1])
    for before, here in pairwise(texts):
        left, sign, _ = here.text.partition(" = ")
        goes_on = (
            here.kind in FUNCTIONS and here.kind == before.kind and sign
            and left == before.text.partition(" = ")[0] and chance.below(2)
        )  # fmt: skip
        out.append(here._replace(text="  " + here.text.removeprefix(left).lstrip()) if goes_on else here)
    return out


# ---- align ---------------------------------------------------------------------------------------------------


def _align(texts: Sequence[_Text], way: Manner, chance: Chance) -> tuple[list[str], list[int]]:
    rows = []
    for text in _continued(texts, chance):
        if text.kind == "words":
            rows.append(rf"\text{{{text.text}}}")
            continue
        left, sign, rest = text.text.partition(" = ")
        lead = r"\Rightarrow " if text.kind in SOLVING and rows and chance.below(6) == 0 else ""
        rows.append(f"{lead}{left} &= {rest}" if sign else lead + text.text)
    name = ("align*", "align*", "align", "aligned", "gather*", "eqnarray*")[chance.below(6)]
    if name == "gather*":
        rows = [row.replace(" &=", " =") for row in rows]
    elif name == "eqnarray*":
        rows = [row.replace(" &=", " &=&") for row in rows]
    body = [f"{row} \\\\" for row in rows[:-1]] + rows[-1:]
    if name == "aligned":
        return ["\\[", "\\begin{aligned}", *body, "\\end{aligned}", "\\]"], [k + 3 for k in range(len(rows))]
    return [f"\\begin{{{name}}}", *body, f"\\end{{{name}}}"], [k + 2 for k in range(len(rows))]


# ---- chains --------------------------------------------------------------------------------------------------


def _chained(texts: Sequence[_Text], way: Manner, chance: Chance) -> tuple[list[str], list[int]]:
    """The equations up to the estimate on one line, joined by arrows or words."""
    arrow = ARROWS[chance.below(len(ARROWS))]
    most = 2 + chance.below(6)
    out: list[str] = []
    places = []
    links = 0
    for kind, text in texts:
        if kind in SOLVING and 0 < links < most:
            out[-1] += arrow + text
            links += 1
        else:
            out.append(text)
            links = 1 if kind in SOLVING else 0
        places.append(len(out))
    return out, places


# ---- prose ---------------------------------------------------------------------------------------------------


def _told(texts: Sequence[_Text], way: Manner, chance: Chance) -> tuple[list[str], list[int]]:
    """Words before the formulas, on lines of their own, or with two formulas in one sentence."""
    out: list[str] = []
    places: list[int] = []
    before = ""
    titled = chance.below(4) == 0
    for kind, text in texts:
        formula = f"${text}$" if way.alphabet == "latex" else text
        if titled and kind != before and kind in TITLES:
            out.append((f"**{TITLES[kind]}**", f"## {TITLES[kind]}")[chance.below(2)])
        habit = chance.below(7)
        if habit == 0 and before and out[-1].endswith(tuple("0123456789)$ₙx̄λθμ²")) and kind not in ("facts", "words"):
            joint = JOINTS[chance.below(len(JOINTS))]
            out[-1] += joint.replace("⇒", r"$\Rightarrow$") + formula if way.alphabet == "latex" else joint + formula
        else:
            out += _sentence(kind, formula, kind == before, habit, chance)
        before = kind
        places.append(len(out))
    return out, places


def _sentence(kind: str, formula: str, again: bool, habit: int, chance: Chance) -> list[str]:
    openings = OPENINGS.get(kind, ("Then",))
    opening = openings[chance.below(len(openings))]
    if kind == "words":
        return [formula.strip("$")]
    if habit == 1 and not again and kind in HEADINGS:
        return [HEADINGS[kind][chance.below(len(HEADINGS[kind]))], formula]
    if kind == "definition":
        return [DEFINING[chance.below(len(DEFINING))].format(formula)]
    if kind == "facts":
        return [FACTS[chance.below(len(FACTS))].format(formula)]
    if habit == 2:
        return [f"{opening} {formula}."]
    if habit in (3, 4):
        return [f"{opening} {formula}"]
    return [opening, formula] if habit == 5 and opening[-1] in ":," else [formula]


_LAYOUTS: dict[str, Callable[[Sequence[_Text], Manner, Chance], tuple[list[str], list[int]]]] = {
    "align": _align, "chain": _chained, "prose": _told,
}
