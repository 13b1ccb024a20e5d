"""The pattern of time expressions, compiled from the words of times.yaml.

A character class stands before all else, so that the search skips to what may begin an expression; its first character
then decides which of the pieces are tried. Every run is bounded: no input makes the pattern go back far.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from factpipe import trie
from factpipe.rules.entries.times import File

_DIGITS = "0123456789０１２３４５６７８９"
_HANZI = "一二三四五六七八九十"
_MANY_STARTS = _DIGITS + "一二三四五六七八九十百千两几数半多好"

_D = "[0-9０-９]"
_H = "[一二三四五六七八九十]"
#: a space or a line break may stand between a number and its unit, as page breaks leave it
_GAP = "[ \u3000\n]?"
_JOIN = rf"{_GAP}(?:[至到~～—–―－-]{{1,2}}|一直到|以及|和|与|及|、){_GAP}"
_NUM = rf"(?:{_D}{{1,2}}|{_H}{{1,3}})"
_MANY = rf"(?:好几|{_D}{{1,4}}|[一二三四五六七八九十百千两几数半多]{{1,5}})[多余来几]?"
_UNIT = "(?:多?年半?|半年|个?多?月|个半月|季度|个季度|个?世纪|天|日|周|个?星期|个?礼拜|个?多?小时|昼夜|分钟)多?"
_TIME_OF_DAY = rf"(?:{_NUM}[时点](?:{_NUM}分|半|整|许|多)?|{_D}{{1,2}}[:：]{_D}{{2}}分?)"

_NUMBER4 = rf"(?:[12１２]{_D}{{3}}|[一二][〇○零Ｏ0０一二三四五六七八九]{{3}})"
_YEAR4 = rf"(?:公元)?{_NUMBER4}{_GAP}(?:财政?)?年度?(?!级|来(?!自)|历史|之久)"
_BARE4 = rf"{_NUMBER4}{_JOIN}"
#: a year from harvest to harvest, a season of matches
_LAST_YEAR = f"{_D}{{2}}(?:{_D}{{2}})?"
_CROP_YEAR = rf"[12１２]{_D}{{3}}(?:[/／]{_LAST_YEAR}年度?|[/／—－-]{_LAST_YEAR}(?:年度|榨季|赛季)|冷冻年度|冷年|学年)"
#: 六、八两月, 4、5两个月
_MONTHS = rf"(?:{_NUM}{_JOIN}){{1,3}}{_NUM}[两三四](?:个月|月份?)"
_NOT_MONTH = f"(?![龄嫂球饼票薪租报刊台]|均(?!价)|[产供经][{_MANY_STARTS}])"
_MONTH = rf"(?:{_MONTHS}|(?:{_NUM}{_JOIN})?{_NUM}{_GAP}月份?){_NOT_MONTH}"
_DAY = rf"(?:{_NUM}日?{_JOIN})?{_NUM}{_GAP}[日号](?!元)"
#: after a number without a month 日 may count days or begin a word (3日游, 20日元)
_NOT_DAY = (
    "(?![元圆内龄子程用托货语常]|夜(?!间|里)|游(?![客人行])|均(?!价)|产(?![量值])|报(?![道告名])"
    "|本(?![报市县省区镇乡村地台]))"
)
_HEAD = "[，。；间从自至到于\n\u3000]"
_BARE_DAY = (
    rf"(?:{_D}{{1,2}}日?{_JOIN})?{_D}{{1,2}}{_GAP}日{_NOT_DAY}"
    rf"|(?:二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])日(?![前后]){_NOT_DAY}"
)
#: 号 numbers most things (8号线, 8号王小山): it is a day before a part of one, and where a clause begins so and goes on
#: with what is done
_DAY_NUMBER = f"{_D}{{1,2}}号"
_DAY_TOLD = (
    rf"(?:(?<={_HEAD}{_D}号)|(?<={_HEAD}{_D}{_D}号))(?=[，在发开宣确抵起至到已共])"
    rf"|(?=(?:发布|宣布|公布|表示|报道|抵达|开始|发生|确认|证实|举行|召开|透露|通报))"
)
#: of the Chinese calendar: 腊月|廿八, 农历三月, 正月初一至初十
_LUNAR_DAY = "(?:初[一二三四五六七八九十]|[廿卅][一二三四五六七八九]?|二?十[一二三四五六七八九]?|[二三]十)日?"
_LUNAR_MONTH = f"(?:(?:农历|阴历|旧历|夏历)(?:的?闰?(?:正|腊|冬|{_H}{{1,2}})月)|[正腊冬]月)"
_LUNAR = f"{_LUNAR_MONTH}(?:里|{_LUNAR_DAY}(?:[至到]{_LUNAR_DAY})?)?"
_WEEKDAY = (
    "(?:(?:上上|下下|上|下|本|这)个?|(?<![每一二两三四五六七八九十几数0-9０-９上下本这双单]))"
    "(?:周|星期|礼拜)[一二三四五六日天末](?![线年次个趟班回期遍多县省乡镇村州])"
)
_CENTURY_PART = "(?:末期?|初期?|中叶|中期|后期|前期|上半叶|下半叶|中后期)?"
_DECADE = (
    rf"(?:(?:上个?|本|{_NUM})世纪{_GAP})?(?:[二三四五六七八九]十|{_D}[0０])年代{_CENTURY_PART}"
    rf"|(?:上个?|本|{_NUM})世纪{_CENTURY_PART}"
)
#: 提前两个月 tells no time, nor do the ends of 以前 and 此前
_NOT_EARLY = "(?<![提以之目从此空])"
#: one of no year
SEASON = "[春夏秋冬][季天]"
_FIRST_MONTHS = rf"(?:{_NOT_EARLY}前|头|首|后)(?:{_NUM}|两|几)个?(?:多?月|季度?)"
#: 《航拍》第三季 is a season of a show
_QUARTER = (
    "(?:第?[一二三四1-4１-４](?:[至到、—-]第?[一二三四1-4１-４])?季度|第[一二三四]财季"
    "|(?<![》”])第[一二三四]季(?![度节播]))"
)
_ISO = "|".join(
    rf"(?:1[89]|20)[0-9]{{2}}{mark}(?:1[0-2]|0?[1-9]){mark}(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
    for mark in ("-", "/", r"\.")
)

#: what may follow a point in time; 起, 前, 后 and the like begin other words as well
_MIDDLE = "(?![国央期级学小心等共部东西华欧亚值])"
#: 一个月前去了 is a while ago, 一个月前去 none
_BEFORE = "前(?![往进赴总任身期线沿程景台]|[来去](?![了过]))"
_AFTER = "后(?![勤备卫台期代者方续劲半])"
_SUFFIX = (
    rf"(?:以来|至今(?![晨早晚日]|年(?!均))|迄今(?!为)|为止|前后|前夕|以前|之前|{_BEFORE}|以后|之后|{_AFTER}|起(?![火草飞来到诉])|开始|期间|之间|之际|年?内(?!蒙古|地(?![的方区价产铁块]))|里|间"
    "|左右|的时候|时期|止|(?<=[日号])当[天日])"
)
_SUFFIX_MANY = (
    rf"(?:以?来(?![自到源说看访])|以前|之前|{_BEFORE}|前(?=总书记|总理)|以后|之后|{_AFTER}|间|期间|里|中{_MIDDLE}"
    "|的?时间[里内])"
)
#: 4万年前, 4.38亿年前
_AGES = rf"{_D}{{1,4}}(?:[.．]{_D}{{1,3}})?[万亿][多余]?年(?:以前|之前|{_BEFORE})"
#: what makes a point of 入冬, a deed
_ON = "以?[来后]"
#: a number begins here
_NOT_WITHIN = "(?<![第0-9０-９.．一二三四五六七八九十百千万])"
#: a year, as one is told before a month, a day or a part of it
NAMES_YEAR = re.compile("[0-9０-９〇○零一二三四五六七八九]{4}[ \u3000\n]?年|[今去前]年")
#: within the time from one day to another
SPAN = re.compile("[至到~～—–―－-]")
#: ends of a time that tells a length as well, where nothing else stands in it: 在两年的时间里, unlike 过去两年的时间里
LENGTHS = ("时间里", "时间内")
#: 内在价值 after a number of years; 5年内在全县开店 tells within which time
_INNER = "在[价动联规质矛因逻需要机潜的关]"
#: 两个月内产布3万米: within this time so much is counted; 三天内须付款, 一周内就能领到 tell how long
_COUNTED_IN = "(?!不|必?须|应|可以|无)(?=[，,]?[^，。；、—（应须可得内每元]{1,14}[1-9１-９两二三四五六七八九十百数])"
#: ends a time told by an event, as the words of the lexicon do
AT = "时"
#: not the length of something (历时近三年, 超过近…, 近7小时), but the years or the round hours up to now (近24小时)
_RECENT = (
    "(?<![期历用经了达有过将接附临靠远贴邻逼走时花费施职任满续已长约快慢要需])(?<!就是)近"
    f"(?!(?!(?:12|24|36|48|72|二十四)个?小时){_MANY}个?多?(?:半?小时|分钟)(?!以?来|[之以]?内))"
)
_PLAN_ALONE = "(?:我国|全国|全省|全县|全区|全市|将|[\u4e00-\u9fff]{2,6}(?:将|拟|计划|预计|力争))"
_PLAN_PART = "(?:期间|时期|期末|末期?|初期?|以来|[前后头][一二两三四]年|时)"
#: what must follow a number that tells a time; most numbers are none and are passed over here
_AFTER_NUMBER = "年财冷学月日号天周个多余来几半季世小星礼昼分时点计预将至到~～—–―－、和与及/. \u3000\n-"
_NUMBER_NEXT = rf"(?<!{_D}{_D})(?<![.．]{_D})(?={_D}{{0,4}}(?:[{_AFTER_NUMBER}]|[万亿]年))"
_AFTER_HANZI = (
    "一二三四五六七八九十〇○零Ｏ0０百千两几数半多余来年财月日号天周个季世小星礼昼分时至到~～—–―－、和与及夕 \u3000\n-"
)
_HANZI_NEXT = f"(?=[{_AFTER_HANZI}])"


def compile_finder(lexicon: File) -> re.Pattern[str]:
    """The pattern of one expression, without 从 before it and what 至 adds; a match's last group spans it."""
    words = _words(lexicon)
    month_part = trie.pattern(lexicon.month_parts) + _MIDDLE
    month_day = rf"{_MONTH}(?:{month_part}|同期|{_GAP}{_DAY}(?:同期)?)?"
    points = _points(lexicon, words, month_day)
    part = part_of_day(lexicon)
    clock = rf"{_TIME_OF_DAY}(?:[至到~～—–―－-]{{1,2}}{part}?{_TIME_OF_DAY})?"
    dated = rf"[（(](?:{month_day}|{_DAY})[)）](?:{part}(?:{clock})?)?"  # 今天（3月5日）下午3点
    tail = rf"(?:{_GAP}{part})?(?:{_GAP}{clock})?(?:{dated})?{_SUFFIX}?"
    long = rf"{_MANY}(?:(?:{_UNIT})?[至到、~～—–―-]{_MANY})?{_UNIT}(?:以?来|间|里|[之以]?内|中{_MIDDLE}|时间|的时间)?"

    # 住院12天后出院 tells how long
    undergone = trie.not_after(word + past for word in lexicon.undergone for past in ("", "了"))
    others = _Pieces()
    # in 战争前的1959年 the year alone is the time
    before = r"前(?!的[0-9０-９一二三四五六七八九〇○零]{4}年)"
    recent = trie.not_after(lexicon.lasted) + _RECENT
    lead = rf"(?:{recent}|{_NOT_EARLY}{before}|{trie.pattern(lexicon.leads)})的?这?"
    # 由此前的40年提高到60年: what it was, not when
    was = "(?!(?<=[由从])(?:此前|过去)的)"
    ago = f"(?:{was}{lead}{long})(?!之久)"
    seconds = "".join(word[1:2] for word in lexicon.leads)
    others.add(["近", "前", *lexicon.leads], ago, f"{_MANY_STARTS}的这{seconds}")
    others.add(_MANY_STARTS, rf"{_NOT_WITHIN}{undergone}{_MANY}{_UNIT}{_SUFFIX_MANY}")
    others.add(_DIGITS, rf"{_NOT_WITHIN}{_AGES}")
    others.add(
        _MANY_STARTS,
        rf"{_NOT_WITHIN}{_MANY}(?:[至到~～—–―-]{_MANY})?年(?:之|以)?内(?!{_INNER}|不[得准许能]|禁止)",
    )
    others.add(
        _MANY_STARTS, rf"{_NOT_WITHIN}(?<![日号份])(?<!份的){_MANY}(?:个?(?:月|星期|小时)|天|周|分钟)之?内{_COUNTED_IN}"
    )
    # 截至今天 holds no 至今, 而今年 no 而今 (but 如今|年产值), 从前些年 no 从前
    no_vague = (
        f"(?!(?<=[今去常])年(?!均|(?<=如今年)[产销收营])"
        f"|(?<=从前)[年些期{_MANY_STARTS}]|了|(?<=[至而当现]今)[天日晨晚早]|(?<=将来)自|(?<=以前)所"
        "|(?<=眼前)[这那的]|(?<=之前)(?<![从由]..)"
        # 草原来, 原来，…, 原来的树, 原来是…: before how much it was only
        f"|(?<=[草高平中荒]原来)|(?<=原[来先])(?:[，,]|的(?![每约近上不{_MANY_STARTS}]))|(?<=[，。；：“\n\u3000]原来)是)"
    )
    others.add_words((word for word in lexicon.vague if len(word) > 1), no_vague)
    others.add_words(lexicon.periods, "(?:里|期间|以来|前夕|(?=[，,]))")
    short = [word for word in lexicon.vague if len(word) == 1]
    if short:
        others.add(short, rf"{trie.pattern(short)}(?=已)", "已")
    others.add_words(lexicon.frames.event_ends)
    others.add(AT, f"{AT}(?=的[{_MANY_STARTS}])", "的")
    done = lexicon.frames.accomplished
    others.add_words(done, f"(?:达产|投产|使用|运营)?{_AFTER}(?:第[一二三]年|(?!的))")
    return _dispatch(points, tail, others)


