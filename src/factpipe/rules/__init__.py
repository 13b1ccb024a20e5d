"""Rule files: find, read, overlay, validate, compile. `load()` gives the `RuleSet` that every stage is built from."""

from factpipe.rules.load import LEXICONS, SUFFIXES, find_rules, load
from factpipe.rules.ruleset import Rule, RuleSet

__all__ = ["LEXICONS", "SUFFIXES", "Rule", "RuleSet", "find_rules", "load"]
