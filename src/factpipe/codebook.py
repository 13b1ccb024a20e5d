"""The codebook: every column and every value of the tables, in English and Chinese, as Markdown and JSON.

Tables and columns come from `factpipe.schema`; here stand the words of the closed sets.
"""

import json
from typing import Literal

from factpipe.schema import SCHEMA_VERSION, TABLE_TERMS, TABLES, Column, Term

Language = Literal["en", "zh"]

MEASURE_TERMS: dict[str, Term] = {
    "households": Term("households", "户数", "families as units", "以户为单位"),
    "people": Term("people", "人数", "persons, visits of persons included", "人，含人次"),
    "leaders": Term("leaders", "干部骨干", "persons counted for an office or lead", "按职务或带头作用计数的人"),
    "money": Term("money", "金额", "amounts in a currency", "货币金额"),
    "area": Term("area", "面积", "areas of land and floors", "土地、建筑等面积"),
    "length": Term("length", "长度", "lengths, distances, heights", "长度、距离、高度"),
    "mass": Term("mass", "质量", "weights", "重量"),
    "volume": Term("volume", "体积", "volumes and capacities", "体积、容积"),
    "energy": Term("energy", "能量", "energy, electricity used", "能量、用电量"),
    "power": Term("power", "功率", "power, capacity of plants", "功率、装机容量"),
    "percent": Term("percent", "百分比", "shares and points, in percent", "百分比、百分点，以百分数计"),
    "ratio": Term("ratio", "倍数", "multiples", "倍、番"),
    "age": Term("age", "年龄", "ages of persons", "年龄"),
    "duration": Term("duration", "时长", "lengths of time", "持续的时间"),
    "speed": Term("speed", "速度", "speeds", "速度"),
    "temperature": Term("temperature", "温度", "temperatures", "温度"),
    "count": Term("count", "计数", "everything else that is counted", "其他可数的事物"),
}
MODIFIER_TERMS: dict[str, Term] = {
    "exact": Term("exact", "确数", "the number itself", "数值本身"),
    "over": Term("over", "超过", "more than the number (余, 多, 几, 超过)", "多于该数（余、多、几、超过）"),
    "at_least": Term("at least", "至少", "the number or more (至少, 以上, 数百)", "不少于该数（至少、以上、数百）"),
    "nearly": Term("nearly", "接近", "a little less (近, 接近)", "略少于该数（近、接近）"),
    "under": Term("under", "不足", "less than the number (不足, 不到)", "少于该数（不足、不到）"),
    "at_most": Term("at most", "至多", "the number or less (至多, 以内, 以下)", "不多于该数（至多、以内、以下）"),
    "about": Term("about", "约", "around the number (约, 左右)", "该数上下（约、左右）"),
    "range": Term("range", "区间", "between two numbers (30至50)", "两数之间（30至50）"),
}
STATUS_TERMS: dict[str, Term] = {
    "actual": Term("actual", "事实", "told as being so", "已然的事实"),
    "target": Term("target", "目标", "meant to be so: a goal, plan or forecast", "目标、计划、预计"),
    "criterion": Term("criterion", "条件", "a condition or threshold, not told as being so", "条件、标准，不是事实"),
    "change": Term("change", "变化量", "the amount or rate of a change", "变化的数量或幅度"),
    "negated": Term("negated", "否定", "said not to be so", "被否定"),
}
SCOPE_TERMS: dict[str, Term] = {
    "whole": Term("whole", "全体", "of the whole place (全村, 全县)", "全村、全县等整体"),
    "total": Term("total", "总计", "a sum (共, 合计, 总)", "总数（共、合计、总）"),
    "part": Term("part", "其中", "a part of a sum (其中)", "总数的一部分（其中）"),
    "cumulative": Term("cumulative", "累计", "up to a time (累计, 截至)", "截至某时的累计（累计、截至）"),
}
DIRECTION_TERMS: dict[str, Term] = {
    "up": Term("up", "上升", "a rise, an increase, more", "上升、增加、更多"),
    "down": Term("down", "下降", "a fall, a decrease, less", "下降、减少、更少"),
}
KIND_TERMS: dict[str, Term] = {
    "news": Term("news", "消息", "a report", "新闻报道"),
    "commentary": Term("commentary", "评论", "an opinion signed by its author", "署名评论"),
    "caption": Term("caption", "图片说明", "text of a photograph", "图片的说明文字"),
    "brief": Term("brief", "简讯", "a short item among others", "短讯"),
    "notice": Term("notice", "公告", "an announcement", "公告、启事"),
    "table": Term("table", "表格", "text laid out as a table", "排成表格的文字"),
    "furniture": Term("furniture", "版面信息", "masthead, page line, imprint", "报头、版次、出版信息"),
}
CHECK_TERMS: dict[str, Term] = {
    "product": Term("product", "乘积", "per × count = total", "单量 × 数量 = 总量"),
    "sum": Term("sum", "合计", "parts and their total", "分项与合计"),
    "share": Term("share", "占比", "a part in percent of a total", "部分占总数的百分比"),
    "change": Term("change", "变动", "old, new and the rate between", "前后两数与变动幅度"),
    "restatement": Term("restatement", "复述", "one claim told twice", "同一事实说了两次"),
}
VERDICT_TERMS: dict[str, Term] = {
    "holds": Term("holds", "相符", "the arithmetic comes out", "算式成立"),
    "within_rounding": Term("within rounding", "舍入之内", "it comes out but for rounding", "除舍入外算式成立"),
    "contradicts": Term("contradicts", "矛盾", "it does not come out", "算式不成立"),
}
#: the closed sets, by table and column
TERMS: dict[tuple[str, str], dict[str, Term]] = {
    ("facts", "measure"): MEASURE_TERMS,
    ("facts", "modifier"): MODIFIER_TERMS,
    ("facts", "status"): STATUS_TERMS,
    ("facts", "scope"): SCOPE_TERMS,
    ("facts", "direction"): DIRECTION_TERMS,
    ("articles", "kind"): KIND_TERMS,
    ("checks", "kind"): CHECK_TERMS,
    ("checks", "verdict"): VERDICT_TERMS,
}
_TYPES_ZH = {"string": "文本", "number": "数", "integer": "整数", "date": "日期", "json": "JSON"}


