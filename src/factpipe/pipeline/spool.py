"""Parcels that an interrupted run had done, so that `--resume` need not do them again.

Each is a file of Arrow streams, one a table and one for the extracted texts, in a folder that is named for the rules,
the options and the version: what would come out otherwise today is never taken from there.
"""

import hashlib
import json
import shutil
from pathlib import Path

import pyarrow as pa

from factpipe.pipeline.documents import Outcome
from factpipe.schema import TABLES
from factpipe.tables import arrow

_DONE = "done"
_SUFFIX = ".arrows"
_TEXTS = pa.schema([("doc_id", pa.string()), ("text", pa.large_string())])


def holds(folder: Path) -> bool:
    """Whether an interrupted run left something below the folder that `--resume` can go on from."""
    return any((folder / _DONE).glob(f"*/*{_SUFFIX}"))


class Spool:
    """The done parcels below `folder`, which lies in that of the tables. `told` is everything besides the documents
    that results depend on."""

    def __init__(self, folder: Path, told: object, resume: bool) -> None:
        self.tables = folder.parent  # the folder that a person knows
        self._root = folder / _DONE
        name = hashlib.sha256(repr(told).encode()).hexdigest()[:32]
        self.folder = self._root / name
        if not resume:
            self.discard()
        self.folder.mkdir(parents=True, exist_ok=True)

    def __contains__(self, key: str) -> bool:
        return self._path(key).is_file()

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep a parcel's outcome; whole or not at all."""
        path = self._path(key)
        beside = path.with_suffix(".writing")
        with beside.open("wb") as file:
            file.write(json.dumps({"documents": outcome.documents, "notes": outcome.notes}).encode() + b"\n")
            for name in TABLES:
                _write(file, outcome.tables[name])
            doc_ids, texts = zip(*outcome.texts, strict=True) if outcome.texts else ((), ())
            _write(file, pa.record_batch([list(doc_ids), list(texts)], schema=_TEXTS))
        beside.replace(path)

    def get(self, key: str) -> Outcome:
        """A parcel's outcome."""
        with self._path(key).open("rb") as file:
            head = json.loads(file.readline())
            tables = {name: _read(file, arrow.schema(name)) for name in TABLES}
            texts = _read(file, _TEXTS)
        pairs = zip(texts["doc_id"].to_pylist(), texts["text"].to_pylist(), strict=True)
        return Outcome(tables, tuple(pairs), head["documents"], tuple(map(tuple, head["notes"])))

    def discard(self) -> None:
        """Forget all that was done."""
        shutil.rmtree(self._root, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"


def _write(file, batch: pa.RecordBatch) -> None:
    with pa.ipc.new_stream(file, batch.schema) as stream:
        stream.write_batch(batch)


def _read(file, schema: pa.Schema) -> pa.RecordBatch:
    with pa.ipc.open_stream(file) as stream:
        batches = list(stream)
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=schema)
