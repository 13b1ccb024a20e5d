"""A page's text taken apart into articles: Page → Article.

lines.py     line breaks and blank lines → lines and units
cues.py      what a line looks like: title, byline, dateline, caption, running text
order.py     where articles begin when the page is read in the order of its file
grouping.py  which unit goes on from which → articles
joins.py     whether one stretch of text reads on into another
stitch.py    units in reading order → the article's text with its map to the page
roles.py     what each line of an article is, and the fields that come of it
turnovers.py which article of an issue goes on in which of another document
continued.py such an article as one text
kinds.py     news, commentary, caption, notice, table, furniture
"""

from factpipe.layout.continued import Continued
from factpipe.layout.layout import Layout
from factpipe.layout.turnovers import issue_of, may_turn

__all__ = ["Continued", "Layout", "issue_of", "may_turn"]
