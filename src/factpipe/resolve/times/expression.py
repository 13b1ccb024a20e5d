"""The days of a time expression on the calendar."""

from datetime import date

from factpipe.rules.entries.times import File

Interval = tuple[date | None, date | None]


class Calendar:
    """Resolves expressions with the words of times.yaml."""

    def __init__(self, lexicon: File) -> None:
        self.lexicon = lexicon

    def days(self, words: str, reference: date | None, prefer: str = "near") -> Interval:
        """First and last day of the expression, None where it is not certain."""
        return None, None


def resolve_expression(text: str, reference: date, prefer: str = "past") -> Interval:
    """First and last day of the expression `text`, seen from `reference`; None where it is not certain."""
    return None, None
