"""Before sympy is imported: its own arithmetic, so that it shares no kernel with what it is the judge of.

Examples that hypothesis draws are the same in every run, so that a change is judged by what it changes. New ones are
drawn by `pytest --hypothesis-profile=explore`; what these find becomes a row of a table.
"""

import os

from hypothesis import settings

os.environ["SYMPY_GROUND_TYPES"] = "python"

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", derandomize=False, max_examples=1000)
settings.load_profile("repeatable")
