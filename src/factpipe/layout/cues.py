"""What a line of a page looks like: a title, a byline, a dateline, a caption, running text.

`Cues` holds the patterns, made once from the word lists of rules/lexicon/layout.yaml.
"""

import re
from enum import IntEnum

from factpipe import trie
from factpipe.labels import page_label
from factpipe.layout.names import SIGNATURE, Names
from factpipe.rules.entries.layout import File

#: a line longer than this is running text, whatever it ends with
HEAD_LIMIT = 44
#: a masthead or imprint may be longer, up to this
_MASTHEAD_LIMIT = 80
#: a line with a comma that is longer than this is running text too
_CLAUSE_LIMIT = 26
#: how far into a line a dateline may reach (`新华社亚的斯亚贝巴１０月１６日电`)
_DATELINE_REACH = 40

_CLOSERS = "”’」』）)》】〉\"' 　\t*＊■□◆▲△▼"
_TERMINAL = "。！？!?…；;"
_DIGIT = "0-9０-９一二三四五六七八九十〇○"
_DATE = rf"(?:[{_DIGIT}]{{4}}年)?(?:[{_DIGIT}]{{1,3}}月)?[{_DIGIT}]{{1,3}}日"
_DAY_OF_ISSUE = r"[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日[ 　]*(?:星期|农历|第)"
_PAPER = r"[一-鿿]{2,6}(?:日报|晚报|时报|早报|都市报|商报|报社|新闻网)"
#: words that begin with 电 or 讯 and make no dateline of what stands before them
_NO_WIRE = r"(?![话视力子影信脑讯台气动网商缆器池梯站号])"
_NO_SIGNATURE = re.compile(r"[的了是在这那也都就着过把被将，。：；“”‘’《》？！]")
#: a line of dashes or the like
DASHES = "=＝-－—─_＿*＊~～#※"
RULE = rf"(?P<mark>[{re.escape(DASHES)}])(?:[ 　]?(?P=mark)){{2,}}"
#: what a web page saved as text has above its title or below it: where it stands on the site, when it was put there,
#: from whom it is, how often it was read
_WEB = (
    r"您?的?(?:当前|现在|所在|当前所在)*位置[ 　]?[:：]|首页[ 　]*[>＞»›/→|]"
    r"|[^>＞»›。]{2,12}(?:[ 　]*[>＞»›][ 　]*[^>＞»›。]{2,16}){2,}\Z"
    r"|(?:发布|发稿|发表|更新|成文)?(?:时间|日期)[ 　]*[:：][ 　]*\d{4}[-./年]"
    r"|(?:信息|稿件|文章|新闻)?来源[ 　]*[:：]|(?:浏览|阅读|点击)(?:次数|量|数)?[ 　]*[:：]|字体[ 　]*[:：]"
    r"|\d{4}-\d{1,2}-\d{1,2}[ 　]+\d{1,2}:\d\d|转发[ 　]*\d*[ 　]+评论"
)
#: so long may the line be, and with one of these it begins
_WEB_LIMIT, _WEB_STARTS = 120, frozenset("您当现所首发更成时日信稿文新来浏阅点")
#: how a byline ends that tells who wrote and took the pictures
_WORD_AND_PICTURE = ("文/图", "文图", "图文", "图/文", "文并图")
#: a title that ends with a remark in brackets
_REMARK = re.compile(r"[^。，；！？（(]{4,30}[（(][^（()）。，]{1,8}[)）]\Z")
#: how a line may begin that only tells where an article turns over
_TURN_STARTS = frozenset("（(【▲△▼ 　紧下转上接")
_SPACE = re.compile(r"\s")
_CLOSE = re.compile("[)）】]")
_DASHES = frozenset({"——", "—─", "─—", "──", "－－", "--", "––"})


class Look(IntEnum):
    """What a line looks like taken by itself."""

    TEXT = 0  # running text
    SHORT = 1  # short and without final punctuation: a title, a heading, a signature, or a scrap of text
    DATELINE = 2  # text that opens with `本报讯`, `新华社北京…电`
    BYLINE = 3  # a line that only tells who wrote
    SUBTITLE = 4  # a short line that begins with a dash
    CAPTION = 5  # a caption, or a photographer's name
    META = 6  # the header of an exported record: date, page, column
    FURNITURE = 7  # masthead, imprint, page number
    TURN_OUT = 8  # only `下转第2版`
    TURN_IN = 9  # only `上接第1版`


#: the looks by themselves: to ask their class for one takes ten times as long (CPython 3.11), and every line is asked
TEXT, SHORT, DATELINE, BYLINE, SUBTITLE, CAPTION, META, FURNITURE, TURN_OUT, TURN_IN = Look


