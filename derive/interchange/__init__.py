"""Expressions to sympy and back: the only package that imports sympy.

Nothing imports it at module level: whoever asks for a sympy object pays for sympy's import, nobody else.
"""

from .incoming import domain_of, from_sympy, interval_domain
from .outgoing import to_sympy
from .symbols import Symbols, canonical_name, symbols_of

__all__ = ["Symbols", "canonical_name", "domain_of", "from_sympy", "interval_domain", "symbols_of", "to_sympy"]
