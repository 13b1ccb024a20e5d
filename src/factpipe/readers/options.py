"""What a user may say of the input."""

from dataclasses import dataclass, fields
from datetime import date

from factpipe.readers.metadata import Metadata


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of a run that readers obey. The metadata fields win over what any file says of itself."""

    encoding: str | None = None
    publication: str | None = None
    issue_date: date | None = None
    page: str | None = None
    url: str | None = None
    #: columns of corpora (JSONL, CSV, Parquet, Excel); None: found by their usual names
    text_column: str | None = None
    id_column: str | None = None
    title_column: str | None = None
    date_column: str | None = None
    publication_column: str | None = None
    page_column: str | None = None
    url_column: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The options of columns that were given."""
        return tuple(each.name for each in fields(self) if each.name.endswith("_column") and getattr(self, each.name))

    @property
    def metadata(self) -> Metadata:
        return Metadata(self.publication, self.issue_date, self.page, self.url)
