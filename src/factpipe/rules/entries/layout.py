"""Entries of rules/lexicon/layout.yaml."""

from factpipe.rules.entries import Entry


class File(Entry):
    """The whole file: lists of words, each with one use in taking a page apart."""

    #: papers and agencies that open a dateline: 本报 讯, 新华社 北京…电
    agencies: tuple[str, ...] = ()
    #: what stands before a writer's name: 记者, 通讯员
    reporters: tuple[str, ...] = ()
    #: what follows a photographer's or artist's name: 摄
    photo: tuple[str, ...] = ()
    #: how a picture's caption begins: 图为
    caption: tuple[str, ...] = ()
    #: words in the title of a commentary, or at either end of its text: 短评, 本报评论员
    commentary: tuple[str, ...] = ()
    #: words by which a writer tells his own view, anywhere in the text: 笔者认为
    views: tuple[str, ...] = ()
    #: how the headings of sections end that tell what is planned: 工作安排
    plans: tuple[str, ...] = ()
    #: how the title of a notice or advertisement ends: 公告, 启事
    notice: tuple[str, ...] = ()
    #: how the titles of documents end that are no news: 工作总结, 实施方案
    documents: tuple[str, ...] = ()
    #: what the title of a column of short items holds: 简讯
    brief: tuple[str, ...] = ()
    #: how lines begin that belong to the page and to no article: 责任编辑
    furniture: tuple[str, ...] = ()
    #: surnames, to know a line that holds a name alone
    surnames: tuple[str, ...] = ()
