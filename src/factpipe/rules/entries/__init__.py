"""What each rule file may hold, as pydantic models; one module a file.

`entries/<name>.py` belongs to `rules/lexicon/<name>.yaml` and exposes `File`, an `Entry` that describes the whole file.
Every section of `File` has a default, since an overlay may hold a part of the file only, and a file may be missing.
What a section holds is a mapping (key → entry), a list of entries with a key field (`id`, `key`, `text`, `word` or
`name`), or a list of words; `overlay.merge` merges by those keys. The fields `description`, `note`, `source` and
`examples` are for readers and tests: they are no part of the ruleset's hash.
"""

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """Base of all entries of rule files: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
