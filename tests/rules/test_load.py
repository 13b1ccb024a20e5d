"""Rule files → RuleSet: what is merged, what is refused and how it is said, what the hash covers."""

import os
import subprocess
import sys

import pytest
from pydantic import BaseModel

from factpipe.errors import RulesError
from factpipe.rules import LEXICONS, find_rules, load
from factpipe.rules.ruleset import measured, within

CLASSES = """
classes:
  reach:
    description: linking verbs
    words: [达, 为]
"""
CLAIMS = """
topic: people
rules:
  - id: people.reach
    description: noun first
    pattern: "<item> {reach} <q>"
    examples:
      - text: 护林员达62名。
        expect: [{surface: 62名, item: 护林员}]
      - text: 62名护林员上岗。
        not: [62名]
"""


@pytest.fixture
def rules(tmp_path):
    """Writes rule files below a folder and gives that folder."""

    def write(name="base", **files):
        for path, text in files.items():
            file = tmp_path / name / path.replace("__", "/").__add__(".yaml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def _problems(directory, *overlays):
    with pytest.raises(RulesError) as caught:
        load(overlays, directory)
    return [
        (os.path.relpath(problem.path, directory), problem.line, problem.column, problem.message)
        for problem in caught.value.problems
    ]


def test_a_lexicon_that_cannot_be_read_is_the_only_mistake(rules):
    twice = CLASSES + "  reach:\n    words: [是]\n"
    folder = rules(lexicon__classes=twice, claims__people=CLAIMS)
    assert [problem[:3] for problem in _problems(folder)] == [("lexicon/classes.yaml", 6, 3)]


def test_the_rules_that_come_with_factpipe_load():
    ruleset = load()
    assert ruleset.claims
    assert len(ruleset.hash) == 64
    assert find_rules().joinpath("lexicon", "classes.yaml").is_file()


def test_no_list_of_the_shipped_rules_has_a_word_twice():
    found = load()
    lists = [lst for name in LEXICONS for lst in _word_lists(getattr(found, name))]
    assert lists
    assert not [word for words in lists for word in words if words.count(word) > 1]


def _word_lists(value):
    """All tuples of words in a lexicon."""
    if isinstance(value, BaseModel):
        value = dict(value)
    if isinstance(value, dict):
        for part in value.values():
            yield from _word_lists(part)
    elif isinstance(value, tuple):
        if all(isinstance(part, str) for part in value):
            yield value
        else:
            for part in value:
                yield from _word_lists(part)


def test_files_that_are_missing_give_empty_values(rules):
    ruleset = load(directory=rules(lexicon__classes=CLASSES))
    assert ruleset.claims == ()
    assert ruleset.items.leaders.words == ()
    assert ruleset.units.units == {}
    assert ruleset.times.words == {}
    assert ruleset.classes.classes["reach"].words == ("达", "为")


def test_a_rule_says_what_it_is(rules):
    [rule] = load(directory=rules(lexicon__classes=CLASSES, claims__people=CLAIMS)).claims
    assert (rule.id, rule.topic, rule.order, str(rule.template)) == ("people.reach", "people", 0, "<item> {reach} <q>")


def test_measures_and_units_narrow_a_rule(rules):
    narrow = CLAIMS.replace("    pattern:", "    measures: [people]\n    units: {not: [人次]}\n    pattern:")
    [rule] = load(directory=rules(lexicon__classes=CLASSES, claims__people=narrow)).claims
    assert [within((measure,), rule.entry.measures) for measure in ("people", "money")] == [True, False]
    assert [within((unit,), rule.entry.units) for unit in ("名", "人次", "")] == [True, False, True]


@pytest.mark.parametrize(
    ("measures", "linked"),
    [
        ("[money, number]", ["6万元", "6万"]),
        ("[number]", ["6万"]),
        ("[count]", ["6万", "6万个"]),
        ("{not: [number]}", ["6万元", "6万个"]),
    ],
)
def test_a_rule_may_name_numbers_without_a_unit_among_its_measures(rules, measures, linked):
    folder = rules(
        lexicon__classes=CLASSES,
        claims__people=CLAIMS.replace("    pattern:", f"    measures: {measures}\n    pattern:"),
    )
    allowed = load(directory=folder).claims[0].entry.measures
    told = {"6万元": ("money", "元"), "6万": ("count", None), "6万个": ("count", "个")}
    assert [surface for surface, of in told.items() if within(measured(*of), allowed)] == linked


@pytest.mark.parametrize("factor", ["五十", "1/0", "1/2/3", "nan", ""])
def test_a_factor_that_is_no_number(rules, factor):
    [found] = _problems(rules(lexicon__units=f'units:\n  箩: {{measure: mass, code: kg, factor: "{factor}"}}\n'))
    assert found[:2] == ("lexicon/units.yaml", 2)
    assert "is no decimal number" in found[3]


@pytest.mark.parametrize("value", ["yes", "1", "'true'"])
def test_disabled_is_true_or_false(rules, value):
    base = rules(lexicon__units="units:\n  石: {measure: mass}\n")
    over = rules("over", lexicon__units=f"units:\n  石: {{disabled: {value}}}\n")
    [found] = _problems(base, over)
    assert found[:3] == ("../over/lexicon/units.yaml", 2, 7)
    assert "disabled: must be true or false" in found[3]


def test_the_hash_covers_what_counts_and_nothing_else(rules):
    base = load(directory=rules(lexicon__classes=CLASSES, claims__people=CLAIMS))
    same = load(
        directory=rules(
            "same",
            lexicon__classes="# a comment\nclasses: {reach: {words: ['达', \"为\"], description: other words}}\n",
            claims__people=CLAIMS.replace("noun first", "名词在前")
            .replace("62", "63")
            .replace("    pattern", "\n    pattern"),
        )
    )
    other = load(directory=rules("other", lexicon__classes=CLASSES.replace("为", "是"), claims__people=CLAIMS))
    ranked = load(
        directory=rules(
            "rank",
            lexicon__classes=CLASSES,
            claims__people=CLAIMS.replace("    pattern:", "    priority: 1\n    pattern:"),
        )
    )
    assert base == same
    assert hash(base) == hash(same)
    assert len({base.hash, other.hash, ranked.hash}) == 3


def test_the_hash_does_not_depend_on_the_process():
    code = "from factpipe.rules import load; print(load().hash)"
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert hashes == {load().hash + "\n"}


def test_overlays_replace_by_id_add_and_remove(rules):
    base = rules(lexicon__classes=CLASSES, claims__people=CLAIMS)
    replaced = CLAIMS.replace("{reach} <q>", "{reach} [约] <q>")
    over = rules("over", claims__people=replaced, lexicon__classes="classes: {reach: {words: [有]}}")
    added = rules(
        "more", claims__land=CLAIMS.replace("people.reach", "land.reach").replace("topic: people", "topic: land")
    )
    removed = rules("less", claims__any="topic: any\nrules: [{id: people.reach, disabled: true}]\n")
    [rule] = load([over], base).claims
    assert str(rule.template) == "<item> {reach} [约] <q>"
    assert rule.origin == str(over / "claims" / "people.yaml")
    assert load([over], base).classes.classes["reach"].words == ("达", "为", "有")
    assert load([over], base).origins["classes"] == tuple(str(d / "lexicon" / "classes.yaml") for d in (base, over))
    assert [rule.id for rule in load([over, added], base).claims] == ["people.reach", "land.reach"]
    assert [rule.id for rule in load([over, added, removed], base).claims] == ["land.reach"]


def test_a_lexicon_entry_may_be_removed(rules):
    base = rules(lexicon__classes=CLASSES.replace("reach", "other"))
    over = rules("over", lexicon__classes="classes: {other: {disabled: true}}")
    assert load([over], base).classes.classes == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "description:",
            "describtion:",
            ["there is no key 'describtion' here; did you mean 'description'?", "is missing"],
        ),
        ("{reach} <q>", "{raech} <q>", ["there is no class {raech}; did you mean 'reach'?"]),
        ("<item> {", "<itme> {", ["there is no slot 'itme'; did you mean 'item'?"]),
        ("people.reach", "People", ["must be topic.name in small letters"]),
        ("surface: 62名", "surface: 26名", ["the surface '26名' does not stand in the text"]),
        ("surface: 62名, item", "surface: 62名, itm", ["there is no column 'itm'; did you mean 'item'?"]),
        ("surface: 62名, ", "", ["says no `surface`"]),
        ("expect: [{surface: 62名, item: 护林员}]", "not: [62名]", ["needs an example with `expect`"]),
        ("not: [62名]", "todo: [{surface: 62名}]", ["needs an example with `not`"]),
        ("not: [62名]", "note: [62名]", ["there is no key 'note' here; did you mean 'not'?"]),
        ("not: [62名]", "not: [62]", ["must be text, not 62"]),
        ("noun first", "12", ['must be text, not 12; write "12"']),
        (
            "    examples:",
            "    set: {scope: totl}\n    examples:",
            ["'totl' is not one of whole, total, part, cumulative; did you mean 'total'?"],
        ),
        ("    examples:", "    measures: people\n    examples:", ["must be a list"]),
        (
            "    examples:",
            "    measures: [livestock]\n    examples:",
            ["there is no measure 'livestock'; there are age, area, ", "people"],
        ),
        ("    examples:", "    units: {nicht: [元]}\n    examples:", ["there is no key 'nicht'"]),
        ("rules:\n", "rules: 5\nx:\n", ["must be a list", "there is no key 'x' here"]),
        ("topic: people", "topic: people\ntopic: people", ["the key 'topic' stands in line 2 already"]),
    ],
)
def test_mistakes_say_what_was_meant(rules, old, new, expected):
    assert old in CLAIMS
    found = _problems(rules(lexicon__classes=CLASSES, claims__people=CLAIMS.replace(old, new, 1)))
    messages = "\n".join(message for *_, message in found)
    for part in expected:
        assert part in messages
    assert {path for path, *_ in found} == {"claims/people.yaml"}
    assert all(line > 1 for _, line, _, _ in found)


