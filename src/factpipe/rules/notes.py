"""What overlays say that is no mistake of theirs and yet does nothing: `rules check` tells it, a run does not mind."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from factpipe.errors import RuleProblem
from factpipe.rules import overlay, problems, source, template
from factpipe.rules.hints import meant
from factpipe.rules.load import LEXICONS, SUFFIXES, find_rules
from factpipe.rules.ruleset import RuleSet
from factpipe.schema import MEASURES


def notes(overlays: Sequence[Path], ruleset: RuleSet) -> list[RuleProblem]:
    """The notes on folders that could be loaded, as `ruleset`: each file:line:col and what was perhaps meant."""
    folders = [find_rules(), *overlays]
    found = [note for folder in overlays for note in _unread(folder)]
    for name in LEXICONS:
        paths = [path for folder in folders for path in _files(folder, "lexicon") if path.stem == name]
        data: Any = None
        for path in paths:
            mine = path.parent.parent in overlays
            over = source.read_located(path) if mine else source.read(path)
            if over is None:
                continue
            if mine:
                found += _disables_nothing(over, data, str(path))
                found += _new_names(name, over, data or {}, ruleset, str(path))
            data = over if data is None else overlay.merge(data, over)
    return found + list(_rules_not_there(folders))


def _files(folder: Path, part: str) -> list[Path]:
    return sorted(path for path in (folder / part).glob("*") if path.suffix in SUFFIXES and path.is_file())


def _unread(folder: Path) -> Iterator[RuleProblem]:
    """YAML that lies where nobody looks for it."""
    read = {*_files(folder, "lexicon"), *_files(folder, "claims")}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix in SUFFIXES and path.is_file() and path not in read and not hidden:
            yield RuleProblem(str(path), 1, 1, f"is not read: rule files lie in {folder}/lexicon and {folder}/claims")


def _disables_nothing(over: Any, base: Any, path: str) -> Iterator[RuleProblem]:
    if not isinstance(over, dict):
        return
    below = base if isinstance(base, dict) else {}
    for key, value in over.items():
        if overlay.is_disabled(value) and key not in below:
            mark = problems.locate_key(over, (key,), path)
            yield RuleProblem(*mark, f"there is no {key!r} to disable{_nearly(str(key), below)}")
        elif isinstance(value, dict):
            yield from _disables_nothing(value, below.get(key), path)


def _new_names(name: str, over: Any, base: Any, ruleset: RuleSet, path: str) -> Iterator[RuleProblem]:
    """New measures that look like one that is there, and word classes that no pattern asks for."""
    if name == "units":
        for unit, entry in (over.get("units") or {}).items():
            measure = entry.get("measure") if isinstance(entry, dict) else None
            hint = meant(measure, MEASURES) if isinstance(measure, str) and measure not in MEASURES else ""
            if hint:
                mark = problems.locate(over, ("units", unit, "measure"), path)
                yield RuleProblem(*mark, f"{measure!r} is a measure of your own{hint}")
    if name == "classes":
        used = {each for rule in ruleset.claims for each in (*template.classes(rule.template), *rule.entry.barring)}
        there = base.get("classes") or {}
        for each in over.get("classes") or {}:
            if each not in there and each not in used:
                mark = problems.locate_key(over, ("classes", each), path)
                yield RuleProblem(*mark, f"no pattern asks for {{{each}}}{_nearly(each, there)}")


def _rules_not_there(folders: Sequence[Path]) -> Iterator[RuleProblem]:
    ids: list[str] = []
    for folder in folders:
        for path in _files(folder, "claims"):
            data = source.read_located(path) if folder != folders[0] else source.read(path)
            for entry in (data or {}).get("rules") or ():
                if not overlay.is_disabled(entry):
                    ids.append(entry["id"])
                elif entry.get("id") not in ids:
                    mark = problems.locate(entry, ("id",), str(path))
                    yield RuleProblem(
                        *mark, f"there is no rule {entry.get('id')!r} to disable{_nearly(entry.get('id'), ids)}"
                    )


def _nearly(word: str | None, known: Any) -> str:
    return meant(word, [str(each) for each in known]) if word else ""
