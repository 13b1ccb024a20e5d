"""How sure a row is, by signs that it shows."""

from typing import get_args

import pytest
from pydantic import ValidationError

import factpipe
from factpipe.confidence import Confidence, Signs
from factpipe.rules.entries.confidence import File, Sign

PLAIN = Signs(
    rule="core.right-noun", measure="people", bound="exact", status="actual", scope="none", item="right ≤0",
    item_length="≤3", repeated="≤1", place="≤0", named="≤1", code="told", places="≤3", time="told", numbers="≤2",
    opening="≤15",
)  # fmt: skip


def test_nothing_is_claimed_without_a_calibration():
    assert Confidence(File()).of(PLAIN) is None


def test_signs_add_to_the_log_odds():
    model = Confidence(File(base=0.0, signs={"rule": {"core.carried": -2.0}, "place": {"≤0": 1.0}}))
    assert model.of(PLAIN) == pytest.approx(0.73)
    assert model.of(PLAIN._replace(place="≤4")) == 0.5
    assert model.of(PLAIN._replace(place="≤4", rule="core.carried")) == pytest.approx(0.12)


def test_a_sign_that_the_fit_has_not_seen_says_nothing():
    model = Confidence(File(base=0.4, signs={"rule": {"core.carried": -2.0}}))
    assert model.of(PLAIN._replace(rule="my.rule")) == model.of(PLAIN)


def test_the_signs_of_the_rule_file_are_those_of_a_row():
    assert get_args(Sign) == Signs._fields
    with pytest.raises(ValidationError, match="wether"):
        File(signs={"wether": {"core.carried": -2.0}})


def test_rows_have_a_share():
    facts = factpipe.extract("朵曲县恩扎村有牧户112户。去年产青稞30吨，比上年增长5%。")
    assert facts["confidence"].between(0, 1).all()


def test_an_item_beside_its_number_is_surer_than_one_that_is_carried():
    facts = factpipe.extract("朵曲县有护林员62名，占全县人口的三成。")
    by_surface = facts.set_index("surface")["confidence"]
    assert by_surface["62名"] > by_surface["三成"]
