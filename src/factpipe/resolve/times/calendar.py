"""Days, weeks, months and years as inclusive intervals.

The Chinese calendar is that of `borax`, the holidays are those of `chinesecalendar`; both are loaded when needed.
"""

import calendar
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

Days = tuple[date, date]

#: years of the lunar calendar that are known
LUNAR_YEARS = range(1900, 2101)


def day(year: int, month: int, of_month: int) -> Days | None:
    """That day; None where the calendar has none."""
    try:
        it = date(year, month, of_month)
    except ValueError:
        return None
    return it, it


def month(year: int, number: int) -> Days | None:
    """That month; None where the calendar has none."""
    return months(year, number, number)


def months(year: int, first: int, last: int) -> Days | None:
    """The months first to last of the year, both included."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= first <= last <= 12):
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def years(first: int, last: int) -> Days | None:
    """The years first to last, both included."""
    return (date(first, 1, 1), date(last, 12, 31)) if MINYEAR <= first <= last <= MAXYEAR else None


def week(of: date) -> Days:
    """The week from Monday that holds the day."""
    monday = of - timedelta(days=of.weekday())
    return monday, monday + timedelta(days=6)


def shift_months(of: date, by: int) -> date:
    """The same day `by` months on, or the last day of that month; ValueError beyond the calendar."""
    n = of.year * 12 + of.month - 1 + by
    year, number = divmod(n, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("beyond the calendar")
    return date(year, number + 1, min(of.day, calendar.monthrange(year, number + 1)[1]))


def unit_at(unit: str, of: date, by: int, last: int | None = None) -> Days | None:
    """The whole units `by` to `last` (`by` itself for None) counted from the one that holds the day."""
    last = by if last is None else last
    try:
        if unit == "day":
            return of + timedelta(days=by), of + timedelta(days=last)
        if unit == "week":
            monday = week(of)[0]
            return monday + timedelta(days=7 * by), monday + timedelta(days=7 * last + 6)
        if unit == "year":
            return years(of.year + by, of.year + last)
        size = {"month": 1, "quarter": 3, "half": 6}[unit]
        first = date(of.year, (of.month - 1) // size * size + 1, 1)
        start, end = shift_months(first, by * size), shift_months(first, (last + 1) * size - 1)
        return start, date(end.year, end.month, calendar.monthrange(end.year, end.month)[1])
    except (ValueError, OverflowError):
        return None


def shift(unit: str, of: date, by: int) -> date | None:
    """The day `by` units on from the day; None beyond the calendar."""
    try:
        if unit in ("day", "week"):
            return of + timedelta(days=by * (7 if unit == "week" else 1))
        return shift_months(of, by * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit])
    except (ValueError, OverflowError):
        return None


def nth_weekday(year: int, number: int, nth: int, weekday: int) -> Days | None:
    """The nth (last for -1) weekday (Monday 1) of a month."""
    whole = month(year, number)
    if whole is None:
        return None
    if nth < 0:
        it = whole[1] - timedelta(days=(whole[1].isoweekday() - weekday) % 7)
    else:
        it = whole[0] + timedelta(days=(weekday - whole[0].isoweekday()) % 7 + 7 * (nth - 1))
    return (it, it) if it.month == number else None


def lunar_day(year: int, number: int, of_month: int, leap: bool = False) -> Days | None:
    """A day of the Chinese calendar; day -1 is the last of its month. None where there is none."""
    if year not in LUNAR_YEARS:
        return None
    whole = lunar_month(year, number, leap)
    if whole is None:
        return None
    it = whole[1] if of_month < 0 else whole[0] + timedelta(days=of_month - 1)
    return (it, it) if it <= whole[1] else None


@lru_cache(maxsize=512)
def lunar_month(year: int, number: int, leap: bool = False) -> Days | None:
    """A month of the Chinese calendar; None where there is none."""
    from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate

    try:
        first = LunarDate(year, number, 1, int(leap)).to_solar_date()
        return first, first + timedelta(days=LCalendars.ndays(year, number, int(leap)) - 1)
    except InvalidLunarDateError:
        return None


@lru_cache(maxsize=512)
def solar_term(year: int, name: str) -> date | None:
    """The day of one of the 24 solar terms in a year; None where the year is not known."""
    if year not in LUNAR_YEARS:
        return None
    from borax.calendars.lunardate import TermUtils

    return TermUtils.nth_term_day(year, term_name=name)


@lru_cache(maxsize=512)
def holiday(festival: date) -> Days | None:
    """The days off around a festival as the State Council set them for its year; None where they are not known."""
    from chinese_calendar import get_holiday_detail, is_holiday

    def off(it: date) -> bool:
        try:
            return is_holiday(it)
        except NotImplementedError:  # a year that the library does not know
            return False

    if not off(festival) or get_holiday_detail(festival)[1] is None:
        return None
    one = timedelta(days=1)
    first = last = festival
    while off(first - one):
        first -= one
    while off(last + one):
        last += one
    return first, last


def choose(of_year: Callable[[int], Days | None], reference: date, prefer: str) -> Days | None:
    """Of a thing that comes every year, the one meant: the last before the reference, the next after it, or `near`.

    `near` is what a newspaper means: this year's, but last year's where this year's lies more than four months ahead;
    `ahead` is what it means of plans: this year's, but the next where this year's lies more than two months back.
    """
    if prefer == "ahead":
        this = of_year(reference.year)
        return of_year(reference.year + 1) if this and (reference - this[1]).days > 61 else this
    if prefer != "near":  # 29 February is eight years away at most
        step = -1 if prefer == "past" else 1
        found = filter(None, (of_year(reference.year + n) for n in range(-step, 9 * step, step)))
        return next((it for it in found if (it[0] <= reference if step < 0 else it[1] >= reference)), None)
    this = of_year(reference.year)
    if this is None or (this[0] - reference).days > 123:
        return of_year(reference.year - 1)
    return this
