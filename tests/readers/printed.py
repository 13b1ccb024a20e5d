"""Pages set in type for the tests, as a printer would, and written as PDF, ALTO, hOCR and PAGE XML with the same geometry."""

import io
import random
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from factpipe.model import Article, Role

#: points: letters of running text, from one line to the next, width of a column in letters, gutter
SIZE, LEADING, COLUMN, GUTTER = 10, 15, 16, 16
WIDTH, HEIGHT, MARGIN = 600, 840, 40
#: no line begins with these: they hang over the margin
_HANGS = set("，。、；：！？”’》）%,.;:!?)℃")


#: the font of printed PDF
FONT = "Squares"


def squares(chars: Iterable[str]) -> bytes:
    """A TrueType font in which each character is a square, of half its width where the character is no Chinese one."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    def square(width: int) -> Any:
        pen = TTGlyphPen(None)
        pen.moveTo((40, -80))
        for corner in [(40, 840), (width - 40, 840), (width - 40, -80)]:
            pen.lineTo(corner)
        pen.closePath()
        return pen.glyph()

    widths = {".notdef": 500} | {f"u{ord(char):04X}": int(1000 * letters(char)) for char in sorted(chars)}
    font = FontBuilder(1000)
    font.setupGlyphOrder(list(widths))
    font.setupCharacterMap({ord(char): f"u{ord(char):04X}" for char in chars})
    font.setupGlyf({name: square(width) for name, width in widths.items()})
    font.setupHorizontalMetrics({name: (width, 40) for name, width in widths.items()})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": FONT, "styleName": "Regular", "psName": FONT})
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120)
    font.setupPost()
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


class Set(NamedTuple):
    """A line of print: its text, the top left corner of its letters, their size, and the page of the issue."""

    text: str
    x: float
    y: float
    size: float
    number: int
    opens: bool  # the first of its block
    upright: bool = False  # runs down the page

    @property
    def width(self) -> float:
        return letters(self.text) * self.size


class Row(NamedTuple):
    """A line that has no place yet."""

    text: str
    indent: int


def letters(text: str) -> float:
    """The width of a text in Chinese letters."""
    return sum(0.5 if char < "\u0300" else 1.0 for char in text)


def column(x: int) -> float:
    """The left edge of the column with this number."""
    return MARGIN + x * (COLUMN * SIZE + GUTTER)


def rows(text: str, width: float = COLUMN, indent: int = 2) -> list[Row]:
    """Paragraphs broken into lines of one width, their first lines indented."""
    broken = []
    for paragraph in text.strip("\n").split("\n"):
        held, room = "", width - indent
        first = indent
        for char in paragraph.strip():
            if letters(held + char) > room and char not in _HANGS:
                broken.append(Row(held, first))
                held, room, first = "", width, 0
            held += char
        broken.append(Row(held, first))
    return broken


class Sheets:
    """The pages of an issue as they are set."""

    def __init__(self) -> None:
        self.lines: list[Set] = []
        self.boxes: list[tuple[int, float, float, float, float]] = []

    def line(self, text: str, x: float, y: float, size: float = SIZE, number: int = 1) -> float:
        """Set one line; where the next one stands."""
        self.lines.append(Set(text, x, y, size, number, True))
        return y + 1.5 * size

    def head(self, article: Article, x: float, y: float, width: float, size: float, number: int = 1) -> float:
        """Set what stands above an article's text, in the middle of `width` points; where its text begins."""
        sizes = {Role.KICKER: 13, Role.TITLE: size, Role.SUBTITLE: 12.5, Role.BYLINE: SIZE}
        body = next(part.start for part in article.parts if part.role is Role.BODY)
        for role, start, end in article.parts:
            if start < body and role in sizes:
                for text, _indent in rows(article.text[start:end], width / sizes[role], 0):
                    y = self.line(text, x + (width - letters(text) * sizes[role]) / 2, y, sizes[role], number)
        return y + 4

    def flow(self, held: Sequence[Row], places: Sequence[tuple[float, float, int]], number: int = 1) -> float:
        """Set lines in columns, each (left edge, top, how many lines); where the last one ends."""
        held = list(held)
        for x, top, room in places:
            for n, row in enumerate(held[:room]):
                at = top + n * LEADING
                self.lines.append(Set(row.text, x + row.indent * SIZE, at, SIZE, number, n == 0))
            end = top + len(held[:room]) * LEADING
            held = held[room:]
        assert not held, f"{len(held)} lines have no place"
        return end

    def caption(self, text: str, x: float, y: float, width: float, number: int = 1) -> float:
        """Set a caption in small letters, in a box with its picture."""
        self.boxes.append((number, x - 4, y - 84, width + 8, 80))
        top = y
        for n, (line, _indent) in enumerate(rows(text, width / 8, 0)):
            self.lines.append(Set(line, x, y, 8, number, n == 0))
            y += 11.5
        self.boxes.append((number, x - 4, top - 4, width + 8, y - top + 6))
        return y

    @property
    def numbers(self) -> range:
        return range(1, max(line.number for line in self.lines) + 1)

    def pdf(self) -> bytes:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen import canvas

        # a font of its own, in the file: one that only the machine has or lacks moves the boxes of letters, or drops them
        font = squares({char for line in self.lines for char in line.text})
        pdfmetrics.registerFont(TTFont(FONT, io.BytesIO(font)))
        out = io.BytesIO()
        sheet = canvas.Canvas(out, pagesize=(WIDTH, HEIGHT))
        for number in self.numbers:
            for at, x, y, width, height in self.boxes:
                if at == number:
                    sheet.rect(x, HEIGHT - y - height, width, height)
            for line in self.lines:
                if line.number == number:
                    sheet.setFont(FONT, line.size)
                    sheet.drawString(line.x, HEIGHT - line.y - 0.88 * line.size, line.text)
            sheet.showPage()
        sheet.save()
        return out.getvalue()

    def _blocks(self, number: int) -> list[list[Set]]:
        blocks: list[list[Set]] = []
        for line in self.lines:
            if line.number == number:
                blocks.append([line]) if line.opens else blocks[-1].append(line)
        return blocks

    def alto(self) -> str:
        """The pages as ALTO in pixels of 200 dots an inch, blocks in the order in which they were set."""
        pages = "".join(
            f'<Page ID="p{number}"><PrintSpace>'
            + "".join(f"<TextBlock>{''.join(map(_alto_line, block))}</TextBlock>" for block in self._blocks(number))
            + "</PrintSpace></Page>"
            for number in self.numbers
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description>'
            f"<MeasurementUnit>pixel</MeasurementUnit></Description><Layout>{pages}</Layout></alto>"
        )

    def hocr(self) -> str:
        """The pages as hOCR in pixels of 200 dots an inch."""
        pages = "".join(
            "<div class='ocr_page' title='bbox 0 0 1667 2333'>"
            + "".join(
                f"<div class='ocr_carea'><p class='ocr_par'>{''.join(map(_hocr_line, block))}</p></div>"
                for block in self._blocks(number)
            )
            + "</div>"
            for number in self.numbers
        )
        return f"<html><head><meta charset='utf-8'></head><body>{pages}</body></html>"

    def page_xml(self) -> str:
        """The pages as PAGE XML, a text region for each block."""
        pages = "".join(
            f"<Page>{''.join(_region(f'r{number}-{n}', block) for n, block in enumerate(self._blocks(number)))}</Page>"
            for number in self.numbers
        )
        space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
        return f'<?xml version="1.0" encoding="UTF-8"?><PcGts xmlns="{space}">{pages}</PcGts>'

    def shaken(self, rng: random.Random, skew: float) -> "Sheets":
        """The pages as from a scan: askew by so many points over their width, boxes tight here and loose there."""
        sheets = Sheets()
        for line in self.lines:
            by = line.x / WIDTH * skew
            size = line.size * rng.uniform(0.93, 1.07)
            sheets.lines.append(
                line._replace(x=line.x + rng.uniform(-1, 1), y=line.y + by + rng.uniform(-1, 1), size=size)
            )
        return sheets

    def upright(self) -> "Sheets":
        """The pages set vertically: lines run down the page, from the right to the left."""
        sheets = Sheets()
        sheets.lines = [line._replace(upright=True) for line in self.lines]
        return sheets


