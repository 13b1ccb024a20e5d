"""Simplest forms of stages that are not there yet, so that every stage after them runs. Goes when they land."""

import re
from decimal import Decimal

from factpipe.model import Article, ArticleKind, Claim, Modifier, Part, Place, Quantity, Role, Status, Time


class RuleSet:
    hash = "none"


def load(overlays=()):  # noqa: ARG001
    return RuleSet()


class Layout:
    def __init__(self, rules):
        pass

    def articles(self, page):
        text = page.text
        n = len(text)
        return [
            Article(
                f"{page.doc_id}#1", page.doc_id, ArticleKind.NEWS, text, (Part(Role.BODY, 0, n),), (0,), (0,), ((0, n),),
                publication=page.publication, issue_date=page.issue_date, page=page.page, url=page.url,
            )
        ]  # fmt: skip


class Scanner:
    _FOUND = re.compile(r"([0-9]+(?:\.[0-9]+)?)(万|亿)?(余|多)?(元|人|户|名|亩|公里|个|%)")

    def __init__(self, rules):
        pass

    def scan(self, text, keep_all=False):  # noqa: ARG002
        found = []
        for m in self._FOUND.finditer(text):
            value = Decimal(m[1]) * {"万": 10**4, "亿": 10**8}.get(m[2], 1)
            high = None if m[3] else value
            modifier = Modifier.OVER if m[3] else Modifier.EXACT
            found.append(Quantity(m.start(), m.end(), value, value, high, modifier, m[4], "count", None, *m.span(1)))
        return found


class Linker:
    def __init__(self, rules):
        pass

    def link(self, text, quantities, *_, **__):
        claims = []
        for q in quantities:
            start = text.rfind("\n", 0, q.start) + 1
            end = text.find("\n", q.end)
            span = (start, len(text) if end < 0 else end)
            claims.append(
                Claim(q, q.measure, q.unit, None, None, q.per, Status.ACTUAL, None, None, None, span, "stand-in")
            )
        return claims


class TimeFinder:
    def __init__(self, rules):
        pass

    def find(self, text):  # noqa: ARG002
        return []


NO_TIME = Time(None, None, None)
NO_PLACE = Place(None, None, None, None, None, None)
