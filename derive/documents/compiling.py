"""Typst source → PDF/UA-1, in memory."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from .extras import extra

__all__ = ["compiled"]

_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_JOINERS = "\u200c\u200d"


def compiled(source: str) -> bytes:
    """The tagged PDF of a Typst source, the same for the same source. Raises MissingExtra where Typst is not there.

    The fonts are those that the compiler brings along. Where none of them has a character, those of the system are
    asked, and where they have not got it either, its code point is printed: the standard forbids an empty box.
    """
    typst = extra("typst", "pdf")
    system = False
    while True:
        try:
            pdf: bytes = _compiler(system).compile(source.encode(), format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError as error:
            text = _NOT_SHOWN.search(error.message)
            if text is None or text[1] not in source:
                raise
            source = _by_code_points(source, text[1]) if system else source
            system = True
        else:
            return pdf


@lru_cache(maxsize=2)
def _compiler(system: bool) -> Any:
    """A compiler that has read its fonts: with those of the system, or its own alone."""
    typst = extra("typst", "pdf")
    return typst.Compiler(font_paths=typst.Fonts(include_system_fonts=system))


def _by_code_points(source: str, text: str) -> str:
    for character in text:
        source = source.replace(character, "" if character in _JOINERS else f"U+{ord(character):04X}")
    return source
