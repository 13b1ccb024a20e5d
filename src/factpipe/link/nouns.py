"""What the counted noun says of the measure: whether it makes people leaders, a bare number money, 户 firms."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from factpipe import trie
from factpipe.rules.entries.items import File
from factpipe.sentences import JOINTS

_CLOSING = "”’」』》\"'"
#: from here on numbers that nothing names are money
HUGE = 10**8
#: what parts those that an item names
_ROW_MARKS = re.compile(f"[{JOINTS}]")


class Nouns:
    """The nouns of items.yaml that tell what is measured."""

    def __init__(self, entries: File) -> None:
        self._leaders, self._mixed = map(trie.endings, (entries.leaders.words, entries.leaders.exceptions))
        self._elected, self._elections = trie.endings(entries.elected.words), _anywhere(entries.elected.signs)
        self._organisations = _anywhere(entries.organisations.words)
        self._wholes = _anywhere(entries.wholes.words)
        self._homes = entries.homes.words  # 三家农户
        self._sums, self._huge = trie.endings(entries.sums.words), trie.endings(entries.huge.words)
        self._vague = frozenset(entries.vague.words)
        self._measures = {measure: trie.endings(nouns.words) for measure, nouns in entries.measures.items()}
        self._people = self._measures.get("people", trie.endings(()))
        households = entries.measures["households"].words if "households" in entries.measures else ()
        self._households, self._any_household = trie.endings(households), _anywhere(households)

    def names_homes(self, item: str | None) -> bool:
        """Whether an item says that it is households which are counted; 户 alone does not."""
        return item not in {None, "户"} and self._any_household.search(item) is not None

    def measure(self, measure: str, unit: str | None, item: str | None, words: Sequence[str]) -> str:
        """The measure that the noun gives: a classifier says little (8万多学生 are people, 62名带头人 leaders).

        `words` are those of the sentence, which tells whether 代表 were elected.
        """
        if item is None or measure not in ("people", "count", "households"):
            return measure
        item = item.rstrip(_CLOSING)  # “新农人”
        if unit == "个" and self._wholes.search(item):
            return "count"
        if measure == "households":  # 3万户企业 are firms, but not 合作社社员20户
            firms = self._organisations.search(item) if not self._any_household.search(item) else None
            people = firms is not None and firms.end() < len(item) and self._people.search(item)
            return "count" if firms is not None and not people else measure
        if measure == "count":
            if unit and unit not in self._vague:
                return measure
            measure = next((implied for implied, nouns in self._measures.items() if nouns.search(item)), measure)
            if measure == "count" and self._leaders.search(item):  # 两个部长
                measure = "people"
            # 五家企业代表 are firms
            if unit == "家" and not (measure == "households" and item.endswith(self._homes)):
                return "count"
        elif not unit and self._households.search(item):  # 2万农牧民家庭
            return "households"
        # 1.8万人次 are people who came, whatever they are
        if measure == "people" and unit != "人次" and self._lead(item):
            chosen = not self._elected.search(item) or self._elections.search("".join(words))
            return "leaders" if chosen else measure
        return measure

    def is_sum(self, item: str, value: Decimal) -> bool:
        """Whether a number without a unit is money by what it is of: 3.6亿退税, 百亿工程."""
        item = item.rstrip(_CLOSING)  # “救命钱”
        return self._sums.search(item) is not None or (value >= HUGE and self._huge.search(item) is not None)

    def _lead(self, item: str) -> bool:
        """Whether all that the item names lead: 镇长、村支书, but not 学者、村支书."""
        if self._leaders.search(item) is None or self._mixed.search(item) is not None:
            return False
        row = item[item.rfind("等") + 1 :]  # 张平、李和等镇干部
        return all(self._leaders.search(part) for part in _ROW_MARKS.split(row) if len(part) > 1)


def _anywhere(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(trie.pattern(words))
