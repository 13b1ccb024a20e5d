"""Documents with their facts, as they go to an annotation tool and come back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from factpipe import texts
from factpipe.errors import UnusableInputError
from factpipe.tables import saved
from factpipe.tables.output import safe_parts

#: fields that a person may correct; the measure is the label of the mark
NUMBERS = ("value", "value_min", "value_max")
CHOICES = ("modifier", "status", "scope")
WORDS = ("unit", "item", "place", "time", "per")
FIELDS = ("measure", *NUMBERS, *CHOICES, *WORDS)
#: the file that says which document is which, where a tool knows files only
INDEX = "documents.json"


class Document(NamedTuple):
    """A document's text and its facts: `start`, `end` and FIELDS; null is None."""

    doc: str
    text: str
    facts: tuple[Mapping[str, object], ...]


class Mark(NamedTuple):
    """A span as it came back. `fields` are FIELDS as far as the tool holds them; None for a span that a person drew.

    `was` is where the fact stood when it went out, where the tool tells.
    """

    start: int
    end: int
    measure: str
    fields: Mapping[str, object] | None
    was: tuple[int, int] | None = None


class Marked(NamedTuple):
    """A document as it came back."""

    doc: str
    text: str
    marks: tuple[Mark, ...]


def load(folder: Path, sources: Sequence[Path] = (), patterns: Sequence[str] = ()) -> list[Document]:
    """The documents of an extraction with their texts, those without facts too.

    Errors: UnusableInputError where a text is not found, or is not what the facts were extracted from.
    """
    rows = saved.read(folder, "facts", ("doc_id", "surface", "start", "end", *FIELDS)).to_pylist()
    docs = dict.fromkeys(row["doc_id"] for row in rows)
    if saved.has(folder, "articles"):
        docs |= dict.fromkeys(saved.read(folder, "articles", ("doc_id",)).column("doc_id").to_pylist())
    if patterns:
        docs = {doc: None for doc in docs if any(fnmatchcase(doc, each) for each in patterns)}
    facts: dict[str, list[dict]] = {doc: [] for doc in docs}
    for row in rows:
        if row["doc_id"] in facts:
            facts[row["doc_id"]].append(row)
    found, stale = texts.find(folder, [row for told in facts.values() for row in told], docs, sources)
    if stale:
        raise UnusableInputError(
            f"{', '.join(stale[:5])}: the source is not what it was when it was read; extract it again"
        )
    missing = sorted(docs.keys() - found.keys())
    if missing:
        raise UnusableInputError(
            f"no text of {', '.join(missing[:5])}{' …' if len(missing) > 5 else ''}; "
            "name with --source what was extracted from"
        )
    return [
        Document(doc, found[doc], tuple(sorted(facts[doc], key=lambda row: (row["start"], row["end"]))))
        for doc in sorted(docs)
    ]


def fields_of(fact: Mapping[str, object]) -> dict[str, object]:
    """FIELDS of a fact."""
    return {name: fact[name] for name in FIELDS}


def surface(text: str, start: int, end: int) -> str:
    """What stands there, without line breaks."""
    return text[start:end].replace("\n", "")


def check(where: str, text: str, start: int, end: int, told: str | None) -> None:
    """Hold a span against the text, and against what the tool says stands there.

    Errors: UnusableInputError, which tells where it does stand if that is near.
    """
    if not 0 <= start < end <= len(text):
        raise UnusableInputError(
            f"{where}: {start}–{end} is no span of a text of {len(text)} characters; expected offsets from 0, the end "
            "exclusive"
        )
    if told is None or _same(text[start:end], told):
        return
    near = next((by for by in (-1, 1, -2, 2) if start + by >= 0 and _same(text[start + by : end + by], told)), None)
    off = f", it stands {abs(near)} {'before' if near < 0 else 'after'}: offsets are off by {abs(near)}" if near else ""
    raise UnusableInputError(
        f"{where}: {text[start:end]!r} stands at {start}–{end}, expected {told!r}{off}; expected offsets from 0, "
        "the end exclusive, into the text that was exported"
    )


def _same(a: str, b: str) -> bool:
    return "".join(a.split()) == "".join(b.replace("\\n", "").split())


def file_of(folder: Path, doc: str, suffix: str) -> Path:
    """Where a document lies in a folder of files; never outside of it."""
    *folders, name = safe_parts(doc)
    return folder.joinpath(*folders, name + suffix)


def write_index(folder: Path, documents: Iterable[Document], suffix: str) -> Path:
    """Write which file is which document."""
    names = {file_of(folder, each.doc, suffix).relative_to(folder).as_posix(): each.doc for each in documents}
    path = folder / INDEX
    path.write_text(json.dumps(names, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return path


def files_in(path: Path, suffix: str) -> list[tuple[Path, str]]:
    """(file, document) of a file or a folder of files, in the order of their names.

    Errors: UnusableInputError where there is none.
    """
    if path.is_file():
        return [(path, path.name.removesuffix(suffix))]
    if not path.exists():
        raise UnusableInputError(f"{path}: no such file or folder")
    index: dict[str, str] = {}
    if (path / INDEX).is_file():
        index = json.loads((path / INDEX).read_text(encoding="utf-8"))
    found = []
    for file in sorted(file for file in path.rglob(f"*{suffix}") if file.is_file()):
        name = file.relative_to(path).as_posix()
        found.append((file, index.get(name, name.removesuffix(suffix))))
    if not found:
        raise UnusableInputError(f"{path}: no *{suffix} is in it; expected what the tool exported")
    return found


def file_in(path: Path, name: str) -> Path:
    """The file itself, or in a folder the one that `export` wrote. Errors: UnusableInputError where it is not there."""
    file = path / name if path.is_dir() else path
    if not file.exists():
        raise UnusableInputError(f"{path}: there is no {name} in it; give the file that the annotation tool exported")
    return file


def read_text(path: Path) -> str:
    """A UTF-8 file as it stands. Errors: UnusableInputError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UnusableInputError(f"{path}: no UTF-8 ({error}); export it from the tool as UTF-8") from None
