"""Sections on what is to come: 二、2023年工作安排."""

import re
from collections.abc import Sequence

from factpipe.model import Claim, Part, Role, Status
from factpipe.sections import rank
from factpipe.trie import pattern

#: a sentence with one of these tells what is, also where plans are told
_SO_FAR = re.compile("已|去年|上年|目前|现有|累计")


class Plans:
    """Finds them by the words (`plans` of rules/lexicon/layout.yaml) that their headings end with."""

    def __init__(self, words: Sequence[str]) -> None:
        self._plan = re.compile(f"(?:{pattern(words)})[：:]?\\Z") if words else None

    def plan(self, text: str, parts: Sequence[Part], claims: list[Claim]) -> None:
        """Make targets of the claims of an article that stand under such a heading. `claims`, in order, are changed."""
        heads = [part for part in parts if part.role is Role.HEADING] if self._plan else []
        if not heads:
            return
        since: int | None = None  # the rank of the heading that plans
        spans = []
        for head, end in zip(heads, [*(head.start for head in heads[1:]), len(text)], strict=True):
            line = text[head.start : head.end].strip()
            own = rank(line)
            if since is None or own <= since:
                since = own if self._plan.search(line) else None
            if since is not None:
                spans.append((head.end, end))
        for n, claim in enumerate(claims) if spans else ():
            under = claim.status is Status.ACTUAL and any(start <= claim.sentence[0] < end for start, end in spans)
            if under and not _SO_FAR.search(text, *claim.sentence):
                claims[n] = claim._replace(status=Status.TARGET)
