"""A page's text taken apart into articles: Page → Article.

layout.py     the stage itself
cues.py       what a line looks like: title, byline, dateline, caption, running text
names.py      who wrote, by the words that stand beside a name
lines.py      line breaks and blank lines → lines and units
dividers.py   where a file holds several texts, divided by lines of dashes or by numbers
regions.py    where a format tells where lines of print stand: regions in reading order
geometry.py   such regions → units
order.py      where articles begin when the page is read in the order of its file
grouping.py   which unit goes on from which → articles
weights.py    what speaks for and against that
joins.py      whether one stretch of text reads on into another
assignment.py the arrangement with the greatest sum
stitch.py     units in reading order → the article's text with its map to the page
roles.py      what each line of an article is, and the fields that come of it
kinds.py      news, commentary, caption, notice, table, furniture
turnovers.py  which article of an issue goes on in which of another document
continued.py  such an article as one text
"""

from factpipe.layout.continued import Continued
from factpipe.layout.layout import Layout
from factpipe.layout.turnovers import issue_of, may_turn

__all__ = ["Continued", "Layout", "issue_of", "may_turn"]
