"""The benchmarks run as their docstrings say; how fast anything is nobody asks here."""

import os
import subprocess
import sys

import pytest

from outside import ROOT

SAMPLE = ROOT / "data" / "raw"


def run(script, *args):
    env = {name: told for name, told in os.environ.items() if name != "FACTPIPE_EVAL"}
    command = [sys.executable, ROOT / "bench" / script, *map(str, args)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_stages_of_a_run_add_up():
    lines = run("extract.py", SAMPLE, "--documents", 3, "--stages").splitlines()[1:]
    shares = {line[:26].strip(): float(line.split("%")[0].split()[-1]) for line in lines}
    assert {"layout", "scan", "link", "places: resolve", "times: resolve", "checks", "rows"} < set(shares)
    assert all(shares[stage] > 0 for stage in ("layout", "scan", "link"))
    assert sum(shares.values()) == pytest.approx(100, abs=1)


def test_the_ratio_to_plain_segmentation_is_told():
    told = run("extract.py", SAMPLE, "--documents", 3)
    assert [line.split()[0] for line in told.splitlines()[1:]] == ["factpipe", "jieba.lcut", "ratio"]


def test_the_scanner_is_timed_on_every_kind_of_text():
    assert "newspaper prose" in run("scan.py", "--most", 1000)
