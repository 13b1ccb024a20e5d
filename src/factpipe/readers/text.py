"""Plain text: the document text is the file."""

from collections.abc import Iterator

from factpipe.model import Page
from factpipe.readers.decoding import decode
from factpipe.readers.options import ReadOptions


def pages(data: bytes, doc_id: str, options: ReadOptions) -> Iterator[Page]:
    """One page. Errors: InputError of kind `empty`, `binary` or `encoding`."""
    text, encoding = decode(data, options.encoding)
    yield Page(doc_id, text, encoding)