def part_of_day(lexicon: File) -> str:
    """The pattern of a part of the day, after its day or before a clock time; one character is none by itself."""
    return rf"(?:{trie.pattern(lexicon.day_parts)}|(?<=[日号天节秋夕宵])[早晚夜]|(?<=[日号])白天)"


class _Pieces:
    """Alternatives of a pattern, in the order of their rank, with the characters that they may begin with."""

    def __init__(self) -> None:
        self.pieces: list[_Piece] = []

    def add(self, starts: Iterable[str], pattern: str, seconds: str = "") -> None:
        """A piece; `seconds` are the characters that may follow the first one, empty where any may."""
        self.pieces.append(_Piece(frozenset(word[0] for word in starts), frozenset(seconds), pattern))

    def add_words(self, words: Iterable[str], pattern: str = "") -> None:
        """A piece that is one of the words and then `pattern`."""
        words = list(words)
        if words:
            seconds = "" if any(len(word) == 1 for word in words) else "".join(word[1] for word in words)
            self.add(words, trie.pattern(words) + pattern, seconds)


class _Piece(NamedTuple):
    starts: frozenset[str]
    seconds: frozenset[str]
    pattern: str

    def within(self, part: frozenset[str]) -> str:
        """The pattern where the text goes on with a character of the part.

        Behind a look at its first two characters, if that is worth while: most of what may begin some expression begins
        not this one, and `re` would try its words one by one.
        """
        if part <= self.starts and not self.seconds:
            return self.pattern
        second = _one_of(self.seconds) if self.seconds else ""
        return f"(?={_one_of(self.starts & part)}{second})(?:{self.pattern})"


