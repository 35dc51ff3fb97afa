"""What is refused, at which column, and what would be right; two readings are a fault and can both be had."""

from __future__ import annotations

import pytest
from calls import at_most
from tree_shape import shape

from derive.notation.faults import MAX_DEPTH, MAX_DIGITS, MAX_LENGTH, MAX_READINGS
from derive.notation.reader import ReadError, Scope, read, read_expression, readings

# text, column, part of the message, part of the suggestion
FAULTS: list[tuple[str, int, str, str]] = [
    # two readings
    ("1/2σ²", 1, "'1/2σ²' has two readings", "write 1/(2σ²) or (1/2) σ²"),
    ("7/10θ", 1, "two readings", "write 7/(10θ) or (7/10) θ"),
    (r"-n/2\sigma^2 + 1", 2, "two readings", r"write n/(2\sigma^2) or (n/2) \sigma^2"),
    ("3 + log 2πσ²", 9, "'log 2πσ²' has two readings", "write log(2πσ²) or (log 2) πσ²"),
    ("log x/y", 5, "'log x/y' has two readings", "write log(x/y) or (log x)/y"),
    ("log 2θ", 5, "two readings", "write log(2θ) or (log 2) θ"),
    ("log θ(1-θ)", 5, "two readings", "write log(θ(1-θ)) or (log θ) (1-θ)"),
    ("log Σ x_i / n", 5, "two readings", "log(Σ x_i / n)"),
    ("√2π", 2, "two readings", "write √(2π)"),
    ("e^-2λ", 3, "two readings", "write ^(-2λ) or ^(-2)"),
    ("x^2!", 3, "two readings", "write ^(2!)"),
    ("θ^Σx_i (1-θ)", 3, "two readings", "write ^(Σx_i)"),
    ("sum (x_i-μ)^2", 1, "two readings", "write sum(x_i-μ)^"),
    ("d/dθ (θ) 2", 1, "two readings", "write d/dθ[(θ) 2] or d/dθ[(θ)] 2"),
    ("n!=6", 2, "'!='", "write n! = 6 or n ≠ 6"),
    ("log2θ", 1, "touches", "log(2"),
    # decimal commas
    ("0,7", 1, "a decimal comma in '0,7'", "write 0.7"),
    ("θ = 0,7", 5, "a decimal comma", "write 0.7"),
    ("log(0,7)", 5, "a decimal comma", "write 0.7"),
    ("exp(0,7)", 5, "a decimal comma", "write 0.7"),
    ("L(0,7)", 3, "a decimal comma", "write 0.7"),
    ("(0,7) + 1", 2, "a decimal comma", "write 0.7"),
    # numbers side by side
    ("2 3", 3, "the number 3 follows '2'", "write 2·3"),
    ("x 2", 3, "the number 2 follows 'x'", "write x·2 or x^2"),
    ("x 1{2}", 3, "the number 1 follows 'x'", "write x·1 or x^1"),
    ("(1-θ)3", 6, "the number 3 follows", ""),
    # names
    ("7thetta", 2, "unknown name 'thetta'", "did you mean theta?"),
    ("ab", 1, "unknown name 'ab'", ""),
    (r"1 + \alhpa", 5, r"unknown command '\alhpa'", "did you mean alpha?"),
    (r"\frak{x}", 1, r"unknown command '\frak'", "did you mean frac?"),
    ("__import__('os')", 3, "unknown name 'import'", ""),
    # brackets and ends
    ("(1 - θ", 1, "'(' is never closed", ""),
    ("log(θ", 4, "'(' is never closed", ""),
    ("1 - θ)", 6, "')' closes no bracket", ""),
    ("(a]", 3, "unexpected ']'", ""),
    (r"\frac{a}{b", 9, "'{' is never closed", ""),
    ("a +", 4, "the text ends", ""),
    ("= 3", 1, "unexpected '='", ""),
    ("a = b →", 8, "the text ends", ""),
    ("2 * / 3", 5, "unexpected '/'", ""),
    ("(a = b) c", 2, "a statement stands in a bracket", ""),
    ("2 [0, 1]", 3, "an interval stands among factors", ""),
    ("[0, 1] + 1", 1, "an interval stands among factors", ""),
    ("2 {1, 2}", 3, "a set stands among factors", ""),
    ("", 1, "the text ends", ""),
    ("  ", 3, "the text ends", ""),
    # functions
    ("log -x", 5, "signed term", "write log(−…)"),
    ("exp(1, 2)", 1, "takes one argument, not 2", ""),
    ("C(n)", 1, "takes 2 arguments, not 1", ""),
    ("log", 4, "the text ends", ""),
    ("sin^{-1} x", 4, "a power of a function", ""),
    ("x'", 2, "stands behind a name only", ""),
    ("3!!", 2, "a double factorial", ""),
    ("d²/dθ ℓ", 4, "the orders above and below the line differ", ""),
    ("x_1 + … + y_n", 7, "the dots follow no pattern", ""),
    ("x + …", 5, "the dots follow no pattern", ""),
    ("…", 1, "nothing says what the dots stand for", ""),
    # characters
    ("θ\u200b", 2, "invisible character U+200B", "remove it"),
    ("\u202eθ", 1, "invisible character U+202E", "remove it"),
    ("θ\u2062x", 2, "invisible character U+2062", "remove it"),
    ("a\0", 2, "control character U+0000", "remove it"),
    ("\ud800", 1, "surrogate character U+D800", "remove it"),
    ('P("a\u202e")', 5, "invisible character U+202E", "remove it"),
    ("х", 1, "cyrillic small letter ha", ""),
    ("$x$", 1, "'$'", "leave the dollar signs out"),
    ("x ~ y", 3, "'~'", "model"),
    # sizes
    ("9^9^9^9", 3, "a power of more than", ""),
    ("10^10^10", 1, "an exponent beyond", ""),
    ("θ^10^10", 1, "an exponent beyond", ""),
    ("((2^60)^60)^60", 1, "a power of more than", ""),
    ("100000!", 1, "a factorial beyond", ""),
    ("(9!)!", 1, "a factorial beyond", ""),
    ("1e401", 1, "a power of ten beyond", ""),
    ("9" * (MAX_DIGITS + 1), 1, "a number of more than", ""),
    ("1/" * 200 + "2", 1, "a formula of more than", ""),
    ("(" * (MAX_DEPTH + 1) + "1", MAX_DEPTH + 1, "nested more than", ""),
]

