"""brat: a .txt and a .ann file a document, and annotation.conf.

brat counts code points. Measures are entity types; modifier, status and scope are attributes; the other fields stand as
JSON in the note of an entity. brat allows no line break in a span: a quantity that runs over one has two fragments.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from factpipe import codebook
from factpipe.errors import UnusableInputError
from factpipe.exchange.documents import (
    CHOICES,
    NUMBERS,
    WORDS,
    Document,
    Mark,
    Marked,
    check,
    file_of,
    files_in,
    read_text,
    write_index,
)  # fmt: skip

CONFIGURATION = "annotation.conf"
_NOTED = (*NUMBERS, *WORDS)
_DEFAULTS = {"modifier": "exact", "status": "actual", "scope": None}
_TERMS = {"modifier": codebook.MODIFIER_TERMS, "status": codebook.STATUS_TERMS, "scope": codebook.SCOPE_TERMS}
_TYPE = re.compile(r"[A-Za-z0-9_-]+\Z")


def write(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write the files of every document, and annotation.conf."""
    written = [write_index(folder, documents, ".ann")]
    measures = dict.fromkeys([*codebook.MEASURE_TERMS, *(_type(f["measure"]) for d in documents for f in d.facts)])
    (folder / CONFIGURATION).write_text(_configuration(list(measures)), encoding="utf-8", newline="\n")
    written.append(folder / CONFIGURATION)
    for document in documents:
        for suffix, content in ((".txt", document.text), (".ann", "".join(_lines(document)))):
            path = file_of(folder, document.doc, suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8"))
            written.append(path)
    return written


def _configuration(measures: Sequence[str]) -> str:
    attributes = [f"{name}\tArg:<ENTITY>, Value:{'|'.join(_TERMS[name])}" for name in CHOICES]
    return "\n".join(["[entities]", *measures, "[relations]", "[events]", "[attributes]", *attributes]) + "\n"


def _type(measure: object) -> str:
    return str(measure) if _TYPE.match(str(measure)) else "count"


def _lines(document: Document) -> Iterator[str]:
    attributes = 0
    for n, fact in enumerate(document.facts, 1):
        pieces = _fragments(document.text, fact["start"], fact["end"])
        spans = ";".join(f"{start} {end}" for start, end in pieces)
        shown = " ".join(document.text[start:end] for start, end in pieces)
        yield f"T{n}\t{_type(fact['measure'])} {spans}\t{shown}\n"
        for name in CHOICES:
            if fact[name] is not None:
                attributes += 1
                yield f"A{attributes}\t{name} T{n} {fact[name]}\n"
        note = {name: fact[name] for name in _NOTED if fact[name] is not None}
        if _type(fact["measure"]) != fact["measure"]:
            note["measure"] = fact["measure"]
        yield f"#{n}\tAnnotatorNotes T{n}\t{json.dumps(note, ensure_ascii=False)}\n"


def _fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span without its line breaks and tabs."""
    return [match.span() for match in re.compile(r"[^\n\r\t]+").finditer(text, start, end)]


def read(path: Path) -> Iterator[Marked]:
    """Read .ann files with their .txt beside them."""
    for file, doc in files_in(path, ".ann"):
        source = file.with_suffix(".txt")
        if not source.is_file():
            raise UnusableInputError(f"{file}: no {source.name} beside it; expected the text that was annotated")
        text = read_text(source)
        yield Marked(doc, text, tuple(_marks(file, text)))


def _marks(file: Path, text: str) -> Iterator[Mark]:
    entities: dict[str, tuple[str, int, int]] = {}
    attributes: dict[str, dict[str, str]] = {}
    notes: dict[str, Mapping] = {}
    for number, line in enumerate(read_text(file).split("\n"), 1):
        where = f"{file}:{number}"
        kind, *rest = line.rstrip("\r").split("\t")
        try:
            if kind.startswith("T"):
                entities[kind] = _entity(where, text, *rest)
            elif kind.startswith(("A", "M")) and rest:
                name, target, *value = rest[0].split(" ")
                attributes.setdefault(target, {})[name] = value[0] if value else "true"
            elif kind.startswith("#") and len(rest) > 1 and rest[0].startswith("AnnotatorNotes "):
                notes[rest[0].split(" ")[1]] = _note(rest[1])
        except (ValueError, TypeError, IndexError):
            raise UnusableInputError(
                f"{where}: no line of brat's standoff: {line!r}; expected `T1<tab>measure start end<tab>text`"
            ) from None
    for identity, (measure, start, end) in entities.items():
        note = notes.get(identity)
        if note is None:
            yield Mark(start, end, measure, None)
            continue
        fields = {name: note.get(name) for name in _NOTED}
        fields |= {name: attributes.get(identity, {}).get(name, default) for name, default in _DEFAULTS.items()}
        measure = note["measure"] if measure == "count" and "measure" in note else measure  # noqa: PLW2901
        yield Mark(start, end, measure, {**fields, "measure": measure}, (start, end))


def _entity(where: str, text: str, told: str, surface: str) -> tuple[str, int, int]:
    measure, _, spans = told.partition(" ")
    pieces = [tuple(map(int, span.split(" "))) for span in spans.split(";")]
    shown = " ".join(text[start:end] for start, end in pieces)
    first, last = pieces[0][0], pieces[-1][1]
    if shown != surface:
        check(where, text, first, last, surface)
    check(where, text, first, last, None)
    return measure, first, last


def _note(told: str) -> Mapping:
    """The fields in a note; a person's own words are none."""
    try:
        note = json.loads(told)
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}
