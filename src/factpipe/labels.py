"""How papers name the pages of an issue."""

import re
import unicodedata

from factpipe import numerals

_LABEL = re.compile(r"第?\s*([A-Z]?)([0-9]{1,3}|[〇零一二三四五六七八九十]{1,3})\s*版?", re.IGNORECASE)


def page_label(text: str) -> str:
    """The one form of a page's label: `02`, `第２版`, `二` → `2`; `A03` → `A3`; what is no such label as it stands."""
    text = text.strip()
    match = _LABEL.fullmatch(unicodedata.normalize("NFKC", text))
    number = numerals.plain(match[2]) if match else None
    return text if number is None else f"{match[1].upper()}{number:.0f}"
