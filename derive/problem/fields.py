"""The fields of a problem file: one table, from which files are checked and the JSON Schema is made."""

from __future__ import annotations

from functools import partial

from ..notation.choices import CHOICES, fault_of
from .shapes import Choice, Either, Field, ListOf, MapOf, Record, Shape, Text, Word

__all__ = ["FIELDS", "PROBLEM"]

MOST_OF_UNIT = 60  # characters: a unit stands in one piece behind a number
_EXPRESSION = Word("an expression in the notation")
_RELATION = Word("a statement in the notation")
_NUMBER = Word("a number")
_LABEL = Word("a word")


def _one_or_more(item: Shape, several: str) -> Either:
    return Either(f"{item.words}, or {several}", (item, ListOf(several, item)))


_DOMAIN = Either("a domain such as 0 < θ < 1, real or positive", (
    Word("a domain such as 0 < θ < 1, real, positive, integer >= 9"),
    ListOf("a closed interval [0, 1]", _NUMBER),
))
_OUTCOMES = Field("outcomes", MapOf("a mapping of label to 1 or 0", _NUMBER),
                  "what the labels of the data count as: {opened: 1, unopened: 0}")
_DISTRIBUTION = MapOf("a mapping of token to probability", _NUMBER)

_DENSITY = Record("a density or mass of one's own", (
    Field("variable", _LABEL, "the name of the observation"),
    Field("variables", ListOf("the names of a vector", _LABEL), "instead of variable, for a vector: [x, y]"),
    Field("density", _EXPRESSION, "the density of a continuous variable"),
    Field("mass", _EXPRESSION, "the probability mass of a discrete variable: on the integers in the support"),
    Field("support", Either("a condition such as 0 < x < 1 or real, or one for each variable", (
        _EXPRESSION, MapOf("a mapping of variable to support", _EXPRESSION))),
        "where the density is positive: 0 < x < 1; the whole line is `real`; of a vector {x: x > 0, y: real}"),
), needs=(("density", "mass"), ("variable", "variables"), ("support",)))

_MODEL = Either("a statement such as x ~ Bernoulli(θ), a list of them, or a density of one's own", (
    Word("x ~ Family(arguments)"),
    ListOf("statements, one a sample", Either("a statement or a density", (Word("x ~ Family(arguments)"), _DENSITY))),
    _DENSITY,
))

_COUNTS = Record("a frequency table", (
    Field("counts", MapOf("a mapping of outcome to how often it came", _NUMBER), "outcome: how often it came"),
    _OUTCOMES,
), needs=(("counts",),))

_FILE = Record("a data file", (
    Field("file", Word("a path"), "a csv or json file in the problem's folder or below"),
    Field("column", _LABEL, "the column to read, where it is not named like the variable"),
    _OUTCOMES,
), needs=(("file",),))

_DATA = Either("a list of observations, columns, counts, summaries or a file", (
    ListOf("the observations of the one variable", _NUMBER),
    _COUNTS,
    _FILE,
    MapOf("columns {x: [1, 2], y: [3, 4]} or summaries {n: 10, sum(x): 7}",
          _one_or_more(_NUMBER, "a list of observations")),
))

_PREDICTION = MapOf("a distribution {cat: 0.5, dog: 0.3}, or several by name {before: {cat: 0.5}}", Either(
    "a probability, or a distribution over tokens", (_NUMBER, _DISTRIBUTION)))

_WRITTEN = {
    "log": "how the natural logarithm is written", "likelihood": "the name of the likelihood",
    "log-likelihood": "the name of its logarithm", "estimate": "an estimate with a hat, θ̂, or as θ_MLE",
    "places": "decimal places of rounded numbers",
}
_NOTATION = Record("how the solution is written", tuple(
    Field(key, Choice(doc, CHOICES[key], partial(fault_of, key)), doc) for key, doc in _WRITTEN.items()
))

FIELDS = (
    Field("title", Text("text"), "what the problem is called; printed with the solution"),
    Field("question", Text("text"), "what is asked, in words; printed with the solution"),
    Field("source", Text("text"), "where the problem comes from"),
    Field("tags", _one_or_more(_LABEL, "a list of words"), "words to find the problem by"),
    Field("model", _MODEL,
          "how the data arise: x ~ Bernoulli(θ), a list of such statements, or a density of one's own"),
    Field("likelihood", _EXPRESSION, "instead of model: the likelihood itself, θ^7 (1-θ)^3"),
    Field("parameters", MapOf("a mapping of parameter to domain, {θ: 0 < θ < 1}", _DOMAIN),
          "parameter: domain; needed where the model does not imply it"),
    Field("constraints", _one_or_more(_RELATION, "a list of relations"),
          "relations among parameters: [p_1 = 2 p_2]"),
    Field("known", MapOf("a mapping of symbol to value or `symbolic`, {σ: 2}", _DOMAIN),
          "symbols that are given: with a value, `symbolic`, or a domain"),
    Field("data", _DATA, "the observations; left out, the derivation is for a sample of any size"),
    _OUTCOMES,
    Field("find", _one_or_more(Word("what is asked"), "a list of what is asked"),
          "mle (where left out), mle of <expression>, likelihood, log-likelihood, score, fisher-information, "
          "standard-error, confidence-interval, nll, cross-entropy, perplexity"),
    Field("predictions", _one_or_more(_PREDICTION, "a list of them, one a position of the text"),
          "what a language model predicts: {before: {cat: 0.5, dog: 0.3}, after: {cat: 0.8}}"),
    Field("target", _one_or_more(_LABEL, "a list of the tokens of a text"),
          "the token that came; for a text the list of its tokens"),
    Field("context", Word("text"), "the text before the token"),
    Field("choices", MapOf("a mapping of label to answer, two or more", _EXPRESSION, least=2),
          "label: possible answer"),
    Field("answer", _LABEL, "the label of the right choice; the derivation confirms it or the file is refused"),
    Field("expected", Either("the answer, or a mapping of parameter to answer", (
        _EXPRESSION, MapOf("a mapping of parameter to answer", _EXPRESSION))),
        "the answer expected, {θ: 7/10}; the derivation confirms it or the file is refused"),
    Field("unit", Text("the name of a unit, such as °F", most=MOST_OF_UNIT),
        "the unit of the data, carried to the answer"),
    Field("notation", _NOTATION, "how documents write it: {log: ln, log-likelihood: l, estimate: mle, places: 3}"),
    Field("show", _one_or_more(_RELATION, "a list of statements"),
          "statements about the functions of the problem that the derivation proves: d/dθ[log L(θ)] = L'(θ)/L(θ)"),
)

PROBLEM = Record("a problem", FIELDS)