_DOTS = 200 / 72


def _pixels(line: Set) -> tuple[int, int, int, int]:
    box = (line.x, line.y, line.x + line.width, line.y + line.size)
    if line.upright:  # turned by a quarter
        box = (HEIGHT - box[3], box[0], HEIGHT - box[1], box[2])
    return tuple(round(side * _DOTS) for side in box)


def _region(name: str, block: list[Set]) -> str:
    return f'<TextRegion id="{name}">{"".join(map(_page_line, block))}</TextRegion>'


def _page_line(line: Set) -> str:
    x0, y0, x1, y1 = _pixels(line)
    points = f"{x0},{y0} {x1},{y0} {x1},{y1} {x0},{y1}"
    return f'<TextLine><Coords points="{points}"/><TextEquiv><Unicode>{line.text}</Unicode></TextEquiv></TextLine>'


def _alto_line(line: Set) -> str:
    x0, y0, x1, y1 = _pixels(line)
    box = f'HPOS="{x0}" VPOS="{y0}" WIDTH="{x1 - x0}" HEIGHT="{y1 - y0}"'
    return f'<TextLine {box}><String CONTENT="{line.text}" {box}/></TextLine>'


def _hocr_line(line: Set) -> str:
    x0, y0, x1, y1 = _pixels(line)
    return f"<span class='ocr_line' title='bbox {x0} {y0} {x1} {y1}'>{line.text}</span>\n"
