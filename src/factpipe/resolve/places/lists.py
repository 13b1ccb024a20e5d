"""Lists of places: what stands in one, what it is about, and where the text points back to it by its number."""

import re
from collections.abc import Sequence

from factpipe.resolve.places.article import ArticlePlaces
from factpipe.resolve.places.names import CHINA, Kind, Level, Node, PlaceMention
from factpipe.resolve.places.paths import Path
from factpipe.resolve.places.roles import Role
from factpipe.resolve.places.trail import Focus, Trail
from factpipe.sentences import JOINTS

#: between the members of a list
_JOINT = re.compile(f"[{JOINTS}至到]|以及|、?和")
_NUMERALS = ("", "", "[两二2２]", "[三3３]", "[四4４]", "[五5５]", "[六6６]", "[七7７]", "[八8８]", "[九9９]")
_DIGIT = "[0-9０-９.．一二两三四五六七八九十百千万第]"
_NOUNS = "省区市|省市区|省市|省区|省份|县市区|县市|市县|县区|乡镇|地市|市州|省|市|县|区|州|乡|镇|村|地"
#: how the number of listed places ends
_NOUN = re.compile(rf"(?:{_NOUNS})\Z")
#: what closes a list of places: 等地, 等七省, 两县; not 市委, 区域, 地下, 地少人多
_TAIL = re.compile(
    rf"等?(?:[0-9０-９一二三四五六七八九十两几多]+(?:多|余)?个?)?(?:城市|国家|地区|国|段|{_NOUNS})"
    r"(?![落时委政府长区场民级处域])(?<!地(?=[下少]))"
)
#: what a list gives only the first of, or many, by what they are: 等九个|早稻主产省份; not 京沪|两个直辖市
_AMONG = re.compile(
    rf"等?[0-9０-９一二三四五六七八九十两]+[几多余]?个?[^，。；、：0-9０-９]{{1,8}}?(?:城市|{_NOUNS})(?![级委政长内际])"
)
#: lists that are longer may only tell where all of them are, or do so
_FEW, _MOST = 3, 6
#: what is counted where a list of places ends in its number: 等八个|偏远的山区县
_COUNTED = re.compile(rf"[^，。；、：]{{0,10}}?(?:城市|{_NOUNS}|国)(?![级委政长内际])")
#: how far a text may point back to a list by its number
_REACH = 3_000
#: so many lists at a time are a table, to which nothing points back
_MANY = 60


