"""MathML of expressions: the markup of small formulas, MathML Core and nothing else, and what is shown reads back."""

from __future__ import annotations

import random

import pytest
from calls import calls_of
from mathml_reading import as_latex, core_faults, tree
from random_expressions import random_expression
from random_notation import random_reading
from test_writers import LOOKS, SYMBOLS, VARIANCE, reads_back, σ2

from derive.expressions import Apply, Expression, Relation, Text, walk
from derive.notation.mathml import mathml, mathml_links, mathml_pieces
from derive.notation.plain import plain
from derive.notation.reader import Scope, read

TIMES, APPLY = "<mo>\u2062</mo>", "<mo>\u2061</mo>"
OPEN, CLOSE = '<mo stretchy="false">(</mo>', '<mo stretchy="false">)</mo>'
THIN = '<mo rspace="0.1667em">\u2062</mo>'
TIGHT = '<mo lspace="0" rspace="0">'
TAILS = f"<mrow>{OPEN}<mrow><mn>1</mn><mo>−</mo><mi>θ</mi></mrow>{CLOSE}</mrow>"
HAT = '<mover accent="true"><mi>{}</mi><mo stretchy="false">ˆ</mo></mover>'


@pytest.mark.parametrize(("text", "markup"), [
    ("θ^7", "<msup><mi>θ</mi><mn>7</mn></msup>"),
    ("7(1 − θ)", f"<mn>7</mn>{TIMES}{TAILS}"),
    ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    ("log θ", '<mi>log</mi><mo rspace="0.1667em">\u2061</mo><mi>θ</mi>'),
    ("log(1 − θ)", f"<mi>log</mi>{APPLY}{TAILS}"),
    ("θ̂", HAT.format("θ")),
    ("p̂₁", f"<msub>{HAT.format('p')}<mn>1</mn></msub>"),
    ("−7/10", "<mo>−</mo><mfrac><mn>7</mn><mn>10</mn></mfrac>"),
    ("Σxᵢ", f'<munderover><mo lspace="0">∑</mo><mrow><mi>i</mi>{TIGHT}=</mo><mn>1</mn></mrow><mi>n</mi></munderover>'
            "<msub><mi>x</mi><mi>i</mi></msub>"),
    ("C(n, k)", '<mrow><mo>(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow>'),
    ("√2", "<msqrt><mn>2</mn></msqrt>"),
    ("2√3", f"<mn>2</mn>{TIMES}<msqrt><mn>3</mn></msqrt>"),
    ("2·(3/7)", "<mn>2</mn><mo>⋅</mo><mfrac><mn>3</mn><mn>7</mn></mfrac>"),
    ("2·3", "<mn>2</mn><mo>⋅</mo><mn>3</mn>"),
    ("Γ(a)", f'<mi mathvariant="normal">Γ</mi>{APPLY}<mrow>{OPEN}<mi>a</mi>{CLOSE}</mrow>'),
    ("ℓ″", "<mi>ℓ</mi><mo>″</mo>"),
    ("9.5×10^-7", "<mn>9.5</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>7</mn></mrow></msup>"),
    ("θ^(x − 1)", f"<msup><mi>θ</mi><mrow><mi>x</mi>{TIGHT}−</mo><mn>1</mn></mrow></msup>"),
    ("x̄", '<mover><mi>x</mi><mo stretchy="false">¯</mo></mover>'),
    ("1{x ≤ θ} θ", f'<mn>𝟙</mn><mrow><mo stretchy="false">{{</mo><mrow><mi>x</mi><mo>≤</mo><mi>θ</mi></mrow>'
                   f'<mo stretchy="false">}}</mo></mrow>{TIMES}<mi>θ</mi>'),
    ("a·1{x ≤ θ}", f'<mi>a</mi>{THIN}<mn>𝟙</mn><mrow><mo stretchy="false">{{</mo><mrow><mi>x</mi><mo>≤</mo>'
                   '<mi>θ</mi></mrow><mo stretchy="false">}</mo></mrow>'),
    ("70% θ", f"<mn>70%</mn>{THIN}<mi>θ</mi>"),
    ("a = 1 or a < 2", "<mrow><mi>a</mi><mo>=</mo><mn>1</mn></mrow><mtext>\xa0or\xa0</mtext>"
                       "<mrow><mi>a</mi><mo>&lt;</mo><mn>2</mn></mrow>"),
])
def test_markup(text: str, markup: str) -> None:
    e = read(text)
    assert mathml(e) == f'<math alttext="{plain(e).replace("<", "&lt;")}">{markup}</math>'


def test_a_block_says_so() -> None:
    assert mathml(read("θ"), display=True) == '<math display="block" alttext="θ"><mi>θ</mi></math>'


@pytest.mark.parametrize(("token", "shown"), [
    ('a<b>&"c', '“a&lt;b&gt;&amp;"c”'), ("a\nb", "“a\\nb”"), ("\u202e\0", "“\\u202e\\x00”"), (" the", "“\xa0the”"),
    ("”", '"”"'),
])
def test_tokens_of_a_text_are_no_markup(token: str, shown: str) -> None:
    markup = mathml(Apply("P", (Text(token),)))
    assert f"<mi>{shown}</mi>" in markup
    assert core_faults(tree(markup)) == []


