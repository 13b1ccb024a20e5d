"""The work of a run cut into parcels: as many documents as are worth a message to a worker.

The cuts depend on nothing but the sources, so that the tables are the same bytes whatever the number of workers.
Sources that hold many documents (archives, corpora) and very long texts are read here, page by page; all others are
read by the worker that gets them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factpipe.errors import InputError
from factpipe.model import Page
from factpipe.readers import ReadOptions, Source, holds_many, read

PARCEL_BYTES = 1 << 20
PARCEL_FILES = 200


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
        return Failure(error.doc_id or doc_id, error.kind, str(error), error.line)
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename.rpartition('/')[2]}:{frame.tb_lineno}" if frame else "?"
    told = f"factpipe failed on it ({type(error).__name__} at {where}: {error}); please report it with the file"
    return Failure(doc_id, "internal", told, None)


def parcels(sources: Sequence[Source], options: ReadOptions) -> Iterator[Parcel]:
    """The sources as parcels, in order."""
    gathered: list[Source] = []
    held = done = 0
    for source in sources:
        size = size_of(source)
        apart = holds_many(source)
        if gathered and (apart or held + size > PARCEL_BYTES or len(gathered) >= PARCEL_FILES):
            yield Parcel(tuple(gathered), _key(gathered), done)
            gathered, held = [], 0
        if apart:
            yield from _inside(source, size, done, options)
        else:
            gathered.append(source)
            held += size
        done += size
    if gathered:
        yield Parcel(tuple(gathered), _key(gathered), done)


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
    for item in pages_of(source, options):
        length = len(item.text) if isinstance(item, Page) else 0
        goes_on = isinstance(item, Page) and (item.offset > 0 or item.goes_on)
        if gathered and (goes_on or held + length > PARCEL_BYTES or len(gathered) >= PARCEL_FILES):
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
