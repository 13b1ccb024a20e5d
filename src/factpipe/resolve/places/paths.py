"""From what a mention says to the full path that the article tells: wider places, words that point back."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from factpipe.resolve.places.finder import PlaceFinder
from factpipe.resolve.places.lines import datelines
from factpipe.resolve.places.names import CHINA, Kind, Level, Node, PlaceMention, short
from factpipe.resolve.places.roles import is_label

Path = tuple[Node, ...]

# the members of a class cost a look-up each time they are named, which tells in the loops below
_ANAPHOR, _DIVISION, _FOREIGN, _COUNTRY = Kind.ANAPHOR, Kind.DIVISION, Kind.FOREIGN, Level.COUNTRY
_GAZETTEER_LEVELS = {Level.CITY: 2, Level.COUNTY: 3}
#: a local paper's dateline: 本报江城讯, 江城晚报讯
_LOCAL_PAPER = re.compile(r"本报[\u4e00-\u9fff]{2,6}讯|[\u4e00-\u9fff](?:晚报|日报|晨报|都市报|青年报)讯")
#: a county's paper: its name, then what it is
_PAPER = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?:今日|新)?(?:日报|晚报|晨报|周报|时报|早报|报)")
#: the autonomous regions: 全区 may mean one of them
_AUTONOMOUS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")
#: what makes the long names of counties, and of communes, which a text calls by a shorter one later
_AUTONOMOUS_COUNTIES = ("自治县", "自治旗")
_COMMUNE = "人民公社"
#: the provinces that are cities
_MUNICIPALITIES = frozenset({"北京", "天津", "上海", "重庆"})
#: so long a name of a site is its own without the place before it
_OWN = 3
#: what a word that points to a site says besides the sort of it: 全|矿, 开发|区内
_POINTING = "全该我本内里区"
#: by what a sort of site is called, where not by itself: 全校 may be of a 中学
_SORTS = {"校": "校学院", "": "区园"}
#: so many characters of a name show that it stands there
_BEGINS = 2
#: how many changes of the topic a word may point back over
_MEMORY = 200
#: how much of a text is looked through for a name's coming back
_SPAN = 30_000


def extends(narrow: Path, wide: Path) -> bool:
    """Whether a path lies within another one, however they spell it."""
    return len(narrow) >= len(wide) and all(
        short(a.surface) == short(b.surface) for a, b in zip(narrow, wide, strict=False)
    )


def is_fuller(path: Path, known: Path) -> bool:
    """Whether a path is another one written out: 江东省河口市, 江东河口."""
    same = len(path) == len(known) and path != known and extends(path, known)
    return same and sum(len(node.surface) for node in path) > sum(len(node.surface) for node in known)


def is_told_by(name: Node, wide: Node) -> bool:
    """Whether a name begins with the province that it would lie in (湖南|某水库), or is no narrower than that place.

    The second is so of 吉林省 where the article puts a 吉林市 in it.
    """
    within = wide.level < name.level and (name.head is None or wide.level > Level.PROVINCE)
    return not within and short(wide.surface) == short(name.head or name.surface)


class Paths:
    """What a whole article tells of places.

    told          the provinces and prefectures that it names, once each
    home          where a local paper reports from, by its dateline
    nationwide    whether it speaks of the country more than of places in it and of others
    """

    def __init__(
        self,
        finder: PlaceFinder,
        text: str,
        mentions: Sequence[PlaceMention],
        *,
        year: int | None,
        publication: str | None,
    ) -> None:
        self._finder = finder
        self._text = text
        self._mentions = mentions
        self._year = year
        self._publication = publication
        self.home: Path = ()
        self.above: dict[str, Path] = {}
        self._recurring: dict[str, bool] = {}
        self._bare: dict[str, bool] = {}
        self._guessed: dict[str, Path] = {}
        self._first_answers: dict[str, Path] = {}
        self._counties: list[Node] = []
        self._sites: dict[str, list[Node]] = {}
        self._learn()

    def _learn(self) -> None:
        above = self.above
        told: dict[str, Node] = {}
        surfaces: set[str] = set()
        roots: set[str] = set()
        national = others = 0
        for mention in self._mentions:
            nodes = mention.nodes
            first = nodes[0]
            kind = first.kind
            if kind is _ANAPHOR:
                national += (
                    first.level is _COUNTRY
                    and first.surface not in self._finder.names.vague
                    and not self._finder.roles.of_contest(self._text, mention.end)
                )
            elif kind is _DIVISION or kind is _FOREIGN:
                others += first.surface != CHINA.surface
                root = short(first.surface)
                if root not in roots and not self._labels(mention):
                    roots.add(root)
            for depth, node in enumerate(nodes[:-1] if mention.level is Level.SPOT else nodes):
                surface = node.surface
                wide = node.kind is Kind.FEATURE and nodes[depth - 1].level > Level.CITY  # a river goes beyond a county
                known = above.get(short(surface), ())
                if depth and not wide and (len(known) < depth or is_fuller(nodes[:depth], known)):
                    above[short(surface)] = nodes[:depth]
                if surface in surfaces:
                    continue
                if node.kind is not _DIVISION:
                    if node.level is Level.SITE:
                        self._sites.setdefault(surface[:2], []).append(node)
                        self._learn_own_name(node, nodes[:depth])
                elif node.level is Level.COUNTY:
                    self._counties.append(node)
                elif node.level < Level.COUNTY:
                    if self._labels(mention):
                        continue
                    told[surface] = node
                surfaces.add(surface)
        self.surfaces = surfaces
        self.national = national
        self.nationwide = national > 2 and national > others
        self.alone = len(roots) < 2
        self.told = list(told.values())

    def _learn_own_name(self, site: Node, wider: Path) -> None:
        """Remember where a site lies that is called by its place once and without it later: 江城花坪林区, 花坪林区."""
        known = self._finder.names.by_surface.get(site.head or "")
        own = site.surface.removeprefix(site.head or "")
        if known and len(own) > _OWN:
            self.above.setdefault(short(own), (*wider, known.node))

    def _labels(self, mention: PlaceMention) -> bool:
        """Whether a mention is only a dateline or the like; a local paper's is remembered."""
        text, start, end = self._text, mention.start, mention.end
        if not is_label(text, start, end):
            return False
        if not self.home and _LOCAL_PAPER.search(text, text.rfind("\n", 0, start) + 1, end + 6):
            self.home = mention.nodes
        return True

    @cached_property
    def _wholes(self) -> dict[str, str]:
        """The long names that the article has, by what it calls them for short: 江平瑶族自治县 by 江平 and 江平县."""
        wholes: dict[str, str] = {}
        for surface in sorted(self.surfaces):
            if surface.endswith(_AUTONOMOUS_COUNTIES):
                bare = short(surface)
                wholes |= {bare: surface, bare + surface[-1]: surface}
            elif surface.endswith(_COMMUNE):
                wholes[surface.removesuffix(_COMMUNE) + _COMMUNE[2:]] = surface
        return wholes

    @cached_property
    def _datelines(self) -> str:
        """What datelines say, which is not what the article is about."""
        return datelines(self._text, _SPAN)

    def recurs(self, path: Path) -> bool:
        """Whether the article comes back to a place."""
        surface = path[-1].surface
        known = self._recurring.get(surface)
        if known is None:
            if path == (CHINA,):
                known = self.national > 1
            else:
                stem = short(surface)[: 3 if path[-1].level < Level.SITE else 2]
                known = self._text.count(stem, 0, _SPAN) - self._datelines.count(stem) > 1
            self._recurring[surface] = known
        return known

    def calls_bare(self, path: Path, focus: Path) -> bool:
        """Whether a path is a city by its bare name, as the article mostly calls it, and the focus that city by all."""
        bare, whole = path[-1].surface, focus[-1].surface
        if whole != f"{bare}市" or len(path) != len(focus) or path[0].surface != short(path[0].surface):
            return False
        known = self._bare.get(bare)
        if known is None:
            count = self._text.count
            known = self._bare[bare] = count(bare, 0, _SPAN) > 3 * count(whole, 0, _SPAN)
        return known

    def complete(self, nodes: Path, focus: Path) -> Path:
        """The full path of a mention: what stands there, and what the article tells of its wider places."""
        first = nodes[0]
        if first.kind is _ANAPHOR:
            return self._antecedent(first, focus, ()) + nodes[1:]
        alias = self._finder.names.aliases.get(first.surface)
        if alias:
            first = first._replace(surface=short(alias) if short(alias) in self.surfaces else alias)
            nodes = (first, *nodes[1:])
        elif first.level is Level.SITE and first.kind is Kind.LOCAL:
            first = self._whole_site(first)
            nodes = (first, *nodes[1:])
        whole = self.above.get(short(nodes[-1].surface))
        if whole and len(whole) >= len(nodes) and any(short(node.surface) == short(first.surface) for node in whole):
            return self._rooted(whole, focus) + nodes[-1:]
        known = self._above(first, focus)
        wide = self._rooted(known, focus) if known else self._around(first, focus)
        return tuple(node for node in wide if not is_told_by(first, node)) + nodes

    def _above(self, first: Node, focus: Path) -> Path | None:
        """What lies round the first name of a mention elsewhere, with what the focus tells more of it.

        A headline puts a village in its province only, the text below it in the county that it has just named.
        """
        stem = short(first.surface)
        known = self.above.get(stem)
        small = first.level >= Level.TOWNSHIP
        if known and small and known is self._guessed.get(stem) and known[-1].level <= Level.PROVINCE:
            wider = self._wider_than(first, focus)
            if len(wider) > len(known) and extends(wider, known):
                known = self.above[stem] = wider
        return known

    def _around(self, first: Node, focus: Path) -> Path:
        """The wider places of the first name of a mention, where the article writes none before it."""
        if first.kind is _DIVISION or (first.head and first.kind is Kind.LOCAL):
            return self._wider(first, focus)
        if first.kind is Kind.LOCAL:
            return self._round_zone(first) or self._round_local(first, focus)
        if first.kind is _FOREIGN and first.level > _COUNTRY:
            countries = self._finder.names.countries_of
            having = countries.get(first.surface) or countries.get(first.surface[:-1], ())
            named = [country for country in having if country in self.surfaces]
            if named:  # of those that have had it the one that the text is about: 苏联|基辅
                country = next((one for one in named if focus and one == focus[0].surface), named[-1])
                return (Node(country, _COUNTRY, _FOREIGN),)
            listed = having or first.head or first.surface in self._finder.names.by_surface
            if not listed and focus and focus[0].kind in (_FOREIGN, _DIVISION) and focus[0] != CHINA:
                return focus[:1]
        return ()

    def _round_zone(self, first: Node) -> Path:
        """The city that the article names in which the district is after which a zone is called: 钟楼经济开发区."""
        stem = first.surface[:2]
        if first.level is not Level.SITE or first.surface[-1] != "区" or stem not in self._finder.gazetteer.bare:
            return ()
        wide = self._wider(first._replace(head=stem), ())
        return wide if wide and wide[-1].level is Level.CITY else ()

    def _round_local(self, first: Node, focus: Path) -> Path:
        """The focus round a township, a village, a site; for a township the county that has it, if it is named."""
        if first.surface in self._finder.names.sites:
            return ()
        wider = self._wider_than(first, focus)
        county = self._county_of(first) if first.level is Level.TOWNSHIP else None
        if county is not None:
            wider = (*(self.above.get(short(county.surface)) or self._wider(county, focus)), county)
        if wider and first.level < Level.SITE:
            stem = short(first.surface)
            self._guessed[stem] = self.above.setdefault(stem, wider)
        return wider

    @staticmethod
    def _wider_than(first: Node, focus: Path) -> Path:
        """The places of the focus in which a township, a village, a site may lie."""
        stem = first.surface[:2]
        return tuple(
            node
            for node in focus
            if node.level < first.level and node.kind is not Kind.REGION and not node.surface.startswith(stem)
        )

    def _county_of(self, node: Node) -> Node | None:
        """The county that the article names in which the gazetteer has a township of that name."""
        gazetteer = self._finder.gazetteer
        codes = gazetteer.townships.get(node.surface)
        for county in self._counties if codes else ():
            for one in gazetteer.named(county.surface):
                if one.level == 3 and any(code.startswith(one.code) for code in codes):
                    return county
        return None

    def _whole_site(self, node: Node) -> Node:
        """The longer name of a site that the article writes elsewhere: 江东农产品批发市场 for 江东市场."""
        surface = node.surface
        stem, tail = surface[:-2], surface[-2:]
        if len(stem) < 2:
            return node
        for other in self._sites.get(surface[:2], ()):
            longer = other.surface
            if len(longer) > len(surface) and longer.startswith(stem) and longer.endswith(tail):
                return other
        return node

    def _rooted(self, known: Path, focus: Path) -> Path:
        """A path that the article writes, with what it tells elsewhere of the places round its first."""
        first = known[0]
        if first.kind is Kind.LOCAL and first.level is Level.TOWNSHIP:
            return (self.above.get(short(first.surface)) or self._round_local(first, focus)) + known
        if first.kind is _ANAPHOR:
            return known[1:]
        if first.kind is _DIVISION and first.level > Level.PROVINCE:
            around = self.above.get(short(first.surface), ())
            if around and around[0].level < first.level:
                return self._rooted(around, focus) + known
            return known if around else self._wider(first, ()) + known
        return known

    def _wider(self, first: Node, focus: Path) -> Path:
        """The divisions round one that the article names elsewhere: 辽宁 of 彰武县."""
        name = first.head or first.surface
        if short(name) in self.above and first.head:
            return self.above[short(name)]
        if first.level <= Level.PROVINCE:
            return ()
        stem = short(name)
        level = _GAZETTEER_LEVELS.get(first.level, 0)
        best: Node | None = None
        for wide in (*reversed(focus), *self.told):
            if wide.level >= first.level or (best and wide.level <= best.level) or wide.kind is not _DIVISION:
                continue
            surface = wide.head or wide.surface
            if best and not self._finder.inside(best.surface, surface):
                continue  # 鹤山 is in 广东, which the text is about, not in 鹤壁
            if short(surface) != stem and self._finder.inside(surface, name, level):
                best = wide if wide.surface == surface else wide._replace(surface=surface, head=None)
        if best is None:
            return ()
        return (*(self.above.get(short(best.surface)) or self._wider(best, focus)), best)

    def antecedent(self, mention: PlaceMention, focus: Path, earlier: Sequence[Path]) -> Path:
        """The path of a mention that points back, to the focus or to what was in it before (the last one last)."""
        return self._antecedent(mention.nodes[0], focus, earlier) + mention.nodes[1:]

    def _antecedent(self, anaphor: Node, focus: Path, earlier: Sequence[Path]) -> Path:
        """The place that 全村, 该县, 我省 points back to."""
        if anaphor.level is _COUNTRY:
            if anaphor.surface in self._finder.names.home or anaphor.surface in self._finder.names.offices:
                return (CHINA,)
            abroad = focus and focus[0].kind is _FOREIGN and focus[0].level is _COUNTRY
            return focus[:1] if abroad else (CHINA,)
        for trail in (focus, *islice(reversed(earlier), _MEMORY)):
            for depth in range(len(trail), 0, -1):
                if answers(anaphor, trail[depth - 1]):
                    return (*trail[: depth - 1], self._in_full(trail[depth - 1]))
        known = self._first_answers.get(anaphor.surface)
        if known is None:
            known = self._first_answers[anaphor.surface] = self._first_answer(anaphor)
        return known

    def _first_answer(self, anaphor: Node) -> Path:
        """The first place that the text or the paper's name tells to which a word may point."""
        for mention in self._mentions:
            for depth, node in enumerate(mention.nodes):
                if answers(anaphor, node):
                    path = self.complete(mention.nodes, ())
                    return path[: len(path) - len(mention.nodes) + depth + 1]
        if self._publication is None:
            return self._province_of(anaphor)
        for mention in self._finder.find(self._publication)[:1]:
            place = mention.nodes[-1]
            if answers(anaphor, place):
                return (place,)
            home = self._finder.gazetteer.resolve((place.surface,), self._year)
            if anaphor.level is Level.PROVINCE and home.province:
                return (Node(home.province, Level.PROVINCE, _DIVISION),)
            return ()
        return self._by_paper(anaphor)

    def _province_of(self, anaphor: Node) -> Path:
        """The province of the first city that the text tells, for 我省."""
        if anaphor.surface != "我省":
            return ()
        for node in self.told:
            province = self._finder.gazetteer.resolve((node.surface,), self._year).province
            if province and answers(anaphor, Node(province, Level.PROVINCE, _DIVISION)):
                return (Node(province, Level.PROVINCE, _DIVISION),)
        return ()

    def _by_paper(self, anaphor: Node) -> Path:
        """The county of a paper whose name no gazetteer has, by the word that points to it: 县里 in the 朵河报."""
        name = _PAPER.fullmatch(self._publication or "")
        kind = next((character for character in "县市区旗" if character in anaphor.surface), None)
        if name is None or kind is None or anaphor.level is not Level.COUNTY:
            return ()
        surface = name[1] if name[1].endswith(kind) else name[1] + kind
        return (Node(surface, Level.COUNTY, Kind.LOCAL),)

    def surfaces_of(self, path: Path) -> tuple[str, ...]:
        """What a path calls its places: a county that it goes on from by its whole name, its province as what is in it.

        So 江东省河口县 where the text has 江东省 before 河口, and 河口村 without the country in which the
        text only says that it is somewhere.
        """
        if self._only_in_country(path):
            path = path[1:]
        within = [self._in_full(node).surface if node.level is Level.COUNTY else node.surface for node in path[:-1]]
        surfaces = (*within, path[-1].surface)
        if self._wholes:
            surfaces = tuple(self._wholes.get(surface, surface) for surface in surfaces)
        if len(path) < 2 or path[0].level is not Level.PROVINCE:
            return surfaces
        plain = path[1].kind is _DIVISION and surfaces[1] == short(surfaces[1])
        return (self._province_before(surfaces[0], surfaces[1], plain=plain), *surfaces[1:])

    def _province_before(self, province: str, place: str, *, plain: bool) -> str:
        """A province as the article calls it before a place in it: as it joins the two, else as it does more often.

        `plain` is True for a division's bare name, which has a bare one before it.
        """
        text, bare = self._text, short(province)
        if province.endswith("自治区"):  # an anniversary or an office has it by its whole name
            return province if province + place in text or bare not in self.surfaces else bare
        whole = f"{bare}省"
        if whole not in text:
            return province
        if bare + place in text and (plain or whole + place not in text):
            return bare
        begins = place[:_BEGINS]
        if whole + begins in text:
            return whole
        if bare + begins in text:  # 江东河口 in a headline
            return whole if place[-1] in "县旗" else bare
        often = text.count(whole)
        return whole if often >= text.count(bare) - often and not plain else bare

    def _only_in_country(self, path: Path) -> bool:
        """Whether a path puts a named place in China at large, and the text does not join the two (中国江城)."""
        if len(path) < 2 or path[0] != CHINA or path[1].kind not in (_DIVISION, Kind.LOCAL):
            return False
        surface = path[1].surface
        return surface not in self._finder.areas and CHINA.surface + surface not in self._text

    def _in_full(self, node: Node) -> Node:
        """A division by its whole name, where the article has that: a word that points back says what it is."""
        if node.kind is not _DIVISION or node.level is Level.PROVINCE or node.surface != short(node.surface):
            return node
        for division in self._finder.gazetteer.bare.get(node.surface, ()):
            if division.name in self.surfaces:
                return node._replace(surface=division.name)
        return node

    def near(self) -> tuple[str, ...]:
        """Codes of the provinces and prefectures that the article or the paper's name tells, to settle shared names."""
        nodes = [*self.told, *self.home]
        if self._publication:
            nodes += [node for mention in self._finder.find(self._publication) for node in mention.nodes]
        resolve = self._finder.gazetteer.resolve
        codes = {resolve((node.surface,), self._year).code for node in nodes if node.kind is _DIVISION}
        return tuple(sorted(code for code in codes if code))


