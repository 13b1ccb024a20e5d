"""Output of OCR: ALTO and PAGE XML, hOCR. Every line is a block with its box.

Boxes are in the unit of the file, pixels of the image in most; ALTO's tenths of millimetres and 1200ths of an inch
become points.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from factpipe.errors import InputError
from factpipe.model import Page
from factpipe.readers import trees
from factpipe.readers.lines import Box, Line, joined, letter_size, page_of
from factpipe.readers.options import ReadOptions

_HOCR = re.compile(r"""class\s*=\s*["']?(?:ocr_page|ocr_line|ocrx_line)""")
_HOCR_BOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_HOCR_LINES = frozenset({"ocr_line", "ocrx_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_HOCR_REGIONS = frozenset({"ocr_par", "ocr_carea"})
_HOCR_SIZE = re.compile(r"\bx_size\s+([\d.]+)")
#: to points
_ALTO_UNITS = {"mm10": 72 / 254, "inch1200": 72 / 1200}


def pages(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page]:
    """The lines of an ALTO or PAGE file as one page with blocks.

    Errors: InputError of kind `xml`, `entities`, `no_text` or `extra`.
    """
    root = trees.xml(file.read(), options)
    name = _local(root)
    if name == "alto":
        found = list(_alto(root))
    elif name == "PcGts":
        found = list(_page_xml(root))
    else:
        raise InputError("xml", f"<{name}> is neither ALTO nor PAGE XML (nor hOCR); factpipe reads no other XML")
    yield page_of(found, doc_id, "utf-8")


def is_hocr(source: str) -> bool:
    """Whether an HTML text is hOCR."""
    return _HOCR.search(source, 0, 200_000) is not None


def hocr(source: str, encoding: str, doc_id: str) -> Iterator[Page]:
    """The lines of an hOCR file as one page with blocks."""
    root = trees.html(source)
    found: list[Line] = []
    number = 0
    opens = True
    for node in root.iter() if root is not None else ():
        kinds = set((node.get("class") or "").split()) if isinstance(node.tag, str) else set()
        if "ocr_page" in kinds:
            number += 1
            opens = True
        elif kinds & _HOCR_REGIONS:
            opens = True
        elif kinds & _HOCR_LINES:
            told = node.get("title") or ""
            box = _HOCR_BOX.search(told)
            words = [word.text_content().strip() for word in node.iter() if word.get("class") == "ocrx_word"]
            text = joined(words or node.text_content().split())
            if box and text:
                sides = tuple(map(float, box.groups()))
                size = _HOCR_SIZE.search(told)
                height = float(size[1]) if size else letter_size(sides)
                found.append(Line(text, max(1, number), sides, height, opens))
                opens = False
    yield page_of(found, doc_id, encoding)


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _alto(root: Any) -> Iterator[Line]:
    unit = next((node.text for node in root.iter() if _local(node) == "MeasurementUnit"), None)
    scale = _ALTO_UNITS.get((unit or "").strip(), 1.0)
    sizes = {
        node.get("ID"): float(node.get("FONTSIZE"))
        for node in root.iter()
        if _local(node) == "TextStyle" and _is_number(node.get("FONTSIZE"))
    }
    number = 0
    opens = True
    for node in root.iter():
        name = _local(node)
        if name == "Page":
            number += 1
            opens = True
        elif name == "TextBlock":
            opens = True
        elif name == "TextLine":
            words = [(part.get("CONTENT") or "") for part in node if _local(part) in {"String", "HYP"}]
            text = joined([word.strip() for word in words])
            box = _alto_box(node, scale)
            if text and box:
                style = next((sizes[ref] for ref in (node.get("STYLEREFS") or "").split() if ref in sizes), None)
                yield Line(text, number or 1, box, style or letter_size(box), opens)
                opens = False


def _alto_box(node: Any, scale: float) -> Box | None:
    sides = [node.get(name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT")]
    if not all(map(_is_number, sides)):
        return None
    left, top, width, height = (float(side) * scale for side in sides)
    return left, top, left + width, top + height


def _is_number(text: str | None) -> bool:
    try:
        return text is not None and float(text) == float(text)
    except ValueError:
        return False


def _page_xml(root: Any) -> Iterator[Line]:
    for number, page in enumerate((node for node in root.iter() if _local(node) == "Page"), 1):
        regions = [node for node in page.iter() if _local(node) == "TextRegion"]
        order = _reading_order(page)
        regions.sort(key=lambda node: order.get(node.get("id"), len(order)))
        for region in regions:
            opens = True
            for line in (node for node in region if _local(node) == "TextLine"):
                box = _points_box(line)
                text = _unicode(line)
                if text and box:
                    yield Line(text, number, box, letter_size(box), opens)
                    opens = False


def _reading_order(page: Any) -> dict[str | None, int]:
    refs = [node for node in page.iter() if _local(node) == "RegionRefIndexed"]
    refs.sort(key=lambda node: int(node.get("index") or 0))
    return {node.get("regionRef"): place for place, node in enumerate(refs)}


def _unicode(line: Any) -> str:
    for equivalent in (node for node in line if _local(node) == "TextEquiv"):
        for node in equivalent:
            if _local(node) == "Unicode" and node.text:
                return " ".join(node.text.split())
    return ""


def _points_box(line: Any) -> Box | None:
    for node in line:
        if _local(node) == "Coords":
            pairs = [pair.split(",") for pair in (node.get("points") or "").split()]
            points = [(float(x), float(y)) for x, y in pairs if _is_number(x) and _is_number(y)]
            if points:
                xs, ys = zip(*points, strict=True)
                return min(xs), min(ys), max(xs), max(ys)
    return None
