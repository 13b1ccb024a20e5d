"""Which files a run reads, and by what name each is known in the tables."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from factpipe import outputs
from factpipe.errors import UnusableInputError
from factpipe.readers.decoding import name_of
from factpipe.readers.formats import passed_over
from factpipe.readers.metadata import is_sidecar

STDIN = "stdin"
EMPTY_PATH = "an empty path (a shell variable that is not set?); name a file or folder, . for this folder"


class Source(NamedTuple):
    """A file to read: where it is, its name in the tables, and its path below the input root, which tells metadata."""

    path: Path | None  # None: standard input
    doc_id: str
    relative: str


class Found(NamedTuple):
    """The sources of a run in the order of their names, and how many files were passed over."""

    sources: tuple[Source, ...]
    passed_over: int
    written: int = 0  # files of tables that a run wrote, passed over as well


def find(paths: Sequence[Path | str]) -> Found:
    """The files of the given files and folders (`-` is standard input); hidden ones and tables of a run are left out.

    A doc_id is the path below its root, `/`-separated, without its extension where that leaves it unique; with several
    roots the root's name stands first.
    Errors: UnusableInputError where a path does not exist or nothing is there to read.
    """
    entries: list[tuple[Path | None, tuple[str, ...], str]] = []  # file, root's parts for the id, path below the root
    roots = [Path(path) for path in paths if str(path) != "-"]
    prefixes = _root_names(roots)
    passed_over = written = 0
    for path in paths:
        if str(path) == "":
            raise UnusableInputError(EMPTY_PATH)
        if str(path) == "-":
            entries.append((None, (), STDIN))
            continue
        root = Path(path)
        prefix = prefixes[root]
        if root.is_dir():
            files, passed, own = _walk(root)
            passed_over += passed
            written += own
            entries += [(file, prefix, file.relative_to(root).as_posix()) for file in files]
        elif root.exists():
            entries.append((root, prefix[:-1], root.name))
        else:
            raise UnusableInputError(f"{root}: no such file or folder; check the path")
    if not entries:
        where = ", ".join(str(path) for path in paths) or "no path"
        raise UnusableInputError(f"{where}: nothing to read; put pages there or name another folder")
    entries = list(dict.fromkeys(entries))
    names = [_readable("/".join((*prefix, below))) for _, prefix, below in entries]
    stems = [STDIN if path is None else without_suffix(name) for (path, _, _), name in zip(entries, names, strict=True)]
    count = Counter(stems)
    # a folder's name tells the date or the paper: where the root is the issue's own folder it is part of the path
    sources = [
        Source(path, stem if count[stem] == 1 else name, _telling(path, below))
        for (path, _, below), name, stem in zip(entries, names, stems, strict=True)
    ]
    return Found(tuple(sorted(sources, key=lambda source: source.doc_id)), passed_over, written)


def names(sources: Iterable[Source]) -> Callable[[str], str]:
    """What to call a document in front of who gave it: the path of its file, and which of it (`old.zip!02`)."""
    files = {source.doc_id: source.path for source in sources if source.path is not None}

    def name(doc_id: str) -> str:
        for end in (len(doc_id), *(at for at in range(len(doc_id) - 1, 0, -1) if doc_id[at] in "!#")):
            if doc_id[:end] in files:
                return f"{_readable(str(files[doc_id[:end]]))}{doc_id[end:]}"
        return doc_id

    return name


def without_suffix(name: str) -> str:
    """A file's name without its extension, a wrapping `.gz` and the one inside it included."""
    folder, slash, base = name.rpartition("/")
    stem = base
    for _ in range(2):
        head, dot, tail = stem.rpartition(".")
        if not head or not dot or not tail.isalnum() or len(tail) > 8:
            break
        stem = head
        if tail.lower() != "gz":
            break
    return f"{folder}{slash}{stem}"


def _telling(path: Path | None, below: str) -> str:
    if path is None:
        return below
    depth = below.count("/") + 1
    # three more levels at most: /home/2019-01-01/… far above the input says nothing of it
    return _readable("/".join(path.absolute().parts[-(depth + 2) :]))


def _readable(name: str) -> str:
    """A path as text: what is no UTF-8 in it comes from the system as surrogates, which no table can hold."""
    return name_of(os.fsencode(name))


def _walk(root: Path) -> tuple[list[Path], int, int]:
    """The files below a folder, how many of no reader are passed over, and how many that a run wrote."""
    files: list[Path] = []
    passed = written = 0
    # what cannot be listed becomes a source, and so a row of `errors` when it is opened
    for folder, folders, names in os.walk(root, onerror=lambda error: files.append(Path(error.filename))):
        if outputs.PACKAGE in names and outputs.is_output(Path(folder)):
            kept = [name for name in names if not outputs.is_written(name)]
            written += len(names) - len(kept)
            names[:] = kept
            folders[:] = [name for name in folders if not outputs.is_written(name)]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or is_sidecar(path):
                continue
            if passed_over(name):
                passed += 1
                continue
            files.append(path)
    return files, passed, written


def _root_names(roots: Sequence[Path]) -> dict[Path, tuple[str, ...]]:
    """The parts that stand before the paths below each root: none where there is one root, else as few as tell them
    apart."""
    distinct = list(dict.fromkeys(roots))
    if len(distinct) <= 1:
        return {root: ((root.name,) if root.is_file() else ()) for root in distinct}
    parts = {root: root.absolute().parts for root in distinct}
    longest = max(map(len, parts.values()))
    names: dict[Path, tuple[str, ...]] = {}
    for root, own in parts.items():
        for depth in range(1, longest + 1):
            tail = own[-depth:]
            if sum(other[-depth:] == tail for other in parts.values()) == 1:
                break
        names[root] = tuple(part.strip("/\\:") or "root" for part in tail)
    return names
