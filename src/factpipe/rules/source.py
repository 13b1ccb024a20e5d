"""YAML text → plain data, with the position of every key and item where that is asked for. The only importer of YAML.

Scalars are read by the core schema of YAML 1.2: `no`, `12:30` and `2010-01-01` are strings. Positions cost more than a
dictionary can carry cheaply, and the YAML parser is slow (a second for a few thousand lines), so plain data is kept in
the user's cache, keyed by the file's bytes; a cache that cannot be read or written is passed over.
"""

import hashlib
import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from factpipe import __version__
from factpipe.errors import RuleProblem, RulesError

_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
#: files in the cache; the oldest go first
_CACHE_SIZE = 400

Mark = tuple[str, int, int]  # path, line, column, from 1


class LocatedMap(dict):
    """A mapping of a rule file that knows where it (`mark`), its keys and its values stand."""

    mark: Mark
    keys_at: dict[Any, Mark]
    values_at: dict[Any, Mark]


class LocatedList(list):
    """A list of a rule file that knows where it and its items stand."""

    mark: Mark
    values_at: list[Mark]


def read(path: Path) -> Any:
    """The plain data of a YAML file (None when it is empty). RulesError when it cannot be read."""
    raw = _bytes(path)
    cached = _cache_file(raw)
    if cached is not None:
        try:
            return json.loads(cached.read_bytes())
        except (OSError, ValueError):
            pass
    data = _plain(_parse(path, raw))
    if cached is not None:
        _store(cached, data)
    return data


def read_located(path: Path) -> Any:
    """The data of a YAML file as LocatedMap and LocatedList. RulesError when it cannot be read."""
    return _parse(path, _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        problem = f"cannot be read: {error.strerror or error}"
        raise RulesError([RuleProblem(str(path), 1, 1, problem)]) from error


def _parse(path: Path, raw: bytes) -> Any:
    from ruamel.yaml import YAML, YAMLError

    name = str(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = "is no UTF-8 text here; save the rule file as UTF-8"
        raise RulesError([RuleProblem(name, line, 1, problem)]) from error
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = getattr(error, "problem", None) or str(error).partition("\n")[0]
        context = getattr(error, "context", None)
        message = f"is no valid YAML: {what}" + (f" {context}" if context else "")
        raise RulesError([RuleProblem(name, line, column, message)]) from error
    builder = _Builder(name)
    data = None if node is None else builder.value(node)
    if builder.problems:
        raise RulesError(builder.problems)
    return data


class _Builder:
    """Nodes of the YAML composer → located data; collects what is wrong with them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[RuleProblem] = []
        self._open: set[int] = set()

    def value(self, node: Any) -> Any:
        kind = node.id
        if kind == "scalar":
            plain = node.style is None and not str(node.tag).endswith(":str")
            return _scalar(node.value) if plain else node.value
        if id(node) in self._open:
            self._problem(node, "an alias that stands inside what it refers to")
            return None
        self._open.add(id(node))
        result = self._sequence(node) if kind == "sequence" else self._mapping(node)
        self._open.discard(id(node))
        return result

    def _sequence(self, node: Any) -> LocatedList:
        result = LocatedList()
        result.mark = self._mark(node)
        result.values_at = [self._mark(item) for item in node.value]
        result.extend(self.value(item) for item in node.value)
        return result

    def _mapping(self, node: Any) -> LocatedMap:
        result = LocatedMap()
        result.mark = self._mark(node)
        result.keys_at, result.values_at = {}, {}
        for key_node, value_node in node.value:
            if key_node.id != "scalar":
                self._problem(key_node, "a key must be a word, not a list or a mapping")
                continue
            key = key_node.value  # keys are always text: a unit or a word, never a number
            if key in result:
                first = result.keys_at[key]
                self._problem(key_node, f"the key {key!r} stands in line {first[1]} already; put both into one entry")
                continue
            result.keys_at[key] = self._mark(key_node)
            result.values_at[key] = self._mark(value_node)
            result[key] = self.value(value_node)
        return result

    def _mark(self, node: Any) -> Mark:
        return (self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _problem(self, node: Any, message: str) -> None:
        self.problems.append(RuleProblem(*self._mark(node), message))


def _scalar(text: str) -> Any:
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


def _plain(data: Any) -> Any:
    """Located data as plain dict and list."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(value) for value in data]
    return data


@lru_cache(maxsize=1)
def _cache_folder() -> Path | None:
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("factpipe", appauthor=False) / "rules"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder


def _cache_file(raw: bytes) -> Path | None:
    folder = _cache_folder()
    key = hashlib.sha256(__version__.encode() + b"\0" + raw).hexdigest()
    return folder / f"{key}.json" if folder else None


def _store(path: Path, data: Any) -> None:
    try:
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        beside.replace(path)
        kept = sorted(path.parent.iterdir(), key=lambda file: file.stat().st_mtime)
        for old in kept[: max(0, len(kept) - _CACHE_SIZE)]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError):
        pass
