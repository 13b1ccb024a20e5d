"""News pages in HTML: e-paper pages of the Founder system by their own marks, any other by trafilatura.

The document text is the story without the page around it: kicker, title, subtitle, byline and paragraphs, a blank line
between them, as a plain text page has them.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, NamedTuple

from factpipe.errors import InputError
from factpipe.labels import page_label
from factpipe.model import Page
from factpipe.readers import ocr, trees
from factpipe.readers.decoding import decode
from factpipe.readers.extras import needs
from factpipe.readers.metadata import from_masthead, iso_date
from factpipe.readers.options import ReadOptions

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD_BYTES = 4096
#: what a page of the Founder e-paper system has
_FOUNDER = re.compile(r"<founder-|enpcontent|enpproperty|id\s*=\s*[\"']?ozoom", re.IGNORECASE)
_PROPERTIES = re.compile(r"<!--\s*enpproperty(.{0,20000}?)/?\s*enpproperty\s*-->", re.DOTALL | re.IGNORECASE)
_PROPERTY = re.compile(r"<(\w{1,30})>(.{0,2000}?)</\1>", re.DOTALL)
_CONTENT = (
    re.compile(r"<!--\s*enpcontent\s*-->(.*?)<!--\s*/\s*enpcontent\s*-->", re.DOTALL | re.IGNORECASE),
    re.compile(r"<founder-content[^>]{0,200}>(.*?)</founder-content>", re.DOTALL | re.IGNORECASE),
    re.compile(r"<enpcontent[^>]{0,200}>(.*?)</enpcontent>", re.DOTALL | re.IGNORECASE),
)
_BLOCKS = frozenset(
    "p div br tr li ul ol table h1 h2 h3 h4 h5 h6 section article figure figcaption blockquote hr dd dt".split()  # noqa: SIM905
)
_SILENT = frozenset({"script", "style", "noscript", "head", "select", "button", "template", "iframe", "svg"})
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_BREAK_IN_WIDE = re.compile(rf"(?<=[{_WIDE}])[ \t\r]*\n[ \t\r\n]*|[ \t\r]*\n[ \t\r\n]*(?=[{_WIDE}])")
_STOP = re.compile("[。！？；，,.!?;]")
_BLANK = re.compile(r"[ \t\r\n\f\xa0]+")
_PAPER = re.compile(r"《([\u4e00-\u9fff]{2,15}报)》|^([\u4e00-\u9fff]{1,15}?报)(?:[-_—·|\s]|数字报|电子版|$)")


class Story(NamedTuple):
    """What a page tells; parts that it has not are empty."""

    paragraphs: list[str]
    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    byline: str = ""
    publication: str | None = None
    issue_date: date | None = None
    page: str | None = None
    url: str | None = None

    @property
    def text(self) -> str:
        heads = [head for head in (self.kicker, self.title, self.subtitle, self.byline) if head]
        return "\n\n".join([*heads, *self.paragraphs]) + "\n"


def pages(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page]:
    """The story of an HTML page as one page.

    Errors: InputError of kind `empty`, `binary`, `encoding`, `no_text` or `extra`.
    """
    data = file.read()
    declared = _CHARSET.search(data, 0, _HEAD_BYTES)
    source, encoding = decode(data, options.encoding, declared[1].decode("ascii") if declared else None)
    if ocr.is_hocr(source):
        yield from ocr.hocr(source, encoding, doc_id)
        return
    story = _founder(source) if _FOUNDER.search(source) else None
    if story is None or not story.paragraphs:
        story = _any_other(source)
    if not any(_STOP.search(line) for line in story.paragraphs):  # words of a menu make no sentence
        raise InputError("no_text", "no article text found in the HTML; save the page of the story itself")
    yield Page(doc_id, story.text, encoding, story.publication, story.issue_date, story.page, story.url, extracted=True)


def paragraphs(element: Any) -> list[str]:
    """The text of an element's blocks, one string each, blanks as a reader sees them."""
    found: list[list[str]] = [[]]

    def gather(node: Any) -> None:
        # an explicit stack: hostile pages nest deeper than Python does
        stack: list[tuple[Any, bool]] = [(node, True)]
        while stack:
            one, entering = stack.pop()
            if isinstance(one, str):
                found[-1].append(one)
                continue
            name = one.tag if isinstance(one.tag, str) else None
            if entering:
                if name is None or name in _SILENT:
                    continue
                if name in _BLOCKS:
                    found.append([])
                elif name == "td":
                    found[-1].append(" ")
                stack.append((one, False))
                for child in reversed(one):
                    if child.tail:
                        stack.append((child.tail, True))
                    stack.append((child, True))
                if one.text:
                    stack.append((one.text, True))
            elif name in _BLOCKS:
                found.append([])

    gather(element)
    lines = (clean("".join(pieces)) for pieces in found)
    return [line for line in lines if line]


