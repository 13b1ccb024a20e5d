"""Where a name without a gazetteer entry begins: 扶持|曲嘎强村, 驻村 is none.

Before its suffix a name is made of words that no dictionary has, of names and of single characters; it ends, going
back, at a word that does something else in the sentence.
"""

import re
from functools import lru_cache

from factpipe import tokens
from factpipe.resolve.places.characters import Characters
from factpipe.resolve.places.names import Level
from factpipe.rules.entries.places import File

#: parts of speech that end a name
_FUNCTION = frozenset("pdcrumqtye")
#: parts of speech of names
NAMES = frozenset({"ns", "nr", "nrt", "nrfg", "nz", "nt"})
#: of those, what is no name of a sort of thing: 红色旅游
_OWN_NAMES = NAMES - {"nz"}
LEVEL_CHARACTERS = frozenset("省市县州区乡镇村屯组户社队街巷道院校")
#: characters that are hardly ever part of a name
PARTICLES = frozenset(
    "第不在从到了是为对由向往至与及的这那该等于有被把将让给比使他她它们我你各每全某并又也都就还要去说或以据因经沿距离跟赴占属但却而且进入出着过像"
)
_NO_AREA = frozenset("和及或将使因除这那该各全本某此一些等其有多少部大小两几每另何在从到为是对向")
#: of several places, not of one: 各村, 西磨庄等村
_COUNTING = frozenset("个各等")
#: after 上 and 下 they make another word: 下乡, 上级
_NO_SIDE = frozenset("乡山岗班海岸级辖属述面派到层游方半")
#: characters of numbers, and of words that stand for one
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两几数多")
#: so long may the name of a site be that is made of common words alone and follows no place
_PLAIN = 4
#: a name that begins with a character less likely in names than this may begin later, also where one may begin
_OPENING, _CLEAN_OPENING = -0.9, -1.2
#: how much likelier it must then be
_MARGIN, _CLEAN_MARGIN = 1.0, 2.0
#: how little a name may look like one, where one may begin, and right after a county
_FLOOR, _CLEAN_FLOOR, _LOCAL_FLOOR = -3.0, -5.5, -10.0
#: how much a name looks like one that its words and its place do not tell
_SURE, _LIKELY = 3.5, 1.5
#: the same of a numeral and another character after 在 or where a name may begin
_NUMBERED_PAIR = 0.5
_SMALL = (Level.TOWNSHIP, Level.VILLAGE)
#: are not called by one character where no gazetteer has them: 测|区, 该|县
_LONGER = (Level.COUNTY, Level.DISTRICT)
#: before a sort of site, which is no name
_INDEFINITE = re.compile("(?:\\A|[一二三四五六七八九十两几这那每多])[个座处片家所条块]\\Z")
#: what stands last after a particle
_LAST = re.compile("[^的在从到是为等和与及于了对]*\\Z")
#: characters of no name that only its looks tell
_UNLIKE = PARTICLES | LEVEL_CHARACTERS | NUMERALS | {"之"}
#: how little its last character may look like that of a name
_CLOSING = -6.0
#: how much like a name the common words before the suffix of a site must look
_SITE_FLOOR = 1.5
#: the teams of a people's commune, and what their villages are called before these
_TEAMS = frozenset({"生产队", "生产大队", "大队"})
_SETTLEMENTS = frozenset("村屯庄寨")
#: suffixes that make a name only with what looks like one: 九里|市场, not 壁挂炉|市场
_COMMON = frozenset({"市场"})
#: a people in the name of a village, which may be any
_PEOPLE = re.compile("[\u3400-\u9fff]族\\Z")
#: what provinces, and some cities, are called for short
PROVINCES = "[京津沪渝冀豫辽黑皖鲁苏浙赣鄂湘桂粤琼甘晋蒙陕吉闽贵川滇黔青藏宁疆港澳台成绵]"
#: names of regions and banners that are written short: 成渝地区, 科右中旗
_ABBREVIATED = re.compile(f"{PROVINCES}{{2,}}(?:[两二三四五六七八九]省)?地?区|..?[左右][前中后]?旗")


