"""The sympy symbols of a problem: one object a name, with the assumptions that its domain allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import sympy

from ..domains import Domain
from ..expressions import number_value

__all__ = ["Symbols", "canonical_name", "names_in", "symbols_of", "unknowns"]

_HAT = "\N{COMBINING CIRCUMFLEX ACCENT}"
_NAME = re.compile(r"([^\W\d_]+)_?(\d+|[^\W_]+)?")
_UNICODE_SPELLING = {"lambda": "lamda"}


class Symbols(Mapping[str, sympy.Symbol]):
    """Symbols by the name that the problem gives them: `symbols["θ"]` or `symbols["theta"]`.

    The mapping lists the symbols with a domain; `symbols["n"]` is the sample size, a positive integer. Any other
    name that a line needs is made when it is first asked for and kept, so that all lines share it.
    """

    def __init__(
        self, domains: Mapping[str, Domain], supports: Mapping[str, Domain], given: Iterable[sympy.Basic]
    ) -> None:
        own = list(given)
        self._samples = {canonical_name(each.name): each for each in own if isinstance(each, sympy.IndexedBase)}
        self._others = {"n": sympy.Symbol("n", integer=True, positive=True)}
        self._others |= {canonical_name(each.name): each for each in own if isinstance(each, sympy.Symbol)}
        self._symbols = {
            name: self._others.get(name) or sympy.Symbol(name, **_assumptions(domain))
            for name, domain in domains.items()
        }
        self._supports = supports

    def __getitem__(self, name: str) -> sympy.Symbol:
        if name in self._symbols:
            return self._symbols[name]
        try:
            spelled = canonical_name(name)
        except ValueError:
            raise KeyError(name) from None
        if spelled == "n":
            return self.named("n")
        return self._symbols[spelled]

    def __iter__(self) -> Iterator[str]:
        return iter(self._symbols)

    def __len__(self) -> int:
        return len(self._symbols)

    def __repr__(self) -> str:
        return repr(self._symbols)

    def named(self, name: str) -> sympy.Expr:
        """The symbol of that name; σ where σ² is the parameter is the root of σ², x a single observation."""
        if name in self._symbols:
            return self._symbols[name]
        if f"{name}²" in self._symbols:
            return sympy.sqrt(self._symbols[f"{name}²"])
        assumptions = _assumptions(self._supports.get(name, Domain()))
        return self._others.setdefault(name, sympy.Symbol(name, **assumptions))

    def hat(self, name: str) -> sympy.Symbol:
        """The estimate of the symbol: `θ̂`, with the same assumptions."""
        assumptions = self._symbols[name].assumptions0 if name in self._symbols else {"real": True}
        return self._others.setdefault(f"hat {name}", sympy.Symbol(name[:1] + _HAT + name[1:], **assumptions))

    def index(self, name: str) -> sympy.Symbol:
        """The index of an observation: a positive integer, unless the name is a symbol of the problem (`x_n`)."""
        if name in self._symbols:
            return self._symbols[name]
        return self._others.setdefault(name, sympy.Symbol(name, integer=True, positive=True))

    def sample(self, variable: str) -> sympy.IndexedBase:
        """The sample of a variable: real, and more where the support says more."""
        if variable not in self._samples:
            assumptions = _assumptions(self._supports.get(variable, Domain()))
            self._samples[variable] = sympy.IndexedBase(variable, **assumptions)
        return self._samples[variable]

    def is_sample(self, name: str) -> bool:
        """Whether the name stands for the observations of a variable."""
        return name not in self._symbols and (name in self._supports or name in self._samples)


def symbols_of(
    domains: Mapping[str, Domain], supports: Mapping[str, Domain] | None = None, given: Iterable[sympy.Basic] = ()
) -> Symbols:
    """The symbol table of a problem: `domains` of its symbols, `supports` of its variables. Symbols and indexed
    bases `given` by the user stand for their names as they are."""
    return Symbols(domains, supports or {}, given)


def names_in(value: sympy.Basic) -> tuple[sympy.Basic, ...]:
    """The symbols and samples of a sympy object, in the order of their names."""
    found = value.atoms(sympy.Symbol, sympy.IndexedBase)
    return tuple(sorted((name for name in found if not isinstance(name, sympy.Dummy)), key=lambda name: name.name))


def unknowns(likelihood: sympy.Basic) -> tuple[sympy.Symbol, ...]:
    """The free symbols that are neither a sample nor its size, in the order of their names."""
    samples = {base.label for base in likelihood.atoms(sympy.IndexedBase)}
    sizes = {upper for total in likelihood.atoms(sympy.Sum, sympy.Product) for _, _, upper in total.limits}
    free = {name for name in likelihood.free_symbols if name.is_Symbol} - samples - sizes
    return tuple(sorted(free, key=lambda name: name.name))


def canonical_name(name: str) -> str:
    """The name as a problem file writes it: `theta` is θ; `p1`, `p_1` and `p₁` are p_1.

    Raises ValueError where the name could not be read back.
    """
    stem = name.removesuffix("²")
    match = _NAME.fullmatch(unicodedata.normalize("NFKC", stem))
    if match is None:
        raise ValueError(f"{name!r} cannot be the name of a symbol: letters, then an index, as in theta or p_1")
    letters, index = match[1], match[2]
    return _greek(letters) + (f"_{_greek(index)}" if index else "") + name[len(stem):]


def _greek(word: str) -> str:
    """`theta` → θ, `Gamma` → Γ; any other word is itself."""
    case = "CAPITAL" if word[:1].isupper() else "SMALL"
    spelled = _UNICODE_SPELLING.get(word.lower(), word)
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {spelled}") if len(word) > 1 else word
    except KeyError:
        return word


def _assumptions(domain: Domain) -> dict[str, bool]:
    """What sympy can be told of a domain: a sign where an end is a number, real or integer else."""
    known = {"integer": True} if domain.integer else {"real": True}
    lower = None if domain.lower is None else number_value(domain.lower)
    upper = None if domain.upper is None else number_value(domain.upper)
    if lower is not None and lower >= 0:
        known["nonnegative" if lower == 0 and domain.lower_closed else "positive"] = True
    elif upper is not None and upper <= 0:
        known["nonpositive" if upper == 0 and domain.upper_closed else "negative"] = True
    return known
