"""Bytes to text: UTF-8, UTF-16, GB18030 or Big5 by strict trial, the most plausible reading where several hold.

Nothing is replaced or dropped but the byte order mark, and `\\r\\n` and `\\r` become `\\n`: offsets of facts are
offsets into this text. (Half of a surrogate pair, which JSON may hold and no table can, becomes U+FFFD.) A declared
encoding is tried first and not trusted (gb2312 and gbk are read as GB18030, their superset).
"""

import codecs
import re
from functools import lru_cache

from factpipe.errors import InputError, UnusableInputError

#: characters that are looked at to judge a reading
_SAMPLE = 100_000
#: what share of a text's characters must be common ones for a reading to be believed
_BELIEVABLE = 0.6
#: what share of a UTF-8 text may be control characters before it is binary data
_CONTROLS = 0.01

_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "big5": "big5"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HALF = re.compile("[\ud800-\udfff]")
_FAMILIES = (("gb18030",), ("big5", "cp950", "big5hkscs"), ("utf-16-le",), ("utf-16-be",))


def lookup(encoding: str) -> str:
    """The codec of an encoding's name, a superset where files that declare it are known to hold more.

    Errors: UnusableInputError where no such encoding is known.
    """
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # base64 and its like are codecs, but of no text
    except LookupError:
        raise UnusableInputError(
            f"no encoding {encoding!r}: try utf-8, gb18030, big5, utf-16, or leave --encoding out"
        ) from None
    return _SUPERSETS.get(name, name)


def newlines(text: str) -> str:
    """The text with every line end as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair, as in JSON that was cut in the middle of an emoji."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", text)
    return text


def name_of(raw: bytes) -> str:
    """What the bytes of a file's name say; those of files from a Chinese Windows are in GBK and do not say so."""
    for encoding in ("utf-8", "gb18030"):
        text = _strict(raw, encoding)
        if text is not None:
            return text
    return raw.decode("utf-8", "backslashreplace")


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> tuple[str, str]:
    """(text, name of the encoding it was read in).

    `encoding` is the user's word and the only one tried; `declared` is the file's own and tried first.
    Errors: InputError of kind `empty`, `binary` or `encoding`.
    """
    if not data.strip(b" \t\r\n\f\v\0"):
        raise InputError("empty", "the file is empty; remove it or fetch it again")
    if encoding is not None:
        return _forced(data, lookup(encoding))
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name)
            if text is None:
                raise _undecodable(data, f"it begins with the byte order mark of {name} but is not valid {name}")
            return _not_empty(newlines(text)), name
    if declared is not None:
        text = _declared(data, declared)
        if text is not None:
            return text
    nul = b"\0" in data
    if not nul or data.count(b"\0") < _CONTROLS * len(data):
        text = _strict(data, "utf-8")
        if text is not None:
            if _control_share(text) > _CONTROLS:
                raise _binary()
            return newlines(text), "utf-8"
    return _most_plausible(data, nul)


def _forced(data: bytes, name: str) -> tuple[str, str]:
    for mark, of in _MARKS:
        if data.startswith(mark) and (name == of or of.startswith(name) or name == "utf-8-sig"):
            data, name = data[len(mark) :], of
            break
    try:
        return _not_empty(newlines(data.decode(name))), name
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            "encoding",
            f"not valid {name} at byte {error.start} (line {line}); leave --encoding out to have it found, or name "
            "another",
            line=line,
        ) from None


def _not_empty(text: str) -> str:
    if not text.strip():
        raise InputError("empty", "the file is empty; remove it or fetch it again")
    return text


def _declared(data: bytes, declared: str) -> tuple[str, str] | None:
    try:
        name = lookup(declared)
    except UnusableInputError:
        return None
    text = _strict(data, name)
    if text is None or "\0" in text or (name != "utf-8" and _plausible(text, name) < _BELIEVABLE):
        return None
    if name not in {"utf-8", "gb18030", "big5"} and not name.startswith("utf"):
        return None  # a page that says iso-8859-1 says nothing: those bytes are always valid
    return newlines(text), name


def _most_plausible(data: bytes, nul: bool) -> tuple[str, str]:
    best: tuple[float, str, str] | None = None
    for family in _FAMILIES:
        wide = family[0].startswith("utf-16")
        if (nul and not wide) or (wide and len(data) % 2):
            continue
        for name in family:
            text = _strict(data, name)
            if text is None:
                continue
            score = _plausible(text, family[0])
            if best is None or score > best[0]:
                best = score, text, name
            break
    if best is None or best[0] < _BELIEVABLE:
        if nul or _control_share(data[:_SAMPLE].decode("latin-1")) > _CONTROLS:
            raise _binary()
        raise _broken(data) or _undecodable(data, "it is no plausible UTF-8, GB18030, Big5 or UTF-16")
    return newlines(best[1]), best[2]


def _broken(data: bytes) -> InputError | None:
    """Where text of one encoding breaks off, if most of it can be read: it was cut, or damaged in one place."""
    reach = {name: _reach(data, name) for name in ("utf-8", "gb18030", "big5")}
    name = max(reach, key=reach.__getitem__)
    text = data[: reach[name]].decode(name)
    if 2 * reach[name] < len(data) or text.isascii() or _plausible(text, name) < _BELIEVABLE:
        return None
    line = data.count(b"\n", 0, reach[name]) + 1
    why = f"it is {name} up to byte {reach[name]} (line {line}) and breaks off there"
    return InputError("encoding", f"{why}; mend or fetch the file again", line=line)


def _reach(data: bytes, name: str) -> int:
    """How many bytes are valid from the start."""
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _control_share(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(map(sample.count, map(chr, (*range(9), *range(14, 27), *range(28, 32), 127)))) / max(1, len(sample))


def _plausible(text: str, name: str) -> float:
    """Share of the characters (ASCII set aside in encodings that all hold it) that texts of the encoding often use."""
    sample = text[:_SAMPLE]
    common = _common(name)
    counted = seen = 0
    for char in sample:
        if char < "\x80":
            if name.startswith("utf-16"):  # where half the bytes are NUL, plain ASCII is evidence
                counted += 1
                seen += char >= " " or char in "\t\r\n\f\x1b"
            continue
        counted += 1
        seen += char in common
    return seen / counted if counted else 1.0


@lru_cache(maxsize=4)
def _common(name: str) -> frozenset[str]:
    """Punctuation, full-width forms and the frequent hanzi (level 1) of the character set behind an encoding."""

    def rows(codec: str, leads: range, trails: list[int]) -> set[str]:
        cells = (bytes((lead, trail)).decode(codec, "ignore") for lead in leads for trail in trails)
        return {cell for cell in cells if cell}

    gb_trails = list(range(0xA1, 0xFF))
    gb = rows("gb2312", range(0xB0, 0xD8), gb_trails) | rows("gb2312", range(0xA1, 0xA4), gb_trails) | set("·—…“”‘’")
    big5_trails = [*range(0x40, 0x7F), *gb_trails]
    big5 = rows("big5", range(0xA4, 0xC7), big5_trails) | rows("big5", range(0xA1, 0xA4), big5_trails)
    if name == "big5":
        return frozenset(big5)
    return frozenset(gb) if name == "gb18030" else frozenset(gb | big5)


def _binary() -> InputError:
    return InputError("binary", "binary data, not text; factpipe reads text, HTML, PDF, OCR XML and table files")


def _undecodable(data: bytes, why: str) -> InputError:
    return InputError("encoding", f"{why}; name its encoding with --encoding{_suggestion(data)}")


def _suggestion(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return f" (it may be {best.encoding})" if best is not None else ""
