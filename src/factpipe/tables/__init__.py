"""Facts, articles, checks, rejects and errors as CSV, Parquet and a data package.

The columns of every table come from `factpipe.schema`; nothing here knows a column by name.
"""
