"""The data of a problem: lists, columns, frequency tables, summaries and files, as exact numbers in the support."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ..expressions import Symbol
from ..steps import Column
from .diagnostics import Faults, did_you_mean
from .events import Mapping, Node, Scalar, Sequence
from .files import RawColumn, read_file
from .model import Law, Partial
from .numbers import NotANumber, fraction, number_text
from .ranges import in_words, membership
from .reading import maybe_name, name_of

__all__ = ["Observed", "RawData", "observe", "raw_data"]

Values = MappingOf[str, Fraction]


class RawData(NamedTuple):
    """Data as they are written. columns: by name, under "" where only one variable can be meant. counts: outcome
    and how often it came. summaries: key and value. outcomes: what a label counts as."""

    home: Node
    columns: MappingOf[str, RawColumn] = MappingProxyType({})
    counts: tuple[tuple[Scalar, int], ...] = ()
    summaries: tuple[tuple[Scalar, Scalar], ...] = ()
    is_file: bool = False
    outcomes: Values = MappingProxyType({})

    @property
    def categories(self) -> int | None:
        """How many categories the data have, where these are all there are."""
        if self.counts:
            return len(self.counts)
        texts = [text for column in self.columns.values() for text in column.texts]
        return max(map(int, texts)) if texts and all(map(_is_category, texts)) else None


class Observed(NamedTuple):
    """Data of checked observations: see `Problem`."""

    columns: dict[str, Column]
    size: int | None
    labels: tuple[str, ...] = ()
    counted: bool = False
    partial: MappingOf[str, tuple[Partial, ...]] = MappingProxyType({})


# ---- as written ------------------------------------------------------------------------------------------


def raw_data(node: Node, outcomes: Node | None, folder: str | None, faults: Faults) -> RawData | None:
    """The data of a field of the right shape; None where something is wrong, which is among the faults then."""
    before = len(faults)
    if isinstance(node, Sequence):
        raw = RawData(node, {"": _column(node)})
    elif not isinstance(node, Mapping):
        return None
    elif node.get("file") is not None:
        raw = _from_file(node, folder, faults)
    elif isinstance(node.get("counts"), Mapping):
        raw = RawData(node, counts=_counts(node, faults))
    else:
        raw = _columns_or_summaries(node, faults)
    inner = node.get("outcomes") if isinstance(node, Mapping) else None
    for table in (outcomes, inner):
        if isinstance(table, Mapping):
            raw = raw._replace(outcomes={**raw.outcomes, **_outcomes(table, faults)})
    return raw if len(faults) == before else None


def _column(node: Sequence) -> RawColumn:
    cells = tuple(item for item in node.items if isinstance(item, Scalar))
    return RawColumn(tuple(cell.text for cell in cells), cells[0], cells)


def _from_file(node: Mapping, folder: str | None, faults: Faults) -> RawData:
    path, column = node.get("file"), node.get("column")
    if not isinstance(path, Scalar):
        return RawData(node)
    name = column if isinstance(column, Scalar) else None
    found = {maybe_name(key): value for key, value in read_file(path, name, folder, faults).items()}
    return RawData(node, {key: value for key, value in found.items() if key is not None}, is_file=True)


def _counts(node: Mapping, faults: Faults) -> tuple[tuple[Scalar, int], ...]:
    table = node.get("counts")
    found = []
    for label, cell in table.entries if isinstance(table, Mapping) else ():
        count = _number(cell, faults)
        if count is None:
            continue
        if count < 0 or count.denominator != 1:
            times = number_text(count)
            faults.add(cell, f'"{label.text}" cannot come {times} times: a count is a whole number, 0 or more')
            continue
        found.append((label, int(count)))
    if found and not any(count for _, count in found):
        faults.add(node, "all counts are zero: there are no observations")
    return tuple(found)


def _columns_or_summaries(node: Mapping, faults: Faults) -> RawData:
    columns = {name_of(key, faults): _column(value) for key, value in node.entries if isinstance(value, Sequence)}
    named = {name: column for name, column in columns.items() if name is not None}
    summaries = tuple((key, value) for key, value in node.entries if isinstance(value, Scalar))
    if columns and summaries:
        key = summaries[0][0]
        faults.add(key, f'"{key.text}" is a summary beside observations: give one or the other')
    return RawData(node, named, summaries=summaries)


def _outcomes(table: Mapping, faults: Faults) -> dict[str, Fraction]:
    values = {label.text: _number(cell, faults) for label, cell in table.entries}
    return {label: value for label, value in values.items() if value is not None}


def _number(node: Node, faults: Faults) -> Fraction | None:
    if not isinstance(node, Scalar):
        return None
    try:
        return fraction(node.text)
    except NotANumber as error:
        faults.add(node, str(error))
        return None


def _is_category(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) < 6


# ---- as observations of the laws -------------------------------------------------------------------------


def observe(
    raw: RawData, laws: tuple[Law, ...], covariates: tuple[str, ...], known: Values, faults: Faults
) -> Observed | None:
    """The observations of the variables and covariates, where `known` symbols have values; None where something is
    wrong, which is among the faults then."""
    before = len(faults)
    if raw.counts:
        found = _observe_counts(raw, laws, known, faults)
    else:
        found = _observe_columns(raw, laws, covariates, known, faults)
    return found if len(faults) == before else None


def _observe_counts(raw: RawData, laws: tuple[Law, ...], known: Values, faults: Faults) -> Observed | None:
    if len(laws) != 1 or laws[0].beside:
        faults.add(raw.home, "a table of counts is for a model of one variable")
        return None
    law = laws[0]
    labels = tuple(label for label, _ in raw.counts)
    counts = tuple(count for _, count in raw.counts)
    if law.cells:
        values = _categories(labels, law, faults)
    else:
        written = RawColumn(tuple(label.text for label in labels), labels[0], labels)
        values = _Reader(law, raw.outcomes, known, faults).read(written)
    if values is None:
        return None
    first: dict[Fraction | Partial, Scalar] = {}
    for label, value in zip(labels, values, strict=True):
        if value in first:
            faults.add(label, f'"{label.text}" and "{first[value].text}" are the same outcome')
        first[value] = label
    return _counted(law.variable, labels, values, counts)


def _counted(
    variable: str, labels: tuple[Scalar, ...], values: tuple[Fraction | Partial, ...], counts: tuple[int, ...]
) -> Observed:
    exact = [(v, count, label.text) for v, count, label in zip(values, counts, labels, strict=True)
             if not isinstance(v, Partial)]
    ranges = tuple(v._replace(times=count) for v, count in zip(values, counts, strict=True)
                   if isinstance(v, Partial) and count)
    column = Column(tuple(v for v, _, _ in exact), tuple(count for _, count, _ in exact))
    columns = {variable: column} if column.size or not ranges else {}
    texts = tuple(text for _, _, text in exact)
    return Observed(columns, None if ranges else column.size, texts, True, {variable: ranges} if ranges else {})


def _categories(labels: tuple[Scalar, ...], law: Law, faults: Faults) -> tuple[Fraction | Partial, ...] | None:
    """Labels are matched to the parameters in order, unless they are the numbers of the categories."""
    if all(_is_category(label.text) and 1 <= int(label.text) <= len(law.cells) for label in labels):
        return tuple(Fraction(label.text) for label in labels)
    if len(labels) != len(law.cells):
        faults.add(labels[-1], f"{len(labels)} outcomes for {len(law.cells)} probabilities of {law.variable}")
        return None
    return tuple(Fraction(k + 1) for k in range(len(labels)))


def _observe_columns(
    raw: RawData, laws: tuple[Law, ...], covariates: tuple[str, ...], known: Values, faults: Faults
) -> Observed | None:
    needed = [name for law in laws for name in law.variables] + list(covariates)
    columns = raw.columns
    if "" in columns:
        if len(needed) != 1:
            faults.add(raw.home, f"one list for {' and '.join(needed)}: write columns, data: {{{needed[0]}: [1, 2]}}")
            return None
        columns = {needed[0]: columns[""]}
    columns = {_as_needed(name, needed): column for name, column in columns.items()}
    if not _named_as_needed(raw, columns, needed, faults):
        return None
    of_law = {name: law for whole in laws for name, law in _parts(whole)}
    read = {name: _Reader(of_law.get(name), raw.outcomes, known, faults).read(columns[name]) for name in needed}
    parts = {name: _parted(values) for name, values in read.items() if values is not None}
    found = {name: Column(exact) for name, (exact, _) in parts.items() if exact}
    partial = {name: ranges for name, (_, ranges) in parts.items() if ranges}
    sizes = {len(columns[name].texts) for name in needed}
    if len(sizes) > 1 and (covariates or any(law.beside for law in laws)):
        faults.add(raw.home, "columns of different lengths: " + ", ".join(
            f"{name} has {len(columns[name].texts)}" for name in needed))
    for law in laws:
        _require_whole(law, columns, read, faults)
    if covariates and len(parts) == len(read) and len(sizes) == 1:
        from .by_row import check_rows  # most problems have one column

        check_rows(laws, covariates, columns, {n: v for n, v in read.items() if v is not None}, known, faults)
    return Observed(found, sizes.pop() if len(sizes) == 1 and not partial else None, partial=partial)


def _require_whole(
    law: Law,
    columns: MappingOf[str, RawColumn],
    read: MappingOf[str, tuple[Fraction | Partial, ...] | None],
    faults: Faults,
) -> None:
    """Shares of a whole add up to one in every row."""
    if law.family is None or not law.family.adds_to_one:
        return
    parts = [read[name] or () for name in law.variables]
    for row, values in enumerate(zip(*parts, strict=False)):
        total = sum((v for v in values if isinstance(v, Fraction)), Fraction(0))
        if total != 1 and not any(isinstance(v, Partial) for v in values):
            said = f"{' + '.join(law.variables)} is {number_text(total)} in row {row + 1}: shares add up to 1"
            columns[law.variables[-1]].fault(row, said, faults)


def _parts(law: Law) -> list[tuple[str, Law]]:
    """Each variable of an observation, and the law with its support."""
    return [(law.variable, law), *((n, law._replace(variable=n, support=support)) for n, support in law.beside)]


def _parted(values: tuple[Fraction | Partial, ...]) -> tuple[tuple[Fraction, ...], tuple[Partial, ...]]:
    """The observations with a value, and the ranges, each with how often it came."""
    if Partial not in set(map(type, values)):
        return values, ()  # type: ignore[return-value]
    ranges: dict[tuple[object, ...], Partial] = {}
    for value in values:
        if isinstance(value, Partial):
            known = ranges.get(value[1:5])
            ranges[value[1:5]] = value if known is None else known._replace(times=known.times + 1)
    return tuple(value for value in values if not isinstance(value, Partial)), tuple(ranges.values())


def _as_needed(name: str, needed: list[str]) -> str:
    """A column X holds the observations of x."""
    return "x" if name == "X" and "X" not in needed else name


def _named_as_needed(raw: RawData, columns: MappingOf[str, RawColumn], needed: list[str], faults: Faults) -> bool:
    """Whether each name of the model has a column, and (in the problem itself) each column is of the model."""
    missing = [name for name in needed if name not in columns]
    if not raw.is_file and isinstance(raw.home, Mapping):
        for (key, _), name in zip(raw.home.entries, columns, strict=False):
            if name not in needed:
                hint = did_you_mean(name, missing) or f": it has {', '.join(needed)}"
                faults.add(key, f'the model has no variable "{name}"{hint}')
                return False
    for name in missing:
        faults.add(raw.home, f"the data have no column {name}{did_you_mean(name, columns)}")
    return not missing


class _Reader:
    """Reads observations of one law, or of a covariate where there is none."""

    def __init__(self, law: Law | None, outcomes: Values, known: Values, faults: Faults) -> None:
        self.law = law
        self.known = known
        self.fits = None if law is None else membership(law.support, known)
        self.faults = faults
        family = None if law is None else law.family
        usual = family.outcomes if family is not None else ()
        self.outcomes = {label: Fraction(value) for label, value in usual} | dict(outcomes)
        self.subscripts = {} if law is None else _subscripts(law)

    def read(self, column: RawColumn) -> tuple[Fraction | Partial, ...] | None:
        """The numbers and ranges of a column, each in the support; None with a fault for each that is not."""
        values: list[Fraction | Partial] = []
        good: dict[str, Fraction | Partial] = {}  # each text is read once: in a long column most come again
        for k, text in enumerate(column.texts):
            if text in good:
                values.append(good[text])
                continue
            value = self.value(text)
            if isinstance(value, str):
                column.fault(k, value, self.faults)
            elif isinstance(value, Fraction) and self.fits is not None and self.law and not self.fits(value):
                column.fault(k, f"{text} lies outside of the support of {_named(self.law)}", self.faults)
            else:
                values.append(value)
                good[text] = value
        if self.law is not None and self.law.discrete:
            self.refuse_doubtful(column, good)
        return tuple(values) if len(values) == len(column.texts) else None

    def refuse_doubtful(self, column: RawColumn, good: MappingOf[str, Fraction | Partial]) -> None:
        """`3+` is 3 or more, unless there are 3 by themselves too: then it may be more than 3."""
        exact = {value for value in good.values() if isinstance(value, Fraction)}
        for text, value in good.items():
            if isinstance(value, Partial) and value.lower in exact and text.strip().endswith("+"):
                number = number_text(value.lower)
                said = f'"{text}" beside {number}: write "> {number}" or "≥ {number}", whichever is meant'
                column.fault(column.texts.index(text), said, self.faults)

    def value(self, text: str) -> Fraction | Partial | str:
        """The number that an observation is, the range in which it lies, or what is wrong with it."""
        label = text.strip()
        for known in (self.outcomes, self.subscripts):
            if label in known:
                return known[label]
        try:
            return fraction(text)
        except NotANumber as error:
            from .partial import looks_partial  # most observations are numbers

            if looks_partial(label):
                return self.range(label, error)
            return self.unknown_label(label) if self.outcomes and _is_word(label) else str(error)

    def range(self, label: str, error: NotANumber) -> Partial | str:
        """The range in which an observation lies; a covariate is a number."""
        if self.law is None:
            return f"{label} is a range: what is given beside the observations is a number"
        from .partial import read_partial

        try:
            found = read_partial(label, self.law, self.known)
        except NotANumber as why:
            return str(why)
        return str(error) if found is None else found

    def unknown_label(self, label: str) -> str:
        """What is wrong with a label, and what would be right."""
        hint = did_you_mean(label, self.outcomes)
        if hint:
            return f'"{label}" is no outcome{hint}'
        return f'"{label}" is no outcome of its own: say what it counts as, outcomes: {{{label}: 1, …: 0}}'


def _is_word(label: str) -> bool:
    return label[:1].isalpha() and label.lower() not in ("nan", "na", "null", "inf")


def _subscripts(law: Law) -> dict[str, Fraction]:
    """Categories by the subscripts of their probabilities: with p_a, p_b the letter `a` is category 1."""
    names = [cell.name.partition("_")[2] for cell in law.cells if isinstance(cell, Symbol)]
    words = len(names) == len(law.cells) and not any(name.isdecimal() for name in names)
    return {name: Fraction(k + 1) for k, name in enumerate(names) if name} if words else {}


def _named(law: Law) -> str:
    words = in_words(law.support, law.variable)
    return f"{law.family.name}: {words}" if law.family else f"{law.variable}: {words}"
