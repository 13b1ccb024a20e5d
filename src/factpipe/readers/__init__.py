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

__all__ = ["Found", "ReadOptions", "Source", "find", "read"]


def read(source: Source, options: ReadOptions) -> Iterator[Page]:
    """The pages of a source, with all that is known of them.

    Errors: InputError, its `doc_id` set, with what to do about it.
    """
    try:
        for page in text.pages(_bytes(source), source.doc_id, options):
            yield _with_metadata(page, source, options)
    except InputError as error:
        error.doc_id = error.doc_id or source.doc_id
        raise


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


def _with_metadata(page: Page, source: Source, options: ReadOptions) -> Page:
    sidecar = from_sidecar(source.path) if source.path is not None else Metadata()
    told = Metadata(page.publication, page.issue_date, page.page, page.url)
    known = options.metadata.over(sidecar).over(told).over(from_path(source.relative))
    if None in known[:3]:
        known = known.over(from_masthead(page.text))
    return replace(page, **known._asdict())
