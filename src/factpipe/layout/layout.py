"""The stage itself: built once from the rules, called for each page."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from factpipe.layout.cues import Cues
from factpipe.layout.grouping import group
from factpipe.layout.lines import split_lines, split_units
from factpipe.layout.stitch import stitch
from factpipe.model import Article, Page


class Layout:
    """Takes pages apart. `rules` is a RuleSet, whose word lists for layout it reads; None for the shipped ones."""

    def __init__(self, rules: Any = None) -> None:
        lists = getattr(rules, "layout", None)
        self._cues = Cues({entry.key: entry.words for entry in lists} if lists else _shipped_words())

    def articles(self, page: Page) -> list[Article]:
        """The articles of `page`, numbered and listed by where they begin on it; none for a page of blank space.

        Every character of the page that is not white space is in exactly one of them.
        """
        lines = split_lines(page.text, self._cues)
        if not lines:
            return []
        groups = group(split_units(lines, self._cues), page.text, self._cues)
        groups.sort(key=lambda units: min(unit.start for unit in units))
        return [stitch(page, number, units, self._cues) for number, units in enumerate(groups, 1)]


@lru_cache(maxsize=1)
def _shipped_words() -> dict[str, tuple[str, ...]]:
    from ruamel.yaml import YAML

    path = Path(__file__).parents[3] / "rules" / "lexicon" / "layout.yaml"
    entries = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return {entry["key"]: tuple(entry["words"]) for entry in entries}
