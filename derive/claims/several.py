"""Claims about several unknowns at once: concavity in all of them, zeros and maxima, ways up, other parameters."""

from __future__ import annotations

from fractions import Fraction

from ..expressions import Expression, Relation
from .claim import Claim

__all__ = [
    "Climbs", "ConcaveInAll", "ConcaveInForms", "ConcaveInShapes", "JointMaximum", "JointNewton", "JointRoot",
    "JointSolutions", "JointZero", "MaximumUnderCondition",
    "NewParameters", "ReadBack", "Reparametrised",
]


class ConcaveInAll(Claim):
    """`before` is the log-likelihood; `after` is `g < 0`, where g is its second derivative in any direction: the sum
    over pairs of variables of the second derivatives times the symbols of `directions`. It is −Σ w (Σ d_j z_j)² with
    a positive `weight` w and the `columns` z_j, which are free of the variables and linearly independent over the
    sample: the function is strictly concave in all variables together. With `≤ 0` the columns may be dependent.
    `beside` lists variables for which m d² with a positive m is taken off as well (n d²/b² for n log b): only the
    columns of the others have to be independent."""

    variables: tuple[str, ...]
    directions: tuple[str, ...]
    weight: Expression
    columns: tuple[Expression, ...]
    beside: tuple[tuple[str, Expression], ...] = ()


class ConcaveInForms(Claim):
    """`before` is the log-likelihood; `after` is `g < 0`, where g is its second derivative in any direction, the
    symbols of `directions`. It is −Σ w (Σ a_j d_j)²/f² over the parts: a positive weight w, a positive form f, and
    its slopes a_j, a number for each variable. Only in the direction zero do all these squares vanish."""

    variables: tuple[str, ...]
    directions: tuple[str, ...]
    parts: tuple[tuple[Expression, Expression, tuple[Fraction, ...]], ...]


class ConcaveInShapes(Claim):
    """`before` is the log-likelihood, for its variables a function with second derivatives zero less a positive
    multiple, free of them, of Σ m_j log Γ(a_j) − log Γ(Σ m_j a_j + r), where the whole numbers m_j stand in `times`
    and r, zero or positive, is the `rest`. Its second derivatives are the variances and covariances of sums of
    log x_j, m_j of them each, under a Dirichlet law: the function is strictly concave in all variables together.
    `after` states ∂²ℓ/∂a² < 0 for the first one, and that the determinant is positive: of two shapes without rest
    ψ′(a) ψ′(b) − ψ′(a + b)(ψ′(a) + ψ′(b)) > 0, else ψ′(Σ m_j a_j + r) Σ m_j/ψ′(a_j) < 1."""

    variables: tuple[str, ...]
    times: tuple[int, ...]
    rest: Expression


class JointZero(Claim):
    """`before` lists equations, as many as there are variables; `after` says `v ≈ decimal` for each variable, rounded
    to the digits that it shows. In the box (an interval for each variable) they have exactly one common solution, at
    the data. Where `concave` is an established line of `ConcaveInAll` whose weights and columns are meant, the slopes
    of the scores are taken from it."""

    variables: tuple[str, ...]
    box: tuple[tuple[Fraction, Fraction], ...]
    concave: Expression | None = None


class JointNewton(Claim):
    """`before` lists equations; `after` says `v_k ≈ decimal` for each variable: where Newton's step from `start`
    leads, at the data. `concave` is as for `JointZero`."""

    variables: tuple[str, ...]
    start: tuple[Fraction, ...]
    concave: Expression | None = None


class JointMaximum(Claim):
    """`before` is a line of `JointZero` for the scores of all variables; `concave` is an established line that says
    that the log-likelihood is strictly concave in them, or lists two lines of `ConcaveAlong` that say so of the
    curves that join any two points. `after` says `hat v ≈ decimal` for each, as `before` does: the one global
    maximum."""

    variables: tuple[str, ...]
    concave: Expression


class MaximumUnderCondition(Claim):
    """`before` is a line of `JointZero` whose equations are, in the order of its variables, the derivatives of the
    log-likelihood less the `multiplier`, a positive number, times the coefficients of the condition, a linear
    equation that is given or was established. Times the variables and added up they give the condition. `concave` is
    an established line of `ConcaveInForms`. `after` says `hat v ≈ decimal` for each, as `before` does: the one
    global maximum under the condition."""

    variables: tuple[str, ...]
    concave: Expression
    condition: Relation
    multiplier: Expression


class JointRoot(Claim):
    """`before` lists the scores of all variables; they vanish together where `after` says (`hat a = …, hat b = …`; an
    estimate may stand in the ones behind it). `concave` is as for `JointMaximum`: the one global maximum over these
    variables, whatever other parameters are."""

    variables: tuple[str, ...]
    concave: Expression
    at_data: bool = False


class JointSolutions(Claim):
    """`before` lists the scores of all variables; `after` lists equations for some of them in terms of the others
    (`a = 4 − 2b`) that hold just where all scores vanish, at the data. `concave` is an established line of
    `ConcaveInAll`, strict or not: these points are all maximisers over the variables, whatever other parameters are.
    combinations: for each equation a number for each score; they add up to left − right times the weight of the
    concavity."""

    variables: tuple[str, ...]
    concave: Expression
    combinations: tuple[tuple[Fraction, ...], ...]


class Climbs(Claim):
    """`before` is the log-likelihood; `after` is `g > 0`, where g is its derivative in the direction, a number for
    each variable, at the data. It is Σ slope · (Σ d_j z_j) with `slope` in the symbol `name`, which stands for the
    `predictor`, and the `columns` z_j, free of the variables. No term is negative anywhere, one is positive
    everywhere, and no domain ends in that direction: the function has no maximum."""

    variables: tuple[str, ...]
    direction: tuple[Fraction, ...]
    columns: tuple[Expression, ...]
    slope: Expression
    name: str
    predictor: Expression


class NewParameters(Claim):
    """`after` says what each of the old parameters is in new ones (`a = log m_1, b = log m_2 − log m_1`); `forward`
    says what the new ones are in the old ones. Each is the inverse of the other, from domain to domain; other
    parameters may stand in both and stay as they are. `wider`: the new ones may be where no old ones lead."""

    forward: tuple[tuple[str, Expression], ...]
    wider: bool = False


class Reparametrised(Claim):
    """`before` is the log-likelihood, `after` the same function of the new parameters of the line `by`, at the
    data."""

    by: Expression


class ReadBack(Claim):
    """`before` is a statement of a line of `NewParameters` (`a = log m_1`), whose new parameters all have estimates;
    `after` says `hat a = log(hat m_1)`; further operands are equal, or a decimal where estimates are enclosed only.
    Where the new parameters may be where no old ones lead, the value lies in the domain."""
