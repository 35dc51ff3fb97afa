"""What stands around a solution: the way in a sentence, the checks, the common mistakes, the cards."""

from functools import cache
from pathlib import Path

import pytest

from derive.checking.hand import checked
from derive.checking.report import LineVerdict
from derive.documents import write
from derive.documents.cards import CARD_OF, card
from derive.documents.checks import checks
from derive.documents.options import Options
from derive.documents.outline import outline
from derive.documents.phrases import in_words
from derive.expressions import Divide, integer
from derive.notation.latex import latex
from derive.notation.plain import plain
from derive.notation.reader import Scope, read
from derive.plans import solve
from derive.problem import load_all, loads
from derive.records import replace
from derive.words import cards, rules

PROBLEMS = sorted(Path(__file__).parents[2].glob("problems/*.yaml"))


@cache
def solution(name):
    (problem,) = load_all(Path(__file__).parents[2] / "problems" / f"{name}.yaml")
    return problem, solve(problem)


def said(phrases):
    return [in_words(phrase, str, plain) for phrase in phrases]


@pytest.mark.parametrize(("name", "sentence"), [
    ("coin", "We write down the likelihood, take its logarithm, differentiate, set the derivative to zero and solve, "
             "and show that this is the maximum."),
    ("last-ticket",
     "We write down the likelihood, see where it is not zero, take its logarithm, find where it is largest, and put "
     "the numbers in."),
    ("tagged-pike",
     "We write down the likelihood, see where it is not zero, compare neighbouring whole numbers, and find the "
     "number up to which the likelihood climbs."),
    ("all-heads",
     "We write down the likelihood, take its logarithm, differentiate, and show why there is no maximum."),
    ("next-token", ""),
])
def test_the_way_in_a_sentence(name, sentence):
    assert outline(*solution(name), Options(remarks=True)).intro == sentence


@pytest.mark.parametrize(("name", "expected"), [
    ("coin", [
        "Put back into the score: ℓ′(0.7) = 10 − 10 = 0",
        "A little to either side the log-likelihood is lower: ℓ(0.6) ≈ −6.32465, ℓ(0.7) ≈ −6.10864, "
        "ℓ(0.8) ≈ −6.39032",
        "A search for the highest point that uses nothing but the log-likelihood ends at θ ≈ 0.7",
        "The curvature at the top is ℓ″(0.7) ≈ −47.619, so a standard error is about one over the root of its size: "
        "0.145",
    ]),
    ("coil-resistances", [
        "Put back into the score: ∂ℓ/∂μ = 0, ∂ℓ/∂σ² = −30 + 30 = 0",
        "A search for the highest point that uses nothing but the log-likelihood, in one parameter at a time with "
        "the others at their estimates, ends at μ ≈ 14.2, σ² ≈ 0.1",
    ]),
    ("seeds-sown", [
        "A little to either side the log-likelihood is lower: ℓ(16) ≈ −7.5804, ℓ(17) ≈ −7.55568, ℓ(18) ≈ −7.68247",
    ]),
    ("all-heads", []), ("poisson-sample", []), ("tagged-pike", []), ("next-token", []),
])
def test_checks(name, expected):
    assert said(checks(*solution(name))) == expected


def test_a_score_with_jumps_is_not_put_back():
    """At the median of an odd number of observations the log-likelihood has a corner, no derivative that is zero."""
    problem = loads("title: t\nmodel: x ~ Laplace(μ, b)\ndata: [1, 2, 4]\n")
    assert said(checks(problem, solve(problem)))[0] == "Put back into the score: ∂ℓ/∂b = −3 + 3 = 0"


def test_an_estimate_that_is_none_passes_no_check():
    problem, derivation = solution("coin")
    (row,) = derivation.estimates
    wrong = replace(row, exact=Divide(integer(3), integer(5)), value=0.6)
    assert said(checks(problem, replace(derivation, estimates=(wrong,)))) == []