def test_positions_inside_a_pattern(rules):
    [found] = _problems(rules(lexicon__classes=CLASSES, claims__people=CLAIMS.replace("{reach} <q>", "({reach} <q>")))
    line = CLAIMS.split("\n").index('    pattern: "<item> {reach} <q>"') + 1
    assert found[:3] == ("claims/people.yaml", line, len('    pattern: "<item> ('))
    assert "character 8: '(' is not closed by ')'" in found[3]


def test_all_problems_of_all_files_come_at_once(rules):
    broken = CLAIMS.replace("{reach}", "{nothing}").replace("not:", "nor:")
    found = _problems(
        rules(
            lexicon__classes=CLASSES.replace("words", "wrods"),
            lexicon__unit="units: {}",
            lexicon__items="leaders: {words: 书记}",
            claims__land=broken.replace("topic: people", "topic: [land]"),
            claims__people=CLAIMS.replace("{reach}", "(a"),
        )
    )
    assert {path for path, *_ in found} == {
        "claims/land.yaml", "claims/people.yaml", "lexicon/classes.yaml", "lexicon/items.yaml", "lexicon/unit.yaml",
    }  # fmt: skip
    assert found == sorted(found, key=lambda problem: problem[:3])
    assert any("is no lexicon; did you mean 'units'?" in message for *_, message in found)


