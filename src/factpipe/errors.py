"""What can go wrong, as exceptions that carry what a message needs; the command line alone turns them into text.

FactpipeError                 exit_code 2
├── InputError                a document cannot be read (recorded in `errors`, the run goes on)
├── UnusableInputError        nothing in the input can be read, or a table is not what it should be
├── RulesError                rule files: every problem of a load, each with file:line:col
└── OutputError               tables cannot be written
"""

from dataclasses import dataclass

#: exit code of a run that a person stopped
INTERRUPTED = 130


class FactpipeError(Exception):
    """Base of all errors that a user can do something about; `str(error)` says what happened and what to do."""

    exit_code = 2


class InputError(FactpipeError):
    """One document cannot be read. `kind` is a short constant (`empty`, `binary`, `encoding`, `permission`, …)."""

    exit_code = 3

    def __init__(self, kind: str, message: str, *, doc_id: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.doc_id = doc_id
        self.line = line


class UnusableInputError(FactpipeError):
    """No document of the input can be used, or a table that was given is not a factpipe table."""


class OutputError(FactpipeError):
    """The tables cannot be written where they were asked for."""


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """One problem of a rule file; `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class RulesError(FactpipeError):
    """Rule files that cannot be used, with every problem found."""

    def __init__(self, problems: list[RuleProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
