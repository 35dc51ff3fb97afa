"""Expressions to sympy and back: the only package that imports sympy.

Nothing imports it at module level: whoever asks for a sympy object pays for sympy's import, nobody else.
"""

from .incoming import domain_of, from_sympy, interval_domain, is_set
from .outgoing import to_sympy
from .symbols import Symbols, canonical_name, names_in, symbols_of, unknowns

__all__ = [
    "Symbols", "canonical_name", "domain_of", "from_sympy", "interval_domain", "is_set", "names_in", "symbols_of",
    "to_sympy", "unknowns",
]
