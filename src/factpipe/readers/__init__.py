"""Files of every kind as pages: bytes → text, metadata and, where the format has them, blocks with boxes.

Each format is a module with one function `pages(data, doc_id, options)`; `read` finds the one for a source.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace

from factpipe.errors import InputError
from factpipe.model import Page
from factpipe.readers import text
from factpipe.readers.metadata import Metadata, from_masthead, from_path, from_sidecar
from factpipe.readers.options import ReadOptions
from factpipe.readers.sources import Found, Source, find

__all__ = ["Found", "ReadOptions", "Source", "find", "holds_many", "read"]

#: a plain text above this many bytes is read in stretches
LONG_BYTES = 64 << 20


def read(source: Source, options: ReadOptions) -> Iterator[Page]:
    """The pages of a source, with all that is known of them.

    Errors: InputError, its `doc_id` set, with what to do about it.
    """
    known = Metadata()
    try:
        for page in _pages(source, options):
            if not page.offset:  # the further stretches of a long text are of the same issue
                known = _metadata(page, source, options)
            yield replace(page, **known._asdict())
    except InputError as error:
        error.doc_id = error.doc_id or source.doc_id
        raise


def _pages(source: Source, options: ReadOptions) -> Iterator[Page]:
    if holds_many(source):
        return text.stretches(source.path, source.doc_id, options)
    return text.pages(_bytes(source), source.doc_id, options)


def holds_many(source: Source) -> bool:
    """Whether a source is read document by document, or a long text stretch by stretch, rather than in one go."""
    try:
        return source.path is not None and source.path.stat().st_size > LONG_BYTES
    except OSError:
        return False


def _bytes(source: Source) -> bytes:
    if source.path is None:
        return sys.stdin.buffer.read()
    try:
        return source.path.read_bytes()
    except PermissionError:
        raise InputError(
            "permission", "no permission to read the file; change its rights or run as its owner"
        ) from None
    except OSError as error:
        raise InputError("unreadable", f"cannot be read: {error.strerror}; check the disk or fetch it again") from None


def _metadata(page: Page, source: Source, options: ReadOptions) -> Metadata:
    sidecar = from_sidecar(source.path) if source.path is not None else Metadata()
    told = Metadata(page.publication, page.issue_date, page.page, page.url)
    known = options.metadata.over(sidecar).over(told).over(from_path(source.relative))
    return known.over(from_masthead(page.text)) if None in known[:3] else known
