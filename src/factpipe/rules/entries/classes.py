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


class WordKinds(Entry):
    """Ends of words that the dictionary takes for another kind than they are."""

    #: they are nouns, though it has them as verbs or adverbs: 讲解[员], 成活[率]
    nouns: tuple[str, ...] = ()
    #: so are these of more than two characters: 收购[点]
    long_nouns: tuple[str, ...] = ()
    #: a verb of two characters that holds its object may be what is measured: 用[电], 创[汇]
    objects: tuple[str, ...] = ()
    #: attributes, where longer words that do not end so are nouns though it has them as attributes: 国家[级]
    grades: tuple[str, ...] = ()


class File(Entry):
    classes: dict[str, WordClass] = {}
    kinds: WordKinds = WordKinds()
