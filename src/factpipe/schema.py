"""The tables: their columns, in order, with types and titles in English and Chinese. Everything that writes, checks
or documents a table reads it from here.
"""

from typing import Literal, NamedTuple

from factpipe.model import ArticleKind, CheckKind, Direction, Modifier, Scope, Status, Verdict

#: rises when columns are added (always at the end) or their meaning changes
SCHEMA_VERSION = 2

Type = Literal["string", "number", "integer", "date", "json"]

MEASURES = (
    "households", "people", "leaders", "money", "area", "length", "mass", "volume", "energy", "power", "percent",
    "ratio", "age", "duration", "speed", "temperature", "count",
)  # fmt: skip
#: what the column `place` holds for the whole country, in tables made by hand too
COUNTRY = frozenset({"中国", "全国", "我国"})


class Term(NamedTuple):
    """A table, or a value of a column: its name in both languages, and what it holds or means."""

    en: str
    zh: str
    about: str
    about_zh: str


class Column(NamedTuple):
    """A column of a table; `values` lists what it may hold where that is a closed set (`measure` is open to rules)."""

    name: str
    type: Type
    title: str
    title_zh: str
    description: str
    description_zh: str
    required: bool = False
    values: tuple[str, ...] = ()


_NEWSPAPER = (
    Column("publication", "string", "Publication", "报刊",
           "newspaper, from the format, the path, the masthead or options", "报刊名，取自格式、路径、报头或选项"),
    Column("issue_date", "date", "Issue date", "出版日期",
           "date of the issue", "该期出版日期"),
    Column("page", "string", "Page", "版次",
           "page of the issue", "该期版次"),
)  # fmt: skip

