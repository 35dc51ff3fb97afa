"""The counting of calls that other tests rely on."""

import pytest
from calls import TooManyCalls, at_most, calls_of


def test_calls_are_counted_and_limited() -> None:
    assert calls_of(lambda: [abs(k) for k in range(1000)]) - calls_of(lambda: [abs(k) for k in range(500)]) == 500
    with at_most(1100):
        assert [abs(k) for k in range(1000)]
    with pytest.raises(TooManyCalls), at_most(900):
        assert [abs(k) for k in range(1000)]
