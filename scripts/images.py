"""Draw the README's picture, docs/images/facts.svg, from a real run over the sample: `python scripts/images.py`."""

import html
import re
from pathlib import Path

import pandas as pd
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

import factpipe

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "facts.svg"
PAGE = ROOT / "data" / "raw" / "朵曲报" / "2024-04-10" / "02.txt"
WIDTH = 118
#: what the picture shows: column of `facts`, its style
SHOWN = {
    "surface": "bold yellow",
    "item": "cyan",
    "value": "bold",
    "unit": "bold",
    "modifier": "magenta",
    "per": "green",
    "place": "",
    "time": "dim",
    "status": "",
}
MODIFIERS = {"over", "at_least", "about", "nearly"}
#: the part of the page that is shown
EXCERPT = re.compile(r"4月5日，在朵曲县色洼乡.*?降到110元。", re.DOTALL)


def main() -> None:
    PICTURE.write_text(drawn(), encoding="utf-8")


def drawn() -> str:
    """The picture as SVG: the excerpt with its quantities marked, and their rows."""
    facts = factpipe.extract(PAGE)
    text = PAGE.read_text(encoding="utf-8-sig")
    found = EXCERPT.search(text)
    shown = facts[(facts.start >= found.start()) & (facts.end <= found.end())]
    console = Console(record=True, width=WIDTH, file=open("/dev/null", "w", encoding="utf-8"), highlight=False)  # noqa: SIM115
    console.print(_excerpt(found, shown))
    console.print()
    console.print(_table(shown))
    return _wide(console.export_svg(title="factpipe extract", unique_id="factpipe"))


def _excerpt(found: re.Match, facts: pd.DataFrame) -> Text:
    told = Text(found[0])
    for start, end in zip(facts.start, facts.end, strict=True):
        told.stylize("bold yellow", start - found.start(), end - found.start())
    return Text("\n").join(line for line in told.split("\n") if line.plain.strip())


def _table(facts: pd.DataFrame) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold dim")
    for column, style in SHOWN.items():
        table.add_column(column, style=style, justify="right" if column == "value" else "left", no_wrap=True)
    for row in facts[list(SHOWN)].itertuples(index=False):
        table.add_row(*(_cell(value) for value in row))
    return table


def _wide(svg: str) -> str:
    """rich gives every character of a text one cell; Chinese ones fill two."""

    def widened(found: re.Match) -> str:
        told = html.unescape(found[3])
        return f'textLength="{float(found[1]) / len(told) * cell_len(told):.1f}"{found[2]}>{found[3]}</text>'

    return re.sub(r'textLength="([\d.]+)"([^>]*)>([^<]+)</text>', widened, svg)


def _cell(value) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:,.10g}"
    return str(value.date()) if isinstance(value, pd.Timestamp) else str(value)


if __name__ == "__main__":
    main()
