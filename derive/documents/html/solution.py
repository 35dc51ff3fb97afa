"""A worked solution as an article of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...problem.model import Problem
from ...records import replace
from ...steps import Derivation
from ...words import page as words
from ..options import Options
from ..outline import Outline, Section, outline
from ..renaming import naming
from .ending import ending
from .ideas import ideas
from .illustration import illustration
from .lines import section
from .rules import cards
from .said import paragraph, phrase
from .text import slug, text

__all__ = ["article"]


def article(problem: Problem, derivation: Derivation, options: Options) -> str:
    """The solution with all its lines, whatever the level of detail: the page shows those of one level."""
    solution = outline(problem, derivation, options)
    sections = _all_sections(solution, problem, derivation, options)
    name, chosen = slug(problem.name), naming(problem, derivation, options)
    parts = (
        f'<article class="solution" id="{name}">', *_head(solution),
        *_lines(sections, {} if options.form != "full" else ideas(problem, derivation, chosen), name),
        '<div class="end">', *ending(solution, sections, illustration(problem, derivation, options), name),
        "</div>",
        cards(sections, name, chosen), f"<footer>{_footer(solution, problem)}</footer>", "</article>",
    )
    return "\n".join(filter(None, parts))


def _all_sections(
    solution: Outline, problem: Problem, derivation: Derivation, options: Options
) -> tuple[Section, ...]:
    """The sections in full detail; those of an exercise are as they are."""
    if options.form != "full":
        return solution.sections
    return outline(problem, derivation, replace(options, detail="full", remarks=False)).sections


def _head(solution: Outline) -> Iterator[str]:
    yield "<header>"
    yield paragraph(solution.title, tag="h1")
    yield paragraph(solution.question, "question")
    yield from _facts(solution)
    yield "</header>"
    yield paragraph(solution.intro, "intro")
    yield paragraph(solution.task, "task")


def _facts(solution: Outline) -> Iterator[str]:
    if not solution.facts:
        return
    yield f'<dl class="facts" aria-label="{words.FACTS}">'
    for label, phrases in solution.labelled:
        entries = "".join(phrase(each, tag="dd") for each in phrases)
        yield f"<div><dt>{text(label)}</dt>{entries}</div>"
    yield "</dl>"


def _lines(sections: tuple[Section, ...], hints: Mapping[str, str], name: str) -> Iterator[str]:
    yield from (section(part, hints, name) for part in sections)
    if hints:
        yield _next()


def _next() -> str:
    """What stands below the lines that are shown so far, step by step."""
    return (
        f'<div class="next" role="group" aria-label="{words.STEPS}" hidden><p class="idea" aria-live="polite"></p>'
        f'<button class="ask">{words.NEXT_IDEA}</button><button class="show">{words.NEXT_LINE}</button>'
        f'<button class="rest">{words.ALL_LINES}</button></div>'
    )


def _footer(solution: Outline, problem: Problem) -> str:
    from ... import __version__

    return " ".join(filter(None, (text(solution.footer), words.made_by(text(problem.name), __version__))))