@pytest.mark.parametrize(("name", "expected"), [
    ("coin", [("4", "ℓ(θ) = log θ + 3 log(1 − θ)"), ("5", "ℓ′(θ) = 7/θ + 3/(1 − θ)"), ("9", "7 − θ = 3θ")]),
    ("coil-resistances", [
        ("5", "ℓ(μ, σ²) = −log(2πσ²) − (1/(2σ²)) Σ(xᵢ − μ)²"), ("6", "∂ℓ/∂μ = −(1/σ²) Σ(xᵢ − μ)"),
        ("19", "σ² = (1/(n − 1)) Σ(xᵢ − x̄)²"),
    ]),
    ("geiger-counter", [
        ("5", "ℓ(λ) = log λ − nλ − Σ log xᵢ!"), ("8", "ℓ′(λ) = 1/λ − n"), ("11", "(Σxᵢ)/λ = nλ"),
    ]),
    ("commuting", [("3", "ℓ(p₁, p₂, p₃, p₄) = log p₁ + 21 log p₂ + 40 log p₃ + 25 log p₄")]),
    ("short-text", [("5", "H = −log 0.5 − log 0.25 − log 0.125 − log 0.25")]),
    ("next-token", [("2", 'NLL("before") = log 0.5')]),
    ("quiz-fair-coin", []),
    # no root of the score is the answer
    ("all-heads", [("6", "6/θ = 0"), ("7", "θ̂ = 1")]),
    ("longest-wait", [("7", "ℓ(θ) = −(log θ)ⁿ"), ("8", "−n/θ = 0"), ("9", "θ̂ = min(x)")]),
    ("tagged-pike", [("7", "ℓ′(N) = 0")]),
])
def test_common_mistakes(name, expected):
    shown = outline(*solution(name), Options(remarks=True)).pitfalls
    assert [(pitfall.number, plain(pitfall.statement)) for pitfall in shown] == expected


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_a_common_mistake_is_wrong_and_stands_at_a_line_that_is_shown(path):
    for problem in load_all(path):
        derivation = solve(problem)
        document = outline(problem, derivation, Options(remarks=True))
        lines = {line.number: line.statement for section in document.sections for line in section.lines}
        assert len({pitfall.number for pitfall in document.pitfalls}) == len(document.pitfalls) <= 3
        for pitfall in document.pitfalls:
            assert pitfall.statement != lines[pitfall.number]
            assert pitfall.title
            assert pitfall.said
            assert read(latex(pitfall.statement)) == read(plain(pitfall.statement))


@pytest.mark.parametrize("name", ["coin", "emails", "connection-attempts", "response-times", "start-up-time"])
def test_the_checker_finds_the_common_mistakes_wrong(name):
    problem, derivation = solution(name)
    document = outline(problem, derivation, Options(remarks=True))
    lines = [line for section in document.sections for line in section.lines]
    assert document.pitfalls
    for pitfall in document.pitfalls:
        before = [plain(line.statement) for line in lines if int(line.number) < int(pitfall.number)]
        report = checked(problem, "\n".join([*before, plain(pitfall.statement)]))
        assert report.lines[-1].verdict is LineVerdict.WRONG


def test_remarks_are_printed_where_they_are_wanted():
    problem, derivation = solution("coin")
    with_them = write(problem, derivation, "text", remarks=True)
    assert "\n\nChecks\n  • Put back into the score: ℓ′(0.7) = 10 − 10 = 0\n" in with_them
    assert "\n\nCommon mistakes\n    4  ℓ(θ) = log θ + 3 log(1 − θ)\n       Exponent lost under" in with_them
    assert "Checks" not in write(problem, derivation, "text")


# ---- cards ----------------------------------------------------------------------------------------------------


def test_each_card_belongs_to_a_rule_and_each_rule_of_one_is_a_rule():
    assert set(CARD_OF.values()) == set(cards.CARDS)
    assert set(CARD_OF) <= set(rules.WORDS)


@pytest.mark.parametrize("rule", sorted({card: rule for rule, card in CARD_OF.items()}.values()))
def test_a_card_says_what_holds(rule):
    found = card(rule)
    assert found.title
    assert found.said.endswith(".")
    assert not found.condition.endswith(".")


def test_a_rule_that_says_all_in_its_reason_has_no_card():
    assert card("known-value") is None


def test_formulas_of_cards_are_written_in_every_notation():
    for name in CARD_OF:
        formula = card(name).formula
        if formula is not None:
            assert read(latex(formula), OPEN) == read(plain(formula), OPEN)


OPEN = Scope(frozenset(("θ", "μ", "a", "b", "c", "k", "m", "N", "p")), frozenset("x"), open_names=True)
