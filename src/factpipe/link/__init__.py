"""Quantities with what the text says they count: quantities + rules → claims."""

from factpipe.link.linker import Explanation, Linker

__all__ = ["Explanation", "Linker"]
