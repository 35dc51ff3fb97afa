"""The font that goes with a page: what is in it, and what is said where it cannot be made."""

from __future__ import annotations

from base64 import b64decode
from importlib.util import find_spec
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from derive.documents import extras, fonts
from derive.documents.extras import MissingExtra
from derive.documents.fonts import embedded_font, font_stack


def font_of(rule: str) -> TTFont:
    head, _, tail = rule.partition("base64,")
    assert head == '@font-face{font-family:"Derive Math";src:url(data:font/woff2;'
    return TTFont(BytesIO(b64decode(tail.partition(")")[0])))


@pytest.fixture(scope="module")
def font() -> TTFont:
    return font_of(embedded_font(["L(θ) = ", "h√∑"]))


def test_it_has_the_characters_and_their_slanted_forms(font):
    assert {*"L(θ) = h√∑", "𝐿", "𝜃", "ℎ"} == {chr(code) for code in font.getBestCmap()}


@pytest.mark.parametrize("character", "(√∑")
def test_it_has_the_sizes_of_what_grows(font, character):
    variants = font["MATH"].table.MathVariants
    glyph = font.getBestCmap()[ord(character)]
    sizes = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(glyph)].MathGlyphVariantRecord
    assert len({size.VariantGlyph for size in sizes} & set(font.getGlyphOrder())) == len(sizes) > 1


def test_it_has_forms_for_exponents_and_its_licence(font):
    assert "ssty" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "SIL Open Font License" in font["name"].getDebugName(13)


def test_it_is_small_and_the_same_each_time():
    rule = embedded_font("abcdefghijklmnopqrstuvwxyz αβγθλμσψ 0123456789 ()[]{}|=<≤−+·∑∏√ΓΦ")
    assert len(rule) < 60_000
    fonts._rule.cache_clear()
    assert embedded_font("abcdefghijklmnopqrstuvwxyz αβγθλμσψ 0123456789 ()[]{}|=<≤−+·∑∏√ΓΦ") == rule


@pytest.mark.parametrize("package", ["fontTools", "brotli", "ziamath"])
def test_without_the_extra_it_is_named(monkeypatch, package):
    for module in (extras, fonts):
        monkeypatch.setattr(module, "find_spec", lambda name: None if name == package else find_spec(name))
    with pytest.raises(MissingExtra, match=rf"{package}: pip install 'derive\[html\]'"):
        embedded_font(f"a font that was not asked for before {package}")


def test_the_stack_ends_with_what_the_browser_has():
    assert font_stack().startswith('"Latin Modern Math", "STIX Two Math"')
    assert font_stack(embedded=True) == f'"Derive Math", {font_stack()}'
    assert font_stack().endswith(", math")