def test_an_id_is_taken_once(rules):
    rule = CLAIMS[CLAIMS.index("  - id") :]
    base = rules(lexicon__classes=CLASSES, claims__people=CLAIMS + rule, claims__zz=CLAIMS)
    messages = [message for *_, message in _problems(base)]
    assert any("is taken by another rule of this file" in message for message in messages)
    assert any("is taken by another rule of /" in message for message in messages)


def test_a_mistake_of_an_overlay_is_told_in_the_overlay(rules):
    base = rules(lexicon__classes=CLASSES, claims__people=CLAIMS)
    over = rules("over", lexicon__classes="classes:\n  other:\n    word: [有]\n")
    found = _problems(base, over)
    assert {path for path, *_ in found} == {"../over/lexicon/classes.yaml"}
    assert (3, 5) in {(line, column) for _, line, column, _ in found}


def test_a_folder_without_rules(rules, tmp_path):
    base = rules(lexicon__classes=CLASSES)
    (tmp_path / "empty").mkdir()
    assert "holds no rule files" in _problems(base, tmp_path / "empty")[0][3]
    assert "is no folder of rule files" in _problems(base, tmp_path / "none")[0][3]


@pytest.mark.parametrize(
    ("lexicon", "text", "meant"),
    [("times", "frames: {compard: [比]}\n", "compared"), ("traps", "beside: {指标: {before: [涨]}}\n", "指数")],
)
def test_a_misspelt_key_is_told(rules, lexicon, text, meant):
    [found] = _problems(rules(**{f"lexicon__{lexicon}": text}))
    assert found[1] == 1
    assert meant in found[3]
