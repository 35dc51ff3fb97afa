"""What stands around the solutions of a page: head, style, the bar of switches, contents, script."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from ...words import language
from ...words import page as words
from ..fonts import embedded_font, font_stack
from ..formats import Frame
from ..options import DETAILS, Options
from .text import text

__all__ = ["bar", "completed", "page", "script", "style"]

# Stands before the title of the sheet, which only several solutions have.
_SHEET = "<!-- sheet -->"
# Stands where the rule of an embedded font comes, once it is known what the formulas show.
_FONT = "/* font */\n"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FORMULA = re.compile("<math>(.*?)</math>", re.DOTALL)
_ARTICLE = re.compile(r'(?=<article class="solution" id=")')
_BEGINNING = re.compile(r'<article class="solution" id="([^"]*)">\s*<header>\s*<h1[^>]*>(.*?)</h1>', re.DOTALL)


def page(title: str, options: Options) -> Frame:
    """The file around one solution or several."""

    heading = f"{_SHEET}<h1>{text(options.title or words.SHEET)}</h1>"
    return Frame(
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{text(title)}</title>\n<style>\n{style(options.embed_font)}</style>\n</head>\n"
        f'<body class="derive">\n{bar(options)}\n<main class="solutions">\n{heading}\n',
        "\n\n",
        f"\n</main>\n<script>\n{script()}</script>\n</body>\n</html>\n",
    )


def style(embed_font: bool = False) -> str:
    """How a solution looks; embed_font: with a place for the rule of a font, for `completed` to fill."""
    rule = f".derive math {{ font-family: {font_stack(embed_font)}; }}\n"
    return f"{_FONT if embed_font else ''}{rule}{_file('style.css')}"


def script() -> str:
    """What the switches do."""
    return _file("script.js")


def _file(name: str) -> str:
    """A file of this folder, without its comments and the spaces at the margins."""
    written = _COMMENT.sub("", Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return "".join(f"{line.strip()}\n" for line in written.splitlines() if line.strip())


def bar(options: Options) -> str:
    """The switches; those that need the script are seen where it runs. An exercise has one level of detail."""
    said = "".join(f' data-{name}="{word}"' for name, word in _said_by_script().items())
    whole = (
        f"{_levels(options)}\n"
        f'<label><input type="checkbox" class="marks" checked>{words.MARKS}</label>\n'
        f'<label class="live"><input type="checkbox" class="stepwise">{words.STEPWISE}</label>\n'
        f'<button class="live folding">{words.FOLD}</button>\n' if options.form == "full" else ""
    )
    return (
        f'<header class="bar" aria-label="{words.TOOLS}"{said}>\n{whole}'
        f'<button class="live copy-all">{words.COPY_ALL}</button>\n'
        '<span class="said" role="status"></span>\n</header>'
    )


def _levels(options: Options) -> str:
    """In a form of their own: two solutions in one notebook are switched apart."""
    levels = "".join(
        f'<label><input type="radio" name="detail" value="{detail}"{" checked" if detail == options.detail else ""}>'
        f"{words.DETAILS[detail]}</label>" for detail in DETAILS
    )
    return f'<form method="dialog"><fieldset><legend>{words.DETAIL}</legend>{levels}</fieldset></form>'


def _said_by_script() -> dict[str, str]:
    return {
        "unfold": words.UNFOLD, "fold": words.FOLD, "tex": words.COPY, "copy": words.COPY_LINE,
        "copied": words.COPIED, "by-hand": words.COPY_BY_HAND, "end": words.ALL_SHOWN,
    }


# ---- several solutions -----------------------------------------------------------------------------------------


def completed(framed: str) -> str:
    """The page as it is with its one solution; with several, they stand below the title of the sheet and the
    contents, each under a name of its own. Raises MissingExtra where a font is wanted and cannot be had."""
    if _FONT in framed:
        framed = framed.replace(_FONT, f"{embedded_font(_FORMULA.findall(framed))}\n", 1)
    before, *articles = _ARTICLE.split(framed)
    if len(articles) < 2:
        return re.sub(f"{_SHEET}.*\n", "", framed, count=1)
    taken: set[str] = set()
    renamed = [_renamed(article, taken) for article in articles]
    heads = [head for article in renamed if (head := _BEGINNING.match(article))]
    entries = "\n".join(f'<li><a href="#{head[1]}">{head[2]}</a></li>' for head in heads)
    contents = f'<nav class="contents" aria-label="{words.CONTENTS}">\n<ol>\n{entries}\n</ol>\n</nav>'
    return f"{before.replace(_SHEET, '')}{contents}\n\n{''.join(map(_demoted, renamed))}"


def _renamed(article: str, taken: set[str]) -> str:
    """The solution with ids that no other one has."""
    head = _BEGINNING.match(article)
    name = head[1] if head else ""
    free = next(new for k in count(1) if (new := name if k == 1 else f"{name}-{k}") not in taken)
    taken.add(free)
    return re.sub(rf'(\b(?:id|popovertarget)="|href="#){re.escape(name)}(?=[".])', rf"\g<1>{free}", article)


def _demoted(article: str) -> str:
    """The solution with headings one level further down."""
    return re.sub(r"(</?h)([12])\b", lambda tag: f"{tag[1]}{int(tag[2]) + 1}", article)
