"""Which reader reads a file: by its name, and where that does not tell, by its first bytes."""

import re
from collections.abc import Callable, Iterator
from os.path import splitext
from typing import BinaryIO

from factpipe.errors import InputError
from factpipe.model import Page
from factpipe.readers.options import ReadOptions

Reader = Callable[[BinaryIO, str, ReadOptions], Iterator[Page | InputError]]

_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html", ".hocr": "html",
    ".pdf": "pdf",
    ".xml": "xml", ".alto": "xml",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet",
    ".xlsx": "excel", ".xlsm": "excel",
    ".zip": "zip", ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
    ".gz": "gz",
}  # fmt: skip
#: formats with many documents in one file
MANY = frozenset({"jsonl", "csv", "parquet", "excel", "zip", "tar"})
#: formats that have many times the bytes of their text
WRAPPED = frozenset({"pdf", "xml", "html"})
_TEXT = "plain text (.txt) or PDF"
#: files that lie beside pages and are none: they are counted, not tried
_PASSED_OVER = tuple(
    f".{suffix}"
    for suffix in "jpg jpeg png gif bmp tif tiff webp jp2 svg ico css js mp3 mp4 avi mov wav db ini exe dll".split()  # noqa: SIM905
)
_HTML = re.compile(
    rb"^\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|meta|body|div)\b", re.IGNORECASE | re.DOTALL
)
_EXCEL = (b"xl/", b"docProps/", b"[Content_Types].xml", b"_rels/.rels")
#: documents of office programs, which no reader reads, and as what to save them: zip files, and those of before
_PACKED = {".docx": _TEXT, ".odt": _TEXT, ".wps": _TEXT, ".pptx": "PDF", ".ods": ".xlsx"}
_OLD = {".xls": ".xlsx", ".et": ".xlsx"}
_MAGIC = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"\x1f\x8b", "gz"), (b"PAR1", "parquet"))


def by_name(name: str) -> str | None:
    """The format that a file's name tells: `text html pdf xml jsonl csv parquet excel zip tar gz`, or None."""
    lower = name.lower()
    if lower.endswith((".tar.gz", ".tar.bz2", ".tar.xz")):
        return "tar"
    return next((form for suffix, form in _SUFFIXES.items() if lower.endswith(suffix)), None)


def passed_over(name: str) -> bool:
    """Whether a file is an image, a style sheet or another that no reader reads."""
    return name.lower().endswith(_PASSED_OVER)


def office(name: str, head: bytes) -> str | None:
    """As what to save a document of an office program that no reader reads; None where it is none."""
    suffix = splitext(name.lower())[1]
    if head.startswith(b"PK\x03\x04"):
        return _PACKED.get(suffix)
    return _OLD.get(suffix, _TEXT) if head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")) else None


def of(name: str, head: bytes) -> str:
    """The format of a file by its name and its first bytes, which win where a name says no more than text."""
    told = by_name(name)
    seen = by_content(head)
    return seen if told is None or (told == "text" and seen in {"pdf", "zip", "gz", "html"}) else told


def by_content(head: bytes) -> str:
    """The format that the first bytes of a file tell; `text` where they tell none."""
    for magic, form in _MAGIC:
        if head.startswith(magic):
            return "excel" if form == "zip" and any(part in head for part in _EXCEL) else form
    if head[257:262] == b"ustar":
        return "tar"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(bare) or (bare.startswith(b"<?xml") and b"<html" in bare):
        return "html"
    if bare.startswith(b"<?xml"):
        return "xml"
    return "jsonl" if re.match(rb'\{\s*"', bare) else "text"


def reader(form: str) -> Reader:
    """The reader of a format (of all but `zip`, `tar`, `gz`, which hold files of others)."""
    if form == "html":
        from factpipe.readers import html

        return html.pages
    if form == "pdf":
        from factpipe.readers import pdf

        return pdf.pages
    if form == "xml":
        from factpipe.readers import ocr

        return ocr.pages
    if form in {"jsonl", "csv", "parquet", "excel"}:
        from factpipe.readers import corpus

        return {
            "jsonl": corpus.jsonl, "csv": corpus.delimited, "parquet": corpus.parquet, "excel": corpus.excel,
        }[form]  # fmt: skip
    from factpipe.readers import text

    return text.pages
