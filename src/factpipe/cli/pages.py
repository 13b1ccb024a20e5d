"""`factpipe pages`: how pages were taken apart into articles."""

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import click

from factpipe.cli.parameters import DATE, overlays_option
from factpipe.errors import InputError, UnusableInputError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from factpipe.model import Article, Page

#: one an article, over and over
_COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "red")
_QUIET = "dim"
#: columns of the terminal that the tree and the line numbers take
_FRAME = 30


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, on a line of its own.")
@click.option("--text", "with_text", is_flag=True, help="Print the page itself, each article in its colour.")
@overlays_option
@click.option("--encoding", metavar="NAME", help="Encoding of all files  [default: found for each]")
@click.option("--issue-date", type=DATE, help="Date of the issue; wins over what files tell.")
def pages(*, paths, as_json: bool, with_text: bool, overlays, encoding: str | None, issue_date) -> int:
    """Show the articles of each page of PATH: kind, titles, and the pieces that they are made of, in reading order.

    PATH is a file, a folder or - for standard input, of any format that extract reads. Pieces are given by the lines
    of the text where they stand; `↑` marks one that stands before the piece which it goes on from. Below the pages of
    an issue it is told which articles go on in one of another document.

    Exit codes: 0 done, 3 done but some documents could not be read, 2 nothing could be read.
    """
    from rich.console import Console

    from factpipe.layout import Layout, issue_of, may_turn
    from factpipe.model import Page
    from factpipe.readers import ReadOptions, find, names, read
    from factpipe.rules import load

    layout = Layout(load(overlays))
    options = ReadOptions(encoding=encoding, issue_date=issue_date)
    console = Console(highlight=False, soft_wrap=True)
    failed = 0
    turning: dict[tuple, list[Article]] = {}  # by issue
    sources = find(paths).sources
    name = names(sources)
    shown = 0
    for source in sources:
        for page in read(source, options):
            if not isinstance(page, Page):
                click.echo(f"{name(page.doc_id or source.doc_id)}: {page}", err=True)
                failed += 1
                continue
            shown += 1
            articles = layout.articles(page)
            if as_json:
                click.echo(json.dumps(_record(page, articles), ensure_ascii=False))
            elif with_text:
                _print_text(console, page, articles)
            else:
                _print_tree(console, page, articles)
                turning.setdefault(issue_of(page), []).extend(filter(may_turn, articles))
    for articles in turning.values():
        for first, second in layout.turn_overs(articles).items():
            console.print(f"{first} goes on in {second}")
    if failed and not shown:
        return UnusableInputError.exit_code
    return InputError.exit_code if failed else 0


def _record(page: "Page", articles: "list[Article]") -> dict[str, Any]:
    return {
        "doc_id": page.doc_id,
        "publication": page.publication,
        "issue_date": page.issue_date and page.issue_date.isoformat(),
        "page": page.page,
        "articles": [
            {
                "article_id": article.article_id,
                "kind": str(article.kind),
                "kicker": article.kicker,
                "title": article.title,
                "subtitle": article.subtitle,
                "byline": article.byline,
                "dateline": article.dateline,
                "n_chars": len(article.text),
                "spans": [list(span) for span in article.spans],
                "parts": [
                    {"role": str(part.role), "text": article.text[part.start : part.end].rstrip("\n")}
                    for part in article.parts
                ],
            }
            for article in articles
        ],
    }


def _print_tree(console: "Console", page: "Page", articles: "list[Article]") -> None:
    from rich.text import Text
    from rich.tree import Tree

    told = [page.publication, page.issue_date and page.issue_date.isoformat(), page.page and f"page {page.page}"]
    tree = Tree(Text.assemble((page.doc_id, "bold"), ("  " + "  ".join(filter(None, told)), _QUIET)))
    starts = [0]
    for line in page.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for n, article in enumerate(articles):
        branch = tree.add(_headline(n, article))
        before = -1
        for start, end in article.spans:
            where = ("↑ " if start < before else "") + _lines(starts, start, end)
            held = _ends_of(page.text[start:end], (console.width - _FRAME) // 4)
            branch.add(Text.assemble((f"{where}  ", _QUIET), held))
            before = end
    console.print(tree, soft_wrap=False)


def _headline(n: int, article: "Article") -> "Text":
    from rich.text import Text

    colour = _COLOURS[n % len(_COLOURS)]
    number = article.article_id.rpartition("#")[2]
    shown = Text.assemble((f"#{number} ", colour), (f"{article.kind} ", _QUIET))
    if article.kicker:
        shown.append(f"{article.kicker} / ", colour)
    shown.append(article.title or "(no title)", f"bold {colour}" if article.title else _QUIET)
    if article.subtitle:
        shown.append(f" {article.subtitle}", colour)
    for told in (article.byline, article.dateline):
        if told:
            shown.append(f"  {told}", _QUIET)
    shown.append(f"  {len(article.text)} characters", _QUIET)
    return shown


def _lines(starts: list[int], start: int, end: int) -> str:
    """Which lines of the page text[start:end] takes, as an editor counts them."""
    first, last = bisect_right(starts, start), bisect_right(starts, max(start, end - 1))
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _ends_of(text: str, size: int) -> str:
    """A text on one line, its beginning and its end where it is long."""
    held = " ".join(text.split())
    return held if len(held) <= 2 * size + 3 else f"{held[:size]} … {held[-size:]}"


def _print_text(console: "Console", page: "Page", articles: "list[Article]") -> None:
    from rich.text import Text

    shown = Text(f"{page.doc_id}\n", "bold")
    pieces = sorted((start, end, n) for n, article in enumerate(articles) for start, end in article.spans)
    at = 0
    for start, end, n in pieces:
        colour = _COLOURS[n % len(_COLOURS)]
        shown.append(page.text[at:start])
        shown.append(f"#{articles[n].article_id.rpartition('#')[2]} ", f"reverse {colour}")
        shown.append(page.text[start:end], colour)
        at = end
    console.print(shown.append(page.text[at:]))
