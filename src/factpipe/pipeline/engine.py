"""All compiled stages, made once a process from a rule set."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from factpipe.confidence import Confidence
from factpipe.layout import Layout
from factpipe.link.linker import Linker
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
    units: Converter
    confidence: Confidence


#: the rule files of overlays as they are: path, time of the last change in nanoseconds, size in bytes
Stamp = tuple[tuple[str, int, int], ...]


def stamp_of(overlays: tuple[str, ...]) -> Stamp:
    """What tells whether a file of these folders has been changed."""
    files = sorted(path for folder in overlays for path in Path(folder).glob("*/*") if path.suffix in SUFFIXES)
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in files for stat in (path.stat(),))


def engine_for(overlays: tuple[str, ...] = ()) -> Engine:
    """The engine of the shipped rules under these overlay folders, as they are now.

    Errors: RulesError with every problem of the rule files.
    """
    return engine_under(overlays, stamp_of(overlays))


@lru_cache(maxsize=4)
def engine_under(overlays: tuple[str, ...], _stamp: Stamp) -> Engine:
    """The engine of the shipped rules under overlay folders with this stamp: one for a whole run."""
    return engine_of(load(overlays))


def engine_of(rules: RuleSet) -> Engine:
    """The engine of a rule set."""
    return Engine(
        ruleset=rules.hash,
        layout=Layout(rules),
        scanner=Scanner(rules),
        times=TimeFinder(rules),
        places=PlaceFinder(rules, load_gazetteer()),
        linker=Linker(rules),
        units=Converter(rules),
        confidence=Confidence(rules.confidence),
    )