BOMBS = [
    "(" * MAX_LENGTH, "-" * MAX_LENGTH, "a" * 10**6, "9" * 10**6, "√" * 5000 + "2", "log " * 5000 + "2",
    "e^" * 5000 + "1",
    "a*b/" * 1000 + "b", "1 " * 1000, "{" * 1000, r"\frac" * 1000, r"\frac{" * 1000, "Σ" * 1000 + "x", "Σ_{" * 1000,
    "p(" * 1000, "1{" * 1000, "1(" * 1000, "I(" * 1000, "d/d" * 1000, "∂/∂" * 1000, r"\hat{" * 1000,
    "x_{" * 1000, "x_(" * 1000, "_" * 1000, "^" * 1000, "!" * 1000, "ℓ^{" * 1000, "x" * 201, "²" * 1000,
    "x_1 + … + " * 1000, "1e-999999999", "2.5×10^999999999", "2^(10000!)", "1/2a(" * 60, "sum (x)^" * 60,
    "\\", "\\\\", r"\mathbb{" * 100, r"\text{", '"', "⌊" * 1000, "max(" * 200, r"\sqrt[" * 200, "日本", "a\u0301",
]  # fmt: skip

READINGS: list[tuple[str, list[str]]] = [
    ("2 log x", ["(* 2 (log x))"]),
    ("log 2πσ²", ["(* (log 2) #π (^ σ 2))", "(log (* 2 #π (^ σ 2)))"]),
    ("log x/y", ["(/ (log x) y)", "(log (/ x y))"]),
    ("1/2σ²", ["(* (/ 1 2) (^ σ 2))", "(/ 1 (* 2 (^ σ 2)))"]),
    ("log 2θ/n", ["(/ (* (log 2) θ) n)", "(/ (log (* 2 θ)) n)", "(log (/ (* 2 θ) n))"]),
    ("e^-2λ", ["(* (^ #e (- 2)) λ)", "(^ #e (- (* 2 λ)))"]),
    ("θ^Σx_i λ", ["(* (^ θ (Σ i=1..n x[i])) λ)", "(^ θ (Σ i=1..n (* x[i] λ)))"]),
    ("sum (x_i)^2", ["(^ (Σ i=1..n x[i]) 2)", "(Σ i=1..n (^ x[i] 2))"]),
    ("1/2a + 1/2b", [
        "(+ (* (/ 1 2) a) (* (/ 1 2) b))", "(+ (/ 1 (* 2 a)) (* (/ 1 2) b))",
        "(+ (* (/ 1 2) a) (/ 1 (* 2 b)))", "(+ (/ 1 (* 2 a)) (/ 1 (* 2 b)))",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "message", "suggestion"), FAULTS)
def test_faults(text: str, column: int, message: str, suggestion: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(text)
    fault = caught.value
    assert message in fault.message
    assert fault.column == column
    assert suggestion in (fault.suggestion or "")
    assert f"column {column}: {fault.message}" in str(fault)


@pytest.mark.parametrize("text", BOMBS, ids=lambda text: text[:12])
@pytest.mark.parametrize("entry", [read, read_expression, readings])
def test_bombs_end_in_a_fault_and_soon(text: str, entry: object) -> None:
    with at_most(50_000 + 10 * len(text)), pytest.raises(ReadError):
        entry(text)  # type: ignore[operator]


def test_large_lines_that_are_fine_are_read() -> None:
    total = read("(" + " + ".join(["72"] * 5000) + ")/5000")
    assert len(total.numerator.terms) == 5000  # type: ignore[attr-defined]
    read("0.5^1000 θ^120000 (1-θ)^880000")
    read("(" * 50 + "θ" + ")" * 50)
    read("1000!/(120! 880!)")


@pytest.mark.parametrize(("text", "trees"), READINGS)
def test_all_readings_can_be_had(text: str, trees: list[str]) -> None:
    found = [shape(tree) for tree in readings(text)]
    assert found[0] == trees[0]
    assert sorted(found) == sorted(trees)


def test_the_number_of_readings_is_bounded() -> None:
    assert len(readings(" + ".join(["1/2a"] * 20))) == MAX_READINGS


def test_a_lenient_scope_reads_from_left_to_right() -> None:
    assert shape(read("1/2σ²", Scope(strict=False))) == "(* (/ 1 2) (^ σ 2))"