def _points(lexicon: File, words: dict[str, list[str]], month_day: str) -> _Pieces:
    """Expressions of a day, month, year or another period, without what may stand around them."""
    holiday = "(?:节气|前后|期间|(?:小?长?假[期日]?|黄金周)(?:期间)?|前夕|当天)"
    festival = trie.pattern(words["festival"]) + f"{holiday}?"
    in_year = (
        rf"(?:的?{_GAP}(?:{_LUNAR}|{_FIRST_MONTHS}|{_QUARTER}末?|{month_day}|{trie.pattern(lexicon.year_parts)}|{trie.pattern(lexicon.same_days)}"
        rf"|入[春夏秋冬汛梅伏](?={_ON})|[春夏秋冬](?:[季天]|(?![节耕播运粮小收种管灌游修季天联]))|{festival}|[上下]旬))?"
    )
    point = _Pieces()
    point.add(_DIGITS, _ISO)
    point.add("12１２", _CROP_YEAR)
    point.add("12１２一二", rf"(?:{_BARE4})?{_YEAR4}{in_year}")
    point.add(_DIGITS, rf"(?:19|20){_D}{{2}}(?=计划|预计|将)")
    point.add("’'‘＇", rf"[’'‘＇]{_D}{{2}}年{in_year}", _DIGITS)
    point.add(_DIGITS, rf"{_D}{{2}}年(?={_D}{{1,2}}月|[初底末]|[上下]半年|[春夏秋冬](?!联)){in_year}")
    point.add_words(words["year"], in_year)
    point.add([*_DIGITS, *_HANZI], _DECADE)
    point.add("上本", _DECADE, "个世")
    point.add_words(words["season"])
    point.add(_DIGITS + _HANZI, month_day)
    point.add("农阴旧夏正腊冬", _LUNAR, "历月")
    point.add_words(words["month"], rf"(?:{trie.pattern(lexicon.month_parts)}{_MIDDLE}|的?{_DAY})?")
    point.add_words(words["week"], "[一二三四五六日天末]?")
    point.add("上下本这周星礼", _WEEKDAY, "上下个周星礼期拜一二三四五六日天末")
    point.add_words(words["day"])
    point.add_words(words["quarter"], "末?")
    # 截至|4时: without its day a bare clock tells no more; 下午三点 does
    point.add(f"{_DIGITS}{_HANZI}", rf"(?<=截[至止]){_TIME_OF_DAY}")
    point.add_words(lexicon.day_parts, _TIME_OF_DAY)
    bare_day = rf"{_BARE_DAY}|{_DAY_NUMBER}(?:(?={part_of_day(lexicon)})|{_DAY_TOLD})"
    point.add(_DIGITS + _HANZI, rf"{trie.not_after(lexicon.counted_days)}(?<![近超达满约])(?:{bare_day})")
    alone = [word for word in lexicon.year_parts if len(word) > 1 and word != "年度"]
    seconds = "".join(word[1] for word in alone)
    point.add(alone, rf"(?<![每多几数两一二三四五六七八九十0-9０-９]){trie.pattern(alone)}(?![秋奖])", seconds)
    point.add("前头首", _FIRST_MONTHS, _MANY_STARTS)
    point.add("第一二三四1234１２３４", _QUARTER, "一二三四1234１２３４季至到、—-")
    days = words["festival"] + words["everyday"]
    # 元旦春节期间, 中秋、国庆假期
    point.add_words(words["festival"], f"(?:[、和]?{trie.pattern(days)}{holiday}|{holiday})?")
    point.add_words(words["everyday"], holiday)
    quoted = rf"[“\"「]{trie.pattern(days)}[”\"」]{holiday}"
    point.add('“"「', quoted, "".join(word[0] for word in days))
    point.add("春夏秋冬", SEASON, "季天")
    # “十四五”东岭镇将修渠: but not of a plan itself
    alone = f'[”"」』’](?={_PLAN_ALONE})'
    plan = rf"{trie.pattern(lexicon.plans)}(?:[”\"」』’]?{_PLAN_PART}|{alone})"
    point.add_words(lexicon.plans, rf"{_PLAN_PART}")
    point.add('“"「『‘', rf"[“\"「『‘]{plan}", "".join(word[0] for word in lexicon.plans))
    return point


