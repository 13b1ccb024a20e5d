"""WebAnno and INCEpTION: WebAnno TSV 3.3, a .tsv file a document, all fields as features of one span layer.

Offsets are UTF-16 code units. The layer has to be made once in the project: `webanno.custom.Fact`, its features strings
(`layer.txt` lists them). Tokens end where facts end, so that every span is made of whole tokens.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from pathlib import Path

from factpipe.errors import UnusableInputError
from factpipe.exchange.documents import (
    CHOICES,
    FIELDS,
    NUMBERS,
    Document,
    Mark,
    Marked,
    file_of,
    files_in,
    read_text,
    write_index,
)  # fmt: skip
from factpipe.exchange.offsets import Units

LAYER = "webanno.custom.Fact"
_HEADER = "#FORMAT=WebAnno TSV 3.3"
_NOTHING = "\t".join("_" * len(FIELDS))
_TOKEN = re.compile(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]")
_RESERVED = re.compile(r"([\\\[\]|_;*]|->)")
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_CONTROLS = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_PLAIN = {"t": "\t", "n": "\n", "r": "\r"}
_DEFAULTS = {"modifier": "exact", "status": "actual"}


def write(documents: Sequence[Document], folder: Path) -> list[Path]:
    """Write a .tsv file for every document, and layer.txt."""
    written = [write_index(folder, documents, ".tsv"), folder / "layer.txt"]
    written[1].write_text("\n".join([LAYER, *FIELDS]) + "\n", encoding="utf-8", newline="\n")
    for document in documents:
        path = file_of(folder, document.doc, ".tsv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(_lines(document)).encode("utf-8"))
        written.append(path)
    return written


def _lines(document: Document) -> Iterator[str]:
    text, units = document.text, Units(document.text)
    yield f"{_HEADER}\n#T_SP={LAYER}|{'|'.join(FIELDS)}\n\n"
    waiting = deque(enumerate(document.facts, 1))
    here: list[tuple[int, Mapping]] = []
    for number, tokens in enumerate(_sentences(text, document.facts), 1):
        yield f"\n#Text={_escape_text(text[tokens[0][0] : tokens[-1][1]])}\n"
        for n, (start, end) in enumerate(tokens, 1):
            here = [each for each in here if each[1]["end"] > start]
            while waiting and waiting[0][1]["start"] <= start:
                here.append(waiting.popleft())
            token = _RESERVED.sub(r"\\\1", text[start:end])
            cells = _NOTHING if not here else _cells(here)
            yield f"{number}-{n}\t{units.of(start)}-{units.of(end)}\t{token}\t{cells}\t\n"


def _cells(here: Sequence[tuple[int, Mapping]]) -> str:
    """The features of a token's facts, those of several facts stacked."""
    return "\t".join("|".join(f"{_cell(name, fact[name])}[{m}]" for m, fact in here) for name in FIELDS)


def _sentences(text: str, facts: Sequence[Mapping]) -> Iterator[list[tuple[int, int]]]:
    """Sentences as tokens; a fact that runs over the end of a sentence joins it with the next. Stops that stand alone,
    which are no sentence, go to the next one as well.
    """
    from factpipe.sentences import split

    edges = sorted({edge for fact in facts for edge in (fact["start"], fact["end"])})
    starts = [fact["start"] for fact in facts]
    reached = list(accumulate((fact["end"] for fact in facts), max))
    tokens: list[tuple[int, int]] = []
    told = 0
    for _, end in (*split(text), (0, len(text))):
        tokens += _tokens(text, told, end, edges)
        told = end
        before = bisect_left(starts, end)
        if tokens and not (before and reached[before - 1] > end):
            yield tokens
            tokens = []


def _tokens(text: str, start: int, end: int, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        inner = edges[bisect_right(edges, first) : bisect_left(edges, last)]
        yield from pairwise([first, *inner, last])


def _cell(name: str, value: object) -> str:
    if value is None:
        return "*"
    if name in NUMBERS:
        value = format(Decimal(repr(value)), "f")
    return _escape(str(value))


def _escape(text: str) -> str:
    text = _RESERVED.sub(r"\\\1", text)
    for sign, told in _CONTROLS.items():
        text = text.replace(sign, told)
    return text


def _escape_text(text: str) -> str:
    text = text.replace("\\", "\\\\")
    for sign, told in _CONTROLS.items():
        text = text.replace(sign, told)
    return text


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: _PLAIN.get(match[1], match[1]), text)


def read(path: Path) -> Iterator[Marked]:
    """Read .tsv files that WebAnno or INCEpTION exported (also `document.tsv/annotator.tsv`)."""
    for file, name in files_in(path, ".tsv"):
        doc = name.rpartition("/")[0].removesuffix(".tsv") if name.rpartition("/")[0].endswith(".tsv") else name
        yield _Reading(file).marked(doc)