FACTS = (
    Column("fact_id", "string", "Fact", "事实编号",
           "`<article_id>:<start>:<end>`, stable while the source stays", "`<article_id>:<start>:<end>`，来源不变则不变", True),
    Column("doc_id", "string", "Document", "文档编号",
           "source path relative to the input root, without its extension", "来源文件相对输入目录的路径，不含扩展名", True),
    Column("article_id", "string", "Article", "文章编号",
           "`<doc_id>#<n>` by where the article begins", "`<doc_id>#<n>`，按文章在文档中出现的先后编号", True),
    *_NEWSPAPER,
    Column("measure", "string", "Measure", "量类",
           "what kind of quantity it is", "数量的种类", True),
    Column("item", "string", "Item", "对象",
           "the noun phrase that is counted or measured", "被计数或计量的名词短语"),
    Column("item_norm", "string", "Item, normalised", "对象（归一）",
           "the item without modifiers and variants, to group by", "去掉修饰语和异写后的对象，便于分组"),
    Column("value", "number", "Value", "数值",
           "the number in its unit; the lower end of a range", "以原单位计的数值；区间取下端", True),
    Column("value_min", "number", "Lower bound", "下限",
           "lower bound that the text gives", "原文给出的下限"),
    Column("value_max", "number", "Upper bound", "上限",
           "upper bound that the text gives", "原文给出的上限"),
    Column("modifier", "string", "Modifier", "限定",
           "how the text bounds the value", "原文如何限定该数", True, tuple(Modifier)),
    Column("unit", "string", "Unit", "单位",
           "unit or classifier as written, without its multiplier", "原文的单位或量词，不含万、亿"),
    Column("unit_code", "string", "Unit code", "单位代码",
           "UCUM or ISO 4217 code; `{亩}`, `{名}` where there is none", "UCUM 或 ISO 4217 代码；没有代码的写作 `{亩}`、`{名}`"),
    Column("value_base", "number", "Value in base unit", "基本单位数值",
           "value converted to `unit_base`", "换算为 `unit_base` 的数值"),
    Column("value_min_base", "number", "Lower bound in base unit", "基本单位下限",
           "lower bound converted", "换算后的下限"),
    Column("value_max_base", "number", "Upper bound in base unit", "基本单位上限",
           "upper bound converted", "换算后的上限"),
    Column("unit_base", "string", "Base unit", "基本单位",
           "unit code of the converted values", "换算所用单位的代码"),
    Column("per", "string", "Per", "每",
           "denominator of a rate", "比率的分母"),
    Column("place", "string", "Place", "地点",
           "full path of the narrowest place that the article tells", "文章所述最窄地点的完整路径"),
    Column("place_code", "string", "Place code", "地点代码",
           "deepest division code (GB/T 2260, NBS) that is certain", "可以确定的最细区划代码（GB/T 2260、国家统计局）"),
    Column("province", "string", "Province", "省级",
           "province-level division of the code", "代码所属省级区划"),
    Column("city", "string", "City", "地级",
           "prefecture-level division of the code", "代码所属地级区划"),
    Column("county", "string", "County", "县级",
           "county-level division of the code", "代码所属县级区划"),
    Column("township", "string", "Township", "乡级",
           "township-level division of the code", "代码所属乡级区划"),
    Column("actor", "string", "Actor", "主体",
           "who did or has it", "谁做的、谁拥有"),
    Column("predicate", "string", "Predicate", "谓词",
           "the verb that the claim hangs on", "该数量所依附的动词"),
    Column("time", "string", "Time", "时间",
           "the time expression that governs the fact, as written", "原文中限定该事实的时间表达"),
    Column("time_start", "date", "Time from", "起始日期",
           "first day of the time, resolved by the issue date", "按出版日期推算的首日"),
    Column("time_end", "date", "Time to", "截止日期",
           "last day of the time, inclusive", "末日（含）"),
    Column("status", "string", "Status", "性质",
           "actual, target, criterion, change or negated", "事实、目标、条件、变化量或否定", True, tuple(Status)),
    Column("scope", "string", "Scope", "范围",
           "whole, total, part or cumulative", "全体、总计、其中或累计", False, tuple(Scope)),
    Column("surface", "string", "Surface", "原文",
           "the quantity as written", "原文中的数量", True),
    Column("start", "integer", "Start", "起点",
           "offset of the surface in the document text, in code points", "在文档文本中的起点，以码点计", True),
    Column("end", "integer", "End", "终点",
           "offset of its end, exclusive", "终点，不含", True),
    Column("sentence", "string", "Sentence", "句子",
           "the sentence that says so, as stitched", "拼接后的整句", True),
    Column("rule_id", "string", "Rule", "规则",
           "the rule that linked it", "连接出该事实的规则", True),
    Column("confidence", "number", "Confidence", "置信度",
           "calibrated share of such rows that are right in full", "经校准：此类行完全正确的比例"),
    Column("checks", "string", "Checks", "校验",
           "checks it took part in, `<check_id>=<verdict>`, separated by `;`", "参与的校验，`<check_id>=<verdict>`，以 `;` 分隔"),
    Column("duplicate_of", "string", "Duplicate of", "重复于",
           "the fact that it repeats", "所重复的事实"),
    Column("pdf_page", "integer", "PDF page", "PDF页",
           "page of a PDF or image set, from 1", "PDF 或图片集的页码，从 1 起"),
    Column("bbox", "string", "Bounding box", "坐标",
           "`x0,y0,x1,y1` on that page, from the top left", "该页上的 `x0,y0,x1,y1`，自左上角起"),
    Column("url", "string", "URL", "网址",
           "address of the page", "网页地址"),
    Column("direction", "string", "Direction", "方向",
           "of a change: whether it is a rise or a fall, where the text tells; the value is without sign, or with the "
           "sign that the text writes", "变化是升还是降，原文说明时才有；数值不带正负号，原文写了才带", False, tuple(Direction)),
)  # fmt: skip

