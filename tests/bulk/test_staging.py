"""Readers: every row of every kind of file, accounted for."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import duckdb
import pytest

from bulk.stream import gdelt_line, write_gdelt
from bulk.world import make_template
from scenarios import load_workspace
from scenarios.bulk.contributing import instance_of
from scenarios.bulk.formats import ICEWS_COLUMNS, know
from scenarios.bulk.plan import Limits, Plan
from scenarios.bulk.staging import stage

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits(200_000_000, 1)
THREAT = {
    "event": "7",
    "day": "20240210",
    "added": "20240212",
    "source": "PAK",
    "target": "USA",
    "code": "138",
    "quad": "3",
    "goldstein": "-7.0",
    "mentions": "1",
    "sources": "4",
    "url": "https://www.Dawn.com/news/1",
}


def stage_files(folder: Path, *paths: Path, **changes: object) -> dict[str, Any]:
    template = make_template(folder / "desk", **changes)
    desk = load_workspace(folder / "desk")
    plan = Plan.of(
        folder / "run", template, desk, desk.model(), know(paths), partitions=2
    )
    for number, batch in enumerate(plan.batches, start=1):
        stage(plan, number, batch, LIMITS)
    accounts = [
        json.loads(plan.account(n + 1).read_text()) for n in range(len(plan.batches))
    ]
    return {"accounts": [f for each in accounts for f in each["files"]], "plan": plan}


def contributions_in(folder: Path) -> list[tuple[Any, ...]]:
    held = folder / "run" / "contributions" / "*" / "*.parquet"
    with duckdb.connect() as base:
        return base.execute(
            "SELECT instance, known, day, weight, event, outlet "
            f"FROM read_parquet('{held}', hive_partitioning = false) ORDER BY ALL"
        ).fetchall()


def fates(account: dict[str, Any]) -> dict[str, int]:
    return {fate: count for fate, count in account["fates"].items() if count}


def test_every_row_of_a_gdelt_file_has_its_fate(tmp_path: Path) -> None:
    rows = [
        gdelt_line(61, **THREAT),
        gdelt_line(61, **{**THREAT, "target": ""}),
        gdelt_line(61, **{**THREAT, "target": "EUR"}),
        gdelt_line(61, **{**THREAT, "target": "PAK"}),
        gdelt_line(61, **{**THREAT, "day": "20231231"}),
        gdelt_line(61, **{**THREAT, "added": "20240701"}),
        gdelt_line(61, **{**THREAT, "day": "20240230"}),
        gdelt_line(61, **{**THREAT, "event": "x", "code": ""}),
        gdelt_line(61, **{**THREAT, "code": "010", "quad": "", "goldstein": "0"}),
        "cut off",
        gdelt_line(61, **THREAT) + "\tone more",
    ]
    path = tmp_path / "a.CSV"
    path.write_bytes(
        "".join(f"{row}\n" for row in rows).encode()
        + gdelt_line(61, **{**THREAT, "url": "x"}).encode().replace(b"x", b"\xff\n")
    )
    (account,) = stage_files(tmp_path, path)["accounts"]
    assert account["rows"] == 12 == sum(account["fates"].values())
    assert fates(account) == {
        "rejected": 3,
        "unreadable": 2,
        "no_pair": 3,
        "outside": 2,
        "unmatched": 1,
        "evidence": 1,
    }
    assert account["bad"] == [
        "line 10: missing columns",
        "line 11: too many columns",
        "line 12: invalid encoding",
        "event 7: no date",
        "event ?: no number and no code",
    ]


def test_a_contribution_refers_to_pair_days_weight_event_and_outlet(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.CSV"
    path.write_text(gdelt_line(61, **{**THREAT, "added": "20240212093000"}) + "\n")
    found = stage_files(tmp_path, path)
    # Grades from worst to best: F6 and D6, … of letters B and D and digits 6, 3 and 1;
    # four sources are digit 3, and the letter is B until March.
    signs = found["plan"].signs
    threat = next(sign for sign in signs if sign.id == "threat")
    (weight,) = [w.id for w in threat.weights if w.grade == ("B", "3")]
    assert contributions_in(tmp_path) == [
        (
            instance_of(("PAK", "USA")),
            dt.date(2024, 2, 12),
            dt.date(2024, 2, 10),
            weight,
            7,
            "dawn.com",
        )
    ]


@pytest.mark.parametrize(
    ("added", "sources", "grade"),
    [
        ("20240212", "1", "B6"),
        ("20240229", "9", "B1"),
        ("20240301", "3", "D3"),
        ("20240301", "", "D6"),
    ],
)
def test_the_grade_is_the_letter_of_the_day_and_the_digit_of_the_sources(
    tmp_path: Path, added: str, sources: str, grade: str
) -> None:
    path = tmp_path / "a.CSV"
    path.write_text(gdelt_line(58, **{**THREAT, "added": added, "sources": sources}))
    found = stage_files(tmp_path, path)
    grades = {w.id: "".join(w.grade) for s in found["plan"].signs for w in s.weights}
    ((_, _, _, weight, _, _),) = contributions_in(tmp_path)
    assert grades[weight] == grade


def test_directions_choose_whose_pair_an_event_is_of(tmp_path: Path) -> None:
    # Blame is asked for backwards, talks either way.
    blame = {**THREAT, "code": "112", "goldstein": "-2.0", "mentions": "2"}
    talk = {**THREAT, "code": "040", "quad": "1", "goldstein": "1.0"}
    path = tmp_path / "a.CSV"
    lines = [
        gdelt_line(57, **{**cells, "event": n})
        for n, cells in (("1", blame), ("2", talk))
    ]
    path.write_text("\n".join(lines))
    stage_files(tmp_path, path)
    there, back = instance_of(("PAK", "USA")), instance_of(("USA", "PAK"))
    found = [(row[4], row[0]) for row in contributions_in(tmp_path)]
    assert sorted(found) == sorted([(1, back), (2, there), (2, back)])


def test_news_outside_an_events_window_is_no_observation(tmp_path: Path) -> None:
    cut = {
        **THREAT,
        "code": "161",
        "quad": "4",
        "goldstein": "-4",
        "source_role": "GOV",
    }
    path = tmp_path / "a.CSV"
    inside, outside = (
        "20240430",
        "20240501",
    )  # The window ends 120 days after 1 January.
    path.write_text(
        "\n".join(
            gdelt_line(61, **{**cut, "day": day, "added": day})
            for day in (inside, outside)
        )
    )
    (account,) = stage_files(tmp_path, path)["accounts"]
    assert fates(account) == {"evidence": 1, "unmatched": 1}


def test_only_the_pairs_that_a_template_names_are_watched(tmp_path: Path) -> None:
    path = tmp_path / "a.CSV"
    talk = {**THREAT, "code": "040", "quad": "1", "goldstein": "1.0"}
    cells = [
        THREAT,
        {**THREAT, "target": "IND"},
        {**talk, "source": "USA", "target": "PAK"},
    ]
    path.write_text("\n".join(gdelt_line(61, **each) for each in cells))
    (account,) = stage_files(tmp_path, path, template={"only": [["PAK", "USA"]]})[
        "accounts"
    ]
    assert fates(account) == {"unwatched": 1, "evidence": 2}
    assert {row[0] for row in contributions_in(tmp_path)} == {
        instance_of(("PAK", "USA"))
    }


def test_zipped_files_are_read_like_others(tmp_path: Path) -> None:
    path = write_gdelt(tmp_path / "a.CSV", 300)
    with ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(path, "a.CSV")
    plain, zipped = stage_files(tmp_path, path, tmp_path / "b.zip")["accounts"]
    assert plain["fates"] == zipped["fates"]
    assert plain["rows"] == 300


def test_files_of_several_kinds_are_read_in_batches(tmp_path: Path) -> None:
    paths = [
        write_gdelt(tmp_path / f"{width}.CSV", 40, width=width, seed=width)
        for width in (57, 58, 61)
    ]
    found = stage_files(tmp_path, *paths)
    assert len(found["plan"].batches) == 3
    assert [account["rows"] for account in found["accounts"]] == [40, 40, 40]


def icews_line(**cells: str) -> str:
    line = dict.fromkeys(ICEWS_COLUMNS, "")
    names = {name.lower().replace(" ", "_"): name for name in ICEWS_COLUMNS}
    return "\t".join({**line, **{names[k]: v for k, v in cells.items()}}.values())


def test_icews_names_and_sectors_become_codes(tmp_path: Path) -> None:
    told = {
        "event_id": "30",
        "event_date": "2024-02-10",
        "source_country": "Russian Federation",
        "source_sectors": "Executive,Government",
        "target_country": "Pakistan",
        "cameo_code": "1621",
        "intensity": "-5.6",
        "publisher": "Interfax",
    }
    path = tmp_path / "events.tab"
    lines = [
        icews_line(**told),
        icews_line(**{**told, "target_country": "Nowhere"}),
        icews_line(**{**told, "source_sectors": "Business"}),
    ]
    path.write_text("\n".join(["\t".join(ICEWS_COLUMNS), *lines]) + "\n")
    found = stage_files(tmp_path, path)
    (account,) = found["accounts"]
    assert account["rows"] == 3
    assert fates(account) == {"no_pair": 1, "unmatched": 1, "evidence": 1}
    ((instance, known, day, _, event, outlet),) = contributions_in(tmp_path)
    assert instance == instance_of(("RUS", "PAK"))
    assert (known, day, event, outlet) == (day, dt.date(2024, 2, 10), 30, "Interfax")


def test_a_plain_table_may_leave_out_what_the_codes_tell(tmp_path: Path) -> None:
    text = """\
