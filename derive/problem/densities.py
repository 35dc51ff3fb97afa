"""A density or mass of one's own: `{variable: x, density: θ x^(θ-1), support: 0 < x < 1}`."""

from __future__ import annotations

from ..domains import Domain
from ..expressions import Expression
from ..families.intervals import DomainError, read_domain
from ..notation.reader import ReadError, read_statement
from .diagnostics import Faults
from .events import Mapping, Scalar
from .model import Law
from .ranges import is_empty
from .reading import closed_scope, open_scope, read_formula

__all__ = ["own_law"]

Names = frozenset[str]


def own_law(record: Mapping, variable: str, names: Names, doubtful: bool, faults: Faults) -> Law | None:
    """The law of a record of the right shape, in which `names` are declared; None where something is wrong.

    doubtful: another fault may explain an unknown name, so that nothing is said of it.
    """
    discrete = record.get("density") is None
    node, support = record.get("mass" if discrete else "density"), record.get("support")
    if not isinstance(node, Scalar) or not isinstance(support, Scalar):
        return None
    density = _formula(node, variable, names, doubtful, faults)
    domain = _support(support, variable, names, faults)
    if density is None or domain is None:
        return None
    if is_empty(domain):
        faults.add(support, f"no number lies in the support {support.text}")
        return None
    if discrete:
        domain = Domain(domain.lower, domain.upper, domain.lower_closed, domain.upper_closed, True)
    return Law(variable, None, (), density, domain, discrete, (), node.text)


def _formula(node: Scalar, variable: str, names: Names, doubtful: bool, faults: Faults) -> Expression | None:
    scope = open_scope if doubtful else closed_scope
    return read_formula(node, scope(names - {variable}, frozenset({variable})), faults)


def _support(node: Scalar, variable: str, names: Names, faults: Faults) -> Domain | None:
    if isinstance(node.value, Domain):
        return node.value
    scope = closed_scope(names | {variable}, frozenset())
    try:
        return read_domain(node.text, variable, lambda text: read_statement(text, scope))
    except DomainError as error:
        faults.add(node, str(error))
    except ReadError as error:
        faults.add(node, f"not a support: {error.message}; write 0 < {variable} < 1, or real", error.span.start)
    return None
