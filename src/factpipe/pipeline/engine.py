"""All compiled stages, made once a process from a rule set."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from factpipe.checks import Checks
from factpipe.confidence import Confidence
from factpipe.layout import Layout
from factpipe.link.linker import Linker
from factpipe.pipeline.plans import Plans
from factpipe.quantities import Scanner
from factpipe.resolve.gazetteer import load_gazetteer
from factpipe.resolve.places import PlaceFinder
from factpipe.resolve.times import TimeFinder
from factpipe.resolve.units import Converter
from factpipe.rules import SUFFIXES, RuleSet, load


class Engine(NamedTuple):
    """The stages that `facts_of` runs an article through."""

    ruleset: str  # the hash of the rules that they were made of
    layout: Layout
    scanner: Scanner
    times: TimeFinder
    places: PlaceFinder
    linker: Linker
    plans: Plans
    units: Converter
    checks: Checks
    confidence: Confidence


class RuleFiles(NamedTuple):
    """Overlay folders, with what tells whether a file of theirs has been changed."""

    overlays: tuple[str, ...]
    stamp: tuple[tuple[str, int, int], ...]  # path, time of the last change in nanoseconds, size in bytes

    @classmethod
    def now(cls, overlays: tuple[str, ...]) -> "RuleFiles":
        """The files as they are at this moment."""
        files = sorted(path for folder in overlays for path in Path(folder).glob("*/*") if path.suffix in SUFFIXES)
        stats = ((str(path), path.stat()) for path in files)
        return cls(overlays, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


def engine_for(overlays: tuple[str, ...] = ()) -> Engine:
    """The engine of the shipped rules under these overlay folders, as they are now.

    Errors: RulesError with every problem of the rule files.
    """
    return engine_under(RuleFiles.now(overlays))


@lru_cache(maxsize=4)
def engine_under(files: RuleFiles) -> Engine:
    """The engine of the shipped rules under these files of overlays: one for a whole run."""
    return engine_of(load(files.overlays))


def engine_of(rules: RuleSet) -> Engine:
    """The engine of a rule set."""
    return Engine(
        ruleset=rules.hash,
        layout=Layout(rules),
        scanner=Scanner(rules),
        times=TimeFinder(rules),
        places=PlaceFinder(rules, load_gazetteer()),
        linker=Linker(rules),
        plans=Plans(rules.layout.plans),
        units=Converter(rules),
        checks=Checks(rules.checks),
        confidence=Confidence(rules.confidence),
    )
