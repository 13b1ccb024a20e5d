"""Laying one rule file's data over another's: lexicons merge by key, claim rules are replaced by id.

`disabled: true` in an entry removes it. A list of words grows by the words that the overlay has more; `{add: […],
remove: […]}` in its place takes words away as well. Nothing is changed in place; positions travel with the data where
it has any.
"""

from typing import Any

from factpipe.rules.source import LocatedList, LocatedMap

#: fields that name an entry in a list, the first that it has
KEYS = ("id", "key", "text", "word", "name")


def merge(base: Any, over: Any) -> Any:
    """`over` laid over `base`; both are the data of one lexicon file or a piece of it."""
    if isinstance(base, dict) and isinstance(over, dict):
        return _merge_maps(base, over)
    if isinstance(base, list):
        if isinstance(over, list):
            return _merge_lists(base, over)
        if isinstance(over, dict) and over and over.keys() <= {"add", "remove"}:
            return _change_words(base, over)
    return over


def enabled(data: Any) -> Any:
    """The data without entries that hold `disabled: true`, and without `disabled: false` in others.

    Anything else that `disabled` says stays, for the models of the entries to refuse.
    """
    if isinstance(data, dict):
        kept = [
            key
            for key, value in data.items()
            if not (key == "disabled" and isinstance(value, bool)) and not is_disabled(value)
        ]
        result = _like(data)
        for key in kept:
            _put(result, key, enabled(data[key]), data)
        return result
    if isinstance(data, list) and any(isinstance(value, dict | list) for value in data):
        return _list([(enabled(value), data, n) for n, value in enumerate(data) if not is_disabled(value)], data)
    return data


def is_disabled(value: Any) -> bool:
    return isinstance(value, dict) and value.get("disabled") is True


def entry_key(value: Any) -> str | None:
    """What names an entry of a list: `id:reach`, `text:亩`; None for what has no name."""
    if isinstance(value, dict):
        for key in KEYS:
            if key in value:
                return f"{key}:{value[key]}"
        return None
    return None if isinstance(value, list) else f"={value}"


def _merge_maps(base: dict, over: dict) -> dict:
    result = _like(base)
    for key, value in base.items():
        if key not in over:
            _put(result, key, value, base)
        elif not is_disabled(over[key]):
            _put(result, key, merge(value, over[key]), over)
    for key, value in over.items():
        if key not in base and not is_disabled(value):
            _put(result, key, value, over)
    return result


def _merge_lists(base: list, over: list) -> list:
    named = {entry_key(value): n for n, value in enumerate(over) if entry_key(value) is not None}
    items, seen = [], set()
    for n, value in enumerate(base):
        key = entry_key(value)
        if key is None or key not in named:
            items.append((value, base, n))
            continue
        seen.add(key)
        new = over[named[key]]
        if not is_disabled(new):
            items.append((merge(value, new), over, named[key]))
    for n, value in enumerate(over):
        if entry_key(value) not in seen and not is_disabled(value):
            items.append((value, over, n))
    return _list(items, base)


def _change_words(base: list, over: dict) -> list:
    removed = {entry_key(value) for value in over.get("remove") or ()}
    kept = [(value, base, n) for n, value in enumerate(base) if entry_key(value) not in removed]
    have = {entry_key(value) for value, _, _ in kept}
    more = over.get("add") or []
    kept += [(value, more, n) for n, value in enumerate(more) if entry_key(value) not in have]
    return _list(kept, base)


def _like(data: dict) -> dict:
    if not isinstance(data, LocatedMap):
        return {}
    result = LocatedMap()
    result.mark, result.keys_at, result.values_at = data.mark, {}, {}
    return result


def _put(result: dict, key: Any, value: Any, origin: dict) -> None:
    result[key] = value
    if isinstance(result, LocatedMap) and isinstance(origin, LocatedMap):
        result.keys_at[key], result.values_at[key] = origin.keys_at[key], origin.values_at[key]


def _list(items: list[tuple[Any, list, int]], base: list) -> list:
    if not isinstance(base, LocatedList):
        return [value for value, _, _ in items]
    result = LocatedList(value for value, _, _ in items)
    result.mark = base.mark
    result.values_at = [origin.values_at[n] if isinstance(origin, LocatedList) else base.mark for _, origin, n in items]
    return result
