"""What a line of a page looks like: a title, a byline, a dateline, a caption, running text.

`Cues` holds the patterns, made once from the word lists of rules/lexicon/layout.yaml.
"""

import re
from collections.abc import Iterable
from enum import IntEnum

from factpipe.rules.entries.layout import File

#: a line longer than this is running text, whatever it ends with
HEAD_LIMIT = 44
#: how far into a line a dateline may reach (`新华社亚的斯亚贝巴１０月１６日电`)
_DATELINE_REACH = 40

_CLOSERS = "”’」』）)】》〉\"' 　\t*＊■□◆▲△▼"
_TERMINAL = "。！？!?…；;"


_REPORTED = re.compile(r"(?:[（(]([^（()）]{2,60})[)）]|((?:本报|新华社)?记者[^：:。]{2,30})报道[：:])")
_SENTENCE_END = re.compile(r"[。！？!?”]")
_NO_NAME = re.compile(r"[省市县区委部厅局社报讯电]\Z|本报|新华社|[0-9０-９]|大学|教授|公司|协会")


_NO_SIGNATURE = re.compile(r"[的了是在这那也都就着过把被将，。：；“”‘’《》？！]")


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
    TURN = 8  # only a turn-over mark


class Cues:
    """The patterns of one set of word lists."""

    def __init__(self, words: File) -> None:
        agency = _any(words.agencies)
        reporter = _any(words.reporters)
        photo = _any(words.photo)
        surname = _any(words.surnames)
        # a Chinese name, with the space that sets two-character names apart (`沈　纯`)
        name = rf"(?:{surname})[ 　]{{0,2}}[一-鿿]{{1,2}}"
        paper = r"[一-鿿]{2,6}(?:日报|晚报|时报|早报|都市报|商报|报社|新闻网)"
        day = r"[0-9０-９一二三四五六七八九十〇○]{1,3}"
        date = rf"(?:[0-9０-９一二三四五六七八九〇○]{{4}}年)?(?:{day}月)?{day}日"
        self.dateline = re.compile(
            rf"(?:据|综合)?(?:(?:{agency}|{paper})(?:[^。，,\n]{{0,24}}?)(?:{date})?(?:专?电|讯|消息|报道)(?=[ 　\t（(：:]|[记本据一-鿿])"
            rf"|[一-鿿]{{2,8}}{date}(?:专?电|讯|消息)(?=[ 　\t（(：:]))"
        )
        self.byline = re.compile(
            rf"(?:[□■◇●◎○\s]*)(?:(?:{agency}|{paper}|本版)?(?:驻[一-鿿]{{2,6}})?(?:特约|特派|见习|实习)?(?:{reporter})[ 　:：/／]*"
            rf"[^，。！？；：:“”《》\n]{{2,30}}"
            rf"|[（(]?(?:文|图|图文|文图)?[/／、]?(?:文|图|图文)[:：/／ 　]+[^，。！？；“”《》\n]{{2,24}}[)）]?"
            rf"|(?:{name}[ 　、]*){{1,4}}|[一-鿿]{{4,14}}[ 　]{{1,4}}{name})\Z"
        )
        self.name_only = re.compile(rf"(?:{name}[ 　、]*){{1,4}}\Z")
        self.signature = re.compile(r"[（(][^（()）。]{2,40}[)）]\Z")
        self.photo = re.compile(rf"(?:{photo})[)）]?\Z")
        self.caption = re.compile(rf"(?:[▲△▼◀▶←→↑↓●]?\s*)(?:{_any(words.caption)})")
        self.notice = re.compile(_any(words.notice))
        self.brief = re.compile(_any(words.brief))
        self.commentary = words.commentary
        self.furniture = re.compile(
            rf"(?:{_any(words.furniture)})"
            r"|第?[0-9０-９A-Z]{1,3}[ 　]?版\Z|[0-9０-９]{1,3}\Z"
            r"|[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日[ 　]*(?:星期|农历|\Z)"
        )
        self.meta = re.compile(r"#{1,4}[ 　]|\d{4}-\d{2}-\d{2}\Z|第\d{1,2}版[(（]|专栏：")
        self._day = re.compile(rf"[（(]?{date}[)）]?")
        self._office = re.compile(r"(?:[委部局会院校社厅处队团站所办]|公司|中央|政府|编者|小组)\Z")
        self._place_and_name = re.compile(rf"(?:[一-鿿]{{2,24}}[省市县区镇乡村委部局会院校社厅处队团站所办报者厂][ 　]*)?(?:{name}[ 　、]*){{1,4}}\Z")
        self._by = re.compile(rf"(?:{reporter})[ 　:：/／]*")
        self._title_end = re.compile(rf"(?:{photo}|报道|文/?图?|图)\Z")
        self._byline_start = re.compile(rf"[□■◇●◎○\s（(]*(?:(?:{agency}|{paper}|本版)?(?:驻[一-鿿]{{2,6}})?(?:特约|特派|见习|实习)?(?:{reporter})|文图?|图文?)[ 　:：/／]*")
        self._name = re.compile(name)
        self.turn = re.compile(r"[（(【]?[▲△▼]?(?:下转|上接|转|接|紧接)第?([0-9０-９A-Z一二三四五六七八九十]{1,4})版[^。，\n]{0,20}[)）】]?")
        self.numbered = re.compile(r"[（(]?[一二三四五六七八九十0-9０-９]{1,3}[)）、.．]|[●■◆▲△★○◎·•]")

    def signs(self, text: str, by_name: bool = False) -> bool:
        """Whether a short last line tells the day or who signed: `某县县委宣传部鹿鸣`; an office too, unless `by_name`."""
        if len(text) > HEAD_LIMIT or _NO_SIGNATURE.search(text):
            return False
        if self._day.fullmatch(text) or self._place_and_name.match(text):
            return True
        return not by_name and self._office.search(text) is not None

    def look(self, text: str) -> Look:
        """What the line `text` (without the space around it) looks like."""
        size = len(text)
        if text[0] == "#" and self.meta.match(text):
            return Look.META
        if size > HEAD_LIMIT:
            if text[0] in "图上下左右题附照▲△▼◀▶←→↑↓●" and self.caption.match(text):
                return Look.CAPTION
            return Look.DATELINE if self._opens(text) else Look.TEXT
        if self.meta.match(text):
            return Look.META
        if self._opens(text):
            return Look.DATELINE
        if text[-1] in "摄画绘图影供道)）" and self.photo.search(text) and size > 3 and (" " in text or "　" in text or size < 16):
            return Look.CAPTION
        if self.caption.match(text):
            return Look.CAPTION
        match = self.turn.match(text)
        if match and match.end() == size:
            return Look.TURN
        if finished(text):
            if self.signature.fullmatch(text):
                return Look.BYLINE
            return Look.TEXT
        if self.furniture.match(text):
            return Look.FURNITURE
        if text[0] in "—─－–-" and text[:2] in {"——", "—─", "──", "－－", "--", "——"}:
            return Look.SUBTITLE
        if self.byline.match(text):
            return Look.BYLINE
        if text[-1] in "，、：:," or "。" in text:
            return Look.TEXT
        return Look.SHORT

    def names(self, line: str) -> list[str]:
        """The names on a byline: `本报记者 鹿鸣 通讯员 柳青` → 鹿鸣, 柳青."""
        line = self._title_end.sub("", line.strip("（）() 　"))
        return [name for part in self._by.split(line) for name in self._split_names(part)]

    def names_in_dateline(self, text: str) -> list[str]:
        """The reporters that a dateline names: `本报讯(记者 鹿鸣)`, `本报讯  记者鹿鸣报道：`."""
        match = _REPORTED.search(text)
        if not match:
            return []
        held = match.group(1) or match.group(2)
        return self.names(held) if self._by.search(held) else []

    def photographers(self, line: str) -> list[str]:
        """Who took the picture: `本报记者 鹿鸣 摄` at the end of a caption."""
        tail = _SENTENCE_END.split(line)[-1]
        return self.names(tail) if self.photo.search(tail) else []

    def names_at_end(self, text: str) -> list[str]:
        """Who signed at the end of a text in brackets: `（鹿鸣）`."""
        match = self.signature.search(text, max(0, len(text) - 24))
        if match is None:
            return []
        held = match.group()[1:-1]
        return self._split_names(held) if self.name_only.match(held) else self.names(held) if self._by.search(held) else []

    def _split_names(self, text: str) -> list[str]:
        """Names set apart by spaces or commas; what stands before them (the paper, a place) is left out."""
        found = []
        for part in re.split(r"[、，,；;]|[ 　]+(?=[一-鿿]{2})", text.strip(" 　:：/／")):
            bare = re.sub(r"[ 　]", "", part)
            if 2 <= len(bare) <= 12 and not _NO_NAME.search(bare):
                found.append(bare)
        return found

    def _opens(self, text: str) -> bool:
        match = self.dateline.match(text, 0, _DATELINE_REACH)
        return match is not None


def finished(text: str) -> bool:
    """Whether `text` ends as a sentence does, closing quotes and brackets passed over."""
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return True
    if bare[-1] in _TERMINAL:
        return True
    # a bracket closed at the very end: a signature, or a remark such as （附图片）
    return text.rstrip()[-1:] in {"）", ")"} and len(text) - max(text.rfind("（"), text.rfind("(")) <= 42


def _any(words: Iterable[str]) -> str:
    """A pattern for one of `words`, longer ones first; it matches nothing where there are none."""
    longer = sorted((word for word in set(words) if len(word) > 1), key=lambda word: (-len(word), word))
    single = "".join(sorted(re.escape(word) for word in set(words) if len(word) == 1))
    return "|".join([*map(re.escape, longer), *([f"[{single}]"] if single else [])]) or r"(?!)"
