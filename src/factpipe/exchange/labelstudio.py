"""Label Studio: tasks.json to import, and labels.xml, the labelling setup with a control for every field.

Label Studio counts UTF-16 code units (its issue 1347); what it says stands in a span tells where an installation counts
code points instead. Facts go out as predictions; what people submitted comes back from `annotations`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from factpipe import codebook
from factpipe.errors import UnusableInputError
from factpipe.exchange.documents import CHOICES, NUMBERS, WORDS, Document, Mark, Marked, check, file_in, read_text
from factpipe.exchange.offsets import Units

TASKS = "tasks.json"
SETUP = "labels.xml"
_TERMS = {"modifier": codebook.MODIFIER_TERMS, "status": codebook.STATUS_TERMS, "scope": codebook.SCOPE_TERMS}
_DEFAULTS = {"modifier": "exact", "status": "actual", "scope": None}


def write(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write tasks.json and labels.xml."""
    measures = dict.fromkeys([*codebook.MEASURE_TERMS, *(str(f["measure"]) for d in documents for f in d.facts)])
    with (folder / TASKS).open("w", encoding="utf-8", newline="\n") as file:
        for number, document in enumerate(documents):
            file.write(("[\n" if number == 0 else ",\n") + json.dumps(_task(document), ensure_ascii=False))
        file.write("\n]\n" if documents else "[]\n")
    (folder / SETUP).write_text(setup(list(measures)), encoding="utf-8", newline="\n")
    return [folder / TASKS, folder / SETUP]


def setup(measures: Sequence[str]) -> str:
    """The labelling setup: labels are measures, every field is a control of the chosen region."""
    lines = ["<View>", '  <Labels name="measure" toName="text">']
    lines += (f"    <Label value={quoteattr(measure)}/>" for measure in measures)
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>']
    common = 'toName="text" perRegion="true"'
    for name in CHOICES:
        lines.append(f'  <Choices name="{name}" {common} choice="single" showInline="true">')
        lines += (f"    <Choice value={quoteattr(value)}/>" for value in _TERMS[name])
        lines.append("  </Choices>")
    lines += (f'  <Number name="{name}" {common}/>' for name in NUMBERS)
    lines += (f'  <TextArea name="{name}" {common} maxSubmissions="1" editable="true"/>' for name in WORDS)
    return "\n".join([*lines, "</View>"]) + "\n"


def _task(document: Document) -> dict:
    units = Units(document.text)
    result = [part for n, fact in enumerate(document.facts, 1) for part in _region(f"f{n}", fact, document.text, units)]
    return {
        "data": {"text": document.text, "doc": document.doc},
        "predictions": [{"model_version": "factpipe", "result": result}],
    }


def _region(identity: str, fact: Mapping, text: str, units: Units) -> Iterator[dict]:
    start, end = fact["start"], fact["end"]
    span = {"start": units.of(start), "end": units.of(end), "text": text[start:end]}

    def part(name: str, kind: str, value: object) -> dict:
        told = {"id": identity, "from_name": name, "to_name": "text", "type": kind}
        return told | {"value": {**span, kind: value}}

    yield part("measure", "labels", [fact["measure"]])
    for name in CHOICES:
        if fact[name] is not None:
            yield part(name, "choices", [fact[name]])
    for name in NUMBERS:
        if fact[name] is not None:
            yield part(name, "number", fact[name])
    for name in WORDS:
        if fact[name] is not None:
            yield part(name, "textarea", [fact[name]])


def read(path: Path) -> Iterator[Marked]:
    """Read a JSON export. Tasks that nobody submitted are left out, unless nobody submitted any."""
    file = file_in(path, TASKS)
    try:
        tasks = json.loads(read_text(file))
        results = [_submitted(task) for task in tasks]
        if all(result is None for result in results):
            results = [_predicted(task) for task in tasks]
        for number, (task, result) in enumerate(zip(tasks, results, strict=True), 1):
            if result is not None:
                where = f"{file}: task {task.get('id', number)}"
                doc, text = task["data"]["doc"], task["data"]["text"]
                yield Marked(doc, text, tuple(_marks(where, text, result)))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnusableInputError(
            f"{file}: no JSON export of Label Studio ({error!r}); "
            "expected a list of tasks with `data.text`, `data.doc` and `annotations`"
        ) from None


def _submitted(task: Mapping) -> list | None:
    found = [each for each in task.get("annotations") or [] if not each.get("was_cancelled")]
    return found[-1]["result"] if found else None


def _predicted(task: Mapping) -> list | None:
    found = task.get("predictions") or []
    return found[-1]["result"] if found else None


def _marks(where: str, text: str, result: Sequence[Mapping]) -> Iterator[Mark]:
    regions: dict[str, dict[str, object]] = {}
    spans: dict[str, Mapping] = {}
    for part in result:
        if part.get("type") in {"labels", "choices", "number", "textarea"} and part.get("id"):
            value = part["value"]
            told = value.get(part["type"])
            regions.setdefault(part["id"], {})[part["from_name"]] = told[0] if isinstance(told, list) else told
            if part["type"] == "labels":
                spans[part["id"]] = value
    units = Units(text)
    for identity, value in spans.items():
        told = regions[identity]
        start, end = _points(where, text, units, value)
        measure = str(told["measure"]) if "measure" in told else value["labels"][0]
        drawn = not any(name in told for name in (*NUMBERS, *CHOICES, *WORDS))
        fields = {name: told.get(name) for name in (*NUMBERS, *WORDS)}
        fields |= {name: told.get(name, default) for name, default in _DEFAULTS.items()}
        yield Mark(
            start, end, measure, None if drawn else {**fields, "measure": measure}, None if drawn else (start, end)
        )


def _points(where: str, text: str, units: Units, value: Mapping) -> tuple[int, int]:
    start, end, told = int(value["start"]), int(value["end"]), value.get("text")
    try:
        points = units.points(start), units.points(end)
        check(where, text, *points, told)
    except UnusableInputError:
        try:
            check(where, text, start, end, told)
        except UnusableInputError:
            pass
        else:
            return start, end
        raise
    return points
