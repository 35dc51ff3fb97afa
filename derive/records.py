"""Frozen records: what `dataclass(frozen=True, slots=True)` makes, built by one compilation a class instead of six.

Every command starts by making some sixty classes of expressions and claims. Those of the standard library cost half
of a cold start's own work, and set each field through `object.__setattr__`; here a slot is set by its descriptor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, dataclass_transform

__all__ = ["Record", "replace", "unseen"]

R = TypeVar("R", bound="Record")


class _Unseen:
    """A default value of a field that is given by name only and that equality does not look at."""

    def __init__(self, default: object) -> None:
        self.default = default


def unseen(*, default: Any, kw_only: bool) -> Any:
    """A field that is given by name only, with a default, and that does not count when records are compared.

    kw_only is always true; type checkers look for the word.
    """
    return _Unseen(default)


@dataclass_transform(frozen_default=True, field_specifiers=(unseen,))
class _RecordType(type):
    """Makes slots of the annotated names of a class, and its `__init__`, `__eq__` and `__hash__`."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _RecordType:
        own = tuple(namespace.get("__annotations__", ()))
        defaults = {field: namespace.pop(field) for field in own if field in namespace}
        slots = own if any(hasattr(base, "_hash") for base in bases) else (*own, "_hash")
        cls = super().__new__(mcs, name, bases, {**namespace, "__slots__": slots})
        inherited: dict[str, Any] = {}
        fields: list[str] = []
        for base in reversed(cls.__mro__[1:]):
            inherited |= base.__dict__.get("_defaults", {})
            fields += base.__dict__.get("_own_fields", ())
        setattr(cls, "_own_fields", own)  # noqa: B010  (a frozen type says nothing of its own machinery)
        setattr(cls, "_defaults", defaults)  # noqa: B010
        _build(cls, (*fields, *own), inherited | defaults)
        return cls


def _build(cls: type, fields: tuple[str, ...], defaults: dict[str, Any]) -> None:
    hidden = [name for name in fields if isinstance(defaults.get(name), _Unseen)]
    seen = [name for name in fields if name not in hidden]
    values = {f"_default_{name}": getattr(value, "default", value) for name, value in defaults.items()}
    setters = {f"_set_{name}": getattr(cls, name).__set__ for name in fields}
    keep = cls._hash.__set__  # type: ignore[attr-defined]
    scope: dict[str, Any] = {**values, **setters, "_salt": hash(cls.__name__), "_keep": keep}
    exec(_source(seen, hidden, defaults), scope)
    for method in ("__init__", "__eq__", "__hash__"):
        setattr(cls, method, scope[method])
    setattr(cls, "__match_args__", tuple(seen))  # noqa: B010


def _source(seen: list[str], hidden: list[str], defaults: dict[str, Any]) -> str:
    arguments = [f"{name}=_default_{name}" if name in defaults else name for name in seen]
    if hidden:
        arguments += ["*", *(f"{name}=_default_{name}" for name in hidden)]
    body = "".join(f"\n    _set_{name}(self, {name})" for name in (*seen, *hidden)) or "\n    pass"
    alike = "".join(f" and self.{name} == other.{name}" for name in seen)
    parts = "".join(f", self.{name}" for name in seen)
    return (
        f"def __init__({', '.join(['self', *arguments])}):{body}\n"
        f"def __eq__(self, other):\n    return self is other or (other.__class__ is self.__class__{alike})\n"
        f"def __hash__(self):\n"
        f"    try:\n        return self._hash\n"
        f"    except AttributeError:\n        value = hash((_salt{parts}))\n        _keep(self, value)\n"
        f"        return value\n"
    )


class Record(metaclass=_RecordType):
    """Base of records: immutable, compared and hashed by class and fields, printed as they are called."""

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __repr__(self) -> str:
        fields: tuple[str, ...] = type(self).__match_args__
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in fields)})"

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return _rebuilt, (type(self), {name: getattr(self, name) for name in _all_fields(type(self))})


def _all_fields(cls: type) -> list[str]:
    return [name for base in reversed(cls.__mro__) for name in base.__dict__.get("_own_fields", ())]


def _rebuilt(cls: Callable[..., object], fields: dict[str, object]) -> object:
    return cls(**fields)


def replace(record: R, **changes: object) -> R:
    """The record with some fields changed."""
    fields = {name: getattr(record, name) for name in _all_fields(type(record))}
    return type(record)(**{**fields, **changes})
