"""An article that goes on in other documents, as one text.

It is only for reading: what governs a number on page 2 may stand on page 1, and the turn-over may cut a sentence. Each
document keeps its own part of the article, under the article_id and with the offsets that it has there.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from factpipe.layout.cues import Cues, finished
from factpipe.layout.turnovers import mark_in, mark_out
from factpipe.model import Article, Part, Role

_BODY = frozenset({Role.BODY, Role.HEADING, Role.CAPTION})


class Continued(NamedTuple):
    """`members` read as one `article`, whose map to a document means nothing.

    Slice i of its text begins at starts[i] and is of members[owners[i]], from offsets[i] of that one's text on.
    """

    article: Article
    members: tuple[Article, ...]
    starts: tuple[int, ...]
    owners: tuple[int, ...]
    offsets: tuple[int, ...]

    def home(self, start: int) -> tuple[int, int]:
        """Which member text[start] is of, and where it stands in that one's text."""
        at = bisect_right(self.starts, start) - 1
        return self.owners[at], start - self.starts[at] + self.offsets[at]


def chains(articles: Sequence[Article], follows: Mapping[str, str]) -> list[list[Article]]:
    """The articles that go on in others, each with these in their order. `follows` is what `turn_overs` finds."""
    by_id = {article.article_id: article for article in articles}
    later = set(follows.values())
    found = []
    for first in follows:
        if first in later:
            continue
        chain = [first]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        found.append([by_id[each] for each in chain])
    return found


def continued(members: Sequence[Article], cues: Cues) -> Continued:
    """The members as one: the heads of all, then what stands below them, without the marks at which it turns over."""
    weave = _Weave(members)
    bodies = []
    for number, member in enumerate(members):
        came = mark_in(member, cues) if number else None
        went = mark_out(member, cues) if number < len(members) - 1 else None
        head, start = (came.start, came.end) if came else (_head_end(member),) * 2
        weave.add(number, 0, head, joined=False)
        bodies.append((number, start, went.start if went else len(member.text)))
    for (number, start, end), following in zip(bodies, [*bodies[1:], None], strict=True):
        goes_on = following is not None and _broken(members, (number, start, end), following)
        weave.add(number, start, end, joined=goes_on)
    article = replace(members[0], text="".join(weave.pieces), parts=tuple(weave.parts))
    return Continued(article, tuple(members), tuple(weave.starts), tuple(weave.owners), tuple(weave.offsets))


def _head_end(article: Article) -> int:
    return next((part.start for part in article.parts if part.role in _BODY), len(article.text))


def _broken(members: Sequence[Article], before: tuple[int, int, int], after: tuple[int, int, int]) -> bool:
    """Whether the turn-over between two bodies cut a sentence."""
    number, start, end = before
    text = members[number].text[start:end].rstrip()
    if not text or finished(text.rpartition("\n")[2]):
        return False
    at = after[1] + _space(members[after[0]].text, after[1])
    return _role(members[number], start + len(text) - 1) is _role(members[after[0]], at) is Role.BODY


def _role(article: Article, at: int) -> Role | None:
    return next((part.role for part in article.parts if part.start <= at < part.end), None)


def _space(text: str, at: int) -> int:
    """How many characters of space stand there."""
    return len(text) - at - len(text[at:].lstrip())


class _Weave:
    """The text of all as it grows, with its parts and the map to the members."""

    def __init__(self, members: Sequence[Article]) -> None:
        self._members = members
        self.pieces: list[str] = []
        self.parts: list[Part] = []
        self.starts: list[int] = []
        self.owners: list[int] = []
        self.offsets: list[int] = []
        self._length = 0

    def add(self, number: int, start: int, end: int, *, joined: bool) -> None:
        """Add text[start:end] of a member; `joined` where its last sentence goes on in what is added next."""
        member = self._members[number]
        start += _space(member.text, start)
        text = member.text[start:end].rstrip()
        if not text:
            return
        text = text if joined else text + "\n"
        self.starts.append(self._length)
        self.owners.append(number)
        self.offsets.append(start)
        self.pieces.append(text)
        shift = self._length - start
        self._length += len(text)
        for part in member.parts:
            first, last = max(part.start + shift, self.starts[-1]), min(part.end + shift, self._length)
            if first >= last:
                continue
            held = self.parts[-1] if self.parts else None
            if held and held.role is part.role is Role.BODY and held.end == first:
                self.parts[-1] = Part(Role.BODY, held.start, last)
            else:
                self.parts.append(Part(part.role, first, last))
