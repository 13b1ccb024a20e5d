"""Code points and UTF-16 code units: tools written in JavaScript or Java count 𠮷 as two."""

from bisect import bisect_left

from factpipe.errors import UnusableInputError

_ASTRAL = 0xFFFF


class Units:
    """Maps offsets of a text between code points and UTF-16 code units."""

    def __init__(self, text: str) -> None:
        #: code-point offsets of the characters that take two units
        self._astral = [i for i, char in enumerate(text) if ord(char) > _ASTRAL] if not text.isascii() else []
        self._astral_units = [i + n for n, i in enumerate(self._astral)]

    def of(self, point: int) -> int:
        """Code units before a code-point offset."""
        return point + bisect_left(self._astral, point)

    def points(self, unit: int) -> int:
        """Code points before a code-unit offset. Errors: UnusableInputError within a character."""
        before = bisect_left(self._astral_units, unit)
        if before and self._astral_units[before - 1] + 1 == unit:
            raise UnusableInputError(f"offset {unit} is in the middle of a character; expected UTF-16 code units")
        return unit - before
