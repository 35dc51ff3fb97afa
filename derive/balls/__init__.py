"""Ball arithmetic: enclosures of written expressions, derivatives by series, correctly rounded decimals.
"""

from .constants import with_constants
from .decimals import decimal, rounds_to, shown_unit, value
from .evaluation import derivative, enclose, evaluate
from .points import Point, interior_points
from .precision import precision
from .quantities import Quantity, Undefined

__all__ = [
    "Point", "Quantity", "Undefined", "decimal", "derivative", "enclose", "evaluate", "interior_points", "precision",
    "rounds_to", "shown_unit", "value", "with_constants",
]
