"""Rule files → RuleSet: find, read, overlay, validate, hash. All problems of all files are reported at once."""

import hashlib
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from factpipe.errors import RuleProblem, RulesError
from factpipe.rules import claim_files, overlay, problems, source
from factpipe.rules.hints import meant
from factpipe.rules.ruleset import Rule, RuleSet
from factpipe.schema import MEASURES

LEXICONS = (
    "units",
    "approximators",
    "traps",
    "items",
    "places",
    "times",
    "layout",
    "classes",
    "directions",
    "checks",
    "confidence",
)
SUFFIXES = (".yaml", ".yml")
#: fields of entries that tell readers something and change no result
_TOLD = frozenset({"description", "note", "source", "examples"})

Read = Callable[[Path], Any]


def find_rules() -> Path:
    """The rules that come with factpipe: `factpipe/_rules` of an installed wheel, or `rules/` of a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_rules", package.parents[1] / "rules"):
        if (folder / "lexicon").is_dir():
            return folder
    problem = "factpipe's own rule files are missing; install it again, or name a folder"
    raise RulesError([RuleProblem(str(package / "_rules"), 1, 1, problem)])


def load(overlays: Sequence[Path] = (), directory: Path | None = None) -> RuleSet:
    """The rules of `directory` (factpipe's own by default) with `overlays` laid over them, in order.

    RulesError, with every problem of every file as file:line:col, when they cannot be used.
    """
    folders = [directory or find_rules(), *map(Path, overlays)]
    try:
        return _load(folders, source.read)
    except RulesError:
        return _load(folders, source.read_located)  # as before, but every problem knows its line


def _load(folders: list[Path], read: Read) -> RuleSet:
    found: list[RuleProblem] = []
    files = _files(folders, found)
    lexicons: dict[str, Any] = {}
    origins: dict[str, tuple[str, ...]] = {}
    for name in LEXICONS:
        paths = [path for path in files if path.parent.name == "lexicon" and path.stem == name]
        n = len(found)
        data = _overlaid(paths, read, found)
        origins[name] = tuple(map(str, paths))
        unread = len(found) > n  # what the file does not say is not missed by the rules
        lexicons[name] = None if unread else _lexicon(name, data, str(paths[-1]) if paths else name, found)
    classes = lexicons["classes"].classes if lexicons["classes"] else None
    claims = [path for path in files if path.parent.name == "claims"]
    rules = claim_files.rules(claims, read, classes, _measures(lexicons), found)
    if found:
        raise RulesError(sorted(set(found), key=lambda problem: (problem.path, problem.line, problem.column)))
    return RuleSet(**lexicons, claims=rules, hash=_hash(lexicons, rules), origins=origins)


def _measures(lexicons: dict[str, Any]) -> frozenset[str]:
    """The measures that quantities and items may have, those of lexicons that an overlay adds to included."""
    told = set(MEASURES)
    if units := lexicons["units"]:
        told.update(units.classifiers, units.nouns, units.bare, units.named)
        told.update(each.measure for unit in units.units.values() for each in (unit, *unit.senses))
    if items := lexicons["items"]:
        told.update(items.measures)
    return frozenset(told)


def _files(folders: list[Path], found: list[RuleProblem]) -> list[Path]:
    """The rule files of all folders, folder by folder, sorted by name."""
    files: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            found.append(RuleProblem(str(folder), 1, 1, "is no folder of rule files"))
            continue
        lexicon, claims = (
            sorted(path for path in (folder / part).glob("*") if path.suffix in SUFFIXES and path.is_file())
            for part in ("lexicon", "claims")
        )
        for path in lexicon:
            if path.stem not in LEXICONS:
                hint = f"is no lexicon{meant(path.stem, LEXICONS)}; there are {', '.join(LEXICONS)}"
                found.append(RuleProblem(str(path), 1, 1, hint))
        if not lexicon and not claims:
            hint = "holds no rule files; they are looked for in its folders lexicon/ and claims/"
            found.append(RuleProblem(str(folder), 1, 1, hint))
        files += [*lexicon, *claims]
    return files


def _model(name: str) -> type[BaseModel]:
    return import_module(f"factpipe.rules.entries.{name}").File


def _lexicon(name: str, data: Any, path: str, found: list[RuleProblem]) -> Any:
    return problems.validated(_model(name), {} if data is None else data, path, found)


def _overlaid(paths: list[Path], read: Read, found: list[RuleProblem]) -> Any:
    data = None
    for path in paths:
        try:
            over = read(path)
        except RulesError as error:
            found += error.problems
            continue
        if over is not None:
            data = over if data is None else overlay.merge(data, over)
    return overlay.enabled(data)


def _hash(lexicons: dict[str, Any], claims: tuple[Rule, ...]) -> str:
    compiled = {name: _compiled(file) for name, file in lexicons.items()}
    compiled["claims"] = [[rule.topic, _compiled(rule.entry)] for rule in claims]
    text = json.dumps(compiled, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _compiled(value: Any) -> Any:
    """What a value says, as data that has one form in JSON."""
    if isinstance(value, BaseModel):
        return {name: _compiled(part) for name, part in value if name not in _TOLD}
    if isinstance(value, dict):
        return {str(key): _compiled(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return value if all(type(part) is str for part in value) else [_compiled(part) for part in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, Decimal):
        return str(value.normalize())
    return value if isinstance(value, str | int | float | None) else str(value)
