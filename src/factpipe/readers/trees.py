"""HTML and XML as trees. Nothing is fetched, and entities that a file declares are never expanded."""

import re
from typing import Any

from factpipe.errors import InputError
from factpipe.readers.decoding import decode
from factpipe.readers.extras import needs
from factpipe.readers.options import ReadOptions

_ENTITIES = "the XML declares entities, which are never expanded; remove its DOCTYPE"


def html(source: str) -> Any:
    """The tree of an HTML text, or None where there is no element in it."""
    with needs("html", "HTML pages"):
        import lxml.html
    # bytes in a known encoding: a text that declares another one is refused
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, ValueError):
        return None


def xml(data: bytes, options: ReadOptions) -> Any:
    """The root of an XML file. Errors: InputError of kind `xml` or `entities`."""
    with needs("ocr", "OCR output"):
        from lxml import etree
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "external entity" in str(error):
            raise InputError("entities", _ENTITIES) from None
        if options.encoding is None and "encod" not in str(error).lower() and "input conversion" not in str(error):
            line = error.lineno or None
            raise InputError("xml", f"no well-formed XML ({error.msg}); fetch it again", line=line) from None
        text = decode(data, options.encoding)[0]
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
        try:
            root = etree.fromstring(text, parser)
        except etree.XMLSyntaxError as again:
            raise InputError("xml", f"no well-formed XML ({again.msg}); fetch it again", line=again.lineno) from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise InputError("entities", _ENTITIES)
    return root
