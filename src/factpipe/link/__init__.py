"""Quantities with what the text says they count: quantities + rules → claims."""

from factpipe.link.linker import PREVIOUS, Explanation, Linker

__all__ = ["PREVIOUS", "Explanation", "Linker"]
