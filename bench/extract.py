"""A whole extraction, text → Arrow tables on one core, against jieba.lcut of the same text; and where the time goes.

    python bench/extract.py [--documents N] [FOLDER]

FOLDER holds *.jsonl.gz with a field `text` ($FACTPIPE_EVAL/data/corpus), or text files; without either, data/raw is
read again and again. Times are of the processor, so that other work on the machine does not count. Prints MB/s,
facts/s and the ratio; --stages times every stage, --profile prints cProfile's list.
"""

import argparse
import cProfile
import gzip
import json
import os
import pstats
import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from pathlib import Path

from factpipe.model import Page
from factpipe.pipeline import documents, facts
from factpipe.pipeline.engine import engine_for
from factpipe.pipeline.parcels import PARCEL_BYTES
from factpipe.readers import ReadOptions, find, read
from factpipe.readers.decoding import newlines

SAMPLE = Path(__file__).parents[1] / "data" / "raw"
#: characters that a run without a corpus reads
AT_LEAST = 2_000_000


def corpus(folder: Path | None) -> Iterator[Page]:
    """The documents to read."""
    found = sorted(folder.glob("*.jsonl.gz")) if folder else []
    for path in found:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                record = json.loads(line)
                issued = date.fromisoformat(record["date"]) if record.get("date") else None
                text = newlines(f"{record.get('title', '')}\n\n{record['text']}")
                yield Page(f"{path.stem}#{number}", text, issue_date=issued)
    if not found:
        for source in find([folder or SAMPLE]).sources:
            yield from read(source, ReadOptions())


def load(folder: Path | None, limit: int | None) -> list[Page]:
    pages = list(corpus(folder))
    if limit is not None and len(pages) > limit:
        pages = random.Random(1).sample(pages, limit)
    if folder is None:
        length = sum(len(page.text) for page in pages)
        pages *= max(1, AT_LEAST // max(1, length))
    return pages


def parcels(pages: list[Page]) -> Iterator[list[Page]]:
    """The pages as a run deals them out."""
    parcel: list[Page] = []
    held = 0
    for page in pages:
        parcel.append(page)
        held += len(page.text)
        if held > PARCEL_BYTES // 3:
            yield parcel
            parcel, held = [], 0
    if parcel:
        yield parcel


def extract(pages: list[Page]) -> tuple[int, int]:
    """Facts and articles of the pages."""
    engine = engine_for()
    n_facts = n_articles = 0
    for parcel in parcels(pages):
        tables = documents.process(parcel, engine, ReadOptions()).tables
        for error in tables["errors"].to_pylist():
            print(f"{error['doc_id']}: {error['message']}")
        n_facts += tables["facts"].num_rows
        n_articles += tables["articles"].num_rows
    return n_facts, n_articles


class Clock:
    """Time spent inside calls that are wrapped, by name; what a call spends in another wrapped one counts there."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self.calls = 0
        self._inside: list[float] = []

    def timed(self, name: str, call: Callable) -> Callable:
        @wraps(call)
        def wrapper(*args, **kwargs):
            self.calls += 1
            begun = time.process_time()
            self._inside.append(0.0)
            try:
                return call(*args, **kwargs)
            finally:
                whole = time.process_time() - begun
                self.spent[name] = self.spent.get(name, 0.0) + whole - self._inside.pop()
                if self._inside:
                    self._inside[-1] += whole

        return wrapper

    def watch(self, owner: object, method: str, name: str) -> None:
        setattr(owner, method, self.timed(name, getattr(owner, method)))

    def overhead(self, calls: int = 100_000) -> float:
        """Seconds that it takes to time a call, beyond those that count as spent in it."""
        clock = Clock()
        call = clock.timed("", lambda: None)
        begun = time.process_time()
        for _ in range(calls):
            call()
        return (time.process_time() - begun - clock.spent[""]) / calls


def stages(pages: list[Page]) -> None:
    """Print how the time of a run divides among the stages."""
    clock, engine = Clock(), engine_for()
    clock.watch(type(engine.layout), "articles", "layout")
    clock.watch(type(engine.scanner), "scan", "scan")
    clock.watch(type(engine.times), "find", "times: find")
    clock.watch(facts.TimeResolver, "at", "times: resolve")
    clock.watch(type(engine.places), "find", "places: find")
    clock.watch(facts.PlaceResolver, "_begin", "places: read")
    clock.watch(facts.PlaceResolver, "at", "places: resolve")
    clock.watch(type(engine.linker), "link", "link")
    clock.watch(facts._Rows, "row", "rows")
    clock.watch(type(engine.checks), "checked", "checks")
    clock.watch(documents, "_tables", "validate and Arrow")
    begun = time.process_time()
    n_facts, _ = extract(pages)
    whole = time.process_time() - begun - clock.calls * clock.overhead()
    clock.spent["the rest"] = whole - sum(clock.spent.values())
    for name, seconds in sorted(clock.spent.items(), key=lambda pair: -pair[1]):
        per_fact = 1e6 * seconds / max(1, n_facts)
        print(f"  {name:<24}{seconds:7.2f} s {100 * seconds / whole:5.1f} % {per_fact:7.1f} µs/fact")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told = os.environ.get("FACTPIPE_EVAL")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(told, "data/corpus") if told else None)
    parser.add_argument("--documents", type=int, help="read that many documents only")
    parser.add_argument("--stages", action="store_true", help="time every stage (slows the run a little)")
    parser.add_argument("--profile", action="store_true", help="print where the interpreter spends its time")
    parser.add_argument("--min", type=float, help="exit 1 below this ratio")
    args = parser.parse_args()

    pages = load(args.folder, args.documents)
    characters = sum(len(page.text) for page in pages)
    size = sum(len(page.text.encode()) for page in pages) / 1e6
    begun = time.process_time()
    engine_for()
    print(f"{len(pages):,} documents, {characters:,} characters, {size:.1f} MB; engine in "
          f"{time.process_time() - begun:.2f} s")  # fmt: skip
    extract(pages[:20])  # the imports and the segmenter's dictionary are no part of the rate

    if args.profile:
        profile = cProfile.Profile()
        profile.runcall(extract, pages)
        pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        return
    if args.stages:
        stages(pages)
        return
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    # parcel by parcel: a machine that is slow for a while is slow for both
    ours = theirs = 0.0
    n_facts = n_articles = 0
    for parcel in parcels(pages):
        begun = time.process_time()
        facts_here, articles_here = extract(parcel)
        between = time.process_time()
        for page in parcel:
            jieba.lcut(page.text)
        ours, theirs = ours + between - begun, theirs + time.process_time() - between
        n_facts, n_articles = n_facts + facts_here, n_articles + articles_here
    print(f"factpipe    {ours:6.2f} s  {size / ours:5.2f} MB/s  {n_facts:,} facts of {n_articles:,} articles, "
          f"{n_facts / ours:,.0f} facts/s, {1e6 * ours / max(1, n_facts):.0f} µs a fact")  # fmt: skip
    print(f"jieba.lcut  {theirs:6.2f} s  {size / theirs:5.2f} MB/s")
    print(f"ratio       {theirs / ours:6.2f}")
    if args.min is not None and theirs / ours < args.min:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
