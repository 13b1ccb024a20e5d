"""Resolving: the days of an expression, seen from the day of an issue."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpipe import rules
from factpipe.resolve.times import TimeFinder, resolve_expression
from factpipe.resolve.times.calendar import lunar_day, solar_term
from factpipe.resolve.times.expression import Calendar
from factpipe.resolve.times.points import festival

ISSUE = date(2021, 6, 14)  # a Monday

CASES = """
2019年 2019-01-01 2019-12-31
二〇一九年度 2019-01-01 2019-12-31
2020年2月 2020-02-01 2020-02-29
2008年5月12日 2008-05-12 2008-05-12
２００８年５月１２日 2008-05-12 2008-05-12
1998.08-2002.02 1998-08-01 2002-02-28
今年1至5月 2021-01-01 2021-05-31
今年一季度 2021-01-01 2021-03-31
去年末 2020-12-01 2020-12-31
去年上半年 2020-01-01 2020-06-30
前年10月下旬 2019-10-21 2019-10-31
今明两年 2021-01-01 2022-12-31
上世纪八十年代 1980-01-01 1989-12-31
19世纪 1800-01-01 1899-12-31
“十三五”期间 2016-01-01 2020-12-31
“十二五”末 2015-01-01 2015-12-31
“十四五”头两年 2021-01-01 2022-12-31
昨日 2021-06-13 2021-06-13
上周 2021-06-07 2021-06-13
上周五 2021-06-11 2021-06-11
上个月 2021-05-01 2021-05-31
前两个月 2021-04-01 2021-05-31
最近一周 2021-06-07 2021-06-14
过去30天 2021-05-15 2021-06-13
近五年来 2016-06-14 2021-06-14
三年前 2018-01-01 2018-12-31
2010年1月至今 2010-01-01 2021-06-14
1998年以来 1998-01-01 2021-06-14
从2009年4月至2010年底 2009-04-01 2010-12-31
2009-2010年 2009-01-01 2010-12-31
今年3月8日至12日 2021-03-08 2021-03-12
今天（6月14日） 2021-06-14 2021-06-14
去年入冬以来 2020-11-07 2021-06-14
2012财年 - -
5月3日0时至24时 2021-05-03 2021-05-03
5月3日上午9时至下午5时 2021-05-03 2021-05-03
现在 2021-06-14 2021-06-14
年底前 2021-06-14 2021-12-31
2016年起 2016-01-01 -
从明天起 2021-06-15 -
今天（6月14日）起 2021-06-14 -
从今天（6月14日）开始至6月20日 2021-06-14 2021-06-20
近半个月 - 2021-06-14
三个多月以来 - 2021-06-14
十个多月后 2021-06-14 -
2019/3/5-2019/8/9 2019-03-05 2019-08-09
2018-1-2/2018-3-4 2018-01-02 2018-03-04
二0一六年七月 2016-07-01 2016-07-31
一九九０年底 1990-12-01 1990-12-31
截至2012年10月底 - 2012-10-31
截至目前 - 2021-06-14
日前 - 2021-06-14
几年前 - 2021-06-14
2015年以前 - 2014-12-31
今后 2021-06-14 -
近日 - -
春节期间 2021-02-11 2021-02-17
“五一”小长假 2021-05-01 2021-05-05
中秋国庆假期 2020-10-01 2020-10-08
1999年国庆黄金周 - -
3月15日当天 2021-03-15 2021-03-15
5月以来 2021-05-01 2021-06-14
自2015年设站以来 2015-01-01 2021-06-14
自4月8日起全线封航以来 2021-04-08 2021-06-14
自大桥通车以来 - -
5个月以来 2021-01-14 2021-06-14
3月前 - 2021-02-28
3个月前 2021-03-01 2021-03-31
10余年间 - -
2019年2月29日 - -
正月初一 2021-02-12 2021-02-12
去年端午 2020-06-25 2020-06-25
去年闰四月 2020-05-23 2020-06-20
清明节 2021-04-04 2021-04-04
今春 2021-02-03 2021-05-04
母亲节 2021-05-09 2021-05-09
民国三年 1914-01-01 1914-12-31
""".splitlines()


@pytest.mark.parametrize("line", [line for line in CASES if line])
def test_days(line):
    words, first, last = line.split()
    expected = tuple(None if each == "-" else date.fromisoformat(each) for each in (first, last))
    assert resolve_expression(words, ISSUE) == expected


def test_preference():
    assert resolve_expression("10月", ISSUE, "past") == (date(2020, 10, 1), date(2020, 10, 31))
    assert resolve_expression("10月", ISSUE, "future") == (date(2021, 10, 1), date(2021, 10, 31))
    assert resolve_expression("中秋节", ISSUE, "past")[0] == date(2020, 10, 1)
    assert resolve_expression("中秋节", ISSUE, "future")[0] == date(2021, 9, 21)


def test_the_first_months_in_a_paper_are_those_of_the_year():
    days = Calendar(rules.load().times).days
    assert days("前3个月", ISSUE) == (date(2021, 1, 1), date(2021, 3, 31))
    assert days("前11个月", ISSUE) == (date(2020, 1, 1), date(2020, 11, 30))


def test_without_an_issue_date_only_what_tells_its_year():
    calendar = TimeFinder(rules.load()).calendar
    assert calendar.days("2010年5月", None) == (date(2010, 5, 1), date(2010, 5, 31))
    for words in ("去年", "5月", "昨日", "27日", "近五年来", "上周五", "今年春节", "截至目前"):
        assert calendar.days(words, None) == (None, None), words


FINDER = TimeFinder(rules.load())
ONES = "〇一二三四五六七八九"


def hanzi(n):
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else ONES[tens] + "十") + (ONES[ones] if ones else "")


def wide(text):
    return text.translate({ord(str(n)): 0xFF10 + n for n in range(10)})


FORMS = (
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}号",
    lambda d: wide(f"{d.year}年{d.month}月{d.day}日"),
    lambda d: "".join(ONES[int(x)] for x in str(d.year)) + f"年{hanzi(d.month)}月{hanzi(d.day)}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}\n年{d.month}月\n{d.day}日",
    lambda d: wide(f"{d.year}年　{d.month}月{d.day}日"),
    lambda d: d.isoformat(),
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.month}/{d.day}/{d.year}" if d.day > 12 else d.isoformat(),
)


@given(
    st.dates(date(1800, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS), st.dates(date(1900, 1, 1), date(2100, 1, 1))
)
def test_a_date_in_any_form_is_itself(day, form, issue):
    assert resolve_expression(form(day), issue) == (day, day)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS[:8]))
def test_a_date_in_any_form_is_found_whole(day, form):
    words = form(day)
    text = f"据了解，{words}全村栽树三百株。"
    mentions = FINDER.find(text)
    assert [text[m.start : m.end] for m in mentions] == [words]


@given(
    st.dates(date(1949, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["past", "future"]),
    st.integers(1, 12),
    st.integers(1, 28),
)
def test_a_day_without_its_year_lies_on_the_side_that_is_preferred(issue, prefer, month, day):
    first, last = resolve_expression(f"{month}月{day}日", issue, prefer)
    assert first == last
    assert (first.month, first.day) == (month, day)
    assert first <= issue if prefer == "past" else first >= issue
    assert abs((first - issue).days) <= 366


@given(st.text(alphabet="今去年月日至到从以来前后两三十12春节第季度世纪代农历初周星期（）-/.", max_size=20), st.dates())
def test_whatever_is_written_ends_after_it_begins(words, issue):
    first, last = resolve_expression(words, issue)
    assert first is None or last is None or first <= last


def test_long_input_is_not_read():
    assert resolve_expression("至" * 1_000_000, ISSUE) == (None, None)


def test_the_chinese_calendar():
    assert lunar_day(2023, 1, 1) == (date(2023, 1, 22), date(2023, 1, 22))
    assert lunar_day(2023, 12, -1) == (date(2024, 2, 9), date(2024, 2, 9))
    assert lunar_day(2020, 5, 1, leap=True) is None
    assert lunar_day(1700, 1, 1) is None
    assert solar_term(2021, "冬至") == date(2021, 12, 21)


@given(st.integers(1950, 2099))
def test_every_festival_has_a_day_every_year(year):
    for word, entry in rules.load().times.festivals.items():
        days = festival(entry, year)
        assert days is not None, word
        assert date(year, 1, 1) <= days[0] < date(year + 1, 3, 1) + timedelta(1), word
