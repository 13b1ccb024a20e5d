"""A run: sources in, tables in a folder out, with one process or several and the same bytes either way."""

import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from factpipe import __version__
from factpipe.errors import FactpipeError, OutputError, UnusableInputError
from factpipe.outputs import replaced
from factpipe.pipeline.documents import Outcome, process
from factpipe.pipeline.engine import RuleFiles, engine_under
from factpipe.pipeline.parcels import Parcel, parcels, size_of
from factpipe.pipeline.spool import Spool
from factpipe.readers import ReadOptions, Source, find, may_have_columns, names
from factpipe.tables.output import FORMATS, Output, writing

#: below this, starting processes costs more than they save
SERIAL_BYTES = 4 << 20
#: errors, and notes, of which the summary holds the text
MAX_ERRORS_KEPT = 100

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a user may ask of a run."""

    read: ReadOptions = field(default_factory=ReadOptions)
    overlays: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    jobs: int = 1
    resume: bool = False


@dataclass(slots=True)
class Summary:
    """What a run did."""

    folder: Path
    passed_over: int = 0  # images and the like
    unused: tuple[str, ...] = ()  # options of columns where nothing can have columns
    written: int = 0  # files of tables of a run, passed over as well
    documents: int = 0
    articles: int = 0
    facts: Counter = field(default_factory=Counter)  # by measure
    checks: Counter = field(default_factory=Counter)  # by verdict
    rejects: int = 0
    undated: int = 0  # documents without an issue date
    undated_rows: bool = False  # whether rows of a table of texts are among them
    n_notes: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)  # document and note of the first ones
    n_errors: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)  # document and message of the first ones

    def add(self, outcome: Outcome, name: Callable[[str], str]) -> None:
        tables = outcome.tables
        self.documents += outcome.documents
        self.articles += tables["articles"].num_rows
        self.facts.update(tables["facts"].column("measure").to_pylist())
        self.checks.update(tables["checks"].column("verdict").to_pylist())
        self.rejects += tables["rejects"].num_rows
        undated = _undated(tables["articles"])
        self.undated += len(undated)
        self.undated_rows = self.undated_rows or any("#" in doc_id for doc_id in undated)
        self.n_notes += len(outcome.notes)
        if len(self.notes) < MAX_ERRORS_KEPT:
            self.notes += [(name(doc_id), note) for doc_id, note in outcome.notes]
        self.n_errors += tables["errors"].num_rows
        if len(self.errors) < MAX_ERRORS_KEPT:
            self.errors += [(name(row["doc_id"]), row["message"]) for row in tables["errors"].to_pylist()]


def _undated(articles: pa.RecordBatch) -> list[str]:
    """The documents without an issue date: each is told at its first article."""
    first = pc.ends_with(articles.column("article_id"), "#1")
    undated = pc.and_(first, pc.is_null(articles.column("issue_date")))
    return articles.column("doc_id").filter(undated).to_pylist()


def run(
    paths: Sequence[Path | str], folder: Path, options: RunOptions | None = None, progress: Progress | None = None
) -> Summary:
    """Extract the facts of files and folders into tables in `folder`.

    Errors: UnusableInputError, RulesError and OutputError, the tables of the last run intact; single documents that
    fail are rows of `errors`.
    """
    options = options or RunOptions()
    rules = RuleFiles.now(options.overlays)
    engine = engine_under(rules)
    found = find(paths)
    lost = replaced(folder, (source.path for source in found.sources if source.path is not None))
    if lost is not None:
        raise OutputError(f"{lost}: it is to be read, and the tables in {folder} would replace it; choose another -o")
    summary = Summary(folder, passed_over=found.passed_over, written=found.written)
    if not any(map(may_have_columns, found.sources)):
        summary.unused = options.read.columns
    name = names(found.sources)
    with Output(folder, options.formats) as output:
        with writing(folder):
            spool = Spool(output.partial, (__version__, engine.ruleset, options.read), options.resume)
        with closing(outcomes(found.sources, options, rules, progress, spool)) as results:
            for outcome in results:
                summary.add(outcome, name)
                output.write(outcome.tables)
                for doc_id, text in outcome.texts:
                    output.write_text(doc_id, text)
        if not summary.documents:
            spool.discard()
            told = "\n".join(f"  {doc_id}: {message}" for doc_id, message in summary.errors[:5])
            which = "the file cannot" if len(found.sources) == 1 else f"none of {len(found.sources)} files can"
            raise UnusableInputError(f"{which} be read:\n{told}")
        output.commit(__version__, engine.ruleset)
    return summary


def outcomes(
    sources: Sequence[Source],
    options: RunOptions,
    rules: RuleFiles,
    progress: Progress | None = None,
    spool: Spool | None = None,
) -> Iterator[Outcome]:
    """The outcome of parcel after parcel, in the order of the sources, all under the same rules."""
    total = sum(map(size_of, sources))
    jobs = options.jobs if total > SERIAL_BYTES else 1
    if progress is not None:
        progress(0, total)
    with _executor(jobs) as executor:
        work = parcels(sources, options.read)
        for parcel, outcome in _in_order(work, options, rules, executor, jobs=jobs, spool=spool):
            yield outcome
            if progress is not None:
                progress(parcel.done, total)


def _in_order(
    work: Iterable[Parcel],
    options: RunOptions,
    rules: RuleFiles,
    executor: Executor,
    *,
    jobs: int,
    spool: Spool | None,
) -> Iterator[tuple[Parcel, Outcome]]:
    """Each parcel with its outcome; at most two parcels a worker are under way at a time."""
    waiting: deque[tuple[Parcel, Future[Outcome]]] = deque()
    articles_before = 0

    def finished() -> tuple[Parcel, Outcome]:
        parcel, future = waiting.popleft()
        outcome = future.result()
        if spool is not None and not parcel.goes_on and parcel.key not in spool:
            with writing(spool.tables):
                spool.put(parcel.key, outcome)
        return parcel, outcome

    for parcel in work:
        if parcel.goes_on:  # its articles are numbered on from those of the stretch before
            while waiting:
                yield finished()
            first = parcel.items[0].offset == 0
            articles_before = 0 if first else articles_before
            outcome = process(parcel.items, engine_under(rules), options.read, articles_before)
            articles_before += outcome.tables["articles"].num_rows
            yield parcel, outcome
            continue
        if spool is not None and options.resume and parcel.key in spool:
            waiting.append((parcel, _done(spool.get(parcel.key))))
        else:
            waiting.append((parcel, executor.submit(_in_worker, parcel.items, rules, options.read)))
        if len(waiting) >= (2 * jobs if jobs > 1 else 1):
            yield finished()
    while waiting:
        yield finished()


def _done(outcome: Outcome) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future


def _in_worker(items: tuple, rules: RuleFiles, options: ReadOptions) -> Outcome:
    return process(items, engine_under(rules), options)


class _Here(Executor):
    """Does the work at once in this process."""

    def submit(self, fn, /, *args, **kwargs) -> Future:
        return _done(fn(*args, **kwargs))


@contextmanager
def _executor(jobs: int) -> Iterator[Executor]:
    if jobs <= 1:
        yield _Here()
        return
    import multiprocessing

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts_to_parent)
    try:
        yield pool
    except BrokenProcessPool:
        raise FactpipeError(
            f"a worker process died, perhaps for want of memory; try again with fewer than --jobs {jobs}, or --resume"
        ) from None
    except BaseException:  # who interrupts a run does not wait for what its workers are about
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
