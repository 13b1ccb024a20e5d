"""What a headline is too short to tell is taken from the same number in the text under it."""

import factpipe

TITLE, TEXT = "三千户用上沼气", "龙门县河口乡计划明年让三千户村民用上沼气，投资600万元。"


def rows(*lines):
    facts = factpipe.extract({"page": "\n".join(lines) + "\n"})
    return facts.sort_values("start")[["surface", "status", "place"]].astype(object).values.tolist()


def test_what_the_text_plans_is_planned_in_the_headline():
    headline, *_ = rows(TITLE, TEXT)
    assert headline == ["三千户", "target", "龙门县河口乡"]


def test_what_the_headline_tells_by_itself_stays():
    headline, body, _ = rows("龙门县三千户用上沼气", TEXT.replace("计划明年", "去年"))
    assert headline == ["三千户", "actual", "龙门县"]
    assert body[2] == "龙门县河口乡"


def test_small_numbers_and_lengths_of_time_meet_by_chance():
    assert rows("三户用上沼气", TEXT.replace("三千", "三"))[0][1] == "actual"
    assert rows("三十年的沼气池", TEXT.replace("三千户", "三十年后"))[0][1] == "actual"


def test_a_number_above_is_no_headline_of_it():
    first, *_ = rows("江口县去年让三千户村民用上沼气，投资800万元。", TEXT)
    assert first == ["三千户", "actual", "江口县"]
