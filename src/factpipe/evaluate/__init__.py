"""Facts held against gold: precision, recall and F1 of mentions, of the core fields and of the full row.

A gold line is a JSON object with `doc`, `start`, `end` and the fields of a fact; a list holds several right readings,
`optional` facts count neither way. A predicted and a gold fact meet where their spans overlap, each once, the larger
overlap first.
"""

from factpipe.evaluate.agreement import CORE, FIELDS, FULL, LEVELS, agree, pair, right_fields
from factpipe.evaluate.inputs import read_facts, read_gold
from factpipe.evaluate.scores import Evaluation, Mistake, RuleScore, Share, evaluate

__all__ = [
    "CORE", "FIELDS", "FULL", "LEVELS", "Evaluation", "Mistake", "RuleScore", "Share", "agree", "evaluate", "pair",
    "read_facts", "read_gold", "right_fields",
]  # fmt: skip
