"""Files of claim rules → rules, and what the models of their entries cannot see: patterns, classes, examples."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from factpipe import schema
from factpipe.errors import RuleProblem, RulesError
from factpipe.rules import overlay, problems, template
from factpipe.rules.entries.claims import ClaimRule, Example, File
from factpipe.rules.hints import meant
from factpipe.rules.ruleset import NUMBER, Rule

_COLUMNS = tuple(column.name for column in schema.FACTS)


def rules(
    paths: list[Path],
    read: Callable[[Path], Any],
    classes: dict[str, Any] | None,
    measures: frozenset[str],
    found: list[RuleProblem],
) -> tuple[Rule, ...]:
    """The rules of files, in file order; one of a later folder stands where the one of its id that it replaces stood.

    What is wrong goes to `found`. `classes` are the lexicon classes, None when they could not be read; `measures` those
    that lexicons give, to which rules may add their own.
    """
    restricted: list[tuple[ClaimRule, Any, str]] = []
    kept: dict[str, tuple[ClaimRule, str, str]] = {}  # id → entry, topic, file
    for path in paths:
        try:
            data = read(path)
        except RulesError as error:
            found += error.problems
            continue
        raw = _entries(data)
        for entry in filter(overlay.is_disabled, raw):
            kept.pop(entry.get("id"), None)
        raw = [entry for entry in raw if not overlay.is_disabled(entry)]
        for entry in raw:
            _check_pattern(entry, classes, str(path), found)
        file = problems.validated(File, overlay.enabled(data), str(path), found) if data is not None else None
        seen: set[str] = set()
        for entry, its_data in zip(file.rules, raw, strict=True) if file else ():
            other = kept.get(entry.id)
            if entry.id in seen or (other and Path(other[2]).parent == path.parent):
                where = "this file" if entry.id in seen else other[2]
                mark = problems.locate(its_data, ("id",), str(path))
                found.append(RuleProblem(*mark, f"the id {entry.id!r} is taken by another rule of {where}"))
                continue
            seen.add(entry.id)
            kept[entry.id] = (entry, file.topic, str(path))
            restricted.append((entry, its_data, str(path)))
            _check_examples(entry, its_data, str(path), found)
    known = measures.union({NUMBER}, *({entry.set.measure} - {None} for entry, _, _ in restricted))
    for entry, its_data, path in restricted:
        _check_measures(entry, its_data, known, path, found)
    return tuple(Rule(entry, topic, order, path) for order, (entry, topic, path) in enumerate(kept.values()))


def _entries(data: Any) -> list[Any]:
    entries = data.get("rules") if isinstance(data, dict) else None
    return entries if isinstance(entries, list) else []


def _check_pattern(data: Any, classes: dict[str, Any] | None, path: str, found: list[RuleProblem]) -> None:
    """Whether the pattern of a rule, given as it stands in the file, parses, and whether its classes are there."""
    pattern = data.get("pattern") if isinstance(data, dict) else None
    if not isinstance(pattern, str):
        return
    name = data.get("id", "a rule without id")
    try:
        used = template.classes(template.parse(pattern))
    except template.TemplateError as error:
        mark = problems.inside(data, ("pattern",), error.position, path)
        found.append(RuleProblem(*mark, f"the pattern of {name}, character {error.position + 1}: {error}"))
        return
    if classes is None:
        return
    for wrong in sorted(used - classes.keys()):
        mark = problems.inside(data, ("pattern",), pattern.find(f"{{{wrong}}}") + 1, path)
        found.append(
            RuleProblem(*mark, f"the pattern of {name}: there is no class {{{wrong}}}{_class(wrong, classes)}")
        )
    barring = data.get("barring")
    for n, wrong in enumerate(barring if isinstance(barring, list) else ()):
        if isinstance(wrong, str) and wrong not in classes:
            mark = problems.locate(data, ("barring", n), path)
            found.append(RuleProblem(*mark, f"{name}: there is no class {wrong!r}{_class(wrong, classes)}"))


def _check_measures(rule: ClaimRule, data: Any, known: frozenset[str], path: str, found: list[RuleProblem]) -> None:
    """A rule for a measure that nothing gives would never apply."""
    if rule.measures is None:
        return
    listed = isinstance(rule.measures, tuple)
    for n, wrong in enumerate(rule.measures if listed else rule.measures.not_):
        if wrong not in known:
            mark = problems.locate(data, ("measures", n) if listed else ("measures", "not", n), path)
            hint = meant(wrong, sorted(known)) or f"; there are {', '.join(sorted(known))}"
            found.append(RuleProblem(*mark, f"{rule.id}: there is no measure {wrong!r}{hint}"))


def _class(wrong: str, classes: dict[str, Any]) -> str:
    return meant(wrong, list(classes)) or "; see rules/lexicon/classes.yaml"


def _check_examples(rule: ClaimRule, data: Any, path: str, found: list[RuleProblem]) -> None:
    for n, example in enumerate(rule.examples):
        _check_example(example, data, n, path, found)
    for there, how in (
        (any(example.expect for example in rule.examples), "`expect`: a text that it links"),
        (any(example.not_ for example in rule.examples), "`not`: a quantity to leave alone"),
    ):
        if not there:
            mark = problems.locate(data, ("examples",), path)
            found.append(RuleProblem(*mark, f"{rule.id} needs an example with {how}"))


def _check_example(example: Example, data: Any, n: int, path: str, found: list[RuleProblem]) -> None:
    for part in ("expect", "todo"):
        for m, facts in enumerate(getattr(example, part)):
            loc = ("examples", n, part, m)
            if "surface" not in facts:
                message = "says no `surface`: which quantity of the text it is about"
                found.append(RuleProblem(*problems.locate(data, loc, path), message))
            else:
                _check_surface(facts["surface"], example.text, problems.locate(data, (*loc, "surface"), path), found)
            for column in facts:
                if column not in _COLUMNS:
                    mark = problems.locate_key(data, (*loc, column), path)
                    message = f"there is no column {column!r}{meant(column, _COLUMNS)}; see `factpipe schema`"
                    found.append(RuleProblem(*mark, message))
    for m, surface in enumerate(example.not_):
        _check_surface(surface, example.text, problems.locate(data, ("examples", n, "not", m), path), found)


def _check_surface(surface: Any, text: str, mark: tuple[str, int, int], found: list[RuleProblem]) -> None:
    if not isinstance(surface, str):
        found.append(RuleProblem(*mark, f'surface: must be text, not {surface!r}; write "{surface}"'))
    elif surface not in text:
        found.append(RuleProblem(*mark, f"the surface {surface!r} does not stand in the text {text!r}"))
