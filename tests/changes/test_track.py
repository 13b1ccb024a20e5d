import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner

from factpipe import track
from factpipe.changes import panel
from factpipe.changes.panel import COLUMNS
from factpipe.cli.track import track as command


@pytest.fixture
def folders(fact, tables, tmp_path):
    """Three issues; the second does not tell the households, the third has a claim of its own."""
    issues = {
        date(2024, 4, 10): [
            fact("320户", 320),
            fact("62名", 62, item="致富带头人", measure="leaders", unit="名", start=50),
        ],
        date(2024, 4, 17): [fact("66名", 66, item="致富带头人", measure="leaders", unit="名", start=50)],
        date(2024, 4, 24): [fact("356户", 356), fact("8座", 8, item="大棚", measure="count", unit="座", start=70)],
    }
    return [
        str(tables(tmp_path / str(day), facts=[row | {"doc_id": f"{day}/01", "issue_date": day} for row in rows]))
        for day, rows in issues.items()
    ]


def test_panel(folders):
    frame = track(*folders)
    assert list(frame.columns) == list(COLUMNS)
    wide = frame.pivot_table(index="item", columns="issue", values="value")
    assert wide.loc["脱贫户"].dropna().to_dict() == {"2024-04-10": 320, "2024-04-24": 356}
    assert wide.loc["致富带头人"].dropna().to_dict() == {"2024-04-10": 62, "2024-04-17": 66}
    assert set(track(*folders, at_least=1)["item"]) == {"脱贫户", "致富带头人", "大棚"}


def test_order_of_folders_does_not_matter(folders):
    assert track(*reversed(folders)).equals(track(*folders))


def test_command(folders):
    run = CliRunner().invoke
    shown = run(command, folders, env={"COLUMNS": "160"})
    assert shown.exit_code == 0
    assert "356户" in shown.stdout
    assert "2 claims told in at least 2 of 3 issues" in shown.stderr
    long = list(csv.DictReader(io.StringIO(run(command, [*folders, "--format", "csv"]).stdout)))
    assert len(long) == 4
    wide = list(csv.DictReader(io.StringIO(run(command, [*folders, "--format", "csv", "--wide"]).stdout)))
    assert {row["item"]: row["2024-04-17"] for row in wide} == {"脱贫户": "", "致富带头人": "66"}
    assert len(json.loads(run(command, [*folders, "--format", "json"]).stdout)) == 4


def test_a_fall_and_a_rise_of_a_claim_have_signs_of_their_own(fact, tables, tmp_path):
    for issue, way in (("2024-04-10", "down"), ("2024-04-17", "up")):
        row = fact("1.5%", 1.5, measure="percent", unit="%", status="change", direction=way)
        tables(tmp_path / issue, facts=[row | {"issue_date": date.fromisoformat(issue)}])
    (track,) = panel.tracks(panel.issues([tmp_path / "2024-04-10", tmp_path / "2024-04-17"]))
    assert track.values == {"2024-04-10": -1.5, "2024-04-17": 1.5}