ARTICLES = (
    Column("article_id", "string", "Article", "文章编号",
           "`<doc_id>#<n>` by where the article begins", "`<doc_id>#<n>`，按文章在文档中出现的先后编号", True),
    Column("doc_id", "string", "Document", "文档编号",
           "source path relative to the input root", "来源文件相对输入目录的路径，不含扩展名", True),
    *_NEWSPAPER,
    Column("kind", "string", "Kind", "类别",
           "what kind of article it is", "文章的类别", True, tuple(ArticleKind)),
    Column("kicker", "string", "Kicker", "引题",
           "line above the title", "标题上方的一行"),
    Column("title", "string", "Title", "标题",
           "title", "标题"),
    Column("subtitle", "string", "Subtitle", "副题",
           "line below the title", "标题下方的一行"),
    Column("byline", "string", "Byline", "作者",
           "who wrote or photographed it, names separated by spaces", "作者或摄影者，以空格分隔"),
    Column("dateline", "string", "Dateline", "电头",
           "`本报拉萨讯`, `新华社北京10月6日电`", "`本报拉萨讯`、`新华社北京10月6日电`"),
    Column("n_chars", "integer", "Characters", "字数",
           "characters of its stitched text", "拼接文本的字数", True),
    Column("n_facts", "integer", "Facts", "事实数",
           "rows of `facts` that come from it", "来自该文章的事实行数", True),
    Column("spans", "json", "Spans", "位置",
           "`[[start,end],…]`: its pieces in reading order, in the document text", "`[[start,end],…]`：按阅读顺序排列的各段在文档文本中的位置", True),
)  # fmt: skip

CHECKS = (
    Column("check_id", "string", "Check", "校验编号",
           "`<article_id>!<n>`", "`<article_id>!<n>`", True),
    Column("article_id", "string", "Article", "文章编号",
           "the article whose facts were held against one another", "被验算的文章", True),
    Column("kind", "string", "Kind", "类别",
           "kind of arithmetic", "验算的种类", True, tuple(CheckKind)),
    Column("verdict", "string", "Verdict", "结论",
           "what came out", "验算结果", True, tuple(Verdict)),
    Column("fact_ids", "string", "Facts", "相关事实",
           "fact ids separated by spaces, the result last", "相关事实编号，以空格分隔，结果在最后", True),
    Column("arithmetic", "string", "Arithmetic", "算式",
           "as a person would write it", "照人的写法写出的算式", True),
    Column("difference", "number", "Difference", "差额",
           "told minus computed", "所述减去所算", True),
)  # fmt: skip

ERRORS = (
    Column("doc_id", "string", "Document", "文档编号", "the document that failed", "出错的文档", True),
    Column("kind", "string", "Kind", "类别", "what went wrong, as a short constant", "错误的种类", True),
    Column("message", "string", "Message", "说明", "what happened and what to do", "发生了什么、怎么办", True),
    Column("line", "integer", "Line", "行", "line of the file, where one is to blame", "出错的行号"),
)

#: a rejected row holds what is known of a fact, so nothing of it is required but where it stands and why
REJECTS = (
    *(c._replace(required=c.name in {"doc_id", "article_id", "surface", "sentence"}) for c in FACTS),
    Column("reason", "string", "Reason", "原因", "why it is no row of `facts`", "为何没有成为事实", True),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "facts": FACTS,
    "articles": ARTICLES,
    "checks": CHECKS,
    "rejects": REJECTS,
    "errors": ERRORS,
}
#: the names of the columns, in order
NAMES: dict[str, tuple[str, ...]] = {
    table: tuple(column.name for column in columns) for table, columns in TABLES.items()
}

TABLE_TERMS: dict[str, Term] = {
    "facts": Term("Facts", "事实", "one row a quantitative claim", "每行一个数量事实"),
    "articles": Term("Articles", "文章", "the articles that the documents were taken apart into", "文档拆分成的文章"),
    "checks": Term("Checks", "校验", "arithmetic by which facts of one article vouch for one another", "同一文章各事实之间的验算"),
    "rejects": Term("Rejects", "未采用", "quantities that are no row, with the reason", "未成为事实的数量及原因"),
    "errors": Term("Errors", "错误", "documents that could not be read, with what to do", "无法读取的文档及对策"),
}  # fmt: skip
