"""A page with geometry, set for the tests as a printer would: lines of one width, in columns."""

from factpipe.model import Block, Page


class Sheet:
    """Set texts at places of a page; `page()` gives them in the order in which they were set."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, tuple[float, float, float, float], float, int, bool]] = []

    def set(
        self, text: str, x: float, y: float, width: int = 14, size: float = 10, number: int = 1, opens: bool = True
    ) -> float:
        """Set paragraphs in lines of `width` letters from (x, y) down, first lines indented; return where they end."""
        for paragraph in text.split("\n"):
            at, indent = 0, 2 if size == 10 and len(paragraph) > width else 0
            while at < len(paragraph):
                line = paragraph[at : at + width - indent]
                box = (x + indent * size, y, x + (indent + len(line)) * size, y + size)
                self._lines.append((line, box, size, number, opens and at == 0))
                at += len(line)
                indent = 0
                y += 1.5 * size
        return y

    def page(self, doc_id: str = "sheet") -> Page:
        pieces, blocks, at = [], [], 0
        for line, box, size, number, opens in self._lines:
            gap = ("\n\n" if opens else "\n") if pieces else ""
            at += len(gap)
            pieces.append(gap + line)
            blocks.append(Block(at, at + len(line), number, box, size))
            at += len(line)
        return Page(doc_id, "".join(pieces), blocks=tuple(blocks), extracted=True)
