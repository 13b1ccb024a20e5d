"""A run: sources in, tables in a folder out, with one process or several and the same bytes either way."""

import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from factpipe import __version__
from factpipe.errors import FactpipeError, UnusableInputError
from factpipe.pipeline.documents import Outcome, process
from factpipe.pipeline.engine import engine_for
from factpipe.readers import ReadOptions, Source, find
from factpipe.tables.output import FORMATS, Output

#: a parcel is as many documents as make this many bytes: small enough to share out, large enough to be worth a message
PARCEL_BYTES = 1 << 20
PARCEL_FILES = 200
#: below this, starting processes costs more than they save
SERIAL_BYTES = 4 << 20

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a user may ask of a run."""

    read: ReadOptions = field(default_factory=ReadOptions)
    overlays: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    jobs: int = 1


@dataclass(slots=True)
class Summary:
    """What a run did."""

    documents: int = 0
    articles: int = 0
    facts: Counter = field(default_factory=Counter)  # by measure
    checks: Counter = field(default_factory=Counter)  # by verdict
    rejects: int = 0
    errors: list[tuple[str, str, str]] = field(default_factory=list)  # doc_id, kind, message of the first ones
    n_errors: int = 0
    passed_over: int = 0
    folder: Path | None = None

    def add(self, outcome: Outcome) -> None:
        tables = outcome.tables
        self.documents += outcome.documents
        self.articles += tables["articles"].num_rows
        self.facts.update(tables["facts"].column("measure").to_pylist())
        self.checks.update(tables["checks"].column("verdict").to_pylist())
        self.rejects += tables["rejects"].num_rows
        self.n_errors += tables["errors"].num_rows
        if tables["errors"].num_rows and len(self.errors) < MAX_ERRORS_KEPT:
            rows = tables["errors"].to_pylist()
            self.errors += [(row["doc_id"], row["kind"], row["message"]) for row in rows]


MAX_ERRORS_KEPT = 100


def run(
    paths: Sequence[Path | str], folder: Path, options: RunOptions | None = None, progress: Progress | None = None
) -> Summary:
    """Extract the facts of files and folders into tables in `folder`.

    Errors: UnusableInputError, RulesError and OutputError, the tables of the last run intact; single documents that
    fail are rows of `errors`.
    """
    options = options or RunOptions()
    engine = engine_for(options.overlays)
    found = find(paths)
    summary = Summary(passed_over=found.passed_over, folder=folder)
    with Output(folder, options.formats) as output:
        for outcome in outcomes(found.sources, options, progress):
            summary.add(outcome)
            output.write(outcome.tables)
            for doc_id, text in outcome.texts:
                output.write_text(doc_id, text)
        if not summary.documents:
            told = "\n".join(f"  {doc_id}: {message}" for doc_id, _, message in summary.errors[:5])
            raise UnusableInputError(f"none of {len(found.sources)} documents can be read:\n{told}")
        output.commit(__version__, engine.ruleset)
    return summary


def outcomes(sources: Sequence[Source], options: RunOptions, progress: Progress | None = None) -> Iterator[Outcome]:
    """The outcome of parcel after parcel, in the order of the sources."""
    sizes = [_size(source) for source in sources]
    total = sum(sizes)
    work = list(parcels(sources, sizes))
    jobs = options.jobs if total > SERIAL_BYTES else 1
    done = 0
    for (_, size), outcome in zip(work, _each([parcel for parcel, _ in work], options, jobs), strict=True):
        yield outcome
        done += size
        if progress is not None:
            progress(done, total)


def parcels(sources: Sequence[Source], sizes: Sequence[int]) -> Iterator[tuple[tuple[Source, ...], int]]:
    """The sources cut into parcels, with their bytes; the cuts depend on nothing but the sources."""
    parcel: list[Source] = []
    held = 0
    for source, size in zip(sources, sizes, strict=True):
        if parcel and (held + size > PARCEL_BYTES or len(parcel) >= PARCEL_FILES):
            yield tuple(parcel), held
            parcel, held = [], 0
        parcel.append(source)
        held += size
    if parcel:
        yield tuple(parcel), held


def _size(source: Source) -> int:
    try:
        return source.path.stat().st_size if source.path is not None else 0
    except OSError:
        return 0


def _each(work: Sequence[tuple[Source, ...]], options: RunOptions, jobs: int) -> Iterator[Outcome]:
    if jobs <= 1 or len(work) <= 1:
        engine = engine_for(options.overlays)
        for parcel in work:
            yield process(parcel, engine, options.read)
        return
    with _pool(jobs) as pool:
        waiting: deque[Future] = deque()
        try:
            for parcel in work:
                waiting.append(pool.submit(_in_worker, parcel, options.overlays, options.read))
                if len(waiting) >= 2 * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise FactpipeError(
                f"a worker process died, perhaps for want of memory; try again with fewer than --jobs {jobs}"
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    import multiprocessing

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_worker(parcel: tuple[Source, ...], overlays: tuple[str, ...], options: ReadOptions) -> Outcome:
    return process(parcel, engine_for(overlays), options)
