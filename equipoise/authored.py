"""Reading our own YAML strictly: an unknown key or a wrong type names file, place and what is allowed.

What the data mean belongs to the module that owns them, not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import cattrs
import yaml
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from equipoise.errors import AuthoredDataError

T = TypeVar("T")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeyLoader(_Loader):  # type: ignore[misc,valid-type]
    """A safe loader that refuses a key written twice: the first would be lost without a word."""


def _unique_mapping(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            mark = key_node.start_mark
            raise AuthoredDataError(
                f"{mark.name}, line {mark.line + 1}: the key {key!r} stands twice; keep one"
            )
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_UniqueKeyLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping)


def _strict_str(value: Any, _: type) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected quoted text, found {value!r} ({type(value).__name__})")
    return value


def _strict_bool(value: Any, _: type) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"expected true or false, found {value!r}")
    return value


def _strict_number(value: Any, kind: type) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"expected a number, found {value!r}")
    if kind is int and value != int(value):
        raise TypeError(f"expected a whole number, found {value!r}")
    return kind(value)


def _one_of(value: Any, kind: Any) -> Any:
    if value not in get_args(kind):
        raise ValueError(f"{value!r} is not allowed (allowed: {', '.join(map(str, get_args(kind)))})")
    return value


_converter = cattrs.Converter(forbid_extra_keys=True)
_converter.register_structure_hook_func(lambda kind: get_origin(kind) is Literal, _one_of)
_converter.register_structure_hook(str, _strict_str)
_converter.register_structure_hook(bool, _strict_bool)
_converter.register_structure_hook(int, _strict_number)
_converter.register_structure_hook(float, _strict_number)


def load_yaml(path: Path) -> Any:
    """Plain YAML of ``path``. Raises AuthoredDataError with the line when it does not parse."""
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=_UniqueKeyLoader)  # noqa: S506 (a safe loader's subclass)
    except OSError as error:
        raise AuthoredDataError(f"{path}: cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise AuthoredDataError(f"{path}: is not valid YAML: {error}") from error


def load(path: Path, kind: type[T]) -> T:
    """``path`` as a ``kind`` (a dataclass, or a list, tuple or dict of them).

    Raises AuthoredDataError naming the file, the place in it and the allowed keys.
    """
    return structure(load_yaml(path), kind, where=str(path))


def structure(raw: Any, kind: type[T], *, where: str) -> T:
    """``raw`` as a ``kind``; ``where`` opens the message of the AuthoredDataError it may raise."""
    try:
        return _converter.structure(raw, kind)
    except AuthoredDataError:
        raise
    except Exception as error:
        raise AuthoredDataError(f"{where}: " + "; ".join(_reasons(error))) from error


_MOST_REASONS = 8
"""More than this at once is noise: mend these and look again."""


def _reasons(error: BaseException) -> list[str]:
    found = sorted(_walk(error, ""), key=lambda note: note.startswith("required key"))
    left = len(found) - _MOST_REASONS
    return found[:_MOST_REASONS] + ([f"and {left} more"] if left > 0 else [])


def _walk(error: BaseException, path: str) -> Iterator[str]:
    """Every reason with its place; written here because cattrs 23.1 drops the wording of nested errors."""
    if not isinstance(error, (ClassValidationError, IterableValidationError)):
        yield f"{_reason(error)} at {path.lstrip('.')}" if path else _reason(error)
        return
    with_notes, without = error.group_exceptions()
    for inner, note in with_notes:
        step = f".{note.name}" if isinstance(note, AttributeValidationNote) else f"[{note.index!r}]"
        yield from _walk(inner, path + ("" if isinstance(inner, KeyError) else step))
    for inner in without:
        yield from _walk(inner, path)


def _reason(error: BaseException) -> str:
    if isinstance(error, ForbiddenExtraKeysError):
        unknown = ", ".join(sorted(map(str, error.extra_fields)))
        allowed = ", ".join(field.name for field in fields(error.cl)) if is_dataclass(error.cl) else ""
        return f"unknown key {unknown} (allowed: {allowed})"
    if isinstance(error, KeyError):
        return f"required key {error} is missing"
    return str(error) or type(error).__name__
