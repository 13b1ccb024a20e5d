"""Entries of rules/lexicon/places.yaml: the words by which a text tells where something is, beside the gazetteer."""

from typing import Literal

from pydantic import Field

from factpipe.rules.entries import Entry

#: from wide to narrow; `site` is a market, a reserve, a park: anything with a name that a division does not have
Level = Literal["country", "province", "city", "county", "township", "village", "site"]
Words = tuple[str, ...]


class LevelWords(Entry):
    """How the divisions of one level are called, for names that no gazetteer lists and for words that point back."""

    #: nouns that end a name of this level: 村, 社区
    suffixes: Words = ()
    #: what stands for the place of this level that the text named last: 全村, 该村, 村里
    anaphora: Words = ()
    #: what acts for that place, if a clause begins with it: 县委, 市财政局
    offices: Words = ()


class CountryWords(Entry):
    """What the anaphora of the whole country say beside that."""

    #: who governs the country, and may do so for a place in it: 国务院
    state: Words = ()
    #: the paper's own country, wherever the text is: 我国
    own: Words = ()
    #: a thing is of the country, hardly is the text about it: 国内
    vague: Words = ()


class Alias(Entry):
    """Another name of a division: 甬城 for 宁波市. `country` for those of a country (我国 → 中国)."""

    place: str = Field(description="full name as the gazetteer has it")
    within: str | None = Field(default=None, description="its province, where the name alone is ambiguous")
    note: str | None = None


class GivenNames(Entry):
    """Given names of people of two words, of which the second ends like the name of a village: 洛桑[江村]."""

    first: Words = ()
    last: Words = ()
    #: family names that are hardly another word: the name of a town after one is a given name, 孙[淮滨]
    family: Words = ()


class SiteSorts(Entry):
    """Suffixes of sites, by what makes a name with them."""

    #: common words before them make a name: 工人[体育场]
    proper: Words = ()
    #: their names look like those of villages: 大坝口[水库]
    settled: Words = ()
    #: with the name of a division alone they make none: 北京[市场]
    general: Words = ()
    #: told of a place, and not in it: 新加坡现货[市场]
    traded: Words = ()
    #: with the name of a division and a sort of thing they make one: 长沙粮食[批发市场]
    local: Words = ()


class Contexts(Entry):
    """Words beside a place that say what the mention does in its clause."""

    #: before a place where something happens: 在, 位于
    locative: Words = ()
    #: what ends like one of those and tells no place: [得益于]江城的支持
    unlocated: Words = ()
    #: before a place where a thing lies for good: 位于
    sited: Words = ()
    #: before the village of who lives there: 家住
    at_home: Words = ()
    #: between a place and the wider one in which it lies: 河口村[属于]江城县
    links: Words = ()
    #: end the names of regions that are told with the province before them: 陕西关中[平原]
    province_parts: Words = ()
    #: between `在 <place>` and 下: what one does for another, elsewhere: 在江城市的大力[支持]下
    aid: Words = ()
    #: before a place that something comes from or goes to: 来自, 运往
    passing: Words = ()
    #: of those, before a place where one goes to do something: [到]江城旅行
    going: Words = ()
    #: of those, before a place of which the number right after it tells: [来自]江城五个县
    counted: Words = ()
    #: after a place to which something goes for good: 向江城[捐赠]
    given: Words = ()
    #: what an amount is, and for whom it then is spent: 三亿元抗旱[资金]，用于[支持]江城
    funds: Words = ()
    helping: Words = ()
    #: after a point of the compass, before a neighbour, which is not what the text is about: 东[临], 西南[距]
    bordering: Words = ()
    #: after a neighbour: 与河口镇[接壤]
    adjoining: Words = ()
    #: before a place that a clause begins with nevertheless: 目前, 据悉, 此外
    openers: Words = ()
    #: what a place may be called right before its name: 农业大省, 省会
    titles: Words = ()
    #: after `从 <place>`, where the news was had: 获悉
    sources: Words = ()
    #: after a place, making it the home of a person, a sort of thing or a superlative: 籍, 产, 首家
    kind_of: Words = ()
    #: but what begins so and is all of a trade there: 中国[制造业]
    no_kind: Words = ()
    #: words that are a place only where a clause begins with them, and what is called after them: [世界]茶叶[大会]
    namesakes: Words = ()
    named_after: Words = ()
    #: so are those of a sport, whichever it is, not far after the country or the place for which they go: 选手
    athletes: Words = ()
    #: before a number of firms or people, or at the end of what is told of them, who have come from all the country or
    #: the world to where something is held: 吸引, 参展
    gathering: Words = ()
    attending: Words = ()
    #: after another country or a province, making it the cause of what is told of elsewhere or nearer: 地震
    kind_of_abroad: Words = ()
    #: between a place and a noun for a site that is made there, so that the two are no name: 江城县[建立]基地
    founding: Words = ()
    #: what is held in the place that stands in brackets in its name: 中国（江城）茶业[博览会]
    fairs: Words = ()
    #: not far after the word for the whole country, whose contest or honour it then is: 锦标赛, 冠军
    contests: Words = ()
    #: after a country or a region, which then only measures how great a thing is: 首家, 最大
    superlatives: Words = ()
    #: before a sort of place, which then has no name: 全省[第一]村
    ranked: Words = ()
    #: after a place, making it part of an organisation's name: 大学, 集团
    organisation: Words = ()
    #: of those, what the firms of the whole country are called: 中国建设[银行]
    enterprises: Words = ()
    #: words of a firm's accounts: what they count is of the firm, wherever the text was before: 净利润, 股权
    accounts: Words = ()
    #: words that an article on firms has beside those: a sentence on an industry is still told of somewhere
    business: Words = ()
    #: not far before the number of an anniversary, which then is the country's: [新中国]成立七十周年
    national_events: Words = ()
    #: before the office or the firm in which someone works: 老李[是]江城县供电公司职工
    working: Words = ()
    #: what an office reports, rather than does: 农业部[公布]
    telling: Words = ()
    #: how a clause begins that is an adverbial of the next: [经过]三年努力，江城建成水库
    leading: Words = ()
    #: right before the number of an anniversary that is nowhere: 两国[建交]四十周年
    unplaced_events: Words = ()
    #: of the anaphora, those who do something for the place within theirs that the text is about: [县里]帮他办厂
    acting: Words = ()
    #: but after them, what they do for all of theirs: 省里[出台]办法
    ruling: Words = ()
    #: what tells of a firm's own doings, which are not those of the whole country: 该公司
    firms: Words = ()
    #: in an article on firms, which may be called after places: 公司
    of_firms: Words = ()
    #: after who reports, what they can only have found where they are: 据江城市[统计]局介绍
    surveys: Words = ()
    #: after a place, an organ that acts for the whole of it: 县委, 人民政府
    government: Words = ()
    #: after `在 <place>`: what is held there; the place counts where the article names no other: 举行
    held: Words = ()
    #: after `在 <place>`: what was only done or said there: 召开, 签署
    event: Words = ()
    #: of these, what people gather for: in an article about no place they are there
    met: Words = ()
    #: after `在`, a place and a noun for a site: what is done there, so that the noun ends the place's name: 试种
    staged: Words = ()
    #: between a wide and a narrow place that belong together: 的, 境内的
    joints: Words = ()
    #: after a place or a natural feature, told as part of it: 沿岸, 南麓, 境内, 多地
    parts: Words = ()


