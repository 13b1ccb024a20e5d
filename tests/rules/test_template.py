"""The template language: what parses to what, and what a mistake is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpipe import rules
from factpipe.rules import template
from factpipe.rules.template import Choice, Class, Gap, Literal, Optional, Sequence, Slot, TemplateError, parse


def test_every_construct():
    assert parse("<item> [{adverb}] (共有|为) <gap:3> <q>") == Sequence(
        (
            Slot("item"),
            Optional(Class("adverb")),
            Choice((Literal("共有"), Literal("为"))),
            Gap(3),
            Slot("q"),
        )
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("每人<q>", "每人 <q>"),
        ("((<q>))", "<q>"),
        ("(每|每个) (人 <q>)", "(每|每个) 人 <q>"),
        ("[[共]] <q>", "[共] <q>"),
        ("[共|总共] <q>", "[(共|总共)] <q>"),
        ("((共|达)|为) <q>", "(共|达|为) <q>"),
        ("  <q>  ", "<q>"),
    ],
)
def test_ways_to_write_the_same(text, same):
    assert parse(text) == parse(same)
    assert str(parse(text)) == same


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 0, "the template is empty"),
        ("(共有|达 <q>", 0, "'(' is not closed by ')'"),
        ("<q> 人)", 5, "')' closes nothing"),
        ("共有|达 <q>", 2, "outside brackets"),
        ("(|达) <q>", 1, "write [a]"),
        ("(达|) <q>", 3, "write [a]"),
        ("[] <q>", 1, "missing here"),
        ("<itm> <q>", 1, "did you mean 'item'?"),
        ("<gap:0> <q>", 1, "N from 1 to 30"),
        ("<gap:99> <q>", 1, "N from 1 to 30"),
        ("{Reach} <q>", 1, "small letters"),
        ("{reach <q>", 0, "not closed by '}'"),
        ("<item 共有", 0, "not closed by '>'"),
        ("<item> 共有", 0, "the quantity itself, is missing"),
        ("<item> [<q>]", 8, "stands in brackets"),
        ("(有 <q>|<q> 户)", 7, "more than once"),
        ("(<q>|共有)", 1, "stands in brackets"),
        ("(<item> 有|共有 <item>) <q>", 13, "more than once"),
        ("<q> 达 <q>", 6, "more than once"),
        ("<item> <q> <item>", 11, "more than once"),
        ("<item> （共有|达） <q>", 7, "'（' is a full-width sign; write '('"),
        ("<item> (共有｜达) <q>", 10, "write '|'"),
        ("<item> 达 ＜q＞", 9, "write '<'"),
        ("(" * 40 + "<q>" + ")" * 40, 21, "deep"),
    ],
)
def test_mistakes_say_where_and_what(text, position, message):
    with pytest.raises(TemplateError) as caught:
        parse(text)
    assert message in str(caught.value)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "characters"),
    [("<q>", 0), ("共有 <q>", 2), ("(共有|达) <q>", 3), ("[共] 有 <q>", 2), ("{reach} 为 <q> 左右", 3)],
)
def test_literal_characters(text, characters):
    assert template.literal_characters(parse(text)) == characters


def test_sample_writes_texts_that_the_template_matches():
    texts = template.sample(parse("<item> [共] {reach} <q>"), {"reach": ["有", "达"]})
    assert texts == ["教师共有3名", "教师共达3名", "教师有3名", "教师达3名"]
    assert template.sample(parse("[(一|二)] [(三|四)] [(五|六)] <q>"), limit=4) == [
        "一三五3名",
        "一三六3名",
        "一三3名",
        "一四五3名",
    ]


def test_every_shipped_rule_has_samples():
    assert template.SAMPLE_SLOTS.keys() == set(template.SLOTS)
    ruleset = rules.load()
    words = {name: entry.words for name, entry in ruleset.classes.classes.items()}
    assert all(template.sample(rule.template, words, limit=3) for rule in ruleset.claims)


literals = st.text("共有达为每人户约至少", min_size=1, max_size=3).map(Literal)
leaves = st.one_of(
    literals,
    st.sampled_from(["reach", "adverb", "of-2"]).map(Class),
    st.integers(1, template.MAX_GAP).map(Gap),
)


def _compound(children):
    """Trees in the form that `parse` gives: no sequence in a sequence, no choice in a choice, [ ] not doubled."""
    flat = children.filter(lambda node: not isinstance(node, Sequence))
    return st.one_of(
        st.lists(flat, min_size=2, max_size=4).map(lambda nodes: Sequence(tuple(nodes))),
        st.lists(children.filter(lambda node: not isinstance(node, Choice)), min_size=2, max_size=3).map(
            lambda options: Choice(tuple(options))
        ),
        children.filter(lambda node: not isinstance(node, Optional)).map(Optional),
    )


trees = st.recursive(leaves, _compound, max_leaves=10)


@given(trees)
def test_round_trip(node):
    nodes = node.nodes if isinstance(node, Sequence) else (node,)
    whole = Sequence((*nodes, Slot("q")))
    assert parse(str(whole)) == whole


@given(st.text("()[]{}<>|q 共有:gap3", max_size=24))
def test_anything_parses_or_says_where_it_does_not(text):
    try:
        node = parse(text)
    except TemplateError as mistake:
        error = mistake
    else:
        assert parse(str(node)) == node
        return
    assert 0 <= error.position <= len(text)
    assert str(error)
