"""The sentence of a claim, cut around the quantity where it is long."""

from typing import NamedTuple

from factpipe.changes.rows import Row

_ARROWS = {"up": "↑", "down": "↓"}


class Evidence(NamedTuple):
    """A sentence in three pieces; the middle one is the quantity as written (empty where it is not found)."""

    before: str
    surface: str
    after: str


def evidence(row: Row, around: int | None = None) -> Evidence:
    """The sentence of a row; with `around`, no more than that many characters on each side of the quantity."""
    sentence = (row.sentence or "").replace("\n", "")
    at = sentence.find(row.surface)
    if at < 0:
        return Evidence(sentence if around is None else sentence[: 2 * around], "", "")
    before, after = sentence[:at], sentence[at + len(row.surface) :]
    if around is not None and len(before) > around:
        before = "…" + before[-around:]
    if around is not None and len(after) > around:
        after = after[:around] + "…"
    return Evidence(before, row.surface, after)


def figure(row: Row | None) -> str:
    """The quantity as written, with what it is a rate of and which way it goes: `1.5万元/人`, `↓1.5%`."""
    if row is None:
        return ""
    sign = _ARROWS.get(row.direction, "")
    return sign + row.surface + (f"/{row.per}" if row.per and row.per not in row.surface else "")


def claim(row: Row) -> str:
    """What is claimed, on one line: place, item, and what sets it off from one told as actual."""
    parts = [row.place or "—", row.item or row.unit or row.measure]
    if row.status != "actual":
        parts.append(row.status)
    return " · ".join(parts)


def plain(value: float | None) -> str:
    """A number in plain digits, thousands set apart."""
    if value is None:
        return ""
    return f"{value:,.10f}".rstrip("0").rstrip(".")


def signed(value: float | None) -> str:
    """The same with its sign."""
    return "" if value is None else ("+" if value > 0 else "−" if value < 0 else "±") + plain(abs(value))


def percent(share: float | None) -> str:
    """A share with sign, in percent with one digit."""
    return "" if share is None else f"{'+' if share > 0 else '−' if share < 0 else '±'}{abs(share) * 100:,.1f}%"
