"""What stands under a heading that plans is planned."""

import factpipe

REPORT = """云岭县政府工作报告

一、去年工作回顾
新建茶厂6座。
（一）农业。种茶3200亩。

二、今年{heading}
新修水渠12公里。
（一）农业。新栽油茶900亩，全县已有油茶2600亩。
（二）工业。扩建茶厂4座。

三、结语
感谢120名代表。
"""


def statuses(heading):
    facts = factpipe.extract({"report": REPORT.format(heading=heading)})
    return dict(zip(facts["surface"], facts["status"], strict=True))


def test_under_a_plan_all_but_what_is_so_far_is_planned():
    planned = [surface for surface, status in statuses("工作安排").items() if status == "target"]
    assert planned == ["12公里", "4座"]  # 已有 stands in the sentence of the other two


def test_under_another_heading_nothing_is():
    assert set(statuses("工作进展").values()) == {"actual"}


def test_a_chapter_reaches_over_its_sections():
    text = "云岭县茶业规划\n\n第一章 基础\n全县已经连续三年每年建成茶厂6座。\n第二章 重点任务\n第一节 建厂\n此后几年里在各乡新建茶厂12座。\n第三章 附则\n文本经120名茶农代表讨论通过。\n"
    facts = factpipe.extract({"plan": text})
    told = facts[facts["surface"].isin(["6座", "12座", "120名"])]
    assert list(told["status"]) == ["actual", "target", "actual"]
