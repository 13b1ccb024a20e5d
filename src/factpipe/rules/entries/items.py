"""rules/lexicon/items.yaml: what the noun that is counted says of the measure, and how items are normalised."""

from pydantic import Field

from factpipe.rules.entries import Entry


class Roles(Entry):
    """Heads of items that make people `leaders` (an item that ends in one), and items that do not for all that."""

    description: str | None = None
    words: tuple[str, ...] = ()
    #: items, or ends of items, that stay `people`: mixed crowds such as 干部群众
    exceptions: tuple[str, ...] = ()


class Elected(Entry):
    """Heads of leaders who are such only where the sentence tells that they were elected."""

    description: str | None = None
    words: tuple[str, ...] = ()
    #: words, anywhere in the sentence, that tell it: 选举 人大 …
    signs: tuple[str, ...] = ()


class Nouns(Entry):
    """Heads of items that imply a measure whatever the classifier says."""

    description: str | None = None
    words: tuple[str, ...] = ()


class Names(Entry):
    """What stands around the name of a person."""

    description: str | None = None
    #: before a surname in place of a given name: 老宗, 小李
    familiar: tuple[str, ...] = ()
    #: how what one is called may end, after the name: 大[娘], 导[演]
    kin: tuple[str, ...] = ()
    #: how what one does may begin, so that it is no part of a name: 常庆胜|现是
    goes_on: tuple[str, ...] = ()


class Normal(Entry):
    """How an item becomes its `item_norm`: whole words cut from its front and end, variants written as one."""

    description: str | None = None
    #: words cut from the front of an item, again and again: 各类, 新, 全县 …
    prefixes: tuple[str, ...] = ()
    #: words cut from its end: 等 …
    suffixes: tuple[str, ...] = ()
    #: variant → the head it is grouped under
    variants: dict[str, str] = {}


class File(Entry):
    leaders: Roles = Roles()
    elected: Elected = Elected()
    #: heads of items that are no households though they are counted by 户: 企业 纳税人 …
    organisations: Nouns = Nouns()
    #: words in items that are what 个 counts, not the people of it: 国家 in 40个国家代表
    wholes: Nouns = Nouns()
    #: heads of items that are households where 家 counts them: 人家 家庭 …
    homes: Nouns = Nouns()
    #: units that are nouns of their own where nothing else is counted: 265户, 1234人
    own: Nouns = Nouns()
    #: units of people, households and things alike, of which the noun says what is counted
    vague: Nouns = Nouns()
    #: units of those who act, as of things: 5家, 3个 may count what the sentence is about, 3架 does not
    acting: Nouns = Nouns()
    #: how nouns end that name people, beside those of `measures`: 员 者 …
    persons: Nouns = Nouns()
    names: Names = Names()
    #: measure → nouns that imply it: households: 农户 贫困户 …
    measures: dict[str, Nouns] = Field(default={})
    #: heads of items that make a number without a unit money: 退税 补贴 …
    sums: Nouns = Nouns()
    #: heads of items of which there is no hundred million, so that such a number without a unit is money: 工程 …
    huge: Nouns = Nouns()
    #: heads of items that are what is left of two sums, and no part of either: 顺差 结余 …
    balances: Nouns = Nouns()
    #: measure → the noun that may be told with the unit, and is then what is measured: 电 in 10度电
    with_unit: dict[str, str] = {}
    normal: Normal = Normal()
