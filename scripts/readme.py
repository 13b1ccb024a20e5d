"""Bring the generated parts of README.md and README.zh.md up to date: `python scripts/readme.py`.

Generated are what stands between `<!-- columns -->` and `<!-- end -->` (from the table schema), and what the commands
and the Python sessions print: the lines after `$ …` in a ```console block and after `>>> …` in a ```pycon block, run in
a folder that holds `data/raw` and `data/out`. `tests/test_readme.py` holds the files against what comes out here.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from code import InteractiveInterpreter
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from factpipe.schema import NAMES, TABLES, Column

ROOT = Path(__file__).resolve().parent.parent
FILES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
_COLUMNS = re.compile(r"(<!-- columns -->\n).*?(?=<!-- end -->)", re.DOTALL)
_BLOCK = re.compile(r"(?<=^```)(console|pycon)\n(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
_REJECTS = {"en": "the columns of `facts`, and", "zh": "`facts` 的各列，以及"}
_TYPES = {"string": "str", "number": "float", "integer": "int", "date": "date", "json": "JSON"}


def updated(text: str, language: str, folder: Path) -> str:
    """`text` with its generated parts as they are now; commands run in `folder`."""
    text = _COLUMNS.sub(lambda found: found[1] + columns(language), text)
    session = Session(folder)
    return _BLOCK.sub(lambda found: f"{found[1]}\n{session.replay(found[1], found[2])}", text)


def workplace(folder: Path) -> Path:
    """`folder`, made ready for the commands: the sample in data/raw, its tables in data/out."""
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    subprocess.run([sys.executable, "-m", "factpipe", "extract", "--quiet"], cwd=folder, check=True)
    return folder


def columns(language: str) -> str:
    """The columns of `facts` as a Markdown table, those of the other tables as lists."""
    head = ("column", "type", "holds") if language == "en" else ("列", "类型", "标题", "内容")
    lines = [f"| {' | '.join(head)} |", "| --- " * len(head) + "|"]
    for column in TABLES["facts"]:
        cells = [f"`{column.name}`", _TYPES[column.type]] + ([column.title_zh] if language == "zh" else [])
        lines.append(f"| {' | '.join([*cells, _holds(column, language)])} |")
    lines.append("")
    repeated = set(NAMES["facts"])
    for name, told in TABLES.items():
        if name == "rejects":
            lines.append(f"- **{name}**: {_REJECTS[language]} `reason`")
        elif name != "facts":
            new = [f"`{column.name}`" for column in told if column.name not in repeated or name == "errors"]
            lines.append(f"- **{name}**: {', '.join(new)}")
    return "\n".join(lines) + "\n"


def _holds(column: Column, language: str) -> str:
    told = column.description_zh if language == "zh" else column.description
    colon, comma = ("：", "、") if language == "zh" else (": ", ", ")
    values = colon + comma.join(f"`{value}`" for value in column.values) if column.values else ""
    return (told + values).replace("|", "\\|")


class Session:
    """Commands run in one folder, Python lines in one interpreter."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._python = InteractiveInterpreter()

    def replay(self, kind: str, block: str) -> str:
        """A block with what its lines print now."""
        return self._console(block) if kind == "console" else self._pycon(block)

    def _console(self, block: str) -> str:
        shown = []
        for line in block.splitlines():
            if line.startswith("$ "):
                shown += [line, *self._run(line[2:])]
        return "\n".join(shown) + "\n"

    def _run(self, command: str) -> list[str]:
        # what runs is this interpreter's factpipe, whatever else is installed; no colours, one width
        kept = {k: v for k, v in os.environ.items() if k not in {"FORCE_COLOR", "CLICOLOR_FORCE"}}
        environment = kept | {"NO_COLOR": "1", "COLUMNS": "110", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
        call = f'factpipe() {{ "{sys.executable}" -m factpipe "$@"; }}; {command}'
        done = subprocess.run(
            ["bash", "-c", call], cwd=self._folder, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        )  # fmt: skip
        return [line.rstrip() for line in done.stdout.splitlines()]

    def _pycon(self, block: str) -> str:
        shown, source = [], []
        for line in [*block.splitlines(), ">>> "]:
            if line.startswith("... "):
                source.append(line)
            elif line.startswith(">>> "):
                if source:
                    shown += source + self._interpret("\n".join(each[4:] for each in source))
                source = [line]
        return "\n".join(shown) + "\n"

    def _interpret(self, source: str) -> list[str]:
        printed = StringIO()
        with chdir(self._folder), redirect_stdout(printed), redirect_stderr(printed):
            self._python.runsource(source + "\n", symbol="single")
        return [line.rstrip() for line in printed.getvalue().splitlines()]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = workplace(Path(folder))
        for language, file in FILES.items():
            file.write_text(updated(file.read_text(encoding="utf-8"), language, place), encoding="utf-8")


if __name__ == "__main__":
    main()
