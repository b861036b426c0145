"""Coded events from files: each reader's SQL, from raw text to the table `events`.

Every row of a file has one fate, so that nothing is lost unseen: `rejected` (not a row
of such a file), `unreadable` (no number, date or code), `no_pair` (not two different
countries), `unwatched` (a pair that the template leaves out), `outside` (dated outside
the horizon, or told after its close), `unmatched` (observes no indicator) or
`evidence`.
"""

from collections.abc import Iterable, Mapping, Sequence

from scenarios.bulk.codes import code_table, country_aliases, region_codes
from scenarios.bulk.contributing import sights_of
from scenarios.bulk.formats import EventFile, Kind
from scenarios.bulk.literals import day, double, name, text, texts
from scenarios.bulk.template import Template
from scenarios.bulk.weighing import Sign

__all__ = [
    "FATES",
    "PLAIN_COLUMNS",
    "events_sql",
    "raw_columns",
    "raw_events",
]

FATES = (
    "rejected",
    "unreadable",
    "no_pair",
    "unwatched",
    "outside",
    "unmatched",
    "evidence",
)

PLAIN_COLUMNS = (
    "id",
    "date",
    "published",
    "source",
    "target",
    "source_roles",
    "target_roles",
    "code",
    "plover",
    "quad",
    "goldstein",
    "mentions",
    "sources",
    "outlet",
)
"""What a plain table may hold; id, date, source, target and code or plover it must."""

GDELT_ADDED = {"gdelt-57": 56, "gdelt-58": 56, "gdelt-61": 59}
GDELT_URL = {"gdelt-58": 57, "gdelt-61": 60}
GDELT_WIDTH: Mapping[str, int] = {"gdelt-57": 57, "gdelt-58": 58, "gdelt-61": 61}
SITE = r"^[A-Za-z]+://([^/:?#]+)"


def raw_columns(file: EventFile) -> Sequence[str]:
    """Return the names of the raw columns of a text file, all of them text."""
    if file.kind in GDELT_WIDTH:
        return [f"c{place}" for place in range(GDELT_WIDTH[file.kind])]
    return file.columns


def raw_events(kind: Kind, columns: Sequence[str]) -> str:
    """Return the SQL from the table `raw` to events whose values may be null.

    Args:
        kind: What the files are.
        columns: The columns that `raw` has.
    """
    if kind in GDELT_WIDTH:
        return _select(_gdelt(kind))
    if kind == "icews":
        return _select(_icews()) + _icews_countries()
    return _select(_plain(columns))


def _select(columns: Mapping[str, str]) -> str:
    listed = ",\n  ".join(f"{sql} AS {column}" for column, sql in columns.items())
    return f"SELECT filename,\n  {listed}\nFROM raw"


def _gdelt(kind: str) -> Mapping[str, str]:
    url = f"c{GDELT_URL[kind]}" if kind in GDELT_URL else "NULL"
    return {
        "event": "TRY_CAST(c0 AS BIGINT)",
        "day": _compact_day("c1"),
        "known": _compact_day(f"c{GDELT_ADDED[kind]}"),
        "source": _country("c7"),
        "target": _country("c17"),
        "source_roles": "concat_ws(' ', c12, c13, c14)",
        "target_roles": "concat_ws(' ', c22, c23, c24)",
        "code": "c26",
        "plover": "CAST(NULL AS VARCHAR)",
        "quad": "TRY_CAST(c29 AS INTEGER)",
        "goldstein": "TRY_CAST(c30 AS DOUBLE)",
        "mentions": "TRY_CAST(c31 AS INTEGER)",
        "sources": "TRY_CAST(c32 AS INTEGER)",
        "outlet": _site(url),
    }


def _compact_day(column: str) -> str:
    """Read 20240531, or the day of 20240531123000."""
    parts = (f"substr({column}, {start}, {size})" for start, size in DAY_PARTS)
    written = " || '-' || ".join(parts)
    return f"CASE WHEN length({column}) IN (8, 14) THEN TRY_CAST({written} AS DATE) END"


DAY_PARTS = ((1, 4), (5, 2), (7, 2))


def _icews() -> Mapping[str, str]:
    return {
        "event": f"TRY_CAST({name('Event ID')} AS BIGINT)",
        "day": f"TRY_CAST({name('Event Date')} AS DATE)",
        "known": f"TRY_CAST({name('Event Date')} AS DATE)",
        "source": "origin.code",
        "target": "goal.code",
        "source_roles": _sector_roles(name("Source Sectors")),
        "target_roles": _sector_roles(name("Target Sectors")),
        "code": name("CAMEO Code"),
        "plover": "CAST(NULL AS VARCHAR)",
        "quad": _quad(f"substr({name('CAMEO Code')}, 1, 2)"),
        "goldstein": f"TRY_CAST({name('Intensity')} AS DOUBLE)",
        "mentions": "1",
        "sources": "1",
        "outlet": name("Publisher"),
    }


