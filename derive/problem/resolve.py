"""A tree of fields to a `Problem`: each field is read where the names that it may use are known."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..domains import REAL, Domain
from ..expressions import ONE, Expression, Interval, Relation, SetOf, Symbol, free_symbols, rational
from ..notation.plain import plain
from ..notation.reader import Scope
from .choices import Asked, read_answer, read_choices, read_expected
from .constraints import bounds_in, impossible
from .data import Observed, RawData, observe, raw_data
from .declared import Declared, declared_names, read_declared
from .diagnostics import Faults, Place
from .events import Mapping, Node, Scalar, Sequence
from .fields import PROBLEM
from .find import read_find
from .laws import Known, Model, read_model
from .model import Find, Narrowed, Prediction, Problem
from .predictions import read_predictions
from .ranges import in_words, is_empty, meet, rational_value
from .reading import closed_scope, open_scope, read_formula, read_line
from .slots import narrowed, needs_of
from .summaries import read_summaries
from .written import read_notation

__all__ = ["resolve"]

SUBJECTS = ("model", "likelihood", "predictions")
_NEEDS = {"data": ("model", "likelihood"), "target": ("predictions",), "outcomes": ("data",)}
_NO_MODEL = Model((), {}, (), ())
_FUNCTIONS = frozenset({"L", "ℓ", "f", "P", "H", "NLL"})
_ANY_SIZE = Domain(lower=ONE, lower_closed=True, integer=True)


def resolve(node: Node, name: str, folder: str | None, faults: Faults) -> Problem | None:
    """The problem that a document holds; None where something is wrong, which is among the faults then."""
    before = len(faults)
    if not isinstance(node, Mapping):
        empty = isinstance(node, Scalar) and not node.text.strip()
        faults.add(node, "no problem here" if empty else "a problem is a mapping of fields: title, model, data, …")
        return None
    fields = PROBLEM.good_entries(node, "a problem", faults)
    problem = _Resolver(node, fields, folder, faults, before).problem(name)
    return problem if len(faults) == before else None


class _Resolver:
    """Reads the fields of one problem, in the order in which their names become known."""

    def __init__(
        self, node: Mapping, fields: dict[str, Node], folder: str | None, faults: Faults, before: int
    ) -> None:
        self.node = node
        self.fields = fields
        self.folder = folder
        self.faults = faults
        self.before = before
        self.doubtful = len(faults) > before  # then another fault may explain an unknown name
        self.keys = {key.text: key for key, _ in node.entries}

    def problem(self, name: str) -> Problem:
        subject = self.subject()
        declared = read_declared(declared_names(self.fields, self.faults), self.faults)
        raw = self.raw(subject)
        model = self.model(declared, raw)
        likelihood = self.likelihood(declared)
        constraints = self.constraints(declared, model)
        domains = self.domains(declared, model)
        self.refuse_impossible(constraints, domains, declared)
        constraints = self.narrowed(constraints, domains, declared)
        parameters = {n: domains[n] for n in self.estimated(declared, model, likelihood, constraints)}
        size, statistics, observed = self.observed(raw, model, declared)
        smaller, reasons = self.where_laws_exist(model, domains, parameters, observed, declared)
        domains |= smaller
        parameters |= smaller
        names = frozenset(domains) | {"n"}
        variables = frozenset(name for law in model.laws for name in law.variables) | frozenset(model.covariates)
        scope = (open_scope if self.doubtful else closed_scope)(names - variables, variables)
        predictions = self.predictions()
        find = self.find(subject, scope, predictions, parameters)
        said = self.expected(Asked(parameters, find, predictions), scope)
        wide = closed_scope(names - variables, variables, _FUNCTIONS)
        choices = read_choices(self.fields.get("choices"), wide, self.faults)
        return Problem(
            name=name,
            title=self.text("title"), question=self.text("question"), source=self.text("source"),
            context=self.text("context"), tags=self.tags(),
            laws=model.laws, likelihood=likelihood,
            parameters=parameters, known=self.known(declared, model), domains=domains, constraints=constraints,
            columns=observed.columns, size=size, partial=observed.partial, statistics=statistics,
            labels=observed.labels,
            numbers="first" if observed.counted or observed.partial or likelihood is not None else "last",
            find=find, predictions=predictions,
            choices=choices, answer=self.answer(choices),
            expected={key: e for key, (e, _) in said.items()},
            unit=self.text("unit") or None,
            show=self.lines("show", wide),
            notation=read_notation(self.fields.get("notation"), (*domains, *variables), self.faults),
            needs=tuple(needs_of(model.laws)), narrowed=reasons,
            places=dict(self.places(said)),
        )  # fmt: skip

    # ---- text ----

    def text(self, field: str) -> str:
        node = self.fields.get(field)
        return node.text.strip() if isinstance(node, Scalar) else ""

    def tags(self) -> tuple[str, ...]:
        return tuple(item.text for item in self.items("tags"))

    def items(self, field: str) -> list[Scalar]:
        """The scalars of a field that holds one or a list."""
        node = self.fields.get(field)
        nodes = node.items if isinstance(node, Sequence) else (node,)
        return [item for item in nodes if isinstance(item, Scalar)]

    # ---- the model ----

    def subject(self) -> str | None:
        """What the problem is about: exactly one of model, likelihood and predictions, or statements to show."""
        present = [name for name in SUBJECTS if name in self.keys]
        for other in present[1:]:
            self.faults.add(self.keys[other], f"{other} beside {present[0]}: a problem has one of them")
        if not present and not self.doubtful and not {"show", "choices"} & self.keys.keys():
            self.faults.add(self.node, "a problem needs a model, a likelihood or predictions")
        for field, needs in _NEEDS.items():
            if field in self.keys and not self.doubtful and not any(need in self.keys for need in needs):
                self.faults.add(self.keys[field], f"{field} without {' or '.join(needs)}")
        return present[0] if present else None

    def raw(self, subject: str | None) -> RawData | None:
        node = self.fields.get("data")
        if node is None or subject == "predictions":
            return None
        return raw_data(node, self.fields.get("outcomes"), self.folder, self.faults)

    def model(self, declared: Declared, raw: RawData | None) -> Model:
        node = self.fields.get("model")
        if node is None:
            return _NO_MODEL
        columns = None
        if "data" in self.keys and (raw is None or not raw.summaries):
            columns = frozenset(raw.columns) - {""} if raw else frozenset()
            columns = columns - {"X"} | {"x"} if "X" in columns else columns
        doubtful = self.doubtful or ("data" in self.keys and raw is None)
        known = Known(declared, columns, raw.categories if raw else None, doubtful)
        model = read_model(node, known, self.faults)
        if model is None:
            self.doubtful = True
            return _NO_MODEL
        return model

    def likelihood(self, declared: Declared) -> Expression | None:
        node = self.fields.get("likelihood")
        if not isinstance(node, Scalar):
            return None
        if not declared.parameters and "parameters" not in self.keys and not self.doubtful:
            self.faults.add(node, "a likelihood needs the domains of its parameters: parameters: {θ: 0 < θ < 1}")
            return None
        likelihood = read_formula(node, closed_scope(declared.names, frozenset()), self.faults)
        if isinstance(likelihood, (SetOf, Interval)):
            self.faults.add(node, "a set or an interval where a formula is wanted")
        return likelihood

    def constraints(self, declared: Declared, model: Model) -> tuple[Relation, ...]:
        """The relations of the file, and those that the model implies where they are not among them."""
        scope = closed_scope(declared.names | frozenset(model.implied), frozenset())
        found = []
        for node, line in zip(self.items("constraints"), self.lines("constraints", scope), strict=False):
            if not isinstance(line, Relation):
                self.faults.add(node, "a constraint is a relation: p_1 = 2 p_2")
            elif not free_symbols(line):
                self.faults.add(node, f"the constraint {node.text} says nothing of a parameter{_untrue(line)}")
            else:
                found.append(line)
        return (*(line for line in model.constraints if line not in found), *found)

    def narrowed(
        self, constraints: tuple[Relation, ...], domains: dict[str, Domain], declared: Declared
    ) -> tuple[Relation, ...]:
        """The constraints but for those that bound one parameter by numbers, which narrow its domain here."""
        kept, items = [], self.items("constraints")
        own = len(constraints) - len(items)
        for k, line in enumerate(constraints):
            bound = bounds_in(line, declared.values())
            if bound is None or bound[0] not in domains or bound[0] in declared.known:
                kept.append(line)
                continue
            name, domain = bound
            domains[name] = meet(domains[name], domain)
            if is_empty(domains[name]) and 0 <= k - own < len(items):
                self.faults.add(items[k - own], f"the constraint leaves nothing of the domain of {name}")
        return tuple(kept)

    def refuse_impossible(
        self, constraints: tuple[Relation, ...], domains: dict[str, Domain], declared: Declared
    ) -> None:
        """A constraint that contradicts those before it, or the domains, is a fault."""
        items = self.items("constraints")
        found = impossible(constraints, domains, declared.values()) if items else None
        implied = len(constraints) - len(items)
        if found is not None and found[0] >= implied >= 0:
            node = items[found[0] - implied]
            self.faults.add(node, f"the constraint {node.text} cannot be met: {found[1]}")

    def domains(self, declared: Declared, model: Model) -> dict[str, Domain]:
        """Of all symbols: in the order of the model, then as declared; the size of the sample is one of them."""
        names = dict.fromkeys((*model.implied, *declared.parameters, *declared.known))
        found = {name: declared.domain(name, _implied(name, model, declared), self.faults) for name in names}
        if "n" not in found or model.laws:
            found["n"] = _ANY_SIZE
        return found

    def known(self, declared: Declared, model: Model) -> dict[str, Expression | None]:
        """The known symbols; a number n in a law has been put in, and n is the size of the sample."""
        return {name: value for name, value in declared.known.items() if name != "n" or not model.laws}

    def estimated(
        self, declared: Declared, model: Model, likelihood: Expression | None, constraints: tuple[Relation, ...]
    ) -> list[str]:
        """The parameters: those of the model in its order, and what is declared beside them."""
        used: set[str] = set(model.implied)
        for e in (likelihood, *constraints):
            used |= free_symbols(e) if e is not None else set()
        subject = bool(model.laws) or likelihood is not None
        for name in declared.parameters if subject and not self.doubtful else ():
            if name not in used:
                self.faults.add(declared.places[name][0], f"{name} is a parameter, but not one of the model")
        own = all(law.family is None for law in model.laws)
        order = (*declared.parameters, *model.implied) if own else (*model.implied, *declared.parameters)
        return [name for name in dict.fromkeys(order) if name not in declared.known]

    # ---- data ----

    def observed(
        self, raw: RawData | None, model: Model, declared: Declared
    ) -> tuple[int | None, dict[Expression, Fraction], Observed]:
        nothing = Observed({}, None)
        if raw is None or not model.laws:
            return None, {}, nothing
        if raw.summaries:
            size, statistics = read_summaries(raw.summaries, model.laws, model.covariates, self.faults)
            return size, statistics, nothing
        found = observe(raw, model.laws, model.covariates, declared.values(), self.faults) or nothing
        return found.size, {}, found

    def where_laws_exist(
        self, model: Model, domains: dict[str, Domain], parameters: dict[str, Domain], observed: Observed,
        declared: Declared,
    ) -> tuple[dict[str, Domain], tuple[Narrowed, ...]]:
        """The domains cut down to where the laws exist; where nothing is left is a fault."""
        if self.doubtful or len(self.faults) > self.before:
            return {}, ()
        values = {name: rational(value) for name, value in declared.values().items()}
        found, reasons = narrowed(needs_of(model.laws), domains, parameters, observed.columns, values)
        empty = next((reason for reason in reasons if reason.domain is None), None)
        if empty is None:
            return found, reasons
        _, place = declared.places.get(empty.parameter, (None, self.fields["model"]))
        what = f"the {empty.role} {plain(empty.argument)}"
        self.faults.add(place, f"{what} lies outside of {in_words(empty.within, empty.role)} for every "
                               f"{empty.parameter} of that domain: the law exists nowhere")
        return {}, ()

    def predictions(self) -> tuple[Prediction, ...]:
        node = self.fields.get("predictions")
        if node is None:
            return ()
        target = self.fields.get("target")
        if target is None and "target" in self.keys:
            return ()
        return read_predictions(node, target, self.faults)

    # ---- what is asked ----

    def find(
        self, subject: str | None, scope: Scope, predictions: tuple[Prediction, ...], parameters: dict[str, Domain]
    ) -> tuple[Find, ...]:
        node = self.fields.get("find")
        if node is None and subject is None:
            return ()
        found = read_find(node, scope, subject == "predictions", self.faults)
        estimates = any(one.kind == "mle" for one in found)
        if estimates and not parameters and len(self.faults) == self.before and subject in ("model", "likelihood"):
            place = node if node is not None else self.keys[subject]
            self.faults.add(place, "nothing to estimate: no parameter is unknown")
        return found

    def expected(self, asked: Asked, scope: Scope) -> dict[str, tuple[Expression, Scalar]]:
        if self.doubtful:
            return {}
        return read_expected(self.fields.get("expected"), asked, scope, self.faults)

    def answer(self, choices: tuple[object, ...]) -> str | None:
        return read_answer(self.fields.get("answer"), choices, "choices" in self.keys, self.faults)  # type: ignore[arg-type]

    def lines(self, field: str, scope: Scope) -> tuple[Expression, ...]:
        read = (read_line(item, scope, self.faults) for item in self.items(field))
        return tuple(line for line in read if line is not None)

    def densities(self) -> Iterator[tuple[str, Node]]:
        """The densities and masses of the author's own, by the name of their observation."""
        node = self.fields.get("model")
        for record in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(record, Mapping):
                variable, formula = record.get("variable"), record.get("density") or record.get("mass")
                if isinstance(variable, Scalar) and formula is not None:
                    yield variable.text.strip(), formula

    def places(self, said: dict[str, tuple[Expression, Scalar]]) -> Iterator[tuple[str, Place]]:
        locate = self.faults.source.locate
        for field in ("model", "likelihood", "predictions", "data", "find", "choices", "answer", "expected", "show"):
            if field in self.fields:
                yield field, locate(self.fields[field], 0)
        for variable, node in self.densities():
            yield f"model.{variable}", locate(node, 0)
        for name, (_, node) in said.items():
            yield f"expected.{name}", locate(node, 0)


def _implied(name: str, model: Model, declared: Declared) -> Domain:
    """What a law asks of a symbol. A known one does not end at an unknown one that ends at it: of `a < b` with a
    given it is b that the condition is about."""
    domain = model.implied.get(name, REAL)
    if name not in declared.known:
        return domain
    lower, upper = (
        None if _leans_on(end, name, model, declared) else end for end in (domain.lower, domain.upper)
    )
    closed = domain.lower_closed and lower is not None, domain.upper_closed and upper is not None
    return Domain(lower, upper, *closed, domain.integer)


def _leans_on(end: Expression | None, name: str, model: Model, declared: Declared) -> bool:
    """Whether the end is an unknown symbol whose own domain ends at the name."""
    if not isinstance(end, Symbol) or end.name in declared.known or end.name not in model.implied:
        return False
    other = model.implied[end.name]
    return Symbol(name) in (other.lower, other.upper)


def _untrue(line: Relation) -> str:
    values = [rational_value(side) for side in line.operands]
    return "" if None in values or len(set(values)) == 1 else ", and is false"