def clean(text: str) -> str:
    """Text of HTML as it is seen: a line end beside a Chinese character is nothing, else a blank."""
    return _BLANK.sub(" ", _BREAK_IN_WIDE.sub("", text)).strip(" \u3000")


def _founder(source: str) -> Story | None:
    tree = trees.html(source)
    if tree is None:
        return None
    told = {}
    if properties := _PROPERTIES.search(source):
        told = {name.lower(): clean(value) for name, value in _PROPERTY.findall(properties[1])}
        told = {name: value for name, value in told.items() if value and value.lower() != "null"}
    for name in ("title", "introtitle", "subtitle", "author", "date"):
        node = next(iter(tree.xpath(f"//*[local-name()='founder-{name}']")), None)
        if node is not None and (value := clean(node.text_content())):
            told.setdefault(name, value)
    body = _founder_body(source, tree)
    if body is None:
        return None
    heads = {tag: _first(tree, tag) for tag in ("h3", "h1", "h2", "h4")}
    title = told.get("title") or heads["h1"] or heads["h2"]
    issued = iso_date(told.get("date", ""))
    masthead = from_masthead(source_text := "\n".join(paragraphs(tree))[:20000])
    around = next((line for line in source_text.split("\n") if _PAPER.search(line) and iso_date(line)), "")
    page = told.get("nodename") or around
    numbered = re.search(r"第?\s*([A-Z]?\d{1,3})\s*版", page)
    named = _PAPER.search(around) or _PAPER.search(_first(tree, "title"))
    return Story(
        [line for line in body if line != title],
        kicker=told.get("introtitle") or (heads["h3"] if told.get("title") or heads["h1"] else ""),
        title=title,
        subtitle=told.get("subtitle") or (heads["h2"] if heads["h1"] and heads["h2"] != title else ""),
        byline=told.get("author", ""),
        publication=(named and (named[1] or named[2])) or masthead.publication,
        issue_date=issued or iso_date(around) or masthead.issue_date,
        page=page_label(numbered[1]) if numbered else masthead.page,
        url=told.get("url") or _canonical(tree),
    )


def _founder_body(source: str, tree: Any) -> list[str] | None:
    for marks in _CONTENT:
        inner = marks.search(source)
        if inner and (part := trees.html(f"<div>{inner[1]}</div>")) is not None and (lines := paragraphs(part)):
            return lines
    zoomed = tree.xpath("//*[@id='ozoom' or @id='articleContent' or @id='ScroLeft']")
    return paragraphs(zoomed[0]) if zoomed else None


def _first(tree: Any, tag: str) -> str:
    node = next(iter(tree.iter(tag)), None)
    return clean(node.text_content()) if node is not None else ""


def _canonical(tree: Any) -> str | None:
    found = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return str(found[0]) if found and str(found[0]).startswith("http") else None


def _any_other(source: str) -> Story:
    with needs("html", "HTML pages"):
        import trafilatura
    found = trafilatura.bare_extraction(source, with_metadata=True, include_comments=False, include_tables=True)
    if found is None:
        return Story([])
    told = found.as_dict()
    title = clean(told.get("title") or "")
    lines = [clean(line) for line in (told.get("text") or "").split("\n")]
    return Story(
        [line for line in lines if line and line != title],
        title=title,
        byline=clean(told.get("author") or ""),
        publication=told.get("sitename") or None,
        issue_date=iso_date(told.get("date") or ""),
        url=told.get("url") or None,
    )
