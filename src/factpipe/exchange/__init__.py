"""Facts to annotation tools and back, as gold.

    tables + texts ─documents→ Document ─doccano, labelstudio, brat, webanno→ files of the tool
    files of the tool ─the same module→ Marked ─corrections→ gold lines

What goes out and comes back unchanged is the same fact, to the last field. Offsets are code points here; each module
says what its tool counts in.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from factpipe.exchange import brat, doccano, labelstudio, webanno
from factpipe.exchange.documents import FIELDS, Document, Mark, Marked, load

if TYPE_CHECKING:
    from factpipe.exchange.corrections import Corrected

__all__ = ["FIELDS", "TOOLS", "Document", "Mark", "Marked", "export", "load", "read", "read_marks"]

TOOLS: dict[str, ModuleType] = {"doccano": doccano, "labelstudio": labelstudio, "brat": brat, "webanno": webanno}


def export(documents: Sequence[Document], tool: str, folder: Path) -> list[Path]:
    """Write documents with their facts as the files that a tool imports; the files written.

    Errors: OutputError where the folder cannot be written.
    """
    from factpipe.errors import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        return TOOLS[tool].write(documents, folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}; choose another with -o") from None


def read_marks(tool: str, path: Path) -> Iterator[Marked]:
    """The documents of a tool's file or folder, with what people marked in them.

    Errors: UnusableInputError with file and line, saying what was expected.
    """
    yield from TOOLS[tool].read(path)


def read(tool: str, path: Path) -> "list[Corrected]":
    """The same as gold facts: what people did not touch as it was, the numbers of new marks read from their text."""
    from factpipe.exchange.corrections import Reader

    reader = Reader()
    return [corrected for marked in read_marks(tool, path) for corrected in reader.facts(marked)]