class ForeignSort(Entry):
    """What ends the name of a part of a country: its level, and what must not follow (省[长], 市[场])."""

    level: Level
    not_before: Words = ()
    #: whether a character that writes a foreign sound must not follow either: 邦[德]
    closing: bool = False


class Sounding(Entry):
    """How the names of places abroad that no list has are known, beside the characters of `sounds`."""

    #: how the parts of countries end: 省
    sorts: dict[str, ForeignSort] = {}
    #: characters after which a name that ends so begins; after a mark it does anyway
    begins: Words = ()
    #: before a town: 在, 首府
    before_town: Words = ()
    #: after a town, of which no ending tells that it is one: 举行, 附近
    after_town: Words = ()


class File(Entry):
    """rules/lexicon/places.yaml."""

    levels: dict[Level, LevelWords] = {}
    country: CountryWords = CountryWords()
    aliases: dict[str, Alias] = {}
    #: country → its cities and regions
    foreign: dict[str, Words] = {}
    #: characters that write the sounds of foreign names, by which those that are not listed are found: 奥连特省
    sounds: str = ""
    sounding: Sounding = Sounding()
    #: parts of the world and of China that are no divisions, but locate a fact as they stand: 东北地区, 长江经济带
    regions: Words = ()
    #: of those, where everything is, so that little is said of a thing by them: 全球
    world: Words = ()
    #: of those, what is not the country itself: 海外
    abroad: Words = ()
    #: rivers, lakes, mountains: they locate a fact only with a part (秦岭南麓, 长江沿岸)
    features: Words = ()
    #: offices of the whole country: what they say or do is of it, unless the text is about a narrower place
    national_offices: Words = ()
    #: words that point to the place named last, of whatever level: 当地
    here: Words = ()
    #: nouns that end the name of a site: 保护区, 批发市场
    site_suffixes: Words = ()
    site_sorts: SiteSorts = SiteSorts()
    #: nouns that end the name of a house or an institution, which is a place only after `在`: 医院, 会展中心
    houses: Words = ()
    #: nouns that end the name of a site right after a wider place only: 舟山册子岛
    landforms: Words = ()
    #: nouns that end a phrase for what something is said to be in, after a place: 在江城县高标准农田建设现场
    spots: Words = ()
    #: nouns that end the name of a railway, a road, a bridge, which is a place where a clause begins with it: 高铁
    ways: Words = ()
    #: sorts of area, which are parts of the place that the text is about: 在[平原地区]种树
    areas: Words = ()
    #: names of sites that no suffix gives away: 中关村
    sites: Words = ()
    #: words that hold a place name or suffix and are no places: 市场经济, 农村
    not_places: Words = ()
    #: division names without suffix that are other words as well (朝阳, 白银): they count only beside a wider place, or
    #: where the article has the whole name
    doubtful: Words = ()
    #: towns that a reader knows by their names without suffix, which are hardly other words: 义乌
    towns: Words = ()
    #: words that make a sort of place, no name: 贫困村, 示范县
    sorts: Words = ()
    #: names of people that end like those of villages
    given_names: GivenNames = GivenNames()
    #: words that cannot stand in a name, by which a village without a gazetteer entry is cut off its sentence
    not_in_names: Words = ()
    contexts: Contexts = Contexts()
