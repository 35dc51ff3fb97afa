"""Frozen records: what `dataclass(frozen=True, slots=True)` makes, without the six compilations a class of that.

Every command starts by making some two hundred classes of expressions, claims and settings. Those of the standard
library cost half of a cold start's own work, and set each field through `object.__setattr__`; here the methods are
compiled once for each number of fields and then given the names of the fields, and a slot is set by its descriptor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any, NoReturn, TypeVar, dataclass_transform

__all__ = ["NOTHING", "Record", "replace", "unseen"]

R = TypeVar("R", bound="Record")

NOTHING: Mapping[Any, Any] = {}  # the default of fields that are mappings; nobody writes into it


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
    """Makes slots of the annotated names of a class, and its `__init__`, `__eq__` and `__hash__`. Further `__slots__`
    of the class are None until something is kept there, and its `__post_init__` is called when the fields are set."""

    def __new__(mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _RecordType:
        own = tuple(namespace.get("__annotations__", ()))
        defaults = {field: namespace.pop(field) for field in own if field in namespace}
        kept = namespace.get("__slots__", ())
        kept = kept if any(hasattr(base, "_hash") for base in bases) else (*kept, "_hash")
        cls = super().__new__(mcs, name, bases, {**namespace, "__slots__": (*kept, *own)})
        setattr(cls, "_own_fields", own)  # noqa: B010  (a frozen type says nothing of its own machinery)
        setattr(cls, "_defaults", defaults)  # noqa: B010
        setattr(cls, "_kept", tuple(slot for slot in kept if slot != "__dict__"))  # noqa: B010
        inherited: dict[str, Any] = {}
        fields: list[str] = []
        blank: list[str] = []
        for base in reversed(cls.__mro__):
            inherited |= base.__dict__.get("_defaults", {})
            fields += base.__dict__.get("_own_fields", ())
            blank += base.__dict__.get("_kept", ())
        _build(cls, fields, blank, inherited)
        return cls


def _build(cls: type, fields: list[str], blank: list[str], defaults: dict[str, Any]) -> None:
    hidden = [name for name in fields if isinstance(defaults.get(name), _Unseen)]
    seen = [name for name in fields if name not in hidden]
    scope: dict[str, Any] = {
        f"_set_{k}": getattr(cls, name).__set__ for k, name in enumerate((*seen, *hidden, *blank))
    }
    scope |= {"_salt": hash(cls.__name__), "_keep": cls._hash.__set__}  # type: ignore[attr-defined]
    names = {f"_field_{k}": name for k, name in enumerate((*seen, *hidden))}
    for template in _templates(len(seen), len(hidden), len(blank), hasattr(cls, "__post_init__")):
        setattr(cls, template.co_name, FunctionType(_named(template, names), scope, template.co_name))
    initial: Any = getattr(cls, "__init__")  # noqa: B009  (mypy takes it for unsound)
    initial.__defaults__ = _trailing(cls, seen, defaults)
    initial.__kwdefaults__ = {name: defaults[name].default for name in hidden}
    setattr(cls, "__match_args__", tuple(seen))  # noqa: B010


def _trailing(cls: type, seen: list[str], defaults: dict[str, Any]) -> tuple[Any, ...]:
    """The defaults of the last fields."""
    given = [name for name in seen if name in defaults]
    if given != seen[len(seen) - len(given):]:
        raise TypeError(f"{cls.__name__}: a field without a default follows one that has one")
    return tuple(defaults[name] for name in given)


def _named(template: CodeType, names: dict[str, str]) -> CodeType:
    """The code with the names of the fields in place of their numbers."""
    variables, attributes = (
        tuple(names.get(name, name) for name in part) for part in (template.co_varnames, template.co_names)
    )
    return template.replace(co_varnames=variables, co_names=attributes)


@lru_cache
def _templates(seen: int, hidden: int, blank: int, goes_on: bool) -> list[CodeType]:
    """`__init__`, `__eq__` and `__hash__` for so many fields, which have numbers for names: compiled once a shape."""
    scope: dict[str, Any] = {}
    names = [f"_field_{k}" for k in range(seen + hidden)]
    exec(_source(names[:seen], names[seen:], blank, goes_on), scope)
    return [scope[method].__code__ for method in ("__init__", "__eq__", "__hash__")]


def _source(seen: list[str], hidden: list[str], blank: int, goes_on: bool) -> str:
    arguments = ["self", *seen, *(["*", *hidden] if hidden else [])]
    body = "".join(f"\n    _set_{k}(self, {value})" for k, value in enumerate((*seen, *hidden, *["None"] * blank)))
    body += "\n    self.__post_init__()" if goes_on else ""
    alike = "".join(f" and self.{name} == other.{name}" for name in seen)
    parts = "".join(f", self.{name}" for name in seen)
    return (
        f"def __init__({', '.join(arguments)}):{body}\n"
        f"def __eq__(self, other):\n    return self is other or (other.__class__ is self.__class__{alike})\n"
        f"def __hash__(self):\n"
        f"    value = self._hash\n"  # None and not unset: what an exception costs is many hashes
        f"    if value is None:\n        value = hash((_salt{parts}))\n        _keep(self, value)\n"
        f"    return value\n"
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