def _words(lexicon: File) -> dict[str, list[str]]:
    """The words of the lexicon by what may follow them."""
    words: dict[str, list[str]] = {unit: [] for unit in ("year", "month", "week", "day", "quarter", "season")}
    for word, entry in lexicon.words.items():
        words["season" if entry.season else "quarter" if entry.unit == "half" else entry.unit].append(word)
    words["festival"] = [word for word, entry in lexicon.festivals.items() if not entry.everyday]
    words["everyday"] = [word for word, entry in lexicon.festivals.items() if entry.everyday]
    return words


def _dispatch(points: _Pieces, tail: str, others: _Pieces) -> re.Pattern[str]:
    """The pieces behind one class of first characters, and behind each part of it only the pieces it may begin.

    The class consumes the first character; a lookahead from before it spans the expression in a group of its own.
    """
    firsts = frozenset().union(*(piece.starts for piece in points.pieces + others.pieces))
    digits, numerals = frozenset(_DIGITS), frozenset(_MANY_STARTS)
    leads = frozenset("近最过再这未今此前头随接之以上下本周星礼第“\"「『‘’'＇") & firsts
    branches = []
    seconds_of_all: set[str] | None = {*_DIGITS, *_AFTER_NUMBER, *_AFTER_HANZI}
    for part in (firsts - numerals - leads, digits, leads, numerals - digits):  # the most frequent first
        first = "".join(sorted(part))
        at_point = "|".join(piece.within(part) for piece in points.pieces if piece.starts & part)
        rest = "|".join(piece.within(part) for piece in others.pieces if piece.starts & part)
        pieces = [piece for piece in points.pieces + others.pieces if piece.starts & part]
        if part == digits:
            guard = _NUMBER_NEXT
        elif part <= numerals:
            guard = _HANZI_NEXT
        else:
            seconds = frozenset().union(*(piece.seconds for piece in pieces))
            guard = rf"(?={_one_of(seconds)})" if all(piece.seconds for piece in pieces) else ""
            seconds_of_all = seconds_of_all | seconds if guard and seconds_of_all else None
        branches.append(rf"(?<=[{re.escape(first)}]){guard}(?<=(?=((?:{at_point}){tail}|{rest})).)")
    # half of the characters that may begin an expression stand before one that goes on with none
    guard = rf"(?={_one_of(seconds_of_all)})" if seconds_of_all else ""
    return re.compile(rf"{_one_of(firsts)}{guard}(?:{'|'.join(branches)})", re.DOTALL)


def _one_of(characters: Iterable[str]) -> str:
    """A class of the characters."""
    return rf"[{re.escape(''.join(sorted(characters)))}]"
