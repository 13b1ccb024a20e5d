"""factpipe: every quantitative claim of a Chinese newspaper page as one row of a tidy table."""

__version__ = "0.1.0"
