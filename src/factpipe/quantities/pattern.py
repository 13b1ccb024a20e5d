"""The one pattern of the scan: a numeral in any script and width, with its unit and the words that touch it.

Its first element is a class of characters, so that the search skips all other text quickly; every repetition runs over
a class that what follows it does not share, so that no text makes it turn back over what it has read. What a numeral
seldom has stands behind a lookahead for the characters that it may begin with: nearly all numerals are done with
after one look.
"""

import re

from factpipe import trie
from factpipe.quantities.lexicon import Lexicon

DIGIT = "0-9０-９"
HANZI = "〇○零一二三四五六七八九"
SCALE = "十百万亿萬億廿卅卌拾佰仟"
#: 千 is a multiplier but for 千瓦, 千伏 …; before 米, 克 and 升 it is one after a Chinese digit only (三千米, 3千米),
#: and not where that follows a ten or a hundred (二十五千米, 三百零五千米)
THOUSAND = (
    "千(?![瓦伏卡焦赫帕])(?:(?![米克升])|(?<=[一二三四五六七八九两兩几幾数數]千)(?<![十百拾佰].千)(?<![百千佰仟]零.千))"
)
FORMAL = "壹贰貳叁參叄肆伍陆陸柒捌玖"
FEW = "几幾数數"
POINT = ".．·点點"
#: letters that a printer or a scanner set for 0 and 1
MISTAKEN = "OoＯl"

_PLAIN = f"{DIGIT}{HANZI}{SCALE}"
_AFTER_FORMAL = f"[拾佰仟萬万億亿元圆圓角分整零{FORMAL}]"
#: what follows a number that holds such a letter
_COUNTED = "[万亿余多名户人个元年月日亩家吨公平米斤座台条%％]"
#: units of what is told in thousands: 2 361 平方公里, 1 200～2 800 m
_LARGE = "(?:平方(?:[公千]?米|公里)|公[里顷斤]|立方米|千[米克瓦]|米|[种株只头册]|(?:k?m[23²³]?|t)(?![A-Za-z])|hm2|kg)"
# what a run of plain characters may be broken by, each only where the reading is certain
_BREAKS = "|".join(
    (
        THOUSAND,
        "(?<=[一三])[两兩](?=[个個公成倍天年句次名人种件家条块层处项场时里亩斤间本起款点笔户样门所座股招步顿秒周小张支封位只辆台座套把颗户棵根篇艘批杯瓶碗部番趟回代双幅])",
        "(?<=十)[数數](?=[个個天年名人种件家条块层处项场支张万亿余])",
        "[两兩](?=[百千万萬亿億])",
        "(?<=[一二三四五六七八九十百千])兆(?![瓦赫帕焦伏字比])",
        "[几幾](?![何内乎率]|分之)",
        f"[{FORMAL}](?:(?={_AFTER_FORMAL}|[十百千])|(?<=[拾佰仟零点點{FORMAL}].))",
        "(?<=.)[个個](?=[多余]?[亿億](?![吨元]级))",
        f"(?<=[{DIGIT}l])[{MISTAKEN}](?=[{DIGIT}{MISTAKEN}]{{0,6}}(?:{_COUNTED}|[{DIGIT}]))",
        # 1 146万元, 1 234 567元, but not 2018 100户
        f"(?<=[{DIGIT}])(?<![{DIGIT}]{{4}})[ 　](?=(?:[{DIGIT}]{{3}}[ 　]){{0,3}}[{DIGIT}]{{3}}"
        f"(?:[.．][{DIGIT}]{{1,2}})?(?![{DIGIT}])(?:[ 　]?[-~～—－][ 　]?[{DIGIT}]{{1,3}}[ 　][{DIGIT}]{{3}})?"
        f"(?:[万亿余多元名户人亩吨]|[ 　]?{_LARGE}))",
        f"(?<=[{DIGIT}])[ 　](?=千[公亩吨人户万辆件台])",
        f"(?<=[.．][{DIGIT}])[ 　](?=[{DIGIT}][万亿])",
        f"(?<=[{DIGIT}])[ 　](?=[0０]{{0,3}}[万亿])",
        f"(?<=[{DIGIT}])[ 　]?[.．][ 　]?(?=[{DIGIT}]{{1,3}}[万亿%％])",
        f"(?<=[{DIGIT}])[ 　][.．](?=[{DIGIT}]{{1,3}}[万亿元公吨亩米斤倍平千立个])",
        # 38. 51吨, but not 3. 51吨, the third item of a list
        f"(?<=[^\\s。；：{DIGIT}][{DIGIT}]{{2}})[.．][ 　](?=[{DIGIT}]{{2}}[元公吨亩米斤倍平千立个])",
        f"(?<=[{DIGIT}])\\n(?=[{DIGIT}]{{1,4}}[万亿余多名户人个元亩家吨])",
    )
)
_RUN = f"[{_PLAIN}]*(?:(?=[千两兩几幾数數兆个個{FORMAL}{MISTAKEN}.． 　\\n])(?:{_BREAKS})[{_PLAIN}]*)*"
_DECIMAL = (
    f"(?:[{POINT}](?=[{DIGIT}{HANZI}{FORMAL}])"
    f"|[,，](?=[{DIGIT}]{{3}}(?![{DIGIT}]))"
    f"|(?<=[{DIGIT}])[,。](?=[{DIGIT}]{{1,2}}[万亿%％])"
    f"){_RUN}"
)
NUMERAL = (
    f"(?:(?<=[{_PLAIN}两兩])|(?<=千)(?![瓦伏卡焦赫帕克升字])|(?<=[{FEW}])(?=[十百千万亿萬億]|[个個][多余]?[亿億])|(?<=[{FORMAL}])(?={_AFTER_FORMAL})|(?<=[壹贰貳叁參叄肆柒捌玖])(?=[十百千个個名户亩只件张份次台条项])|(?<=[贰貳叁參叄柒捌])(?=[吨斤元角人间棵头辆匹座所套把米尺])|(?<![A-Za-z]l)(?<=l)(?=[{DIGIT}{MISTAKEN}]{{1,6}}{_COUNTED})|(?<=半)[数數]?|(?<=翻)[番倍]|(?<=[减減])半(?![年月天个個小日径徑]))"
    f"{_RUN}"
    f"(?:(?=[{POINT},，。余餘多来來又分 　/／eEｅＥkKwWＫｋｗ大小半×xX*^的])"
    f"(?:{_DECIMAL})*"
    "(?:[余餘多来來](?:[个個](?=[亿億](?![吨元])))?(?:[十百万亿萬億]|千(?![瓦伏卡焦赫帕]))+)?"
    f"(?:(?:又[{_PLAIN}千]+)?分之[负負]?[几数]?[{_PLAIN}千两{FORMAL}]{_RUN}(?:{_DECIMAL})*(?:[点點][几幾])?)?"
    "(?:(?<=百)分百)?"
    f"(?:[ 　又][{DIGIT}]{{1,3}}(?=[/／]))?(?:[/／][{DIGIT}]{{1,3}}(?![{DIGIT}/／.．]))?"
    f"(?:(?<=[{DIGIT}])[eEｅＥ][-+－＋]?[{DIGIT}]{{1,2}}(?![{DIGIT}A-Za-z]))?"
    f"(?:(?<=[{DIGIT}])(?:[kKwＫｋｗ](?![A-Za-z0-9Ａ-Ｚａ-ｚ])|W(?=[元块])))?"
    # 1.01×10^5, 10的6次方
    f"(?:(?<=[{DIGIT}])(?:[×xX*][1１][0０])?(?:\\^[-+－−＋]*[{DIGIT}]{{1,2}}(?![{DIGIT}])|的[{DIGIT}]{{1,2}}次方))?"
    f"(?:(?<=一)[大小多]?半(?![导導岛島径徑]))?"
    ")?"
)
START = f"[{_PLAIN}千{FORMAL}两兩半翻减減{FEW}l]"
#: the characters that a numeral may begin with
STARTS = frozenset("0123456789０１２３４５６７８９千两兩半翻减減l" + HANZI + SCALE + FORMAL + FEW)


