"""datapackage.json (Frictionless v2): what the tables hold, in English and Chinese, and what made them.

It holds nothing that differs between two runs of the same input, rules and version: no time, host or absolute path.
"""

import json
from collections.abc import Mapping, Sequence

from factpipe.schema import SCHEMA_VERSION, TABLE_TERMS, TABLES, Column

_KEYS = {"facts": "fact_id", "articles": "article_id", "checks": "check_id"}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def datapackage(rows: Mapping[str, int], formats: Sequence[str], version: str, ruleset: str) -> str:
    """The text of datapackage.json for tables with these row counts, written in these formats."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "factpipe",
        "title": "Quantitative claims of newspaper pages",
        "title_zh": "报纸版面中的数量事实",
        "version": version,
        "schema_version": SCHEMA_VERSION,
        "ruleset": ruleset,
        "resources": [_resource(table, form, rows[table]) for table in TABLES for form in formats],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: str, form: str, rows: int) -> dict:
    term = TABLE_TERMS[table]
    schema: dict = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in TABLES[table]],
        "missingValues": [""],
    }
    if table in _KEYS:
        schema["primaryKey"] = [_KEYS[table]]
    return {
        "name": table if form == "csv" else f"{table}-{form}",
        "type": "table",
        "path": f"{table}.{form}",
        "format": form,
        "mediatype": _MEDIA[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "title": term.en,
        "title_zh": term.zh,
        "description": term.about,
        "rows": rows,
        "schema": schema,
    }


def _field(column: Column) -> dict:
    constraints: dict = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": "array" if column.type == "json" else column.type,
        "title": column.title,
        "title_zh": column.title_zh,
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }
