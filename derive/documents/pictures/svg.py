"""The geometry as SVG, drawn by matplotlib (extra `plot`) without its windows and its state.

Text stays text (`svg.fonttype: none`): a picture then weighs half, is found by a search, takes the fonts and the
colour of the page that it stands on, and looks right without the fonts of matplotlib. Labels with a hat alone are
outlines, since most fonts put the hat through the letter. Strokes are in the colour of the text (`currentColor`), so
that a picture in a dark page is light; the one colour besides is of middle lightness, for white, black and grey.
"""

from __future__ import annotations

import re
from hashlib import sha256
from xml.sax.saxutils import quoteattr

from .plot import Plot

__all__ = ["EXTRA", "svg"]

EXTRA = "pictures need matplotlib: pip install 'derive[plot]'"
FONTS = "'Libertinus Serif', 'STIX Two Text', Cambria, 'Times New Roman', serif"


def svg(plot: Plot) -> str:
    """The picture as one `svg` element. Raises ImportError, which names the extra, where matplotlib is missing."""
    try:
        from .drawing import CLOSES, FONT, INK, OPENS, page
    except ImportError as missing:
        raise ImportError(EXTRA) from missing
    drawn = _alone(page(plot)).replace(INK, "currentColor").replace(f"'{FONT}'", FONTS)
    drawn = re.sub(f"{OPENS}(.*?){CLOSES}", lambda found: _slanted(found[1]), drawn)
    return drawn.replace("<svg ", f'<svg role="img" fill="currentColor" aria-label={quoteattr(plot.alt)} ', 1)


def _alone(page: str) -> str:
    """The element without what two pictures on one page must not share, and without what nobody sees."""
    page = page[page.index("<svg"):]
    page = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", page, flags=re.DOTALL)
    page = re.sub(r'<style type="text/css">.*?</style>', "", page, flags=re.DOTALL)
    page = page.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "").replace("xlink:href", "href")
    page = _styled_once(_own_names(page))
    page = re.sub(r"<clipPath[ >].*?</clipPath>", "", page, flags=re.DOTALL)  # of axes: no shape goes beyond them
    page = re.sub(r' transform="rotate\(-0 [^)]*\)"', "", page)
    page = _PLACES.sub(lambda found: _LONG.sub(lambda number: f"{float(number[0]):.1f}", found[0]), page)
    return re.sub(r">\s+<", "><", page).replace("<defs></defs>", "").strip()


_PLACES = re.compile(r' (?:d|x|y)="[^"]*"')
_LONG = re.compile(r"-?\d+\.\d{2,}")
"""Numbers of places with more decimals than can be seen."""


def _own_names(page: str) -> str:
    """Names of parts only where a part is used, and such as no other picture has."""
    salt = sha256(page.encode()).hexdigest()[:6]
    used = set(re.findall(r'href="#([^"]+)"', page))
    page = re.sub(r' id="([^"]+)"', lambda found: f' id="{found[1]}-{salt}"' if found[1] in used else "", page)
    return re.sub(r'href="#([^"]+)', lambda found: f'href="#{found[1]}-{salt}', page)


def _styled_once(page: str) -> str:
    """How a mark looks where it is defined, and not at each use, as matplotlib says it."""
    styles = dict(re.findall(r'<use href="#([\w-]+)"[^>]* style="([^"]+)"', page))
    for name, style in styles.items():
        page = re.sub(rf'(id="{name}"[^>]*style=")[^"]*', rf"\g<1>{style}", page)
    return re.sub(r'(<use [^>]*) style="[^"]*"', r"\1", page)


_LATIN_OR_GREEK = "A-Za-zΑ-Ωα-ωℓ"
_LETTER = re.compile(f"(?<![{_LATIN_OR_GREEK}])([{_LATIN_OR_GREEK}][\u0302\u0304]?)(?![{_LATIN_OR_GREEK}])")


def _slanted(text: str) -> str:
    """Single letters of mathematics in italics."""
    return _LETTER.sub(r'<tspan font-style="italic">\1</tspan>', text)
