"""Rule files → RuleSet: find, read, overlay, validate, hash. All problems of all files are reported at once."""

import hashlib
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel, ValidationError

from factpipe import schema
from factpipe.errors import RuleProblem, RulesError
from factpipe.rules import overlay, problems, source, template
from factpipe.rules.ruleset import Rule, RuleSet
from factpipe.rules.template import meant

LEXICONS = ("units", "approximators", "traps", "items", "places", "times", "layout", "classes")
_SUFFIXES = (".yaml", ".yml")
_COLUMNS = tuple(column.name for column in schema.FACTS)
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
        data = _overlaid(paths, read, found)
        origins[name] = tuple(map(str, paths))
        lexicons[name] = _lexicon(name, data, str(paths[-1]) if paths else name, found)
    claims = _claims([path for path in files if path.parent.name == "claims"], read, found)
    classes = lexicons["classes"].classes if lexicons["classes"] else None
    _check_claims(claims, classes, found, located=read is source.read_located)
    if found:
        raise RulesError(sorted(set(found), key=lambda problem: (problem.path, problem.line, problem.column)))
    rules = tuple(rule for rule, _ in claims)
    return RuleSet(**lexicons, claims=rules, hash=_hash(lexicons, rules), origins=origins)


def _files(folders: list[Path], found: list[RuleProblem]) -> list[Path]:
    """The rule files of all folders, folder by folder, sorted by name."""
    files: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            found.append(RuleProblem(str(folder), 1, 1, "is no folder of rule files"))
            continue
        lexicon, claims = (
            sorted(path for path in (folder / part).glob("*") if path.suffix in _SUFFIXES and path.is_file())
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
    model = _model(name)
    if data is None:
        data = [] if issubclass(model, RootModel) else {}
    file = _validated(model, data, path, found)
    return file.root if isinstance(file, RootModel) else file


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


def _validated(model: type[BaseModel], data: Any, path: str, found: list[RuleProblem]) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found += problems.explain(error, model, data, path)
        return None


def _claims(paths: list[Path], read: Read, found: list[RuleProblem]) -> list[tuple[Rule, Any]]:
    """Every rule with its data, in file order; one of a later folder stands where the one that it replaces stood."""
    model = _model("claims")
    rules: dict[str, tuple[str, Any, str, Any]] = {}  # id → entry, topic, file, data
    for path in paths:
        try:
            data = read(path)
        except RulesError as error:
            found += error.problems
            continue
        if data is None:
            continue
        file = _validated(model, _without_removed(data, rules), str(path), found)
        if file is None:
            continue
        entries = iter(file.rules)
        seen: dict[str, int] = {}
        for n, raw in enumerate(_entries(data)):
            if overlay.is_disabled(raw):
                continue
            entry = next(entries)
            mark = problems.locate(raw, ("id",), str(path))
            if entry.id in seen:
                found.append(RuleProblem(*mark, f"the id {entry.id!r} is taken by rule {seen[entry.id]} of this file"))
                continue
            seen[entry.id] = n + 1
            other = rules.get(entry.id)
            if other and Path(other[2]).parent == path.parent:
                found.append(RuleProblem(*mark, f"the id {entry.id!r} is taken by a rule of {other[2]}"))
                continue
            rules[entry.id] = (entry, file.topic, str(path), raw)
    return [(Rule(entry, topic, order, path), raw) for order, (entry, topic, path, raw) in enumerate(rules.values())]


def _without_removed(data: Any, rules: dict[str, Any]) -> Any:
    """The file's data without its disabled entries; each of them also removes the rule of that id from `rules`."""
    for entry in _entries(data):
        if overlay.is_disabled(entry):
            rules.pop(entry.get("id"), None)
    return overlay.enabled(data)


def _entries(data: Any) -> list[Any]:
    entries = data.get("rules") if isinstance(data, dict) else None
    return entries if isinstance(entries, list) else []


def _check_claims(
    claims: list[tuple[Rule, Any]], classes: dict[str, Any] | None, found: list[RuleProblem], *, located: bool
) -> None:
    for rule, data in claims:
        _check_pattern(rule, data, classes, found, located=located)
        for n, example in enumerate(rule.examples):
            _check_example(rule, data, n, example, found)
        if not any(example.expect for example in rule.examples):
            mark = problems.locate(data, ("examples",), rule.origin)
            found.append(RuleProblem(*mark, f"{rule.id} needs an example with `expect`: a text that it links"))
        if not any(example.not_ for example in rule.examples):
            mark = problems.locate(data, ("examples",), rule.origin)
            found.append(RuleProblem(*mark, f"{rule.id} needs an example with `not`: a quantity to leave alone"))


def _check_pattern(
    rule: Rule, data: Any, classes: dict[str, Any] | None, found: list[RuleProblem], *, located: bool
) -> None:
    try:
        names = template.classes(rule.template)
    except template.TemplateError as error:
        mark = problems.inside(data, ("pattern",), error.position, rule.origin) if located else (rule.origin, 1, 1)
        found.append(RuleProblem(*mark, f"the pattern of {rule.id}, character {error.position + 1}: {error}"))
        return
    if classes is None:
        return
    for n, name in enumerate(rule.entry.barring):
        if name not in classes:
            mark = problems.locate(data, ("barring", n), rule.origin)
            found.append(RuleProblem(*mark, f"{rule.id}: there is no class {name!r}{meant(name, list(classes))}"))
    for name in sorted(names - classes.keys()):
        position = rule.entry.pattern.find(f"{{{name}}}") + 1
        mark = problems.inside(data, ("pattern",), position, rule.origin) if located else (rule.origin, 1, 1)
        hint = meant(name, list(classes)) or "; see rules/lexicon/classes.yaml"
        found.append(RuleProblem(*mark, f"the pattern of {rule.id}: there is no class {{{name}}}{hint}"))


def _check_example(rule: Rule, data: Any, n: int, example: Any, found: list[RuleProblem]) -> None:
    for part in ("expect", "todo"):
        for m, facts in enumerate(getattr(example, part)):
            loc = ("examples", n, part, m)
            if "surface" not in facts:
                message = "says no `surface`: which quantity of the text it is about"
                found.append(RuleProblem(*problems.locate(data, loc, rule.origin), message))
            elif str(facts["surface"]) not in example.text:
                message = f"the surface {facts['surface']!r} does not stand in the text {example.text!r}"
                found.append(RuleProblem(*problems.locate(data, (*loc, "surface"), rule.origin), message))
            for column in facts:
                if column not in _COLUMNS:
                    message = f"there is no column {column!r}{meant(column, _COLUMNS)}; see `factpipe schema`"
                    found.append(RuleProblem(*problems.locate_key(data, (*loc, column), rule.origin), message))
    for m, surface in enumerate(example.not_):
        if surface not in example.text:
            message = f"the surface {surface!r} does not stand in the text {example.text!r}"
            found.append(RuleProblem(*problems.locate(data, ("examples", n, "not", m), rule.origin), message))


def _hash(lexicons: dict[str, Any], claims: tuple[Rule, ...]) -> str:
    compiled = {name: _compiled(file) for name, file in lexicons.items()}
    compiled["claims"] = [[rule.topic, _compiled(rule.entry)] for rule in claims]
    text = json.dumps(compiled, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _compiled(value: Any) -> Any:
    """What a value says, as data that has one form in JSON."""
    if isinstance(value, str | int | float | None):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, BaseModel):
        return {name: _compiled(part) for name, part in value if name not in _TOLD}
    if isinstance(value, dict):
        return {str(key): _compiled(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_compiled(part) for part in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)
