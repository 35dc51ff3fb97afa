"""Causes of wrong lines are looked for without a limit here: what a test sees does not depend on the machine."""

from collections.abc import Iterator

import pytest

from derive.checking import explaining


@pytest.fixture(autouse=True, scope="session")
def unhurried() -> Iterator[None]:
    limit, explaining.TIME_LIMIT = explaining.TIME_LIMIT, 60.0
    yield
    explaining.TIME_LIMIT = limit
