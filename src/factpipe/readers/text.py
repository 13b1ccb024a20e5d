"""Plain text: the document text is the file."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from factpipe.errors import InputError
from factpipe.model import Page
from factpipe.readers.decoding import decode, lookup
from factpipe.readers.options import ReadOptions

#: bytes that are read at a time, and characters of a stretch of a long text
_BLOCK = 1 << 22


def pages(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page]:
    """One page. Errors: InputError of kind `empty`, `binary` or `encoding`."""
    text, encoding = decode(file.read(), options.encoding)
    yield Page(doc_id, text, encoding)


def stretches(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page]:
    """The pages that a very long text is cut into, without ever holding the whole of it.

    The encoding is found on the beginning, and the whole is held against it before any of it is given out.
    Errors: as of `pages`.
    """
    encoding = encoding_of(file, options)
    file.seek(0)
    text, offset = "", 0
    for more in _decoded(file, encoding):
        text += more
        if len(text) < 2 * _BLOCK:
            continue
        end = _cut(text)
        yield Page(doc_id, text[:end], encoding, offset=offset, goes_on=True)
        text, offset = text[end:], offset + end
    if text:
        yield Page(doc_id, text, encoding, offset=offset)


def _cut(text: str) -> int:
    for mark in ("\n\n", "\n", "。"):
        found = text.rfind(mark, len(text) // 2)
        if found >= 0:
            return found + len(mark)
    return len(text)


def encoding_of(file: BinaryIO, options: ReadOptions) -> str:
    """The encoding of a file that is too long to be held: found on its beginning, and all of it held against it.

    Errors: as of `pages`.
    """
    head = file.read(_BLOCK)
    if options.encoding is not None:
        encoding = lookup(options.encoding)
    else:
        encoding = None
        for spare in range(4):  # the block may end inside a character, which has four bytes at most
            try:
                encoding = decode(head[: len(head) - spare])[1]
                break
            except InputError:
                if spare == 3:
                    raise
    file.seek(0)
    line = 1
    try:
        for block in _decoded(file, encoding):
            line += block.count("\n")
    except UnicodeDecodeError as error:
        raise InputError(
            "encoding", f"begins as {encoding} but is not valid {encoding} after line {line} ({error.reason}); "
            "mend it, or name its encoding with --encoding", line=line,
        ) from None  # fmt: skip
    return encoding


def _decoded(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The text block by block, with `\\n` for line ends and no byte order mark."""
    decoder = codecs.getincrementaldecoder(encoding)()
    first, held = True, ""
    while True:
        block = file.read(_BLOCK)
        text = held + decoder.decode(block, final=not block)
        held = ""
        if first and text:
            text, first = text.removeprefix("\ufeff"), False
        if block and text.endswith("\r"):
            text, held = text[:-1], "\r"
        yield text.replace("\r\n", "\n").replace("\r", "\n")
        if not block:
            return
