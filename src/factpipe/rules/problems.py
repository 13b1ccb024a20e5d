"""Validation errors of rule files as file:line:col: what is wrong, and what was meant."""

import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from factpipe.errors import RuleProblem
from factpipe.rules.hints import meant
from factpipe.rules.source import LocatedList, LocatedMap, Mark

Loc = tuple[str | int, ...]


def validated(model: type[BaseModel], data: Any, path: str, found: list[RuleProblem]) -> Any:
    """`data` as `model`, or None and what is wrong with it in `found`."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found += explain(error, model, data, path)
        return None


def explain(error: ValidationError, model: type[BaseModel], data: Any, path: str) -> list[RuleProblem]:
    """Every error of a validation, placed in the file that the data comes from."""
    found: dict[Mark, RuleProblem] = {}
    for detail in error.errors(include_url=False):
        loc = detail["loc"]
        if detail["type"] == "model_type" and loc and loc[-1] == detail["ctx"]["class_name"]:
            continue  # one of several types that a value may have: the others say more
        place = locate_key if detail["type"] == "extra_forbidden" else locate
        mark = place(data, loc, path)
        # a value that may be one of several types gives an error for each: one line is enough
        found.setdefault(mark, RuleProblem(*mark, _message(detail, model, loc, _name(data, loc, path))))
    return list(found.values())


def locate(data: Any, loc: Loc, path: str) -> Mark:
    """Where the value at `loc` stands; where there is none, the value that should hold it."""
    mark = getattr(data, "mark", (path, 1, 1))
    for _, _, mark in _steps(data, loc):  # noqa: B007
        pass
    return mark


def locate_key(data: Any, loc: Loc, path: str) -> Mark:
    """Where the key at the end of `loc` stands."""
    holder = data
    for _, holder, _ in _steps(data, loc[:-1]):  # noqa: B007
        pass
    if isinstance(holder, LocatedMap) and loc[-1] in holder.keys_at:
        return holder.keys_at[loc[-1]]
    return locate(data, loc, path)


def inside(data: Any, loc: Loc, offset: int, path: str) -> Mark:
    """Where character `offset` of the text at `loc` stands, when it is written in one line."""
    file, line, column = locate(data, loc, path)
    try:
        with open(file, encoding="utf-8-sig") as rules:
            text = rules.readlines()[line - 1][column - 1 :]
    except (OSError, IndexError):
        return file, line, column
    quoted = text[:1] in "\"'"
    return (file, line, column + offset + quoted) if text[:1] not in "|>&" else (file, line, column)


def _steps(data: Any, loc: Loc) -> Iterator[tuple[str | int, Any, Mark]]:
    """(key, value, where it stands) down `loc`, leaving out what pydantic adds for unions."""
    here = data
    for key in loc:
        if (isinstance(here, dict) and key in here) or (isinstance(here, list) and key in range(len(here))):
            mark = here.values_at[key] if isinstance(here, LocatedMap | LocatedList) else ("", 1, 1)
            here = here[key]
            yield key, here, mark


def _name(data: Any, loc: Loc, path: str) -> str:
    """The key whose value, or an item of whose list, is at `loc`."""
    keys = [str(key) for key, _, _ in _steps(data, loc) if isinstance(key, str)]
    return keys[-1] if keys else path.rpartition("/")[2]


def _message(detail: dict[str, Any], model: type[BaseModel], loc: Loc, name: str) -> str:  # noqa: PLR0911
    given, kind, context = detail.get("input"), detail["type"], detail.get("ctx") or {}
    if kind == "extra_forbidden":
        key, known = str(loc[-1]), _keys(model, loc[:-1])
        if key == "disabled":
            return f"disabled: must be true or false, not {_shown(given)}"
        return f"there is no key {key!r} here{meant(key, known)} (keys are {', '.join(known)})"
    if kind == "missing":
        return f"the key {str(loc[-1])!r} is missing here"
    if kind == "string_type":
        number = isinstance(given, int | float)
        return f"{name}: must be text, not {_shown(given)}" + (f'; write "{given}"' if number else "")
    if kind in {"enum", "literal_error"}:
        known = [word.strip().strip("'") for word in context.get("expected", "").replace(" or ", ", ").split(",")]
        return f"{name}: {_shown(given)} is not one of {', '.join(known)}{meant(str(given), known)}"
    if kind in {"model_type", "dict_type"}:
        keys = _keys(model, loc)
        return f"{name}: must be a mapping (key: value), not {_shown(given)}" + (
            f" (keys are {', '.join(keys)})" if keys else ""
        )
    if kind in {"tuple_type", "list_type"}:
        return f"{name}: must be a list ([a, b], or lines that begin with -), not {_shown(given)}"
    if kind == "value_error":
        return f"{context.get('error', detail['msg'])}"
    if kind == "string_pattern_mismatch" and name == "id":
        return f"id: {_shown(given)} must be topic.name in small letters, digits and hyphens, as people.topic-reach"
    return f"{name}: {detail['msg'].lower()}, not {_shown(given)}"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else repr(value)


def _keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that may stand at `loc` of a model's data; empty where any may."""
    kinds: list[Any] = [model]
    for key in loc:
        kinds = [below for kind in kinds for below in _below(kind, key)] or kinds
    return [
        field.alias or name
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name, field in kind.model_fields.items()
    ]


def _below(kind: Any, key: str | int) -> list[Any]:
    """The types that may stand below `key` of a type."""
    if get_origin(kind) in {Union, types.UnionType}:
        return [below for option in get_args(kind) for below in _below(option, key)]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if key in (name, field.alias):
                return _options(field.annotation)
        return []
    if get_origin(kind) is dict:
        return _options(get_args(kind)[1])
    if get_origin(kind) in {tuple, list, frozenset, set}:
        return _options(get_args(kind)[0])
    return []


def _options(kind: Any) -> list[Any]:
    if get_origin(kind) in {Union, types.UnionType}:
        return [option for part in get_args(kind) for option in _options(part)]
    return [kind]
