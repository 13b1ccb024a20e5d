"""Find the places that a text names: known names first, then those that their endings tell."""

import re

from factpipe import trie
from factpipe.resolve.gazetteer import Gazetteer
from factpipe.resolve.places.chains import Chains
from factpipe.resolve.places.doubtful import Doubtful
from factpipe.resolve.places.names import Hit, Kind, Level, Names, Node, PlaceMention, hit_of
from factpipe.resolve.places.nesting import Nesting
from factpipe.resolve.places.roles import RoleReader
from factpipe.resolve.places.sounds import Sounds
from factpipe.resolve.places.unlisted import Unlisted
from factpipe.resolve.places.ways import Ways
from factpipe.rules.ruleset import RuleSet

#: these go on the name of a foreign city: 莫斯科|市, 哈瓦那|省, 仰光|港; not 莫斯科|市场, 仰光|港口
_ABROAD = re.compile(r"市(?!场|民(?![政族航营生建]))|[省州]|邦(?![交联])|港(?![口务元币股])")


class PlaceFinder:
    """Finds place mentions. Built once from the rules; `find` may be called from anywhere."""

    def __init__(self, rules: RuleSet, gazetteer: Gazetteer) -> None:
        lexicon = rules.places
        self.gazetteer = gazetteer
        self.names = Names(lexicon, gazetteer)
        self.roles = RoleReader(lexicon.contexts, rules.times.plans)
        nesting = Nesting(self.names, gazetteer, lexicon.contexts.joints)
        #: whether a division of one name holds one of another
        self.inside = nesting.inside
        self._chains = Chains(lexicon, nesting)
        #: what of a place its name may be told with: 沿岸, 南麓, 北部山区
        self.parts = self._chains.parts
        self.areas = frozenset(lexicon.areas)
        #: words that point to the place named last
        self.here = re.compile(trie.pattern(lexicon.here))
        #: regions where everything is: 全球
        self.world, self.abroad = frozenset(lexicon.world), lexicon.abroad
        #: between a place and the wider one in which it lies: 属于
        self.links = frozenset(lexicon.contexts.links)
        #: between an amount and the place for which it is spent: 三亿元|抗旱资金，用于支持|江城
        funds, helping = trie.pattern(lexicon.contexts.funds), trie.pattern(lexicon.contexts.helping)
        self.granted = re.compile(
            rf"[\u4e00-\u9fff]{{0,16}}?(?:(?:{funds}[，,])?[主要全部统筹重点]{{0,2}}用于|{funds}[，,])?{helping}"
        )
        #: words of a firm's accounts
        self.accounts = re.compile(trie.pattern(lexicon.contexts.accounts))
        #: those, and others that an article on firms has
        self.business = re.compile(trie.pattern((*lexicon.contexts.accounts, *lexicon.contexts.business)))
        #: before the number of an anniversary of the country's
        events = trie.pattern(lexicon.contexts.national_events)
        self.national_event = re.compile(rf"(?:{events})[\u4e00-\u9fff]{{0,4}}\Z")
        #: before the number of an anniversary that is nowhere
        self.unplaced_events = tuple(lexicon.contexts.unplaced_events)
        #: before the office in which someone works, and what an office reports
        self.working = tuple(lexicon.contexts.working)
        self.telling = re.compile(trie.pattern(lexicon.contexts.telling))
        #: how a clause begins that is an adverbial of the next
        self.leading = re.compile(rf"[\s　”]*{trie.pattern(lexicon.contexts.leading)}")
        #: who governs round the place that a text is about, and does something for it: 县里帮他办厂
        self.acting = frozenset(lexicon.contexts.acting)
        #: after those, what there is in the whole of it, or what they do for all of it: 县里的|六十万亩, 省里出台|办法
        ruling = trie.pattern(lexicon.contexts.ruling)
        self.of_its_own = re.compile(f"的?[0-9０-９一二三四五六七八九十百千]|的每|[^，。；]{{0,6}}{ruling}")
        #: words that tell of what one firm does
        self.firms = re.compile(trie.pattern(lexicon.contexts.firms))
        #: what an article on firms has
        self.of_firms = re.compile(trie.pattern(lexicon.contexts.of_firms))
        #: what the title of a row of short news holds
        self.bulletin = re.compile(trie.pattern(rules.layout.brief))
        self._sounds = Sounds(lexicon.sounds, lexicon.sounding)
        self._doubtful = Doubtful(lexicon, gazetteer, nesting)
        self._unlisted = Unlisted(lexicon, gazetteer, self.inside)
        self._ways = Ways(lexicon.ways, (*lexicon.sorts, *lexicon.doubtful))

    def find(self, text: str) -> list[PlaceMention]:
        """All places of a text in order; names that belong together are one mention."""
        known = self._sounds.find(text, self._doubtful.settled(text, self._known(text)))
        return self._chains.mentions(text, self._ways.find(text, self._unlisted.find(text, known)))

    def _known(self, text: str) -> list[Hit]:
        """The names of the lexicon and the gazetteer, the longest at each place; doubtful ones may overlap others."""
        lengths, name_of = self.names.lengths, self.names.by_surface.get
        hits: list[Hit] = []
        last = 0
        for start in self.names.starts(text):
            if start < last:
                continue
            thirds = lengths[text[start : start + 2]]
            for length in thirds.get(text[start + 2 : start + 3]) or thirds[""]:
                end = start + length
                name = name_of(text[start:end])
                if name is None:
                    continue
                kind, level, sure, node, plain = name
                if not plain:
                    if self.names.is_another(text, start, end):
                        continue
                    if kind is Kind.FOREIGN:
                        end, node = _abroad(text, start, end, node)
                # a doubtful name hides nothing that begins within it: 从江 in 从江苏
                last = end if sure else start + 1
                part = level is Level.SPOT and bool(hits) and hits[-1].end == start and _has_parts(hits[-1].node)
                if kind is not Kind.STOP and not part:  # 云南|边疆地区: told with the place
                    hits.append(hit_of((start, end, node, sure)))
                break
        return hits


def _has_parts(node: Node) -> bool:
    """Whether a place is told with an area right after it as one name."""
    return node.kind not in (Kind.ANAPHOR, Kind.HERE, Kind.FOREIGN)


def _abroad(text: str, start: int, end: int, node: Node) -> tuple[int, Node]:
    """Where a foreign name ends, and what it is with what goes on it: 莫斯科|市."""
    if node.level is not Level.CITY or _ABROAD.match(text, end) is None:
        return end, node
    end += 1
    level = Level.PROVINCE if text[end - 1] in "省州邦" else node.level
    return end, node._replace(surface=text[start:end], level=level)