def _icews_countries() -> str:
    rows = ", ".join(
        f"({text(row['name'])}, {text(row['code'])})"
        for row in code_table("icews_countries")
    )
    return "".join(
        f"\nLEFT JOIN (SELECT * FROM (VALUES {rows}) AS {alias}s(name, code)) "
        f"AS {alias} ON {alias}.name = raw.{name(f'{side} Country')}"
        for alias, side in (("origin", "Source"), ("goal", "Target"))
    )


def _sector_roles(column: str) -> str:
    """Turn `Executive,Government` into roles, each with a space after it."""
    sectors: dict[str, list[str]] = {}
    for row in code_table("icews_sectors"):
        sectors.setdefault(row["role"], []).append(row["name"])
    listed = f"(',' || coalesce({column}, '') || ',')"
    return " || ".join(
        "CASE WHEN "
        + " OR ".join(f"{listed} LIKE {text(f'%,{each},%')}" for each in names)
        + f" THEN {text(f'{role} ')} ELSE '' END"
        for role, names in sectors.items()
    )


def _plain(columns: Sequence[str]) -> Mapping[str, str]:
    def given(column: str, kind: str = "VARCHAR") -> str:
        held = name(column) if column in columns else "NULL"
        return f"TRY_CAST({held} AS {kind})"

    code = given("code")
    root = f"substr({code}, 1, 2)"
    return {
        "event": given("id", "BIGINT"),
        "day": given("date", "DATE"),
        "known": f"coalesce({given('published', 'DATE')}, {given('date', 'DATE')})",
        "source": _country(given("source")),
        "target": _country(given("target")),
        "source_roles": given("source_roles"),
        "target_roles": given("target_roles"),
        "code": code,
        "plover": given("plover"),
        "quad": f"coalesce({given('quad', 'INTEGER')}, {_quad(root)})",
        "goldstein": f"coalesce({given('goldstein', 'DOUBLE')}, {_goldstein(code)})",
        "mentions": given("mentions", "INTEGER"),
        "sources": given("sources", "INTEGER"),
        "outlet": _site(given("outlet")),
    }


def _goldstein(code: str) -> str:
    cases = " ".join(
        f"WHEN {text(row['code'])} THEN {double(float(row['goldstein']))}"
        for row in code_table("cameo")
    )
    return f"CASE {code} {cases} END"


def _quad(root: str) -> str:
    """Return the quad class of a CAMEO root, as GDELT gives it."""
    return (
        f"CASE WHEN {root} BETWEEN '01' AND '05' THEN 1 "
        f"WHEN {root} BETWEEN '06' AND '08' THEN 2 "
        f"WHEN {root} BETWEEN '09' AND '13' THEN 3 "
        f"WHEN {root} BETWEEN '14' AND '20' THEN 4 END"
    )


def _either(tests: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(f"({test})" for test in tests)) or "FALSE"


def _country(column: str) -> str:
    cases = " ".join(
        f"WHEN {text(old)} THEN {text(now)}" for old, now in country_aliases().items()
    )
    return f"CASE {column} {cases} ELSE {column} END"


def _site(column: str) -> str:
    """Return the site of an address, or the text itself where it is none."""
    host = f"lower(regexp_extract({column}, {text(SITE)}, 1))"
    site = f"regexp_replace({host}, '^www[.]', '')"
    return f"CASE WHEN {column} LIKE '%://%' THEN {site} ELSE {column} END"


def events_sql(raw: str, template: Template, signs: Sequence[Sign]) -> str:
    """Return the SQL of the table `events`, one row each with its fate.

    Args:
        raw: What `raw_events` returns.
        template: What is watched.
        signs: Its indicators.
    """
    horizon = template.scenario.horizon
    sights = [sight for sign in signs for sight in sights_of(sign, template)]
    opens, closes = day(horizon.opens), day(horizon.closes)
    return f"""\
SELECT *, CASE
  WHEN event IS NULL OR day IS NULL OR known IS NULL
    OR (code IS NULL AND plover IS NULL) THEN 'unreadable'
  WHEN NOT ({_is_country("source")} AND {_is_country("target")})
    OR source = target THEN 'no_pair'
  WHEN NOT ({_either(sight.watched for sight in sights)}) THEN 'unwatched'
  WHEN day NOT BETWEEN {opens} AND {closes} OR known > {closes} THEN 'outside'
  WHEN {_either(sight.test for sight in sights)} THEN 'evidence'
  ELSE 'unmatched' END AS fate
FROM (SELECT filename, event, day, greatest(day, known) AS known, source, target,
  coalesce(source_roles, '') AS source_roles,
  coalesce(target_roles, '') AS target_roles, code, plover, quad, goldstein,
  greatest(coalesce(mentions, 1), 1) AS mentions,
  greatest(coalesce(sources, 1), 1) AS sources, outlet FROM (
{raw}
) AS told) AS coded"""


def _is_country(column: str) -> str:
    regions = texts(region_codes())
    return (
        f"coalesce(regexp_matches({column}, '^[A-Z][A-Z][A-Z]$'), FALSE) "
        f"AND {column} NOT IN ({regions})"
    )
