"""Records are frozen, compared by class and fields, and survive pickling and copying."""

from __future__ import annotations

import copy
import pickle

import pytest

from derive.claims.equations import Equivalent
from derive.claims.values import Equal
from derive.domains import Domain
from derive.expressions import ONE, TWO, Add, Negate, Number, PlusMinus, Span, Symbol
from derive.records import replace

SUM = Add((ONE, Negate(Symbol("θ", span=Span(2, 3)))))


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        SUM.terms = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del SUM.terms
    with pytest.raises(AttributeError):
        SUM.other = 1  # type: ignore[attr-defined]


def test_class_and_fields_count_and_the_span_does_not() -> None:
    assert Add((ONE, Negate(Symbol("θ")))) == SUM
    assert hash(SUM) == hash(Add((ONE, Negate(Symbol("θ")))))
    assert Negate(ONE) != PlusMinus(ONE)
    assert Number(2, "2") != Number(2, "2.0")
    assert Equal() == Equal(at_data=False) != Equal(at_data=True)
    assert Equal() != Equivalent()


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))])
def test_copies_are_equal_and_keep_their_spans(copied) -> None:  # type: ignore[no-untyped-def]
    again = copied(SUM)
    assert again == SUM
    assert again.terms[1].operand.span == Span(2, 3)


def test_a_changed_copy() -> None:
    assert replace(SUM, terms=(ONE, TWO)) == Add((ONE, TWO))
    assert replace(ONE, span=Span(0, 1)).span == Span(0, 1)
    assert replace(Domain(lower=ONE), lower_closed=True) == Domain(ONE, None, True)


def test_printed_as_called_and_matched_by_position() -> None:
    assert repr(Negate(Symbol("θ"))) == "Negate(operand=Symbol(name='θ'))"
    match SUM:
        case Add((first, Negate(Symbol(name)))):
            assert (first, name) == (ONE, "θ")


def test_wrong_arguments_are_type_errors() -> None:
    with pytest.raises(TypeError):
        Symbol()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Symbol("θ", None)  # type: ignore[misc]