def answers(anaphor: Node, node: Node) -> bool:
    """Whether a word that points back (全市) may mean a place: by its level, and for 市 and 区 by what it is called."""
    if node.kind in (Kind.REGION, _ANAPHOR) or node.level is _COUNTRY:
        return False
    word, surface, level = anaphor.surface, node.surface, anaphor.level
    if "州" in word and surface.endswith("州") and node.kind is _FOREIGN:
        return True  # of another country
    if "市" in word:
        bare = surface == short(surface) and node.kind is _DIVISION
        municipal = node.level in (Level.CITY, Level.COUNTY) or surface in _MUNICIPALITIES
        return surface.endswith("市") or (bare and municipal)
    if "区" in word and level in (Level.COUNTY, Level.PROVINCE):
        if node.level is Level.PROVINCE or level is Level.PROVINCE:
            return node.level is Level.PROVINCE and surface.startswith(_AUTONOMOUS)
        bare = surface == short(surface) and node.level is Level.COUNTY
        prefecture = node.kind is _DIVISION and node.level is Level.CITY
        return bare or (surface.endswith("区") and (prefecture or not surface.endswith(("地区", "老区"))))
    if level is Level.COUNTY:
        return node.level in (Level.COUNTY, Level.DISTRICT) and not surface.endswith(("市", "区"))
    if level is Level.PROVINCE:
        return node.level is Level.PROVINCE and not surface.endswith("市")
    return node.level is level and (level is not Level.SITE or _of_sort(word, surface))


def _of_sort(word: str, site: str) -> bool:
    """Whether a site is of the sort that a word points to: 全场 may be of a 市场."""
    sort = word.strip(_POINTING)[-1:]
    return any(character in site for character in _SORTS.get(sort, sort))
