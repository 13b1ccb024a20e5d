"""Files of every kind as pages: bytes → text, metadata and, where the format has them, blocks with boxes.

Each format is a module with one function `pages(file, doc_id, options)` (`corpus` has one for each of its four);
`read` finds the one for a source. A document that cannot be read is an InputError among the pages.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from factpipe.errors import InputError
from factpipe.model import Page
from factpipe.readers import archive, formats, text
from factpipe.readers.decoding import whole
from factpipe.readers.metadata import Metadata, from_masthead, from_path, from_sidecar
from factpipe.readers.options import ReadOptions
from factpipe.readers.sources import Found, Source, find, names, without_suffix

__all__ = ["Found", "ReadOptions", "Source", "find", "holds_many", "is_wrapped", "may_have_columns", "names", "read"]

#: a plain text above this many bytes is read in stretches
LONG_BYTES = 64 << 20
#: a file of another kind above this many is refused
LARGEST_BYTES = 1 << 30


def read(source: Source, options: ReadOptions) -> Iterator[Page | InputError]:
    """The pages of a source with all that is known of them; an InputError in the place of one that cannot be read."""
    try:
        sidecar = from_sidecar(source.path) if source.path is not None else Metadata()
        with _opened(source) as file:
            name = source.path.name if source.path is not None else ""
            known = Metadata()
            for item in _documents(file, _Name(name, source.doc_id, source.relative), options):
                if isinstance(item, InputError):
                    yield item
                    continue
                page, called = item
                if not page.offset:  # the further stretches of a long text are of the same issue
                    known = _metadata(page, called, sidecar, options)
                told = {"doc_id": page.doc_id, "text": page.text, **known._asdict()}
                yield replace(page, **{k: whole(v) if isinstance(v, str) else v for k, v in told.items()})
    except InputError as error:
        error.doc_id = error.doc_id or source.doc_id
        yield error


def holds_many(source: Source) -> bool:
    """Whether a source is read document by document, or a long text stretch by stretch, rather than in one go."""
    if source.path is None:
        return True
    form = formats.by_name(source.path.name.lower().removesuffix(".gz"))
    try:
        return form in formats.MANY or source.path.stat().st_size > LONG_BYTES
    except OSError:
        return False


def may_have_columns(source: Source) -> bool:
    """Whether a file may be a table of texts, or hold one; of what has no telling name only its bytes say."""
    if source.path is None:
        return True
    return formats.by_name(source.path.name.lower().removesuffix(".gz")) in {None, *formats.MANY}


def is_wrapped(source: Source) -> bool:
    """Whether most of a file's bytes are of its form, as in a PDF, and not of its text."""
    return source.path is not None and formats.by_name(source.path.name) in formats.WRAPPED


class _Name(NamedTuple):
    """What a file, or a member of an archive, is called."""

    file: str  # its name, which tells the format
    doc_id: str
    relative: str  # its path below the input root, which tells metadata


def _opened(source: Source) -> BinaryIO:
    if source.path is None:
        return io.BytesIO(sys.stdin.buffer.read())
    try:
        return source.path.open("rb")
    except PermissionError:
        raise InputError(
            "permission", "no permission to read the file; change its rights or run as its owner"
        ) from None
    except OSError as error:
        raise InputError("unreadable", f"cannot be read: {error.strerror}; check the disk or fetch it again") from None


def _documents(
    file: BinaryIO, name: _Name, options: ReadOptions, depth: int = 0
) -> Iterator[tuple[Page, _Name] | InputError]:
    """The documents of a file; `depth` counts what it is packed in."""
    head = file.read(512)
    file.seek(0)
    better = formats.office(name.file, head)
    if better is not None:
        raise InputError("office", f"a document of an office program, which is not read; save it as {better}")
    form = formats.of(name.file, head)
    if form in {"zip", "tar"}:
        if depth:
            raise InputError("archive", "an archive inside an archive; unpack it first")
        yield from _archived(file, form, name, options)
        return
    if form == "gz":
        if depth > 1:
            raise InputError("archive", "packed more than twice; unpack it first")
        inner = name._replace(file=_without_gz(name.file), relative=_without_gz(name.relative))
        yield from _documents(archive.gunzipped(file), inner, options, depth + 1)
        return
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if not size:
        raise InputError("empty", "the file is empty; remove it or fetch it again")
    if form == "text" and size > LONG_BYTES:
        found = text.stretches(file, name.doc_id, options)
    elif size > LARGEST_BYTES and form not in formats.MANY:
        raise InputError("limit", f"larger than {LARGEST_BYTES >> 30} GB; split it")
    else:
        found = formats.reader(form)(file, name.doc_id, options)
    for page in found:
        yield page if isinstance(page, InputError) else (page, name)


def _without_gz(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


def _archived(
    file: BinaryIO, form: str, name: _Name, options: ReadOptions
) -> Iterator[tuple[Page, _Name] | InputError]:
    seen: set[str] = set()
    folder = without_suffix(name.relative)
    for member in archive.members(file, form):
        if formats.passed_over(member.name):
            continue
        stem = without_suffix(member.name)
        own = f"{name.doc_id}!{member.name if stem in seen else stem}"
        seen.add(stem)
        if isinstance(member.data, InputError):
            member.data.doc_id = own
            yield member.data
            continue
        try:
            inner = _Name(member.name, own, f"{folder}/{member.name}")
            yield from _documents(io.BytesIO(member.data), inner, options, 1)
        except InputError as error:
            error.doc_id = error.doc_id or own
            yield error


def _metadata(page: Page, name: _Name, sidecar: Metadata, options: ReadOptions) -> Metadata:
    told = Metadata(page.publication, page.issue_date, page.page, page.url)
    known = options.metadata.over(sidecar).over(told).over(from_path(name.relative))
    return known.over(from_masthead(page.text)) if None in known[:3] else known
