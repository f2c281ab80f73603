"""Frozen dataclasses that cost next to nothing to define: the start defines a hundred of them."""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
# So many values of a class are made before its constructor is compiled.
_FEW = 12


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """What `dataclass(frozen=True)` makes of the class; its constructor is compiled when it pays.

    The standard library compiles the source of six methods for every class. Five of them say the
    same for all classes, and most classes are used a few times or not at all before somebody works.
    """
    # Finds the fields, so that fields(), replace() and asdict() know them, and compiles nothing.
    made = dataclass(init=False, repr=False, eq=False)(cls)
    names = tuple(each.name for each in fields(made))  # type: ignore[arg-type]
    values = _values(names)
    waiting = _Waiting(cls, names)

    def __init__(self: T, *args: Any, **kwargs: Any) -> None:
        if not waiting.fill(self, args, kwargs):
            _give(cls, _constructor(cls))
            cls.__init__(self, *args, **kwargs)

    @recursive_repr()
    def __repr__(self: T) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({told})"

    def __eq__(self: T, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(values(self) == values(other))

    def __hash__(self: T) -> int:
        return hash(values(self))

    def __setattr__(self: T, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self: T, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    _give(cls, __init__, __repr__, __eq__, __hash__, __setattr__, __delattr__)
    return cls


def _give(cls: type, *methods: Callable[..., Any]) -> None:
    for each in methods:
        each.__qualname__ = f"{cls.__qualname__}.{each.__name__}"
        setattr(cls, each.__name__, each)


def _values(names: tuple[str, ...]) -> Callable[[object], Any]:
    return attrgetter(*names) if names else lambda value: ()


class _Waiting:
    """Sets the fields of the first few values of a class, which are not worth compiling for."""

    def __init__(self, cls: type, names: tuple[str, ...]) -> None:
        self._cls, self._names, self._left = cls, names, _FEW

    def fill(self, value: object, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        """Whether that was done; not any more, and not with arguments that do not fit."""
        self._left -= 1
        found = dict(zip(self._names, args, strict=False))
        found.update(kwargs)
        if self._left < 0 or len(found) != len(args) + len(kwargs):
            return False
        known: dict[str, Field[Any]] = self._cls.__dataclass_fields__  # type: ignore[attr-defined]
        for name in self._names:
            if name in found:
                continue
            each = known[name]
            if each.default is not MISSING:
                found[name] = each.default
            elif each.default_factory is not MISSING:
                found[name] = each.default_factory()
        if len(found) != len(self._names):
            return False
        for name, told in found.items():
            object.__setattr__(value, name, told)
        return True


def _constructor(cls: type) -> Callable[..., None]:
    """The `__init__` that sets every field to its argument or its default."""
    found: tuple[Field[Any], ...] = fields(cls)
    known: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    taken, body = ["self"], []
    for each in found:
        name, value = each.name, each.name
        if each.default_factory is not MISSING:
            known[f"_make_{name}"] = each.default_factory
            taken.append(f"{name}=_MISSING")
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        elif each.default is not MISSING:
            known[f"_default_{name}"] = each.default
            taken.append(f"{name}=_default_{name}")
        else:
            taken.append(name)
        body.append(f"  _set(self, {name!r}, {value})")
    source = f"def __init__({', '.join(taken)}):\n" + "\n".join(body or ["  pass"])
    exec(source, known)
    made: Callable[..., None] = known["__init__"]
    return made