class _Reading:
    """One file: its text put together from sentences, and the cells of each annotation by its number."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.first = -1  # column of the layer's first feature
        self.names: list[str] = []
        self.pieces: list[tuple[int, str]] = []  # (offset in units, text)
        self.spans: dict[str, list[int]] = {}
        self.cells: dict[str, dict[str, str]] = {}

    def marked(self, doc: str) -> Marked:
        lines = read_text(self.file).split("\n")
        if not lines[0].startswith("#FORMAT=WebAnno TSV 3"):
            raise UnusableInputError(
                f"{self.file}:1: no WebAnno TSV 3; expected `{_HEADER}`; choose that format on export"
            )
        column = 3
        sentence = ""
        begin: int | None = None
        for number, line in enumerate(map(_without_return, lines), 1):
            if line.startswith("#T_"):
                column = self._layer(line, column)
            elif line.startswith("#Text="):
                sentence = _unescape(line.removeprefix("#Text="))
                begin = None
            elif line and not line.startswith("#"):
                begin = self._token(f"{self.file}:{number}", line.split("\t"), sentence, begin)
        if self.first < 0:
            raise UnusableInputError(
                f"{self.file}: no layer {LAYER} with {', '.join(FIELDS[:3])}, …; expected the layer of layer.txt"
            )
        text = self._text()
        units = Units(text)
        return Marked(doc, text, tuple(self._mark(units, each) for each in sorted(self.spans, key=self._order)))

    def _layer(self, line: str, column: int) -> int:
        name, *features = line.partition("=")[2].split("|")
        if name == LAYER:
            self.first, self.names = column, features
        kind = line[:5]
        return column + (max(1, len(features)) if kind == "#T_SP" else 2 if kind == "#T_CH" else len(features) + 1)

    def _token(self, where: str, cells: list[str], sentence: str, begin: int | None) -> int:
        try:
            start, end = map(int, cells[1].split("-"))
            token = _unescape(cells[2])
        except (ValueError, IndexError):
            raise UnusableInputError(f"{where}: no token line; expected `1-1<tab>start-end<tab>token<tab>…`") from None
        if begin is None:
            begin = start
            self.pieces.append((start, sentence))
        said = _slice_units(sentence, start - begin, end - begin)
        if said != token:
            raise UnusableInputError(
                f"{where}: {said!r} stands at {start}–{end} of the sentence, the token is {token!r}: offsets are off; "
                "expected UTF-16 code units from 0, the end exclusive"
            )
        for offset, name in enumerate(self.names):
            cell = cells[self.first + offset] if self.first + offset < len(cells) else "_"
            for told in _split(cell):
                self._add(told, name, start, end)
        return begin

    def _add(self, told: str, name: str, start: int, end: int) -> None:
        value, numbered = _number(told)
        identity = numbered or f"at {start}"
        span = self.spans.setdefault(identity, [start, end])
        span[0], span[1] = min(span[0], start), max(span[1], end)
        self.cells.setdefault(identity, {})[name] = value

    def _text(self) -> str:
        """The document as far as it is known: between sentences stand line breaks."""
        shown: list[str] = []
        at = 0
        for begin, sentence in self.pieces:
            shown.append("\n" * (begin - at))
            shown.append(sentence)
            at = begin + len(sentence.encode("utf-16-le")) // 2
        return "".join(shown)

    def _order(self, identity: str) -> tuple[int, int]:
        return self.spans[identity][0], self.spans[identity][1]

    def _mark(self, units: Units, identity: str) -> Mark:
        start, end = map(units.points, self.spans[identity])
        told = {name: None if cell == "*" else _unescape(cell) for name, cell in self.cells[identity].items()}
        fields: dict[str, object] = {name: told.get(name) for name in FIELDS}
        for name in NUMBERS:
            if fields[name] is not None:
                try:
                    fields[name] = float(str(fields[name]).replace(",", ""))
                except ValueError:
                    raise UnusableInputError(
                        f"{self.file}: {name} is {fields[name]!r} at {start}–{end}, expected a number"
                    ) from None
        for name, default in _DEFAULTS.items():
            fields[name] = fields[name] or default
        measure = str(fields["measure"] or "count")
        drawn = all(told.get(name) is None for name in (*NUMBERS, *CHOICES))
        return Mark(start, end, measure, None if drawn else fields, None if drawn else (start, end))


def _without_return(line: str) -> str:
    return line.removesuffix("\r")


def _split(cell: str) -> list[str]:
    """The stacked values of a cell; `_` is none."""
    if cell == "_":
        return []
    parts, current, at = [], "", 0
    while at < len(cell):
        if cell[at] == "\\" and at + 1 < len(cell):
            current += cell[at : at + 2]
            at += 2
        elif cell[at] == "|":
            parts.append(current)
            current = ""
            at += 1
        else:
            current += cell[at]
            at += 1
    return [*parts, current]


def _number(told: str) -> tuple[str, str | None]:
    """A value and the number in unescaped brackets at its end."""
    match = re.search(r"\[(\d+)\]\Z", told)
    if match and (match.start() == 0 or not _escaped_at(told, match.start())):
        return told[: match.start()], match[1]
    return told, None


def _escaped_at(text: str, at: int) -> bool:
    slashes = len(text[:at]) - len(text[:at].rstrip("\\"))
    return slashes % 2 == 1


def _slice_units(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", errors="replace")