id,date,published,source,target,code,plover,source_roles,outlet
1,2024-02-10,2024-02-11,PAK,USA,138,,GOV,https://dawn.com/x
2,2024-02-10,,PAK,USA,,THREATEN,GOV,"Dawn, the paper"
3,2024-02-10,,PAK,USA,194,,MIL,
4,10.02.2024,,PAK,USA,194,,MIL,
5,2024-02-10,,ROM,TUR,042,,,
"""
    path = tmp_path / "events.csv"
    path.write_text(text)
    duckdb.read_csv(str(path), all_varchar=True).write_parquet(
        str(tmp_path / "b.parquet")
    )
    csv, parquet = stage_files(tmp_path, path, tmp_path / "b.parquet")["accounts"]
    assert csv["fates"] == parquet["fates"]
    assert fates(csv) == {"unreadable": 1, "evidence": 4}
    rows = contributions_in(tmp_path)
    assert {(row[4], row[5]) for row in rows} == {
        (1, "dawn.com"),
        (2, "Dawn, the paper"),
        (3, None),
        (5, None),
    }
    # Romania under its old code, both ways; code 194 is a show of force, both ways too.
    romania = {row[0] for row in rows if row[4] == 5}
    assert romania == {instance_of(("ROU", "TUR")), instance_of(("TUR", "ROU"))}


def test_a_batch_that_was_done_is_not_done_again(tmp_path: Path) -> None:
    path = write_gdelt(tmp_path / "a.CSV", 30)
    plan = stage_files(tmp_path, path)["plan"]
    path.unlink()
    stage(plan, 1, plan.files, LIMITS)
