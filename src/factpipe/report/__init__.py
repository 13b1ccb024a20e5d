"""One HTML file that shows an extraction: every fact marked in its article, with its row beside it.

    tables ─contents→ Contents     documents ─texts→ text     both ─marked→ paragraphs with marks     ─page→ HTML

The file opens offline and holds everything: data, style, script. All text of the newspaper goes in as data and comes
out as text nodes; nothing of it is markup.
"""

from factpipe.report.contents import Contents, Selection, load
from factpipe.report.page import LIMIT, TooManyFactsError, pages, render, write

__all__ = ["LIMIT", "Contents", "Selection", "TooManyFactsError", "load", "pages", "render", "write"]