#: a run of Chinese numerals with blanks between them, with what may belong to it
_INNER = f"[{_PLAIN}千两兩{FORMAL}几幾又分之点點余餘多负負成折个個百％%]"
SPACED = re.compile(f"(?:{_INNER}+[ 　]{{1,3}})+{_INNER}+")
#: digits with several points or commas: a version, an address in a network
CODE = re.compile(f"[{DIGIT}]+(?:[.．,，·/／][{DIGIT}]+)+\\Z")
#: how units begin that follow 多 where that stands apart from its number
_AFTER_MANY = "个個名位人家户戶种種项項次年天岁歲元美公平立吨噸亩畝米斤台辆輛只隻头頭件条條所座处處场場篇棵株倍里小分"
BLANKS = frozenset(" 　")


def compile_scan(lexicon: Lexicon) -> re.Pattern[str]:
    """The pattern, with groups near (余, 多 …), mid (个多, 个半), unit, half, per and after."""
    unit = lexicon.unit_pattern
    return re.compile(
        f"(?P<numeral>{START}{NUMERAL})"
        # 百把个 is about a hundred; 百把椅子 a hundred chairs: 把 is near where a unit follows
        # 30 多 名, but not 千万 多部门
        f"(?:[ 　](?=[余餘](?![功{SCALE}千])|多[ 　]?[{_AFTER_MANY}]))?"
        # 500+家, but not 1+3
        "(?P<near>(?:[余餘多来來许許]|[+＋](?![0-9０-９一二三四五六七八九十A-Za-z+＋]))(?![功数數])|(?P<handful>(?<=[百千万萬])把))?"
        f"(?:(?:(?=[ 　\\n个個])[ 　\\n]?(?P<mid>[个個][多半来來])?)?(?P<unit>{unit})|(?(handful)(?!)))"
        "(?:[ 　](?=[及或]?者?其?以[上下内內]|之[上下内內]|左右|[(（]含))?"
        f"(?:(?=[半/／每{''.join(map(re.escape, sorted(lexicon.after_starts)))}])"
        f"(?P<half>半(?:(?<=分半)[钟鐘]|(?!{trie.pattern(lexicon.not_halves)})))?"
        f"(?:(?:[/／]|(?<=[元角分块钱币镑铢郎克斤吨升尔弗])每|(?<=方米)每(?=[秒小时天日]))(?P<per>{lexicon.denominator_pattern}))?"
        f"(?P<after>{lexicon.after_pattern})?"
        ")?"
    )
