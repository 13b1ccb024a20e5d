"""rules/lexicon/confidence.yaml: how much each sign of a row speaks for or against its being right in full."""

from typing import Literal

from pydantic import Field

from factpipe.rules.entries import Entry

#: what a row shows of itself, as `factpipe.confidence.Signs` has it
Sign = Literal[
    "rule", "measure", "bound", "status", "scope", "item", "item_length", "repeated", "place", "named", "code",
    "places", "time", "numbers", "opening",
]  # fmt: skip


class File(Entry):
    """A logistic model. Without a base there is no calibration, and rows have no confidence."""

    #: log-odds of a row of which nothing is known
    base: float | None = None
    #: sign → reading of it → what it adds to the log-odds; a reading that is not there adds nothing
    signs: dict[Sign, dict[str, float]] = Field(default={})
