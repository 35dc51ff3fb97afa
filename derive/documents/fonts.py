"""Fonts for MathML: the stack that a page asks for, and a subset of one to go with the page.

A mathematical font has a table of its own (MATH) for the sizes of brackets, roots and sums; without such a font
browsers fall back on ordinary letters, which is readable but plain. The font that can be embedded is STIX Two Math
(SIL Open Font License), which ziamath ships; fonttools takes out of it what a page shows. The other packages with
fonts that were looked at ship none with that table (matplotlib's STIX has it not), or hide it in a binary (typst).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import decomposition

from .extras import MissingExtra, extra, missing

__all__ = ["embedded_font", "font_stack"]

# What reading systems have: LaTeX's own, those of Word and macOS, those of Linux; `math` is the browser's choice.
_INSTALLED = (
    "Latin Modern Math", "STIX Two Math", "XITS Math", "Libertinus Math", "TeX Gyre Termes Math", "Cambria Math",
    "Noto Sans Math", "STIX Math", "DejaVu Math TeX Gyre",
)
_EMBEDDED = "Derive Math"
_EXTRA, _PACKAGE, _FILE = "html", "ziamath", "fonts/STIXTwoMath-Regular.ttf"

# Letters that MathML shows slanted stand for letters of the mathematical alphabet; roots are drawn from a sign that
# stands in no text.
_SLANTED = (0x210E, *range(0x1D434, 0x1D455), *range(0x1D456, 0x1D468), *range(0x1D6E2, 0x1D71C))
_ALWAYS = " √"


def font_stack(embedded: bool = False) -> str:
    """The value of `font-family` for `math`; embedded: with the font of `embedded_font` first."""
    names = (_EMBEDDED, *_INSTALLED) if embedded else _INSTALLED
    return ", ".join((*(f'"{name}"' for name in names), "math"))


def embedded_font(characters: Iterable[str]) -> str:
    """The `@font-face` rule with a font that has these characters, their slanted forms, and all sizes of them.

    characters: texts or characters that the formulas show. Raises MissingExtra without the extra `html`.
    """
    return _rule(frozenset("".join(characters)))


@lru_cache(maxsize=64)  # the fragments of one page, and pages of the same problem in other forms, show the same
def _rule(characters: frozenset[str]) -> str:
    subset, path = extra("fontTools", _EXTRA), _path()
    extra("brotli", _EXTRA)
    subset = import_module(f"{subset.__name__}.subset")
    font = subset.load_font(path, _options(subset))
    subsetter = subset.Subsetter(_options(subset))
    subsetter.populate(unicodes=_codes(characters))
    subsetter.subset(font)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written)
    data = b64encode(written.getvalue()).decode("ascii")
    return f'@font-face{{font-family:"{_EMBEDDED}";src:url(data:font/woff2;base64,{data}) format("woff2")}}'


def _path() -> str:
    """The file of the font; the package that ships it draws formulas, and is not imported."""
    found = find_spec(_PACKAGE)
    for folder in found.submodule_search_locations or () if found else ():
        if (path := Path(folder, _FILE)).is_file():
            return str(path)
    raise MissingExtra(missing(_PACKAGE, _EXTRA))


def _options(subset: Any) -> Any:
    """Script forms and the licence stay; hints for screens of old do not, nor a date that differs from run to run."""
    options = subset.Options(layout_features=["ssty", "ccmp"], hinting=False, desubroutinize=True, glyph_names=False)
    options.name_IDs = [0, 1, 2, 13, 14]
    options.drop_tables += ["DSIG"]
    options.recalc_timestamp = False
    return options


def _codes(characters: frozenset[str]) -> set[int]:
    shown = {*characters, *_ALWAYS}
    return {*map(ord, shown), *(code for code in _SLANTED if _upright(code) in shown)}


def _upright(code: int) -> str:
    """The letter that is slanted: `<font> 03B8` says Unicode of the slanted θ."""
    return chr(int(decomposition(chr(code)).split()[-1], 16))
