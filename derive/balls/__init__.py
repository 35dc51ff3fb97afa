"""Ball arithmetic: enclosures of written expressions, derivatives by series, correctly rounded decimals.

Roots of equations with a proof (isolation, interval Newton) are to stand here too, in a module of their own, `roots`.
"""

from .decimals import decimal, rounds_to, shown_unit, value
from .evaluation import derivative, enclose, evaluate
from .points import Point, interior_points
from .precision import precision
from .quantities import Quantity, Undefined

__all__ = [
    "Point", "Quantity", "Undefined", "decimal", "derivative", "enclose", "evaluate", "interior_points", "precision",
    "rounds_to", "shown_unit", "value",
]
