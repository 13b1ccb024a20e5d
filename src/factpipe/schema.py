"""The tables: their columns, in order, with types and titles in English and Chinese. Everything that writes, checks
or documents a table reads it from here.
"""

from typing import Literal, NamedTuple

from factpipe.model import ArticleKind, Modifier, Scope, Status

#: rises when columns are added (always at the end) or their meaning changes
SCHEMA_VERSION = 1

Type = Literal["string", "number", "integer", "date", "json"]

MEASURES = (
    "households", "people", "leaders", "money", "area", "length", "mass", "volume", "energy", "power", "percent",
    "ratio", "age", "duration", "speed", "temperature", "count",
)  # fmt: skip


class Column(NamedTuple):
    """A column of a table; `values` lists what it may hold where that is a closed set (`measure` is open to rules)."""

    name: str
    type: Type
    title: str
    title_zh: str
    description: str
    required: bool = False
    values: tuple[str, ...] = ()


_NEWSPAPER = (
    Column(
        "publication", "string", "Publication", "报刊", "newspaper, from the format, the path, the masthead or options"
    ),
    Column("issue_date", "date", "Issue date", "出版日期", "date of the issue"),
    Column("page", "string", "Page", "版次", "page of the issue"),
)

FACTS = (
    Column("fact_id", "string", "Fact", "事实编号", "`<article_id>:<start>:<end>`, stable while the source stays", True),
    Column("doc_id", "string", "Document", "文档编号", "source path relative to the input root, without its extension", True),
    Column("article_id", "string", "Article", "文章编号", "`<doc_id>#<n>` by where the article begins", True),
    *_NEWSPAPER,
    Column("measure", "string", "Measure", "量类", "what kind of quantity it is", True),
    Column("item", "string", "Item", "对象", "the noun phrase that is counted or measured"),
    Column("item_norm", "string", "Item, normalised", "对象(归一)", "the item without modifiers and variants, to group by"),
    Column("value", "number", "Value", "数值", "the number in its unit; the lower end of a range", True),
    Column("value_min", "number", "Lower bound", "下限", "lower bound that the text gives"),
    Column("value_max", "number", "Upper bound", "上限", "upper bound that the text gives"),
    Column("modifier", "string", "Modifier", "限定", "how the text bounds the value", True, tuple(Modifier)),
    Column("unit", "string", "Unit", "单位", "unit or classifier as written, without its multiplier"),
    Column("unit_code", "string", "Unit code", "单位代码", "UCUM or ISO 4217 code; `{亩}`, `{名}` where there is none"),
    Column("value_base", "number", "Value in base unit", "基本单位数值", "value converted to `unit_base`"),
    Column("value_min_base", "number", "Lower bound in base unit", "基本单位下限", "lower bound converted"),
    Column("value_max_base", "number", "Upper bound in base unit", "基本单位上限", "upper bound converted"),
    Column("unit_base", "string", "Base unit", "基本单位", "unit code of the converted values"),
    Column("per", "string", "Per", "每", "denominator of a rate"),
    Column("place", "string", "Place", "地点", "full path of the narrowest place that the article tells"),
    Column("place_code", "string", "Place code", "地点代码", "deepest division code (GB/T 2260, NBS) that is certain"),
    Column("province", "string", "Province", "省级", "province-level division of the code"),
    Column("city", "string", "City", "地级", "prefecture-level division of the code"),
    Column("county", "string", "County", "县级", "county-level division of the code"),
    Column("township", "string", "Township", "乡级", "township-level division of the code"),
    Column("actor", "string", "Actor", "主体", "who did or has it"),
    Column("predicate", "string", "Predicate", "谓词", "the verb that the claim hangs on"),
    Column("time", "string", "Time", "时间", "the time expression that governs the fact, as written"),
    Column("time_start", "date", "Time from", "起始日期", "first day of the time, resolved by the issue date"),
    Column("time_end", "date", "Time to", "截止日期", "last day of the time, inclusive"),
    Column("status", "string", "Status", "性质", "finding, target, criterion, change or negated", True, tuple(Status)),
    Column("scope", "string", "Scope", "范围", "whole, total, part or cumulative", False, tuple(Scope)),
    Column("surface", "string", "Surface", "原文", "the quantity as written", True),
    Column("start", "integer", "Start", "起点", "offset of the surface in the document text, in code points", True),
    Column("end", "integer", "End", "终点", "offset of its end, exclusive", True),
    Column("sentence", "string", "Sentence", "句子", "the sentence that says so, as stitched", True),
    Column("rule_id", "string", "Rule", "规则", "the rule that linked it", True),
    Column("confidence", "number", "Confidence", "置信度", "calibrated share of such rows that are right in full"),
    Column("checks", "string", "Checks", "校验", "checks it took part in, `<check_id>=<verdict>`, separated by `;`"),
    Column("duplicate_of", "string", "Duplicate of", "重复于", "the fact that it repeats"),
    Column("pdf_page", "integer", "PDF page", "PDF页", "page of a PDF or image set, from 1"),
    Column("bbox", "string", "Bounding box", "坐标", "`x0,y0,x1,y1` on that page, from the top left"),
    Column("url", "string", "URL", "网址", "address of the page"),
)  # fmt: skip

