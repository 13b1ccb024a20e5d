"""A text in traditional script gives the facts of the same text in simplified characters, printed as it prints them."""

from importlib.resources import files
from pathlib import Path

import pandas as pd

import factpipe
from factpipe.pipeline.engine import engine_for
from factpipe.pipeline.explain import article_of, explain
from factpipe.script import Restored, simplified

SIMPLIFIED = """东岭县去年接待游客三万五千余人次
东岭县旅游局昨天公布，去年到县旅游的游客总数达35200人次，较前年上升百分之七点一，占全省的1.2%。
全县现有饭店26家，平均入住率为86%，后台服务人员420名，干果销售额1150万元。西岭镇的村民在镇里开了3间商铺，头发饰品每件卖25元。
"""
TRADITIONAL = """東嶺縣去年接待遊客三萬五千餘人次
東嶺縣旅遊局昨天公布，去年到縣旅遊的遊客總數達35200人次，較前年上升百分之七點一，佔全省的1.2%。
全縣現有飯店26家，平均入住率為86%，後台服務人員420名，乾果銷售額1150萬元。西嶺鎮的村民在鎮裡開了3間商舖，頭髮飾品每件賣25元。
"""
SAMPLE = Path(__file__).parents[2] / "data/raw/朵曲报/2024-04-17"
SAME = [
    "measure",
    "value",
    "value_min",
    "value_max",
    "modifier",
    "start",
    "end",
    "status",
    "scope",
    "rule_id",
    "time_start",
    "item_norm",
]
PRINTED = ["item", "place", "time", "actor", "predicate", "unit", "per"]


def read(value: object) -> str | None:
    """A value as `simplified` reads it within a text in traditional script."""
    return None if pd.isna(value) else simplified(f"{value}{'這' * (1 + len(value) // 8)}").rstrip("这")


def test_both_scripts_give_the_same_facts():
    plain, printed = (factpipe.extract(text, issue_date="2006-03-22") for text in (SIMPLIFIED, TRADITIONAL))
    assert len(plain) > 9
    for name in SAME:
        assert printed[name].astype(str).tolist() == plain[name].astype(str).tolist()
    for name in PRINTED:
        assert [read(value) for value in printed[name]] == [read(value) for value in plain[name]]
    assert "頭髮飾品" in printed["item"].tolist()
    assert printed.loc[printed["value"] == 3, "place"].item() == "東嶺縣西嶺鎮"


def test_the_sample_in_traditional_script_gives_the_same_facts():
    lines = (files("factpipe") / "data" / "simplified.tsv").read_text(encoding="utf-8").split()
    inverse = str.maketrans(dict(zip(lines[1::2], lines[::2], strict=True)))
    pages = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt"))}
    assert len(pages) > 2
    plain = factpipe.extract(pages)
    printed = factpipe.extract({name: text.translate(inverse) for name, text in pages.items()})
    for name in [*SAME, "article_id"]:
        assert printed[name].astype(str).tolist() == plain[name].astype(str).tolist()
    for name in [*PRINTED, "surface", "sentence"]:
        assert [read(value) for value in printed[name]] == [read(value) for value in plain[name]]
    assert printed["sentence"].tolist() != plain["sentence"].tolist()
    assert printed["checks"].notna().tolist() == plain["checks"].notna().tolist()


def test_an_account_is_told_in_the_characters_of_its_text():
    accounts, _ = explain(article_of("東嶺縣去年接待遊客三萬五千餘人次。"), engine_for())
    (account,) = accounts
    assert (account.claim.item, account.place.path) == ("遊客", "東嶺縣")
    assert [filled.says for filled in account.filled if filled.field == "item"] == ["接待遊客"]


def test_a_traditional_name_makes_no_text_traditional():
    text = "陈寿乾在乾县和龍門镇种了三百亩地，收入二十万元，比去年多两成，村里人都来学他的办法。"
    assert simplified(text) is text


def test_what_stands_in_the_text_is_printed_as_there():
    printed = "後台的皇后喜歡乾果，干部發現頭髮"
    restored = Restored(printed, simplified(printed))
    assert [restored(word) for word in ("皇后", "后台", "干果", "干部", "头发", "欢喜", None)] == [
        "皇后", "後台", "乾果", "干部", "頭髮", "歡喜", None,
    ]  # fmt: skip
