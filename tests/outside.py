"""What tests need from outside the package: the scripts, the sample, and the measuring data of machines that have it."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "raw"
MEASURING = Path(os.environ.get("FACTPIPE_EVAL", "/nowhere"))
needs_measuring = pytest.mark.skipif(not MEASURING.is_dir(), reason="FACTPIPE_EVAL names no folder of measuring data")


def module_of(file: Path) -> ModuleType:
    """A Python file that belongs to no package, as a module."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sample_text(doc_id: str) -> str:
    """The text of a page of the sample, decoded without any of factpipe's readers."""
    data = (SAMPLE / f"{doc_id}.txt").read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return text.replace("\r\n", "\n")
