"""What the README files show is what comes out. When it has changed on purpose: `python scripts/readme.py`."""

import re
import shutil

import pytest
from click.testing import CliRunner

from factpipe.cli.group import group
from outside import ROOT, module_of

FILES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
HINT = "the README is behind: run `python scripts/readme.py` and look at what has changed"


@pytest.fixture(scope="module")
def readme():
    return module_of(ROOT / "scripts" / "readme.py")


@pytest.fixture(scope="module")
def place(readme, tmp_path_factory):
    return readme.workplace(tmp_path_factory.mktemp("readme"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="the shown commands are run by bash")
@pytest.mark.parametrize("language", FILES)
def test_shown_output_and_columns_are_current(readme, place, language):
    text = FILES[language].read_text(encoding="utf-8")
    assert readme.updated(text, language, place).splitlines() == text.splitlines(), HINT


@pytest.mark.parametrize("language", FILES)
def test_the_two_commands_are_one_line_each(language):
    text = FILES[language].read_text(encoding="utf-8")
    for name, needed in (("run", "factpipe extract"), ("test", "pytest")):
        section = re.search(rf"<!-- {name} -->\n+```(?:sh|bash)\n(.*?)```\n+<!-- end -->", text, re.DOTALL)
        assert section, f"no <!-- {name} --> command"
        command = section[1].strip()
        assert "\n" not in command
        assert command.startswith("python3 -m venv .venv && ")
        assert needed in command


@pytest.mark.parametrize("language", FILES)
def test_links_and_pictures_exist(language):
    text = FILES[language].read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'(?:src|href|srcset)="([^"]+)"', text)
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert local
    assert [target for target in local if not (ROOT / target).exists()] == []


def test_the_picture_shows_the_rows_of_now():
    images = module_of(ROOT / "scripts" / "images.py")
    written = [re.findall(r">([^<>]+)</text>", svg) for svg in (images.PICTURE.read_text("utf-8"), images.drawn())]
    assert written[0] == written[1], "run `python scripts/images.py` and look at what has changed"


def test_both_languages_show_the_same_blocks():
    blocks = [
        re.findall(r"^```\w+\n.*?^```$", file.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
        for file in FILES.values()
    ]
    assert blocks[0] == blocks[1]


@pytest.mark.parametrize("language", FILES)
def test_the_shown_rule_does_what_its_examples_say(language, tmp_path):
    found = re.search(
        r"^```yaml\n# my-rules/(\S+)\n(.*?)^```$", FILES[language].read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    file = tmp_path / found[1]
    file.parent.mkdir(parents=True)
    file.write_text(found[2], encoding="utf-8")
    told = CliRunner().invoke(group, ["rules", "test", "--rules", str(tmp_path), "-k", "herding"])
    assert told.exit_code == 0, told.output
