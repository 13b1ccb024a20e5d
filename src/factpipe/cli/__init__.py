"""The command line. Data on stdout, everything else on stderr."""

from factpipe.cli.group import main

__all__ = ["main"]
