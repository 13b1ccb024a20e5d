"""rules/lexicon/checks.yaml: the words by which facts of one article are held against one another."""

from typing import Annotated

from pydantic import StringConstraints

from factpipe.rules.entries import Entry

_Two = Annotated[str, StringConstraints(pattern=r"^\S+ \S+$")]
_Three = Annotated[str, StringConstraints(pattern=r"^\S+ \S+ \S+$")]


class File(Entry):
    """Lists of words, each with one use; what is grammar (每, 其中, 比) stands with the checks themselves."""

    #: what a rate is told for where it is told for each person: 每名[学生]
    per_person: tuple[str, ...] = ()
    #: the same of each household: 每[户]
    per_household: tuple[str, ...] = ()
    #: for which a total may be told as well: 年 产900吨
    periods: tuple[str, ...] = ()
    #: right before a total: 共, 合计
    totals: tuple[str, ...] = ()
    #: that a percentage is a share: 占
    shares: tuple[str, ...] = ()
    #: right before a number of the time before, which is no part of what is told now: 同期
    before: tuple[str, ...] = ()
    #: classifiers that count things of several kinds together: 件
    mixed: tuple[str, ...] = ()
    #: two names, one space between them, of the parts of which a whole has no third: 男 女
    halves: tuple[_Two, ...] = ()
    #: three names, of which the third is the first less the second: 出口 进口 顺差
    differences: tuple[_Three, ...] = ()
