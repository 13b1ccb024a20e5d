"""How long the scanner takes: over text of 1 kB to 10 MB, runs that attack it among them, and over real text.

    python bench/scan.py [--most 10000000]      real text where FACTPIPE_EVAL names a folder with data/corpus

Prints characters a second for each kind and size; a kind whose time grows faster than its size is no linear one, and
the exit code is 1.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from factpipe.quantities import Scanner
from factpipe.rules import load

PROSE = "截至去年底，全镇共有云杉312棵，人均收入1.8万元，第三季度完成投资约2.4亿元，比上年增长15.6%。\n"

#: kind → text of about n characters
KINDS: dict[str, Callable[[int], str]] = {
    "newspaper prose": lambda n: PROSE * (n // len(PROSE) + 1),
    "a run of digits": lambda n: "7" * n,
    "a run of 一": lambda n: "一" * n,
    "a run of 万": lambda n: "万" * n,
    "digits and points": lambda n: "1." * (n // 2),
    "digits and commas": lambda n: "1,234," * (n // 6),
    "mixed scripts": lambda n: "3三" * (n // 2),
    "numbers with 余": lambda n: "十余" * (n // 2),
    "分之 chains": lambda n: "一分之" * (n // 3),
    "list without end": lambda n: "3、" * (n // 2),
    "range without end": lambda n: "3至" * (n // 2),
    "compound without end": lambda n: "3元5角" * (n // 4),
    "a run of one unit": lambda n: "3" + "公里" * (n // 2),
    "blanks between digits": lambda n: "三 " * (n // 2),
    "brackets and dashes": lambda n: "（5）—" * (n // 4),
    "no punctuation": lambda n: "共有三百二十户" * (n // 7),
    "一 with counters": lambda n: "一个" * (n // 2),
    "letters and digits": lambda n: "a1" * (n // 2),
    "O for 0": lambda n: "1O" * (n // 2),
    "line breaks": lambda n: "1\n" * (n // 2),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=10_000_000, help="the largest text, in characters")
    most = parser.parse_args().most
    scanner = Scanner(load())
    scanner.scan(PROSE)
    sizes = [size for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000) if size <= most]
    crooked = []
    print("million characters a second, by the size of the text")
    print(f"{'':24}" + "".join(f"{size:>12,}" for size in sizes))
    for kind, make in KINDS.items():
        rates = [size / seconds(scanner, make(size)) / 1e6 for size in sizes]
        print(f"{kind:24}" + "".join(f"{rate:12.2f}" for rate in rates), flush=True)
        if rates[-1] < max(rates[1:] or rates) / 4:
            crooked.append(kind)
    real(scanner)
    if crooked:
        print(f"not linear: {', '.join(crooked)}", file=sys.stderr)
    return 1 if crooked else 0


def seconds(scanner: Scanner, text: str) -> float:
    """Processor time of one scan; small texts are scanned often enough to be told apart from nothing."""
    times = max(1, 20_000 // len(text))
    begin = time.process_time()
    for _ in range(times):
        scanner.scan(text)
    return max(time.process_time() - begin, 1e-9) / times


def real(scanner: Scanner) -> None:
    folder = Path(os.environ.get("FACTPIPE_EVAL", "/nonexistent")) / "data" / "corpus"
    texts = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    if not texts:
        print("no real text: FACTPIPE_EVAL names no folder with data/corpus")
        return
    begin = time.process_time()
    facts = sum(len(scanner.scan(text)) for text in texts)
    took = time.process_time() - begin
    size = sum(map(len, texts))
    print(
        f"{len(texts)} articles, {size:,} characters, {facts:,} quantities: {took:.2f} s, "
        f"{took / facts * 1e6:.1f} µs each"
    )


if __name__ == "__main__":
    sys.exit(main())
