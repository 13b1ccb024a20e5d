"""How one rule file is laid over another."""

from hypothesis import given
from hypothesis import strategies as st

from factpipe.rules.overlay import enabled, merge


def test_mappings_merge_by_key():
    base = {"亩": {"measure": "area", "factor": 666.7}, "斤": {"measure": "mass"}}
    over = {"亩": {"factor": 600}, "垧": {"measure": "area"}}
    assert merge(base, over) == {
        "亩": {"measure": "area", "factor": 600},
        "斤": {"measure": "mass"},
        "垧": {"measure": "area"},
    }


def test_lists_of_entries_merge_by_their_key():
    base = [{"key": "photo", "words": ["摄"]}, {"key": "caption", "words": ["图为"]}]
    over = [{"key": "caption", "words": ["左图"]}, {"key": "brief", "words": ["简讯"]}]
    assert merge(base, over) == [
        {"key": "photo", "words": ["摄"]},
        {"key": "caption", "words": ["图为", "左图"]},
        {"key": "brief", "words": ["简讯"]},
    ]


def test_lists_of_words_grow_and_may_shrink():
    assert merge({"words": ["书记"]}, {"words": ["主任", "书记"]}) == {"words": ["书记", "主任"]}
    assert merge({"words": ["书记", "代表"]}, {"words": {"add": ["会长"], "remove": ["代表"]}}) == {
        "words": ["书记", "会长"]
    }


def test_disabled_entries_go():
    assert merge({"a": {"x": 1}, "b": {"x": 2}}, {"a": {"disabled": True}}) == {"b": {"x": 2}}
    assert merge([{"id": "a"}, {"id": "b"}], [{"id": "b", "disabled": True}]) == [{"id": "a"}]
    assert enabled({"a": {"disabled": True}, "b": [{"id": 1, "disabled": True}, {"id": 2, "disabled": False}]}) == {
        "b": [{"id": 2}]
    }


words = st.text("甲乙丙丁", min_size=1, max_size=2)
maps = st.dictionaries(words, st.one_of(st.integers(), st.dictionaries(words, st.integers(), max_size=3)), max_size=4)
lists = st.lists(words, unique=True, max_size=5)


@given(maps)
def test_an_overlay_of_the_same_or_of_nothing_changes_nothing(data):
    assert merge(data, {}) == data
    assert merge(data, data) == data
    assert merge({}, data) == data


@given(maps, maps)
def test_every_key_of_both_is_there_and_the_overlay_wins(base, over):
    merged = merge(base, over)
    assert merged.keys() == base.keys() | over.keys()
    assert list(merged)[: len(base)] == list(base)
    for key, value in over.items():
        if not isinstance(value, dict) or not isinstance(base.get(key), dict):
            assert merged[key] == value


@given(maps, maps, maps)
def test_nothing_is_changed_in_place(base, over, more):
    before = repr((base, over, more))
    merge(merge(base, over), more)
    assert repr((base, over, more)) == before


@given(lists, lists)
def test_words_are_kept_in_order_and_once(base, over):
    merged = merge(base, over)
    assert merged == base + [word for word in over if word not in base]
    assert merge(base, {"remove": over}) == [word for word in base if word not in over]
