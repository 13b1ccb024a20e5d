"""Quantities with what the text says they count: quantities + rules → claims."""

from factpipe.link.linker import Explanation, Linker
from factpipe.link.masks import Passage
from factpipe.link.naming import PREVIOUS, SAME, UNIT

__all__ = ["PREVIOUS", "SAME", "UNIT", "Explanation", "Linker", "Passage"]
