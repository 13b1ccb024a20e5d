"""The work of a run cut into parcels: as many documents as are worth a message to a worker.

The cuts depend on nothing but the sources, so that the tables are the same bytes whatever the number of workers.
The files of an issue are kept together, since articles may go on from one in another.
Sources that hold many documents (archives, corpora) and very long texts are read here, page by page; all others are
read by the worker that gets them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from factpipe.errors import InputError
from factpipe.layout import issue_of
from factpipe.model import Page
from factpipe.readers import ReadOptions, Source, holds_many, is_wrapped, read
from factpipe.readers.decoding import whole
from factpipe.readers.metadata import from_path

PARCEL_BYTES = 1 << 20
PARCEL_FILES = 200
#: how many times that an issue may have, so that it is not cut
_ISSUE = 4
#: a PDF, an OCR file, a page of the web has so many times the bytes of its text
_WRAPPING = 16


class Failure(NamedTuple):
    """A document that could not be read; a row of `errors`."""

    doc_id: str
    kind: str
    message: str
    line: int | None


class Parcel(NamedTuple):
    """Documents to do together. `done` is how many bytes of the input are behind when it is done."""

    items: tuple[Source | Page | Failure, ...]
    #: tells the same parcel of an earlier run, if no file of it has changed since
    key: str
    done: int
    #: a stretch of a document that goes on in the parcels around it: they are done one after the other
    goes_on: bool = False


def failure(error: Exception, doc_id: str) -> Failure:
    """The row of `errors` that an exception makes."""
    if isinstance(error, InputError):
        return Failure(whole(error.doc_id or doc_id), error.kind, whole(str(error)), error.line)
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename.rpartition('/')[2]}:{frame.tb_lineno}" if frame else "?"
    told = f"factpipe failed on it ({type(error).__name__} at {where}: {error}); please report it with the file"
    return Failure(doc_id, "internal", told, None)


def parcels(sources: Sequence[Source], options: ReadOptions) -> Iterator[Parcel]:
    """The sources as parcels, in order."""
    gathered: list[Source] = []
    held = done = text = 0
    issue = None
    for source in sources:
        size = size_of(source)
        apart = holds_many(source)
        before, issue = issue, _issue(source, options)
        full = held + size > PARCEL_BYTES or len(gathered) >= PARCEL_FILES
        goes_on = issue is not None and issue == before and _is_issue(text, len(gathered))
        if gathered and (apart or (full and not goes_on)):
            yield Parcel(tuple(gathered), _key(gathered), done)
            gathered, held, text = [], 0, 0
        if apart:
            yield from _inside(source, size, done, options)
        else:
            gathered.append(source)
            held += size
            text += size // _WRAPPING if is_wrapped(source) else size
        done += size
    if gathered:
        yield Parcel(tuple(gathered), _key(gathered), done)


def _issue(source: Source, options: ReadOptions) -> tuple[str, str | None, date] | None:
    """The folder, paper and date of the issue that a file is a page of, where its path or the user tells the date."""
    known = options.metadata.over(from_path(source.relative))
    return (source.doc_id.rpartition("/")[0], known.publication, known.issue_date) if known.issue_date else None


def _is_issue(text: int, count: int) -> bool:
    """Whether so much text in so many documents may still be one issue."""
    return text < _ISSUE * PARCEL_BYTES and count < _ISSUE * PARCEL_FILES


def size_of(source: Source) -> int:
    """Bytes of a source; 0 where that cannot be known."""
    try:
        return source.path.stat().st_size if source.path is not None else 0
    except OSError:
        return 0


def _inside(source: Source, size: int, done: int, options: ReadOptions) -> Iterator[Parcel]:
    key = _key([source])
    gathered: list[Page | Failure] = []
    held = number = read_so_far = 0
    issue = None
    for item in pages_of(source, options):
        length = len(item.text) if isinstance(item, Page) else 0
        goes_on = isinstance(item, Page) and (item.offset > 0 or item.goes_on)
        before, issue = issue, issue_of(item) if isinstance(item, Page) and item.issue_date else None
        full = held + length > PARCEL_BYTES or len(gathered) >= PARCEL_FILES
        same_issue = issue is not None and issue == before and _is_issue(held, len(gathered))
        if gathered and (goes_on or (full and not same_issue)):
            yield Parcel(tuple(gathered), f"{key}-{number}", done + min(read_so_far, size))
            gathered, held, number = [], 0, number + 1
        read_so_far += 2 * length
        if goes_on:
            yield Parcel((item,), f"{key}-{number}", done + min(read_so_far, size), goes_on=True)
            number += 1
            continue
        gathered.append(item)
        held += length
    if gathered:
        yield Parcel(tuple(gathered), f"{key}-{number}", done + size)


def pages_of(source: Source, options: ReadOptions) -> Iterator[Page | Failure]:
    """The pages of a source, and a Failure for each document that cannot be read."""
    try:
        for item in read(source, options):
            yield failure(item, source.doc_id) if isinstance(item, InputError) else item
    except Exception as error:
        yield failure(error, source.doc_id)


def _key(sources: Sequence[Source]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        try:
            state = source.path.stat() if source.path is not None else None
            known = (state.st_size, state.st_mtime_ns) if state else None
        except OSError:
            known = None
        digest.update(repr((source.doc_id, str(source.path), known)).encode())
    return digest.hexdigest()[:32]
