"""PDF with a text layer: characters with boxes → lines with boxes."""

import ctypes
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from factpipe.errors import InputError
from factpipe.model import Page
from factpipe.readers.extras import needs
from factpipe.readers.lines import OTHER_SIZE, Box, Line, page_of
from factpipe.readers.options import ReadOptions

#: what of a letter's size a gap to the next one must be for another column to begin, or a blank
_COLUMN_GAP, _BLANK_GAP = 1.6, 0.6
#: how far a letter may stand off the line's middle
_OFF_LINE = 0.6


class _Letter(NamedTuple):
    text: str
    box: Box
    size: float


def pages(file: BinaryIO, doc_id: str, options: ReadOptions) -> Iterator[Page]:  # noqa: ARG001 - one interface for all
    """The lines of all pages of a PDF as one page with blocks.

    Errors: InputError of kind `pdf` (damaged), `encrypted`, `no_text` (needs OCR) or `extra`.
    """
    with needs("pdf", "PDF"):
        import pypdfium2
    try:
        document = pypdfium2.PdfDocument(file.read())
    except pypdfium2.PdfiumError as error:
        raise _refused(str(error)) from None
    try:
        lines: list[Line] = []
        for number in range(len(document)):
            page = document[number]
            height = page.get_height()
            lines += _lines(list(_letters(page.get_textpage(), height)), number + 1)
            page.close()
        n_pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise _refused(str(error)) from None
    finally:
        document.close()
    if not lines:
        told = "one page" if n_pages == 1 else f"{n_pages} pages"
        raise InputError("no_text", f"no text layer ({told} of pictures): run OCR first, and give its ALTO or hOCR")
    yield page_of(lines, doc_id, "pdf")


def _refused(told: str) -> InputError:
    if "password" in told.lower() or "security" in told.lower():
        return InputError("encrypted", "encrypted PDF: save it without its password first")
    return InputError("pdf", f"damaged or cut off, no readable PDF ({told}); fetch it again")


def _letters(textpage: Any, height: float) -> Iterator[_Letter]:
    import pypdfium2.raw as pdfium

    raw = textpage.raw
    box = pdfium.FS_RECTF()
    pointer = ctypes.byref(box)
    high = 0
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0
        if code < 32 or code in {0xFFFE, 0xFFFF, 0xAD} or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            continue
        # the loose box has the letter's whole advance: a full stop fills its square as any other character does
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, pointer):
            continue
        size = pdfium.FPDFText_GetFontSize(raw, index)
        size = size if size > 1 else max(box.top - box.bottom, box.right - box.left)
        yield _Letter(chr(code), (box.left, height - box.top, box.right, height - box.bottom), size)


def _lines(letters: list[_Letter], pdf_page: int) -> list[Line]:
    """Letters in the order of the file as lines: one goes on as long as the next letter stands beside the last."""
    found: list[list[_Letter]] = []
    for letter in letters:
        blank = letter.text.isspace()
        if found and (last := _last_seen(found[-1])) is not None and (blank or _beside(last, letter)):
            if not blank and letter.box[0] - last.box[2] > _BLANK_GAP * last.size and not found[-1][-1].text.isspace():
                found[-1].append(_Letter(" ", letter.box, letter.size))
            found[-1].append(letter)
        elif not blank:
            found.append([letter])
    lines: list[Line] = []
    for run in found:
        text = "".join(letter.text for letter in run).strip()
        seen = [letter for letter in run if not letter.text.isspace()]
        if not text or not seen:
            continue
        box = (
            min(letter.box[0] for letter in seen),
            min(letter.box[1] for letter in seen),
            max(letter.box[2] for letter in seen),
            max(letter.box[3] for letter in seen),
        )
        size = sorted(letter.size for letter in seen)[len(seen) // 2]
        lines.append(Line(text, pdf_page, box, size, opens=not lines))
    return lines


def _last_seen(run: list[_Letter]) -> _Letter | None:
    return next((letter for letter in reversed(run) if not letter.text.isspace()), None)


def _beside(last: _Letter, letter: _Letter) -> bool:
    size = max(last.size, letter.size)
    if size > OTHER_SIZE * min(last.size, letter.size):
        return False
    middle, other = (last.box[1] + last.box[3]) / 2, (letter.box[1] + letter.box[3]) / 2
    gap = letter.box[0] - last.box[2]
    return abs(middle - other) <= _OFF_LINE * size and -0.5 * size <= gap <= _COLUMN_GAP * size
