"""Libraries that only some formats need."""

from collections.abc import Iterator
from contextlib import contextmanager

from factpipe.errors import InputError


@contextmanager
def needs(extra: str, what: str) -> Iterator[None]:
    """Imports inside it that fail become an InputError which names the extra to install."""
    try:
        yield
    except ImportError as error:
        how = f"pip install '.[{extra}]' in the folder of factpipe"
        raise InputError("extra", f"reading {what} needs {error.name}: {how}") from None
