"""Every example of every rule is a test; and what the runner of examples says of right and wrong ones."""

import pytest

from factpipe import examples
from factpipe.pipeline.engine import engine_for, engine_of
from factpipe.rules import load


def pytest_generate_tests(metafunc):
    if "shipped" in metafunc.fixturenames:
        found = list(examples.expectations(load()))
        metafunc.parametrize("shipped", found, ids=[f"{rule.id}#{number}" for rule, number, _ in found])


def test_shipped_example(shipped):
    wrong = [result.message for result in examples.check(*shipped, engine_for()) if not result.ok]
    assert not wrong, shipped[2].text


OVERLAY = """
topic: test
rules:
  - id: test.wolves
    description: 试用
    pattern: "(林场|山上) 的 <item> {{reach}} <q>"
    priority: 900
    examples:
{examples}
"""
GOOD = """
      - text: 山上的雪豹有7只。
        expect: [{surface: 7只, item: 雪豹, value: 7, value_max: 7, place: ~}]
      - text: 山下有雪豹7只。
        not: [7只]
"""


@pytest.fixture
def results(tmp_path):
    """The results of the examples of one rule of an overlay."""

    def run(text):
        (tmp_path / "claims").mkdir()
        (tmp_path / "claims" / "test.yaml").write_text(OVERLAY.format(examples=text), encoding="utf-8")
        rules = load([tmp_path])
        return list(examples.run(examples.expectations(rules, "test.wolves"), engine_of(rules)))

    return run


def test_right_examples(results):
    assert [(result.ok, result.message) for result in results(GOOD)] == [(True, ""), (True, "")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("item: 雪豹", "item: 豹", "item is 雪豹, not 豹"),
        ("value: 7", "value: 8", "value is 7, not 8"),
        ("place: ~", "place: 云岭县", "place is empty, not 云岭县"),
        ("value_max: 7", "value_max: ~", "value_max is 7, not empty"),
        ("expect: [{surface: 7只", "expect: [{surface: 只", "no fact '只'; there are: 7只"),
        ("expect:", "todo:", "passes now: move it to `expect`"),
        (
            "      - text: 山下有雪豹",
            "      - text: 山上的雪豹有",
            "test.wolves fills a column of '7只' and should not",
        ),
    ],
)
def test_wrong_examples_say_why(results, old, new, message):
    text = GOOD.replace(old, new)
    if old == "expect:":
        text += "      - text: 山上的雪豹有8只。\n        expect: [{surface: 8只}]\n"
    found = results(text)
    assert [result.message for result in found if not result.ok] == [message]


def test_a_todo_that_fails_is_well(results):
    found = results(GOOD + "      - text: 山上的雪豹有9只。\n        todo: [{surface: 9只, item: 猛兽}]\n")
    assert [result.ok for result in found] == [True, True, True]
    assert found[-1].message == "item is 雪豹, not 猛兽"


def test_a_rule_that_another_outdoes_is_told(results):
    found = results(GOOD.replace("山上的雪豹有7只", "山谷里有7只雪豹"))
    assert [result.ok for result in found] == [True, True]
    assert [result.at_work for result in found] == [False, False]
    assert examples.idle(found) == ["test.wolves"]
    assert examples.idle(result for result in found if result.expected.kind == "not") == []