def terms(table: str, column: Column) -> dict[str, Term]:
    """The values that a column may hold, where that is a closed set (`measure` is open to rule files)."""
    return TERMS.get(("facts" if table == "rejects" else table, column.name), {})


def to_json() -> str:
    """The codebook as one JSON object, in both languages."""
    told = {
        "schema_version": SCHEMA_VERSION,
        "tables": [
            {
                "name": table,
                "title": TABLE_TERMS[table].en, "title_zh": TABLE_TERMS[table].zh,
                "description": TABLE_TERMS[table].about, "description_zh": TABLE_TERMS[table].about_zh,
                "columns": [_column(table, column) for column in columns],
            }
            for table, columns in TABLES.items()
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _column(table: str, column: Column) -> dict:
    told = {
        "name": column.name, "type": column.type, "required": column.required,
        "title": column.title, "title_zh": column.title_zh,
        "description": column.description, "description_zh": column.description_zh,
    }  # fmt: skip
    values = terms(table, column)
    if values:
        told["values"] = [{"value": value, **term._asdict()} for value, term in values.items()]
        told["open"] = column.name == "measure"
    return told


def to_markdown(language: Language = "en") -> str:
    """The codebook as Markdown in one language."""
    zh = language == "zh"
    lines = [f"# {'数据表说明' if zh else 'Codebook'}", "", _preface(zh), ""]
    for table, columns in TABLES.items():
        term = TABLE_TERMS[table]
        lines += [f"## `{table}` {term.zh if zh else term.en}", "", term.about_zh if zh else term.about, ""]
        if table == "rejects":
            lines += ["`facts` 的各列，凡已知的，另加：" if zh else "The columns of `facts` that are known, and:", ""]
            columns = columns[-1:]  # noqa: PLW2901
        lines += [
            "| 列 | 类型 | 标题 | 内容 |" if zh else "| column | type | title | holds |",
            "| --- | --- | --- | --- |",
        ]
        lines += (_markdown_row(column, zh) for column in columns)
        lines.append("")
        for column in columns:
            lines += _markdown_values(table, column, zh)
    return "\n".join(lines).rstrip() + "\n"


def _preface(zh: bool) -> str:
    if zh:
        return (
            f"表结构版本 {SCHEMA_VERSION}。空即缺失，不是 0 也不是空字符串；加粗的列不为空。"
            "偏移以 Unicode 码点计，含起点不含终点，指向文档文本（换行统一为 `\\n`，不含 BOM）。"
        )
    return (
        f"Schema version {SCHEMA_VERSION}. Empty is null, never 0 nor an empty string; columns in bold are never "
        "empty. Offsets are Unicode code points, end exclusive, into the document text (`\\n` line ends, no BOM)."
    )


def _markdown_row(column: Column, zh: bool) -> str:
    name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
    if zh:
        return f"| {name} | {_TYPES_ZH[column.type]} | {column.title_zh} | {column.description_zh} |"
    return f"| {name} | {column.type} | {column.title} | {column.description} |"


def _markdown_values(table: str, column: Column, zh: bool) -> list[str]:
    values = terms(table, column)
    if not values:
        return []
    more = ("规则文件可以增加。" if zh else "Rule files may add more.") if column.name == "measure" else ""
    lines = [f"### `{column.name}`", "", *([more, ""] if more else [])]
    lines += ["| 值 | 名称 | 含义 |" if zh else "| value | name | meaning |", "| --- | --- | --- |"]
    for value, term in values.items():
        told = (term.zh, term.about_zh) if zh else (term.en, term.about)
        lines.append(f"| `{value}` | {told[0]} | {told[1]} |")
    return [*lines, ""]