def in_lists(text: str, mentions: Sequence[PlaceMention]) -> list[list[PlaceMention]]:
    """The mentions, those of a list together: 上海、广东和浙江."""
    groups: list[list[PlaceMention]] = []
    last: PlaceMention | None = None
    for mention in mentions:
        if (
            last is not None
            and mention.start - last.end < 4
            and mention.kind is not Kind.ANAPHOR
            and last.kind is not Kind.ANAPHOR
            and (_JOINT.fullmatch(text, last.end, mention.start) or _adjoin(last, mention))
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
        last = mention
    return groups


def _adjoin(last: PlaceMention, mention: PlaceMention) -> bool:
    """Whether provinces or regions stand one after the other as a list does: 云南贵州四川, 华北东北."""
    return last.end == mention.start and last.level is mention.level and last.level in (Level.PROVINCE, Level.REGION)


def stretch(text: str, first: PlaceMention, second: PlaceMention | None, path: Path) -> Path:
    """The path of a mention, or of the stretch that begins with it: 全长二百公里的|江城至河口."""
    if second is None or text[first.end : second.start] not in ("至", "到"):
        return path
    tail = _TAIL.match(text, second.end)
    surface = path[-1].surface + text[first.end : tail.end() if tail else second.end]
    return (*path[:-1], Node(surface, path[-1].level, Kind.REGION))


def numbers(text: str, last: PlaceMention, start: int, end: int) -> bool:
    """Whether the quantity text[start:end] is the number of the places of the list that ends in `last`: 等七省."""
    between = text[last.end : start]
    if between == "等":
        return _COUNTED.match(text, end - 1) is not None
    return between in ("", "这") and _NOUN.search(text, start, end) is not None


def exemplified(text: str, last: PlaceMention, start: int) -> bool:
    """Whether what a quantity from `start` on counts has a place only for an example: 建设花坪林区等|九个试验区."""
    return last.end == start - 1 and text[last.end] == "等" and last.nodes[0].kind is not Kind.ANAPHOR


def around(path: Path) -> Path:
    """Where the places of a list all are."""
    return path[:-1] or ((CHINA,) if path[-1].level is Level.PROVINCE else ())


class Lists:
    """The lists of an article, to which the text may point back; it is asked for one after the other."""

    def __init__(self, article: ArticlePlaces, trail: Trail) -> None:
        self._article = article
        self._trail = trail
        #: where the text points back, and what it is about from there on
        self._returns: list[Focus] = []

    def forget(self) -> None:
        """Leave the lists, to which a new section does not point back."""
        self._returns = []

    def recall(self, before: int, focus: Path) -> Path:
        """The focus after the words before an offset that point back to a list of places."""
        while self._returns and self._returns[0].start <= before:
            start, focus = self._returns.pop(0)
            self._trail.shift(start, focus)
        return focus

    def path(self, group: Sequence[PlaceMention], focus: Path) -> Path:
        """What a list of places is about: the place that it writes before the first, else the list itself."""
        text = self._article.text
        first = group[0]
        path = self._article.path(first, focus, self._trail.paths)
        self._remember(group, path, focus)
        end = group[-1].end
        tail = _TAIL.match(text, end)
        if not tail and self._article.role(group[-1]) in (Role.NONE, Role.ORGAN):
            beside = text[first.end : first.end + 1] in ("与", "和", "及", "同")
            return path if beside and len(group) == 2 else focus  # 江城与某大学, not 上海、深圳两证券交易所
        last = first.nodes[-1]
        if len(path) > 1 and path[-2].level >= Level.COUNTY:
            return path[:-1]
        some = None if tail else _AMONG.match(text, end)
        open_ended = some and (some.group()[0] == "等" or len(group) > _FEW)
        if first.kind is not Kind.FOREIGN and (open_ended or len(group) > _MOST):
            return around(path) or focus
        # their own number tells nothing more than they do: not 三省 of three, but 等七省, 华北、华南八省
        own = tail and len(group) < len(_NUMERALS) and re.match(_NUMERALS[len(group)], tail.group())
        surface = last.surface + text[first.end : tail.end() if tail and not own else end]
        return (*path[:-1], Node(surface, last.level, Kind.REGION))

    def _remember(self, group: Sequence[PlaceMention], path: Path, focus: Path) -> None:
        """Note where the text points back to a list by its number: 四县的沿海地区 after 东宁、西宁、南安和北安."""
        text = self._article.text
        level = group[0].level
        if any(one.level is not level for one in group) or len(group) >= len(_NUMERALS) or len(self._returns) > _MANY:
            return
        start, end = group[0].start, group[-1].end
        surface = text[start + len(group[0].surface) - len(group[0].nodes[-1].surface) : end]
        parent = path[: len(path) - 1]
        nouns = "国家?" if level is Level.COUNTRY else _NOUNS
        back = re.compile(rf"(?<!{_DIGIT}){_NUMERALS[len(group)]}个?(?:{nouns})的?")
        for match in back.finditer(text, end, end + _REACH):
            part = self._article.finder.parts.match(text, match.end())
            if match.start() == end and not part:
                continue  # its own number
            told = surface + (match.group().removesuffix("的") + part.group() if part else "")
            self._returns.append(Focus(match.start(), parent or focus))
            # from the last character of the number on, as the figure may come right after it: 三省的|四万人
            self._returns.append(Focus((part or match).end() - 1, (*parent, Node(told, level, Kind.REGION))))
        self._returns.sort(key=lambda one: one.start)