def shown(e: Expression) -> str:
    """What a person sees of the MathML, which is well-formed and MathML Core."""
    root = tree(mathml(e))
    assert core_faults(root) == []
    assert root.get("alttext") == plain(e)
    return as_latex(root)


def one_after_another(e: Expression) -> str:
    """What a person sees of the pieces, each of them well-formed."""
    pieces = [tree(f"<math>{piece}</math>") for piece in mathml_pieces(e)]
    assert [core_faults(piece) for piece in pieces] == [[]] * len(pieces)
    return "".join(map(as_latex, pieces))


@pytest.mark.parametrize("e", [row[0] for row in LOOKS], ids=[row[1] for row in LOOKS])
def test_looks_read_back(e: Expression) -> None:
    assert read(shown(e), VARIANCE if any(node == σ2 for node in walk(e)) else Scope()) == e


@pytest.mark.parametrize("seed", range(2))
def test_random_lines_read_back(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(400):
        depth = rng.randint(1, 3)
        for e in (random_expression(rng, depth, rng.choice(SYMBOLS)), random_reading(rng, depth)):
            assert reads_back(shown(e), e), plain(e)
            assert reads_back(one_after_another(e), e), plain(e)


@pytest.mark.parametrize("depth", [4, 8])
def test_a_node_takes_a_few_calls(depth: int) -> None:
    rng = random.Random(0)
    trees = [random_expression(rng, depth) for _ in range(200)]
    nodes = sum(1 for e in trees for _ in walk(e))
    assert calls_of(lambda: [mathml(e) for e in trees]) < 25 * nodes


@pytest.mark.parametrize("text", [
    "ℓ(θ) = 7 log θ + 3 log(1 − θ)", "−7/θ − 3/(1 − θ) = 0", "a = 1 or b = −2, c = 3 − d",
    "a = b → c = d − 1 ⇒ e = f",
    "a = b → c = d; e = f, g = h", "θ = 1 ± √2", "x", "7 − (1 − θ)",
    "L = Π (1/√(2πσ²)) e^(−(xᵢ − μ)²/(2σ²)) (1 − θ)^(n − 1) exp(−λ) − Γ(α + β + γ)ⁿ Γ(α)^(−n) Γ(β)^(−n) 1{x < 1}",
])
def test_pieces_are_the_formula(text: str) -> None:
    assert read(one_after_another(read(text))) == read(text)


def test_pieces_begin_with_their_sign() -> None:
    pieces = [as_latex(tree(f"<math>{piece}</math>")) for piece in mathml_pieces(read("a = 7 log θ − 3 + b, c = d"))]
    assert pieces == ["a", r" = 7 \log  θ", "-3", "+b, ", "c", " = d"]


def test_an_interval_is_cut_behind_its_comma() -> None:
    pieces = [as_latex(tree(f"<math>{piece}</math>")) for piece in mathml_pieces(read("a ∈ [0.5, 0.75)"))]
    assert [piece.replace(" ", "") for piece in pieces] == ["a", "∈[0.5,", "0.75)"]


def test_long_products_are_cut() -> None:
    e = read("a b Γ(α + β)ⁿ Γ(α)^(−n) Γ(β)")
    pieces = [as_latex(tree(f"<math>{piece}</math>")) for piece in mathml_pieces(e)]
    assert pieces == ["a b Γ (α+β)^{n} ", "Γ (α)^{-n} Γ (β)"]


def test_links_begin_with_their_relation() -> None:
    e = read("a = −b < c")
    assert isinstance(e, Relation)
    assert mathml_links(e) == [
        "<mi>a</mi>", "<mo>=</mo><mrow><mo>−</mo><mi>b</mi></mrow>", "<mo>&lt;</mo><mi>c</mi>",
    ]


@pytest.mark.parametrize(("text", "part", "marked"), [
    ("7θ = 3", "7θ", f'<mrow class="changed"><mn>7</mn>{TIMES}<mi>θ</mi></mrow><mo>=</mo><mn>3</mn>'),
    ("a − b", "−b", '<mi>a</mi><mrow class="changed"><mo form="infix">−</mo><mi>b</mi></mrow>'),
    ("x_i^2", "x_i", '<msup><mrow class="changed"><msub><mi>x</mi><mi>i</mi></msub></mrow><mn>2</mn></msup>'),
    ("e^(a/b)", "a/b", '<msup><mi>e</mi><mrow class="changed"><mfrac><mi>a</mi><mi>b</mi></mfrac></mrow></msup>'),
    ("a(b + c)", "c", None),
])
def test_marked_parts_stand_in_a_row(text: str, part: str, marked: str | None) -> None:
    markup = mathml(read(text), marked=(read(part),))
    assert markup.count('<mrow class="changed">') == 1
    assert marked is None or f">{marked}</math>" in markup
    assert read(as_latex(tree(markup))) == read(text)


def test_nothing_is_marked_where_nothing_was_asked_for() -> None:
    assert "changed" not in mathml(read("7θ = 3"), marked=(read("8θ"),))
