"""What a text is about, from one offset to the next."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from factpipe.model import maker
from factpipe.resolve.places.paths import Path


class Focus(NamedTuple):
    """What the text is about from `start` on."""

    start: int
    path: Path


_focus = maker(Focus)


class Trail:
    """The changes of what a text is about, in order."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.paths: list[Path] = []

    def shift(self, start: int, path: Path) -> Path:
        """Let the text be about a path from an offset on, whatever was noted beyond it. Returns the path."""
        while self.starts and self.starts[-1] > start:  # the end of a clause that another place cuts short
            self.starts.pop()
            self.paths.pop()
        if not self.paths or self.paths[-1] != path:
            self.starts.append(start)
            self.paths.append(path)
        return path

    def for_a_while(self, start: int, path: Path, focus: Path, end: int) -> Path:
        """Let the text be about a path from `start` to `end`, and then about the focus again, which is returned."""
        self.shift(start, path)
        return self.shift(end, focus)

    def goes_beyond(self, offset: int) -> bool:
        """Whether another place is noted to hold up to an end beyond the offset."""
        return bool(self.starts) and self.starts[-1] > offset

    def at(self, offset: int) -> Focus | None:
        """What the text is about from an offset on, and since when."""
        index = bisect_right(self.starts, offset) - 1
        return _focus((self.starts[index], self.paths[index])) if index >= 0 else None

    def before(self, offset: int) -> Focus | None:
        """What the text is about right before an offset, and since when."""
        index = bisect_left(self.starts, offset) - 1
        return _focus((self.starts[index], self.paths[index])) if index >= 0 else None

    def first(self, start: int, end: int) -> Path:
        """The first place that a stretch of the text is about."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return next((path for path in self.paths[first:last] if path), ())
