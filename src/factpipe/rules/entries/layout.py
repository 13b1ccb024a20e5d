"""Entries of rules/lexicon/layout.yaml."""

from pydantic import BaseModel, ConfigDict, RootModel


class WordList(BaseModel):
    """A list of words with one use in layout; an overlay's list of the same key replaces it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    description: str = ""
    words: tuple[str, ...]


class File(RootModel[tuple[WordList, ...]]):
    """The whole file: a list of word lists."""
