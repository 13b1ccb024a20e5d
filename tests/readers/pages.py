"""One story of an invented paper in every format that factpipe reads."""

import gzip
import io
import json
import re
import tarfile
import zipfile

TITLE = "石桥乡修通三十二公里村道"
KICKER = "路通了 人笑了"
BYLINE = "本报记者 周远"
BODY = [
    "近日,林川县石桥乡新修的32公里村道全线通车,惠及沿线7个村1200余名群众。",
    "县交通局负责人介绍,工程总投资1.5亿元,平均每公里造价468万元。",
]
DATE = "2020-04-15"

FOUNDER = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={{charset}}">
<title>林川日报数字报</title></head><body>
<founder-date>2020-04-15</founder-date><founder-title>{TITLE}</founder-title>
<div class="nav"><a href="/1">第01版：要闻</a> <a href="/2">第02版：县域</a> 上一篇 下一篇 放大 缩小 默认</div>
<!--enpproperty <articleid>77</articleid><date>2020-04-15 00:00:00.0</date><author>{BYLINE}</author><title>{TITLE}</title>
<keyword></keyword><subtitle>null</subtitle><introtitle>{KICKER}</introtitle><nodename>第02版：县域</nodename>
<url>http://paper.linchuan.example/20200415/2.html</url><sourcename>本报</sourcename>/enpproperty-->
<div id="ozoom"><founder-content><!--enpcontent--><P>　　{BODY[0]}</P><P>　　{BODY[1][:18]}
{BODY[1][18:]}</P><!--/enpcontent--></founder-content></div>
<div class="foot">版权所有 2020 林川日报社 电话 0000-1234567 访问量 99999次</div></body></html>"""

PLAIN_EPAPER = f"""<html><head><title>{TITLE}-林川日报</title></head><body><div>林川日报 2020年4月15日 星期三 第02版</div>
<h3>{KICKER}</h3><h1>{TITLE}</h1><div id="ozoom"><p>{BODY[0]}</p><p>{BODY[1]}</p></div>
<ul><li>共有99999条评论</li></ul></body></html>"""

OTHER = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="article:published_time" content="2020-04-15"></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/a">时政要闻 888条</a></li><li><a href="/b">视频</a></li></ul></nav>
<article><h1>{TITLE}</h1>{"".join(f"<p>{line}</p>" for line in BODY * 3)}</article>
<aside><a href="/c">热门文章 777篇</a></aside><footer>版权所有 电话 12345678</footer></body></html>"""

LINES = [TITLE, BYLINE, *[line[k : k + 14] for line in BODY for k in range(0, len(line), 14)]]


def words(line: str) -> list[str]:
    """A line as OCR cuts it: Latin words and numbers whole, Chinese by one or two characters."""
    return re.findall(r"[!-~]+|[^!-~ ]{1,2}", line)


def alto(unit: str = "pixel", prefix: str = "") -> str:
    rows = "".join(
        f'<TextLine HPOS="100" VPOS="{100 + 30 * n}" WIDTH="{20 * len(line)}" HEIGHT="20">'
        + "".join(f'<String CONTENT="{part}" HPOS="0" VPOS="0" WIDTH="9" HEIGHT="9"/><SP/>' for part in words(line))
        + "</TextLine>"
        for n, line in enumerate(LINES)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prefix}<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">'
        f"<Description><MeasurementUnit>{unit}</MeasurementUnit></Description><Layout>"
        f'<Page ID="p1"><PrintSpace><TextBlock>{rows}</TextBlock></PrintSpace></Page></Layout></alto>'
    )


def page_xml() -> str:
    rows = "".join(
        f'<TextLine><Coords points="100,{100 + 30 * n} {100 + 20 * len(line)},{100 + 30 * n} '
        f'{100 + 20 * len(line)},{120 + 30 * n} 100,{120 + 30 * n}"/>'
        f"<TextEquiv><Unicode>{line}</Unicode></TextEquiv></TextLine>"
        for n, line in enumerate(LINES)
    )
    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    return f'<?xml version="1.0"?><PcGts xmlns="{space}"><Page><TextRegion id="r">{rows}</TextRegion></Page></PcGts>'


def hocr() -> str:
    rows = "".join(
        f'<span class="ocr_line" title="bbox 100 {100 + 30 * n} {100 + 20 * len(line)} {120 + 30 * n}">'
        + " ".join(f'<span class="ocrx_word">{part}</span>' for part in words(line))
        + "</span>"
        for n, line in enumerate(LINES)
    )
    return (
        f"<html><body><div class='ocr_page' title='bbox 0 0 900 900'><p class='ocr_par'>{rows}</p></div></body></html>"
    )


def pdf(password: str | None = None, text: bool = True) -> bytes:
    from reportlab.lib import pdfencrypt
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    lock = pdfencrypt.StandardEncryption(password) if password else None
    sheet = canvas.Canvas(out, pagesize=(600, 800), encrypt=lock)
    if text:
        sheet.setFont("STSong-Light", 24)
        sheet.drawString(50, 740, LINES[0])
        sheet.setFont("STSong-Light", 10)
        sheet.drawString(50, 715, LINES[1])
        for n, line in enumerate(LINES[2:]):
            sheet.drawString(50, 690 - 14 * n, line)
    else:
        sheet.rect(50, 50, 500, 700)
    sheet.showPage()
    sheet.save()
    return out.getvalue()


RECORDS = [
    {"headline": TITLE, "正文": "\n".join(BODY), "pubdate": DATE, "版次": "02", "id": "a7"},
    {"headline": "", "正文": BODY[1], "pubdate": "2020-04-16", "版次": "3", "id": "a8"},
]


def jsonl() -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS).encode()


def delimited(encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    quoted = [[f'"{cell}"' for cell in record.values()] for record in RECORDS]
    return "\r\n".join(delimiter.join(row) for row in [list(RECORDS[0]), *quoted]).encode(encoding)


def parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(RECORDS), out)
    return out.getvalue()


def excel() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in [list(RECORDS[0]), *(list(record.values()) for record in RECORDS)]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def packed(data: bytes) -> bytes:
    return gzip.compress(data)
