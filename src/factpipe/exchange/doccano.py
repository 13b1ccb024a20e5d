"""doccano: JSON lines for sequence labelling, `{"text", "label": [[start, end, label], …]}`.

doccano counts UTF-16 code units (its issue 2290). A label is all that a span can have there, so the fields of the facts
travel as metadata of the document, which doccano gives back: people correct spans and measures; the fields of a fact
whose span stays are as they were.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from factpipe.errors import UnusableInputError
from factpipe.exchange.documents import Document, Mark, Marked, check, fields_of, file_in, read_text
from factpipe.exchange.offsets import Units

FILE = "facts.jsonl"


def write(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write facts.jsonl."""
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number, document in enumerate(documents, 1):
            file.write(json.dumps(_line(number, document), ensure_ascii=False) + "\n")
    return [path]


def _line(number: int, document: Document) -> dict:
    units = Units(document.text)
    labels, facts = [], []
    for fact in document.facts:
        start, end = units.of(fact["start"]), units.of(fact["end"])
        labels.append([start, end, fact["measure"]])
        facts.append({"span": [start, end], "surface": fact["surface"], **fields_of(fact)})
    return {"id": number, "text": document.text, "label": labels, "doc": document.doc, "facts": facts}


def read(path: Path) -> Iterator[Marked]:
    """Read what doccano exported: `label` (or `labels`) of sequence labelling, or `entities` of relation projects."""
    for number, line in enumerate(read_text(file_in(path, FILE)).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            told = json.loads(line)
            doc, text = told.get("doc") or told.get("meta", {}).get("doc"), told["text"]
            spans = _spans(told)
            facts = told.get("facts") or told.get("meta", {}).get("facts") or []
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise UnusableInputError(
                f"{where}: no line of doccano ({error!r}); "
                "expected {'text', 'doc', 'label': [[start, end, label], …]}"
            ) from None
        if doc is None:
            raise UnusableInputError(
                f"{where}: it does not say its `doc`; expected the metadata that was exported with it"
            )
        yield Marked(doc, text, tuple(_marks(where, text, spans, facts)))


def _spans(told: Mapping) -> list[tuple[int, int, str]]:
    if "entities" in told:
        return [(each["start_offset"], each["end_offset"], each["label"]) for each in told["entities"]]
    labels = told["label"] if "label" in told else told["labels"]
    return [(start, end, label) for start, end, label in labels]


def _marks(where: str, text: str, spans: list[tuple[int, int, str]], facts: list[Mapping]) -> Iterator[Mark]:
    units = Units(text)
    waiting: dict[tuple[int, int], list[Mapping]] = {}
    for fact in facts:
        waiting.setdefault(tuple(fact["span"]), []).append(fact)
    _check_shift(where, spans, waiting)
    for start, end, label in spans:
        here = waiting.get((start, end))
        first, last = units.points(start), units.points(end)
        if here:
            known = here.pop(0)
            check(where, text, first, last, known["surface"])
            yield Mark(first, last, label, {**known, "measure": label}, (first, last))
        else:
            check(where, text, first, last, None)
            known = _nearest(start, end, facts, spans)
            was = known and (units.points(known["span"][0]), units.points(known["span"][1]))
            yield Mark(first, last, label, known and {**known, "measure": label}, was)


def _nearest(start: int, end: int, facts: list[Mapping], spans: list[tuple[int, int, str]]) -> Mapping | None:
    """The fact whose span a person redrew: it overlaps this one, and nothing is marked any more where it stood."""
    marked = {(first, last) for first, last, _ in spans}
    overlapping = [
        (min(end, fact["span"][1]) - max(start, fact["span"][0]), -number)
        for number, fact in enumerate(facts)
        if tuple(fact["span"]) not in marked
    ]
    best = max(overlapping, default=(0, 0))
    return facts[-best[1]] if best[0] > 0 else None


def _check_shift(where: str, spans: list[tuple[int, int, str]], waiting: Mapping[tuple[int, int], list]) -> None:
    """Spans that all stand beside those that went out, by the same distance, were counted in another way."""
    if len(spans) < 2 or any((start, end) in waiting for start, end, _ in spans):
        return
    for by in (1, -1):
        if all((start - by, end - by) in waiting for start, end, _ in spans):
            raise UnusableInputError(
                f"{where}: every span stands {by:+d} from where it was exported: offsets are off by one; "
                "expected UTF-16 code units from 0, the end exclusive"
            )