class Stems:
    """Finds the stems of names before their suffixes. `trim` is cached: texts repeat what they say before 村."""

    def __init__(self, lexicon: File, levels: dict[str, int], characters: Characters) -> None:
        self._levels = levels
        self._characters = characters
        self._sorts = frozenset(lexicon.sorts)
        self._not_places = frozenset(lexicon.not_places)
        self._not_in_names = frozenset(lexicon.not_in_names)
        self._proper = frozenset(lexicon.site_sorts.proper)
        self._settled = frozenset(lexicon.site_sorts.settled)
        #: characters of no name of two characters that only its place in the clause tells
        self._no_pair = self._sorts | self._not_in_names | PARTICLES | LEVEL_CHARACTERS | _NO_AREA | NUMERALS
        self.trim = lru_cache(maxsize=1 << 13)(self._trim)

    def _trim(self, between: str, suffix: str, clean: bool, anchored: int) -> tuple[int, bool]:
        """How many characters of `between` stand before the name (-1: there is none), and whether that is clear.

        `clean` is True where something before `between` ends, so that a name may begin with it; `anchored` is the level
        of the place that ends there, 0 for none.
        """
        start, clear = self._by_words(between, suffix, clean, anchored)
        level = self._levels[suffix]
        if start < 0:
            looks = level in _SMALL or suffix in self._settled
            return (self._by_looks(between, suffix, clean), False) if looks else (-1, False)
        if level is Level.SITE:
            beside = start == 0 and anchored > (Level.PROVINCE if suffix in _COMMON else 0)
            return (start, clear) if beside or not self._is_phrase(between[start:], suffix) else (-1, False)
        start = self._pared(between, start, suffix, start == 0 and clean)
        name = _PEOPLE.sub("", between[start:])
        if _ABBREVIATED.fullmatch(name + suffix):
            return start, clear
        if len(name) > 1 and self._characters.closing(name[-2], name[-1]) < _CLOSING:
            return -1, False
        floor = _FLOOR
        if start == 0 and clean:
            floor = _LOCAL_FLOOR if anchored >= Level.COUNTY and level is Level.VILLAGE else _CLEAN_FLOOR
        return (start, clear) if self._characters.likeness(name) >= floor else (-1, False)

    def _by_looks(self, between: str, suffix: str, clean: bool) -> int:
        """Where a name begins that its words do not tell, after a mark or a particle: 的|青山|村; -1 for none."""
        match = _LAST.search(between)
        start = match.start()
        name = match.group()
        if not 1 < len(name) < 5 or not (start or clean) or name in self._sorts or name + suffix in self._not_places:
            return -1
        if name[-2:] in self._sorts or not _UNLIKE.isdisjoint(name):
            return -1
        tag_of = tokens.segmenter().tag_of
        words = tokens.segmenter().cut(name)
        if len(words) == 1 and self._characters.is_name(name):
            return start if tag_of(name)[0] != "v" else -1
        phrase = len(words[0]) > 1 and tag_of(words[0])[0] in "vadbcpr"
        return start if not phrase and self._characters.likeness(name) > (_SURE if start else _LIKELY) else -1

    def _pared(self, between: str, start: int, suffix: str, whole: bool) -> int:
        """Where a name begins without the words before it that are none of it: 但|草王坝, 重镇|邹庄.

        `whole` is True for what begins where a name may begin.
        """
        characters = self._characters
        name = _PEOPLE.sub("", between)
        opening, margin = (_CLEAN_OPENING, _CLEAN_MARGIN) if whole else (_OPENING, _MARGIN)
        position = 0
        for word in tokens.segmenter().cut(between + suffix):
            if start < position < len(name) - 1:
                if characters.opening(name[start]) > opening:
                    break
                if characters.likeness(name[position:]) > characters.likeness(name[start:]) + margin:
                    start, opening, margin = position, _OPENING, _MARGIN
            position += len(word)
        return start

    def _is_phrase(self, name: str, suffix: str) -> bool:
        """Whether words that do not look like a name make a sort of site: 无人|农场, 壁挂炉|市场, 太阳能发|电站."""
        likeness = self._characters.likeness
        if suffix in self._proper or (len(name) < 4 and likeness(name) > _SITE_FLOOR):
            return False
        segmenter = tokens.segmenter()
        words = segmenter.cut(name)
        strange = [not segmenter.knows(word) or segmenter.tag_of(word) in _OWN_NAMES for word in words]
        if suffix in _COMMON:
            return not (strange[0] and likeness(words[0]) > 0)
        return not any(strange) and all(len(word) > 1 or segmenter.tag_of(word)[0] in "vadpcrf" for word in words)

    def _by_place(self, between: str, suffix: str, clean: bool, anchored: int) -> int:
        """Where a name begins that where it stands tells, whatever its words are; -1 for none."""
        level = self._levels[suffix]
        if level is Level.SITE:
            return -1
        if clean and suffix == "地区" and len(between) <= 3 and self._may_be_area(between):
            return 0
        if anchored and len(between) < 5 and self._may_follow(between, anchored):
            return 0
        if clean and len(between) == 2 and self._is_pair(between, level):
            return 0
        if len(between) > 2 and between[-3] in "在于" and self._is_pair(between[-2:], level):
            return len(between) - 2
        begun = 1 + max(map(between.rfind, "在到进"))  # 走进|三合村
        numeral = between[begun : begun + 1] in NUMERALS and level is Level.VILLAGE
        return begun if numeral and (clean or begun) and self._is_numbered(between[begun:]) else -1

    def _by_words(self, between: str, suffix: str, clean: bool, anchored: int) -> tuple[int, bool]:
        level = self._levels[suffix]
        site = level is Level.SITE
        begun = self._by_place(between, suffix, clean, anchored)
        if begun >= 0:
            return begun, True
        start, strange = self._walk(between, suffix, clean, anchored)
        name = between[start:]
        length = len(name)
        whole = start == 0 and clean
        named = strange or (whole and (not site or anchored > 0 or length <= _PLAIN))
        named = named or (level in _SMALL and length > 1 and self._characters.likeness(name) > _SURE)
        if start and site and (between[start - 1] in NUMERALS or _INDEFINITE.search(between, 0, start)):
            return -1, False  # 五千亿|方气田, 一个|红树林区
        if not length or name in self._sorts or length > (10 if site else 6) or not named:
            return -1, False
        if (length == 1 and (site or level in _LONGER or not whole)) or LEVEL_CHARACTERS.issuperset(name):
            return -1, False
        return start, whole or length > 1

    def _walk(self, between: str, suffix: str, clean: bool, anchored: int) -> tuple[int, bool]:
        """Where the name before the suffix begins, and whether something in it is no common word."""
        segmenter = tokens.segmenter()
        site = self._levels[suffix] is Level.SITE
        start = len(between)
        strange = False
        position = len(between) + len(suffix)
        for word in reversed(segmenter.cut(between + suffix)):
            position -= len(word)
            part = word[: max(0, len(between) - position)]
            if not part:
                continue
            known = segmenter.knows(part)
            if len(part) > 1 and not known:
                kept = _after_particle(part, clean and position == 0)
                if kept < len(part):
                    return position + len(part) - kept, strange or kept > 0
            tag = segmenter.tag_of(part)
            odd = tag in NAMES or not known
            first = position + len(word) >= len(between)
            if suffix in _TEAMS and part in _SETTLEMENTS:
                start = position  # 高丽屯|生产队
                continue
            if self._ends(word, part, first, site) or (tag[0] in _FUNCTION and not odd and not _is_stray(part, tag)):
                break
            if tag == "b" and site and not odd:
                if (
                    anchored
                    and position == 0
                    and (len(between) <= _PLAIN or (part[-1] == "级" and anchored > Level.PROVINCE))
                ):
                    start = 0
                continue  # within a name, at its beginning only after a place: 江口|国家级|森林公园
            if len(part) > 1 and not odd and not self._may_hold(part, tag, len(between) - start, suffix, anchored):
                break
            start = position
            strange = strange or ((odd or len(part) == 1) and part not in self._sorts)
        return start, strange

    def _ends(self, word: str, part: str, first: bool, site: bool) -> bool:
        """Whether a word is none of a name; `part` is what of it stands before the suffix."""
        single = len(part) == 1
        if first and (word in self._not_places or (single and part in LEVEL_CHARACTERS)):
            return True
        return part in self._not_in_names or (part in self._sorts and not single and not site)

    def _may_hold(self, part: str, tag: str, length: int, suffix: str, anchored: int) -> bool:
        """Whether a name may go back over a common word; `length` is that of the name so far."""
        level = self._levels[suffix]
        if tag[0] in "vadbz" and not (anchored and not length) and not (tag == "z" and length == 1):
            return False
        if level is Level.SITE:
            return True
        if not anchored and (len(part) > 2 or level is Level.DISTRICT):
            return False
        return length <= 1

    def _may_follow(self, name: str, level: int) -> bool:
        """Whether a few characters between a place and a suffix are a name: 郭家|村 after a township."""
        if name[0] in PARTICLES or name[0] == "和" or not _COUNTING.isdisjoint(name):
            return False
        if name in self._sorts or (len(name) > 2 and name[-2:] in self._sorts):
            return False
        segmenter = tokens.segmenter()
        words = segmenter.cut(name)
        common = len(words[0]) > 1 and segmenter.knows(words[0]) and segmenter.tag_of(words[0])[0] in "vadcprut"
        return not common or (len(words) == 1 and level >= Level.TOWNSHIP)

    def _is_pair(self, name: str, level: int) -> bool:
        """Whether two characters before a suffix, with nothing before them, are a name: 朵河|县, 下营|村."""
        if level is Level.VILLAGE:
            known = name[1] in _NO_SIDE or name in self._sorts or f"{name[1]}村" in self._not_places  # 上|农村
            return name[0] in "上下" and not known
        if level not in (Level.COUNTY, Level.TOWNSHIP) or tokens.segmenter().knows(name):
            return False
        return name not in self._sorts and self._no_pair.isdisjoint(name)

    def _is_numbered(self, name: str) -> bool:
        """Whether a numeral begins a name and counts nothing: 三河|村, 十八洞|村, not 六七个|村."""
        counts = name[-1] in self._not_in_names or NUMERALS.issuperset(name)
        if not 1 < len(name) < 5 or counts:
            return False
        tag_of = tokens.segmenter().tag_of
        is_pair = len(name) == 2 and tag_of(name)[0] != "m" and tag_of(name[-1]) != "q"  # 三合|村, not 三任|村
        return self._characters.likeness(name) > (_NUMBERED_PAIR if is_pair else _SURE)

    @staticmethod
    def _may_be_area(name: str) -> bool:
        return name[0] not in _NO_AREA and not tokens.segmenter().knows(name)


def _after_particle(word: str, leads: bool) -> int:
    """How many characters at the end of an unknown word may be a name: 在官庄 2, 送进 0.

    `leads` is True for a word that begins where a name may begin.
    """
    stops = "在从到于" if leads else PARTICLES
    for index in range(len(word) - 1, -1, -1):
        if word[index] in stops:
            return len(word) - index - 1
    return len(word)


def _is_stray(word: str, tag: str) -> bool:
    """Whether a word is tagged as a numeral though no numeral is in it: 许家."""
    return tag[0] == "m" and not any(character in NUMERALS for character in word)
