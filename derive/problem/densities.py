"""A density or mass of one's own: `{variable: x, density: θ x^(θ-1), support: 0 < x < 1}`,
or of a vector, `{variables: [x, y], density: …, support: {x: x > 0, y: real}}`."""

from __future__ import annotations

from ..domains import Domain
from ..expressions import Expression
from ..families.intervals import DomainError, read_domain
from ..notation.reader import ReadError, read_statement
from .diagnostics import Faults
from .events import Mapping, Scalar, Sequence
from .model import Law
from .ranges import is_empty
from .reading import closed_scope, maybe_name, open_scope, read_formula

__all__ = ["own_law", "own_variables"]

Names = frozenset[str]


def own_law(record: Mapping, variable: str, names: Names, doubtful: bool, faults: Faults) -> Law | None:
    """The law of a record of the right shape, in which `names` are declared; None where something is wrong.

    doubtful: another fault may explain an unknown name, so that nothing is said of it.
    """
    discrete = record.get("density") is None
    node = record.get("mass" if discrete else "density")
    if not isinstance(node, Scalar):
        return None
    variables = [variable, *filter(None, (maybe_name(part.text) for part in own_variables(record)[1:]))]
    density = _formula(node, frozenset(variables), names, doubtful, faults)
    domains = [_support_of(record, name, names - {*variables}, discrete, faults) for name in variables]
    if density is None or None in domains:
        return None
    first, *others = (domain for domain in domains if domain is not None)
    beside = tuple(zip(variables[1:], others, strict=True))
    return Law(variable, None, (), density, first, discrete, (), node.text, beside)


def own_variables(record: Mapping) -> list[Scalar]:
    """What `variable`, or for a vector `variables`, names."""
    node = record.get("variable") or record.get("variables")
    nodes = node.items if isinstance(node, Sequence) else (node,)
    return [item for item in nodes if isinstance(item, Scalar)]


def _formula(
    node: Scalar, variables: frozenset[str], names: Names, doubtful: bool, faults: Faults
) -> Expression | None:
    scope = open_scope if doubtful else closed_scope
    return read_formula(node, scope(names - variables, variables), faults)


def _support_of(record: Mapping, variable: str, names: Names, discrete: bool, faults: Faults) -> Domain | None:
    """The support of one variable: the one that is given, or of several each its own, `{x: x > 0, y: real}`."""
    node = record.get("support")
    if isinstance(node, Mapping):
        found = next((value for key, value in node.entries if maybe_name(key.text) == variable), None)
        if found is None:
            faults.add(node, f"no support for {variable}: write support: {{{variable}: real}}")
        node = found
    if not isinstance(node, Scalar):
        return None
    domain = _support(node, variable, names, faults)
    if domain is not None and is_empty(domain):
        faults.add(node, f"no number lies in the support {node.text}")
        return None
    if domain is not None and discrete:
        domain = Domain(domain.lower, domain.upper, domain.lower_closed, domain.upper_closed, True)
    return domain


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
