"""All compiled stages, made once a process from a rule set."""

from functools import lru_cache
from typing import NamedTuple

from factpipe.layout import Layout
from factpipe.pipeline import stand_in
from factpipe.rules import load


class Engine(NamedTuple):
    """The stages that `facts_of` runs an article through; `ruleset` is the hash of the rules that they were made of."""

    ruleset: str
    layout: object
    scanner: object
    times: object
    linker: object


@lru_cache(maxsize=4)
def engine_for(overlays: tuple[str, ...] = ()) -> Engine:
    """The engine of the shipped rules under these overlay folders.

    Errors: RulesError with every problem of the rule files.
    """
    rules = load(overlays)
    return Engine(
        rules.hash, Layout(rules), stand_in.Scanner(rules), stand_in.TimeFinder(rules), stand_in.Linker(rules)
    )
