"""Take the pictures docs/images/report.png, diff.png and notebook.png: `python scripts/screenshots.py`.

All are of real runs over the sample. Needs selenium, Chromium with its driver, and a Chinese font.
"""

import html
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from selenium import webdriver

from factpipe import changes
from factpipe.changes.terminal import show

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PAPER = ROOT / "data" / "raw" / "朵曲报"
#: differences of each page that the picture shows
SHOWN = 2
_OPEN = """
if (document.documentElement.dataset.lang !== "zh") document.getElementById("lang").click();
[...document.querySelectorAll("#articles button")].find((each) => each.textContent.includes("合作社分红")).click();
document.querySelectorAll("#text mark")[4].click();
"""
#: the rows of rich; signs that a Chinese font draws as wide as a character come from another font
_PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face{font-family:narrow;src:local("DejaVu Sans Mono");size-adjust:83.05%%;
unicode-range:U+00B7,U+2026,U+2190-2193,U+2212,U+2248,U+2500-257F}
body{margin:0}
pre{display:inline-block;margin:0;padding:1em 1.4em;background:#0c0c0c;color:#d9d9d9;
font:14px/1.5 narrow,"Noto Sans Mono CJK SC",monospace}</style><pre id="terminal">%s</pre>"""
#: what a notebook's cells look like: their source, and what they gave
_CELLS = """<!doctype html><meta charset="utf-8"><style>
body{margin:0;background:#fff;color:#111;font:14px/1.5 "DejaVu Sans","Noto Sans CJK SC",sans-serif}
main{padding:1em 1.4em} pre{background:#f4f4f5;border-left:3px solid #3b82f6;padding:.5em .8em;font:13px/1.5 monospace}
table{border-collapse:collapse;font-size:13px} td,th{padding:.2em .6em;text-align:right}
</style><main id="terminal">%s</main>"""
#: cells that the picture shows, by a word of their source
_SHOWN_CELLS = ("factpipe.show", "to_wide")


def main() -> None:
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        for issue in ("2024-04-10", "2024-04-17"):
            run("extract", "--quiet", PAPER / issue, "-o", folder / issue)
        run("extract", "--quiet", ROOT / "data" / "raw", "-o", folder / "all")
        run("report", folder / "all", "--source", ROOT / "data" / "raw", "--title", "朵曲报")
        photograph(folder / "all" / "report.html", IMAGES / "report.png", (1500, 1000), _OPEN)
        draw(changes.diff(folder / "2024-04-10", folder / "2024-04-17"), folder / "diff.html")
        photograph(folder / "diff.html", IMAGES / "diff.png", (1100, 1000))
        cells(ROOT / "docs" / "notebook" / "sample.ipynb", folder / "notebook.html")
        photograph(folder / "notebook.html", IMAGES / "notebook.png", (1000, 1400))


def run(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "factpipe", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def photograph(page: Path, image: Path, size: tuple[int, int], script: str = "") -> None:
    options = webdriver.ChromeOptions()
    width, height = size
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--hide-scrollbars",
        f"--window-size={width},{height}",
        "--lang=zh",
    ):
        options.add_argument(argument)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        driver.get(page.as_uri())
        if script:
            driver.execute_script(script)
        shown = driver.find_element("id", "terminal") if driver.find_elements("id", "terminal") else driver
        shown.screenshot(str(image)) if shown is not driver else driver.save_screenshot(str(image))
    finally:
        driver.quit()


def draw(found: changes.Diff, page: Path) -> None:
    """What `factpipe diff` prints, as a page: a browser gives Chinese characters the width of two others."""
    changed = [each for each in found if each.kind == "changed"]
    pages = dict.fromkeys(each.row.doc_id for each in changed)
    told = [each for page_id in pages for each in [one for one in changed if one.row.doc_id == page_id][:SHOWN]]
    told += [next(each for each in found if each.kind == kind) for kind in ("added", "removed")]
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=118, file=nowhere, force_terminal=True, color_system="truecolor")
        show(replace(found, names=("2024-04-10", "2024-04-17")), console, told)
    page.write_text(
        _PAGE % console.export_html(inline_styles=True, code_format="{code}", theme=MONOKAI), encoding="utf-8"
    )


def cells(notebook: Path, page: Path) -> None:
    """Some cells of an executed notebook with what they gave, as a page."""
    shown = []
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and any(word in source for word in _SHOWN_CELLS):
            given = ["".join(output["data"]["text/html"]) for output in cell["outputs"] if "data" in output]
            shown.append(f"<pre>{html.escape(source)}</pre>{''.join(given)}")
    page.write_text(_CELLS % "".join(shown), encoding="utf-8")


if __name__ == "__main__":
    main()
