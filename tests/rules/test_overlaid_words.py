"""Words that an overlay adds to a list take effect in the rows."""

from datetime import date

import pandas as pd
import pytest

import factpipe

#: lexicon, what the overlay adds, sentence, and what is told of the last row without it and with it
CASES = [
    ("approximators", "forbidding: [莫要]", "每人莫要携带超过两个背包。", "modifier", "over", "at_most"),
    ("approximators", "forbidding: [莫要]", "每人莫要携带超过两个背包。", "status", "actual", "criterion"),
    (
        "times",
        "same_days: [这时节]",
        "今年3月卖茶300吨，去年这时节卖茶280吨。",
        "time_start",
        date(2018, 1, 1),
        date(2018, 3, 1),
    ),
    ("times", "leads: [往后]", "往后三年，全县造林9万亩。", "time", None, "往后三年"),
    ("times", "frames: {preludes: [盘点]}", "茶站盘点，去年茶园有9万亩。茶农有3万人。", "time", None, "去年"),
    ("times", "day_parts: [拂晓]", "5月6日拂晓5时，码头运出茶叶3吨。", "time", "5月6日", "5月6日拂晓5时"),
    ("places", "abroad: [欧洲]", "杭州市今年引进欧洲人才20人。", "place", "欧洲", "杭州市"),
    ("places", "contexts: {no_kind: [制造厂]}", "中国制造厂卖出茶机300台。", "place", None, "中国"),
    ("places", "contexts: {namesakes: [全球]}", "云雾茶卖给全球300吨。", "place", "全球", None),
    ("places", "contexts: {named_after: [茶王赛]}", "世界茶王赛卖出茶叶300吨。", "place", "世界", None),
    (
        "units",
        "units: {贝币: {measure: money, currency: SBD, code: SBD, base: SBD}}",
        "1美元可兑换8贝币。",
        "surface",
        "1美元",
        "8贝币",
    ),
    ("traps", "worth: [挣]", "每产1斤茶，挣得25元。", "per", None, "斤"),
    ("traps", "at_once: [熬]", "老匠人一熬就是一天。", "surface", None, "一天"),
    ("traps", "beside: {四周: {before: [静养]}}", "医生要他静养四周。", "surface", None, "四周"),
    ("traps", "beside: {四周: {after: [功夫]}}", "村里请来木匠，四周功夫才完工。", "surface", None, "四周"),
    ("traps", "beside: {一度: {before: [回暖]}}", "入夜水温回暖一度。", "surface", None, "一度"),
    ("traps", "beside: {路: {after: [巡河员]}}", "县里派出12路巡河员。", "surface", None, "12路"),
    ("traps", "paired: [尊]", "广场上立着一尊铜像和一尊石狮。", "surface", None, "一尊"),
    ("traps", "not_halves: [挂]", "车队买来三吨半挂车。", "surface", "三吨半", "三吨"),
    ("traps", "together: [寨]", "签约时，各寨建一座茶厂。", "surface", "一座", None),
]


def told(field, text, overlays=()):
    """The field in the last row; None where it is empty or there is no row."""
    found = factpipe.extract({"text": text}, rules=overlays, issue_date="2019-05-08")[field]
    if found.empty or pd.isna(found.iloc[-1]):
        return None
    return found.iloc[-1].date() if field == "time_start" else found.iloc[-1]


@pytest.mark.parametrize(("lexicon", "words", "text", "field", "before", "after"), CASES)
def test_words_of_an_overlay_take_effect(lexicon, words, text, field, before, after, tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / f"{lexicon}.yaml").write_text(words, encoding="utf-8")
    assert told(field, text) == before
    assert told(field, text, [tmp_path]) == after
