"""Who wrote: the names on bylines, in datelines, under pictures and at the end of a text."""

import re

from factpipe import trie
from factpipe.rules.entries.layout import File

_REPORTED = re.compile(r"[（(]([^（()）]{2,60})[)）]|((?:本报|新华社)?记者[^：:。]{2,30})报道[：:]")
_SENTENCE_END = re.compile(r"[。！？!?”]")
_NO_NAME = re.compile(r".{3}[省市县区委部厅局社报讯电]\Z|本报|新华社|[0-9０-９]|大学|教授|公司|协会")
_SPACE = re.compile(r"[ 　]")
_BETWEEN = re.compile(r"[、，,；;]|[ 　]+(?=[^\W\d]{2})")
#: in brackets at the very end: the writer of what stands before
SIGNATURE = re.compile(r"[（(][^（()）。]{2,40}[)）]\Z")


class Names:
    """Finds names by the words that stand beside them."""

    def __init__(self, words: File) -> None:
        photo = trie.pattern(words.photo)
        #: patterns of a Chinese name, with the space that sets two-character names apart (`沈　纯`), and of several;
        #: names with nothing between them are three at most: four surnames are soon found in any title
        self.one = rf"(?:{trie.pattern(words.surnames)})[ 　]{{0,2}}[一-鿿]{{1,2}}"
        self.several = rf"(?:{self.one}(?:[ 　、]+{self.one}){{0,7}}|{self.one}(?:{self.one}){{0,2}})[ 　]*"
        #: what ends a line that tells who took the picture
        self.photo = re.compile(rf"(?:{photo})[)）]?\Z")
        self._by = re.compile(rf"(?:{trie.pattern(words.reporters)})[ 　:：/／]*")
        self._role_end = re.compile(rf"(?:{photo}|报道|文/?图?|图)\Z")
        self._names_only = re.compile(rf"{self.several}\Z")

    def on_byline(self, line: str) -> list[str]:
        """`本报记者 鹿鸣 通讯员 柳青` → 鹿鸣, 柳青."""
        line = self._role_end.sub("", line.strip("（）() 　"))
        return [name for part in self._by.split(line) for name in _split(part)]

    def in_dateline(self, text: str) -> list[str]:
        """Whom the beginning of a text names: `本报讯(记者 鹿鸣)`, `本报讯  记者鹿鸣报道：`."""
        match = _REPORTED.search(text)
        held = (match.group(1) or match.group(2)) if match else ""
        return self.on_byline(held) if self._by.search(held) else []

    def of_picture(self, line: str) -> list[str]:
        """Who took the picture: `本报记者 鹿鸣 摄` at the end of a caption."""
        tail = _SENTENCE_END.split(line)[-1].strip()
        return self.on_byline(tail) if self.photo.search(tail) else []

    def at_end(self, text: str) -> list[str]:
        """Who signed in brackets at the end of a text: `（鹿鸣）`."""
        match = signature(text)
        held = match.group()[1:-1] if match else ""
        if self._names_only.match(held):
            return _split(held)
        return self.on_byline(held) if self._by.search(held) else []

    def alone(self, line: str) -> bool:
        """Whether a line holds names and nothing else, as under the title of a commentary."""
        return self._names_only.match(line) is not None


def signature(text: str) -> re.Match[str] | None:
    """The brackets at the end of a text in which one may have signed; long ones are a remark."""
    return SIGNATURE.search(text, max(0, len(text) - 24))


def _split(text: str) -> list[str]:
    """Names set apart by spaces or commas; what stands before them (the paper, a place) is left out."""
    found = []
    for part in _BETWEEN.split(text.strip(" 　:：/／")):
        bare = _SPACE.sub("", part)
        if 2 <= len(bare) <= 12 and not _NO_NAME.search(bare):
            found.append(bare)
    return found
