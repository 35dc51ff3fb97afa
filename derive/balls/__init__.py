"""Ball arithmetic: enclosures of written expressions, derivatives by series, correctly rounded decimals.
"""

from .approach import sign_before_end
from .constants import with_constants
from .decimals import decimal, rounds_to, shown_unit, value
from .evaluation import (
    derivative,
    enclose,
    enclose_at_all,
    enclose_over,
    evaluate,
    evaluate_at_all,
    evaluator_at,
    slopes_together,
    value_and_slope,
)
from .germs import Exact, Germ, Lead, explodes, limit, sign_of
from .growth import germ_of
from .points import Point, interior_points
from .precision import precision
from .quantities import Quantity, Undefined
from .rowwise import enclose_together

__all__ = [
    "Exact", "Germ", "Lead", "Point", "Quantity", "Undefined", "decimal", "derivative", "enclose",
    "enclose_at_all", "enclose_over", "enclose_together", "evaluate", "evaluate_at_all", "evaluator_at", "explodes",
    "germ_of", "interior_points", "limit", "precision", "rounds_to", "shown_unit", "sign_before_end", "sign_of",
    "slopes_together", "value", "value_and_slope", "with_constants",
]
