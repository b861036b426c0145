from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenarios.bulk.codes import (
    cameo_codes,
    cameo_of,
    code_table,
    country_aliases,
    country_name,
    plover_types,
    region_codes,
    role_codes,
)

VECTORS = Path(__file__).parents[3] / "shared/data/vectors/events"
published = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the published code tables are not at hand"
)


@published
def test_the_goldstein_scale_is_the_published_one() -> None:
    lines = (VECTORS / "CAMEO.goldsteinscale.txt").read_text().splitlines()[1:]
    scale = dict(line.split("\t") for line in lines)
    assert len(scale) == 311
    found = {code: float(row["goldstein"]) for code, row in cameo_codes().items()}
    assert {code: found[code] for code in scale} == {
        code: float(value) for code, value in scale.items()
    }


@published
def test_names_and_quad_classes_are_the_published_ones() -> None:
    codes = json.loads((VECTORS / "cameo_codes.json").read_text())
    for code, entry in codes.items():
        assert cameo_codes()[code]["quad"] == str(entry["quad_class"])
        assert cameo_codes()[code]["name"].lower() == entry["name"].lower()


@published
def test_plover_types_are_those_of_the_conversion_table() -> None:
    told: dict[str, set[str]] = {}
    for line in (VECTORS / "CAMEO2PLOVER-2021.txt").read_text().splitlines():
        code, _, rest = line.partition(":")
        if code.isdecimal():
            told.setdefault(code, set()).add(rest.split(",")[0].strip())
    assert len(told) > 250
    for code, types in told.items():
        assert cameo_codes()[code]["plover"] in types


@published
def test_every_iso_country_has_its_code() -> None:
    countries = json.loads((VECTORS / "iso_3166-1.json").read_text())["3166-1"]
    ours = {r["code"] for r in code_table("countries") if r["kind"] == "country"}
    assert {each["alpha_3"] for each in countries} <= ours


def test_the_sixteen_plover_types_cover_all_but_statements_and_appeals() -> None:
    assert len(plover_types()) == 16
    assert {row["code"][:2] for row in code_table("cameo") if not row["plover"]} == {
        "01",
        "02",
    }


def test_a_plover_type_knows_its_cameo_codes() -> None:
    assert cameo_of(["MOBILIZE"]) == (
        "15",
        "150",
        "151",
        "152",
        "153",
        "154",
        "155",
    )


def test_old_codes_stand_for_countries_and_regions_for_none() -> None:
    assert country_aliases()["ROM"] == "ROU"
    assert set(country_aliases().values()) <= {
        row["code"] for row in code_table("countries") if row["kind"] == "country"
    }
    assert "WST" in region_codes()
    assert country_name("PAK") == "Pakistan"
    assert country_name("QQQ") == "QQQ"


def test_sectors_of_icews_become_roles_that_exist() -> None:
    assert {row["role"] for row in code_table("icews_sectors")} <= set(role_codes())
    names = {row["name"]: row["code"] for row in code_table("icews_countries")}
    assert names["Russian Federation"] == "RUS"
    codes = {row["code"] for row in code_table("countries")}
    assert set(names.values()) <= codes