ARTICLES = (
    Column("article_id", "string", "Article", "文章编号", "`<doc_id>#<n>` by where the article begins", True),
    Column("doc_id", "string", "Document", "文档编号", "source path relative to the input root", True),
    *_NEWSPAPER,
    Column("kind", "string", "Kind", "类别", "what kind of article it is", True, tuple(ArticleKind)),
    Column("kicker", "string", "Kicker", "引题", "line above the title"),
    Column("title", "string", "Title", "标题", "title"),
    Column("subtitle", "string", "Subtitle", "副题", "line below the title"),
    Column("byline", "string", "Byline", "作者", "who wrote or photographed it, names separated by spaces"),
    Column("dateline", "string", "Dateline", "电头", "`本报拉萨讯`, `新华社北京10月6日电`"),
    Column("n_chars", "integer", "Characters", "字数", "characters of its stitched text", True),
    Column("n_facts", "integer", "Facts", "事实数", "rows of `facts` that come from it", True),
    Column("spans", "json", "Spans", "位置", "`[[start,end],…]`: its pieces in reading order, in the document text", True),
)  # fmt: skip

CHECKS = (
    Column("check_id", "string", "Check", "校验编号", "`<article_id>!<n>`", True),
    Column("article_id", "string", "Article", "文章编号", "the article whose facts were held against one another", True),
    Column("kind", "string", "Kind", "类别", "kind of arithmetic", True, ("product", "sum", "share", "change", "restatement")),
    Column("verdict", "string", "Verdict", "结论", "what came out", True, ("holds", "within_rounding", "contradicts")),
    Column("fact_ids", "string", "Facts", "相关事实", "fact ids separated by spaces, the result last", True),
    Column("arithmetic", "string", "Arithmetic", "算式", "as a person would write it", True),
    Column("difference", "number", "Difference", "差额", "told minus computed", True),
)  # fmt: skip

ERRORS = (
    Column("doc_id", "string", "Document", "文档编号", "the document that failed", True),
    Column("kind", "string", "Kind", "类别", "what went wrong, as a short constant", True),
    Column("message", "string", "Message", "说明", "what happened and what to do", True),
    Column("line", "integer", "Line", "行", "line of the file, where one is to blame"),
)

#: a rejected row holds what is known of a fact, so nothing of it is required but where it stands and why
REJECTS = (
    *(c._replace(required=c.name in {"doc_id", "article_id", "surface", "sentence"}) for c in FACTS),
    Column("reason", "string", "Reason", "原因", "why it is no row of `facts`", True),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "facts": FACTS,
    "articles": ARTICLES,
    "checks": CHECKS,
    "rejects": REJECTS,
    "errors": ERRORS,
}
