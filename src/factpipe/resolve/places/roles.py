"""What a mention of a place does in its clause: set the scene, or only name an origin, an organisation, a dateline."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from factpipe.resolve.places.names import Kind, Level

if TYPE_CHECKING:
    from factpipe.resolve.places.finder import PlaceMention
    from factpipe.rules.entries.places import Contexts

#: clauses end here
CLAUSE_END = "，。；！？：…\n,;!?:"
_CLAUSE_HEAD = re.compile(f"[^{CLAUSE_END}]*\\Z")
#: how far back a clause is looked at
_CLAUSE_REACH = 40
_TIME = r"[0-9０-９一二三四五六七八九十〇零两几][0-9０-９一二三四五六七八九十〇零两几]*(?:个多|多个|余|多|个)?(?:年代|年度|年间|年来|年|月份|月|日|号|世纪|季度|周|天)"
_DATELINE_AFTER = re.compile(r"[^，。；、\n]{0,14}?(?:电|讯)(?=[\s（(：:　]|\Z)")
_DATELINE_BEFORE = re.compile(r"(?:新华社|中新社|中新网|本报|本刊|本台|通讯社|日报|晚报)[^，。；\n]{0,4}\Z|\A[\s　据]*\Z")
#: words that tell where something is for good
_SITED = ("位于", "地处", "坐落于", "坐落在")


class Role(Enum):
    """From what moves the topic to what leaves it alone."""

    OPENING = auto()  # a clause begins with it
    SITED = auto()  # 位于 …: where the thing is for good
    LOCATIVE = auto()  # 在 …, 位于 …
    INSIDE = auto()  # within a clause
    HELD = auto()  # 在 … 举行
    OFFICE = auto()  # an office of the place begins the clause: 县委, 人民政府
    ORGAN = auto()  # in the name of an office, a firm
    PASSING = auto()  # where something comes from or goes to, what it is compared with
    NONE = auto()  # no place: a dateline, a book title, a sort of thing



class RoleReader:
    """Reads the role of a mention off the words beside it."""

    def __init__(self, contexts: "Contexts") -> None:
        locative = _any(contexts.locative)
        self._locative = re.compile(rf".*(?:{locative})[“‘]?\Z", re.S)
        self._passing = re.compile(rf".*(?:{_any(contexts.passing)})[“‘]?\Z", re.S)
        self._organ = re.compile(rf"[^，。；、！？：（）()“”\s的]{{0,8}}?(?:{_any(contexts.organisation)})")
        self._office = re.compile(rf"[^，。；、！？：（）()“”\s的]{{0,4}}?(?:{_any(contexts.government)})")
        self._superlative = re.compile(_any(contexts.superlatives))
        self._kind_of = re.compile(_any(contexts.kind_of))
        self._event = re.compile(rf"[^，。；、！？：\n在]{{0,6}}?(?:{_any(contexts.event)})(的?)")
        self._held = re.compile(rf"[^，。；、！？：\n在]{{0,6}}?(?:{_any(contexts.held)})(的?)")
        self._source = re.compile(rf"[^，。；、！？：\n]{{0,8}}?(?:{_any(contexts.sources)})")
        self._opener = re.compile(
            rf"(?:{_any(contexts.openers)}|{_TIME}|[“‘（【《\s　、#·—])*+(?:[^在从于]{{0,10}}(?:{_any(contexts.titles)}))?"
        )

    def role(self, text: str, mention: "PlaceMention") -> Role:
        start, end, kind = mention.start, mention.end, mention.nodes[0].kind
        before = text[max(0, start - 7) : start]
        pointing = kind in (Kind.ANAPHOR, Kind.HERE)
        if not pointing:
            if self.is_label(text, start, end) or self._kind_of.match(text, end):
                return Role.NONE
            if self._organ.match(text, end):
                return Role.ORGAN
            if self._office.match(text, end):
                return Role.OFFICE if self._opens(text, start) else Role.ORGAN
        if mention.level <= Level.REGION and self._superlative.match(text, end):
            return Role.NONE
        if "从" in before and self._source.match(text, end):
            return Role.LOCATIVE
        located = self._locative.match(before) is not None
        if located and not pointing:
            held = self._held.match(text, end)
            if held:
                return Role.NONE if held[1] else Role.HELD
            if self._event.match(text, end):
                return Role.NONE
        if not located and self._passing.match(before) and (not pointing or mention.level is Level.COUNTRY):
            return Role.PASSING
        if before.endswith(_SITED):
            return Role.SITED
        if self._opens(text, start):
            return Role.OPENING
        if located or self._heads(text, start, end, mention.level):
            return Role.LOCATIVE
        return Role.INSIDE

    @staticmethod
    def _heads(text: str, start: int, end: int, level: Level) -> bool:
        """Whether the mention heads a phrase that ends in it: 工厂集中的江岸区，; 附近的湖滨公园里."""
        after = text[end : end + 1]
        if after in ("，", ","):
            return text[start - 1 : start] == "的" or level >= Level.COUNTY
        return level >= Level.TOWNSHIP and after in ("里", "内")

    def _opens(self, text: str, start: int) -> bool:
        head = _CLAUSE_HEAD.search(text, max(0, start - _CLAUSE_REACH), start)
        return self._opener.fullmatch(text, head.start(), start) is not None

    @staticmethod
    def is_label(text: str, start: int, end: int) -> bool:
        """Whether the mention stands in a dateline, a book title or a firm's brackets."""
        window = text[max(0, start - 20) : start]
        if window.rfind("《") > window.rfind("》"):
            return True
        if text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")"):
            return True
        line = text.rfind("\n", 0, start) + 1
        return start - line < 24 and bool(
            _DATELINE_AFTER.match(text, end) and _DATELINE_BEFORE.search(text[line:start])
        )


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"
