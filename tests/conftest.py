"""Before sympy is imported: its own arithmetic, so that it shares no kernel with what it is the judge of."""

import os

os.environ["SYMPY_GROUND_TYPES"] = "python"