class Cues:
    """The patterns of one set of word lists."""

    def __init__(self, words: File) -> None:
        self.names = names = Names(words)
        agency = rf"(?:{trie.pattern(words.agencies)}|{_PAPER})"
        writer = (
            rf"(?:{agency}|本版)?(?:驻[一-鿿]{{2,6}})?(?:特约|特派|见习|实习)?"
            rf"(?:{trie.pattern(words.reporters)})[ 　:：/／]*"
        )
        no_stop = r"[^，。！？；：:“”《》\n]"
        self.dateline = re.compile(
            rf"(?:据|综合)?(?:{agency}[^。，,\n]{{0,24}}?{_DATE}(?:专?电|讯|消息|报道)"
            rf"|{agency}[^。，,\n]{{0,24}}?(?:专?电|讯|消息|报道)(?=[ 　\t（(：:]|记者|本报|据)"
            rf"|{agency}[一-鿿]{{0,8}}?(?:专?电|讯){_NO_WIRE}(?=[一-鿿])"
            rf"|[一-鿿]{{2,8}}{_DATE}(?:专?电|讯|消息)(?=[ 　\t（(：:]))"
        )
        self._byline = re.compile(
            rf"(?:[□■◇●◎○\s]*)(?:{writer}{no_stop}{{2,30}}"
            rf"|[（(]?(?:文|图|图文|文图)?[/／、]?(?:文|图|图文)[:：/／ 　]+{no_stop}{{2,24}}[)）]?"
            rf"|[□■][ 　]+{no_stop}{{2,8}}|{names.several}|[一-鿿]{{4,14}}[ 　]{{1,4}}{names.one})\Z"
        )
        self._photo_ends = "".join({word[-1] for word in words.photo}) + ")）"
        self._caption = re.compile(rf"[▲△▼◀▶←→↑↓●]?\s*(?:{trie.pattern(words.caption)})")
        self._caption_starts = "".join({word[0] for word in words.caption}) + "▲△▼◀▶←→↑↓●"
        self.notice = re.compile(rf"(?:{trie.pattern(words.notice)})(?:[（(][^（()）]*[)）])?[”》]?\Z")
        self._document = re.compile(rf"(?:{trie.pattern(words.documents)})(?:[（(][^（()）]*[)）])?[”》】]?\Z")
        self._section = re.compile(
            rf"第[{_DIGIT}]{{1,3}}[章节条编]|第[{_DIGIT}]{{1,2}}部分|附[：:件表录注]|抄?[报送][：:]|【"
        )
        self.brief = re.compile(trie.pattern(words.brief))
        self.commentary = words.commentary
        self.views = words.views
        furniture = trie.pattern(words.furniture)
        self._furniture = re.compile(
            rf"(?:{furniture})(?:[ 　]*[：:]|[ 　]|.{{0,4}}\Z)|第?[0-9０-９A-Z]{{1,3}}[ 　]?版\Z"
        )
        self._imprint = re.compile(
            rf"[^。，]{{0,40}}?(?:{_DAY_OF_ISSUE}|[ 　]总?第[0-9０-９]{{1,6}}期|[ 　](?:{furniture})[：:])"
        )
        self._meta = re.compile(rf"#{{1,4}}[ 　]|\d{{4}}-\d{{2}}-\d{{2}}\Z|第\d{{1,2}}版[(（]|专栏：|{RULE}\Z|{_WEB}")
        self._web = re.compile(rf"(?:{_WEB})[^，。]*\Z")
        self._day = re.compile(rf"[（(]?{_DATE}[)）]?")
        self._office = re.compile(r"(?:[委部局会院校社厅处队团站所办]|公司|中央|政府|编者|小组)\Z")
        place = r"[一-鿿]{2,24}[省市县区镇乡村委部局会院校社厅处队团站所办报者厂][ 　]*"
        self._place_and_name = re.compile(rf"(?:{place})?{names.several}\Z")
        label = r"第?([0-9０-９A-Z一二三四五六七八九十]{1,4})版"
        open_, close = r"[（(【]?[▲△▼]?[ 　]?", r"[^。，\n]{0,20}[)）】]?"
        self._turn_out = re.compile(rf"{open_}(?:紧?下?转){label}{close}\Z")
        self._turn_in = re.compile(rf"{open_}(?:紧?上?接){label}{close}")
        # most running text begins without any of the characters that something else would begin with
        self._plain = re.compile(rf"[^#讯电消报{re.escape(self._caption_starts)}][^讯电消报]{{{_DATELINE_REACH - 1}}}")
        self.numbered = re.compile(rf"[（(]?[{_DIGIT}]{{1,3}}[)）、.．]|[●■◆▲△★○◎·•]")

    def look(self, text: str) -> Look:
        """What the line `text` (not empty, without the space around it) looks like."""
        if len(text) > _MASTHEAD_LIMIT and self._plain.match(text):
            return TEXT
        if text[0] == "#" and self._meta.match(text):
            return META
        # most lines hold none of these characters near their beginning, which is faster found than a match refused
        if text[0] in _WEB_STARTS and HEAD_LIMIT < len(text) <= _WEB_LIMIT and self._web.match(text):
            return META
        start = text[:_DATELINE_REACH]
        wire = "讯" in start or "电" in start or "消息" in start or "报道" in start
        if wire and self.dateline.match(text, 0, _DATELINE_REACH):
            return DATELINE
        if text[0] in self._caption_starts and self._caption.match(text):
            return CAPTION
        if len(text) <= HEAD_LIMIT:
            return self._look_of_short(text)
        if len(text) <= _MASTHEAD_LIMIT and not finished(text) and self._is_furniture(text):
            return FURNITURE
        return TEXT

    def _look_of_short(self, text: str) -> Look:
        look = SHORT
        if self._meta.match(text):
            look = META
        elif self.is_photographer(text):
            look = CAPTION
        elif text[0] in _TURN_STARTS and self._turn_out.match(text):
            look = TURN_OUT
        elif text[0] in _TURN_STARTS and self._turn_in.fullmatch(text):
            look = TURN_IN
        elif finished(text) and not (_REMARK.match(text) and not self.turned_to(text)):
            look = BYLINE if SIGNATURE.fullmatch(text) else TEXT
        elif self._is_furniture(text):
            look = FURNITURE
        elif text[:2] in _DASHES:
            look = SUBTITLE
        elif self._byline.match(text):
            look = BYLINE
        elif text[-1] in "，、：:," or "。" in text or (len(text) > _CLAUSE_LIMIT and ("，" in text or "," in text)):
            look = TEXT
        elif len(cells := text.split()) > 2 and 2 * sum(map(_is_figure, cells)) >= len(cells):
            look = TEXT  # a row of a table
        return look

    def _is_furniture(self, text: str) -> bool:
        if self._furniture.match(text):
            return True
        # an imprint has a day, a number or a colon, which is faster found than a match refused
        within = "日" in text or "期" in text or "：" in text or ":" in text
        return within and self._imprint.match(text) is not None

    def is_photographer(self, text: str) -> bool:
        """Whether a short text ends with who took the picture: `图为… 本报记者 鹿鸣 摄`."""
        if (
            len(text) < 4
            or text.endswith(_WORD_AND_PICTURE)
            or text[-1] not in self._photo_ends
            or not self.names.photo.search(text)
        ):
            return False
        return len(text) < 16 or " " in text or "　" in text

    def turned_to(self, text: str) -> str | None:
        """The page to which a text turns over at its end: `…（下转第2版）` → 2."""
        if text[-1] not in "版)）】":
            return None
        match = self._turn_out.search(text, max(0, len(text) - 32))
        return page_label(match.group(1)) if match else None

    def turned_from(self, text: str) -> str | None:
        """The page from which a text is turned over, told at its beginning: `（上接第1版）…` → 1."""
        match = self._turn_in.match(text)
        return page_label(match.group(1)) if match else None

    def turn_at_end(self, text: str) -> int:
        """How many characters the mark in brackets takes with which a text turns over; 0 for none."""
        match = self._turn_out.search(text, max(0, len(text) - 32)) if text[-1] in ")）】" else None
        return len(text) - match.start() if match and text[match.start()] in "(（【" else 0

    def turn_at_start(self, text: str) -> int:
        """How many characters the mark in brackets takes with which a text that is turned over begins; 0 for none."""
        match = self._turn_in.match(text) if text[0] in "(（【" else None
        closed = _CLOSE.search(text, match.end(1), match.end(1) + 24) if match else None
        return closed.end() if closed else 0

    def is_day(self, text: str) -> bool:
        """Whether a line is a day and nothing else: `（2020年4月15日）`."""
        return self._day.fullmatch(text) is not None

    def is_document(self, text: str) -> bool:
        """Whether a title is that of a document: `云岭县2022年工作总结`, `民 事 判 决 书`."""
        return self._document.search(_SPACE.sub("", text)) is not None

    def heads_section(self, text: str) -> bool:
        """Whether a line heads a section or what is put to the end of a document: 一、…, 第二章 …, 附件：…."""
        return self.numbered.match(text) is not None or self._section.match(text) is not None

    def signs(self, text: str, by_name: bool = False) -> bool:
        """Whether a short last line is the day or who signed, `某县县委宣传部鹿鸣`; an office too, unless `by_name`."""
        if len(text) > HEAD_LIMIT or _NO_SIGNATURE.search(text):
            return False
        if self.is_day(text) or self._place_and_name.match(text):
            return True
        return not by_name and self._office.search(text) is not None


def _is_figure(text: str) -> bool:
    return text.strip(".．,，%％—-+").isdecimal()


def finished(text: str) -> bool:
    """Whether `text` ends as a sentence does, closing quotes and brackets passed over."""
    if text[-1:] in _TERMINAL:
        return True
    bare = text.rstrip(_CLOSERS)
    if not bare or bare[-1] in _TERMINAL:
        return True
    # a bracket closed at the very end: a signature, or a remark such as （附图片）
    return text[-1] in "）)" and len(text) - max(text.rfind("（"), text.rfind("(")) <= 42
