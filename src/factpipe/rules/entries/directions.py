"""rules/lexicon/directions.yaml: the words that tell whether a change is a rise or a fall."""

from factpipe.rules.entries import Entry


class Words(Entry):
    """Words that tell one direction, or none; of two that begin at one character the longer counts."""

    description: str | None = None
    words: tuple[str, ...] = ()


class File(Entry):
    rise: Words = Words()
    fall: Words = Words()
    #: words that hold one of the above and tell no direction: 增加值, 高校, 不少
    neither: Words = Words()
    #: what follows a word that tells what level is reached: in 增速回落至5%, it is 增速 that tells the direction
    to: tuple[str, ...] = ()
    #: nouns for how much something changes: before points they are what differs, and an earlier word tells how
    extent: tuple[str, ...] = ()
    #: words for early and late, after which a length of time goes neither up nor down
    apart: tuple[str, ...] = ()
