"""rules/lexicon/classes.yaml: the word classes that claim patterns name in braces, `{reach}`."""

from pydantic import Field

from factpipe.rules.entries import Entry


class WordClass(Entry):
    """Words that stand in one place of a pattern; each is a whole token of the text."""

    description: str | None = None
    words: tuple[str, ...] = ()
    #: every longer word that ends so belongs to the class as well: 率 makes 好路率 one of them
    endings: tuple[str, ...] = ()
    #: looked for inside words too, before the text is cut: 人均 in 人均收入
    anywhere: bool = False
    #: the kind of word that they are taken for, whatever the dictionary says: noun, verb, adverb …
    kind: str | None = Field(default=None, pattern="^(noun|verbal-noun|verb|adjective|adverb|conjunction|other)$")


class File(Entry):
    classes: dict[str, WordClass] = {}
