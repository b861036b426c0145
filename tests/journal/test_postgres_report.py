"""The report tells the rights and settings that decide how safe a journal is."""

from dataclasses import replace

import pytest

from cluster import Cluster
from journal.postgres_desk import create, fresh, schema_of
from scenarios.journal.postgres import PostgresStore
from scenarios.journal.postgres_report import PostgresReport, postgres_report


@pytest.fixture
def made(cluster: Cluster) -> str:
    """Return the URL of a journal with roles."""
    url = fresh(cluster)
    create(url).close()
    return url


def report_of(url: str) -> PostgresReport:
    with PostgresStore.open(url) as store:
        return postgres_report(store)


def test_who_administers_is_told_to_work_as_somebody_else(
    cluster: Cluster, made: str
) -> None:
    schema = schema_of(made)
    report = report_of(made)
    [(version,)] = cluster.run("SELECT current_setting('server_version')")
    assert (report.version, report.database, report.schema) == (
        version,
        "postgres",
        schema,
    )
    assert (report.user, report.owner) == ("postgres", f"postgres_{schema}_owner")
    assert report.roles == tuple(
        f"postgres_{schema}_{what}" for what in ("owner", "writer", "reader")
    )
    assert report.settings["fsync"] == report.settings["synchronous_commit"] == "on"
    assert report.may_append
    assert report.may_change
    assert report.is_local
    assert not report.is_encrypted
    expected = f"connect as a member of postgres_{schema}_writer only"
    assert expected in report.remarks[0]


def test_a_writer_has_nothing_to_be_told(cluster: Cluster, made: str) -> None:
    schema = schema_of(made)
    cluster.run(f"CREATE ROLE will_{schema} LOGIN IN ROLE postgres_{schema}_writer")
    report = report_of(cluster.url(user=f"will_{schema}", schema=schema))
    assert report.may_append
    assert not report.may_change
    safe = replace(report, settings={**report.settings, "data_checksums": "on"})
    assert safe.remarks == ()


def test_a_reader_may_not_append(cluster: Cluster, made: str) -> None:
    schema = schema_of(made)
    cluster.run(f"CREATE ROLE ruth_{schema} LOGIN IN ROLE postgres_{schema}_reader")
    report = report_of(cluster.url(user=f"ruth_{schema}", schema=schema))
    assert not report.may_append
    assert not report.may_change


def test_each_thing_that_could_be_safer_is_remarked(made: str) -> None:
    report = report_of(made)
    weak = replace(
        report,
        roles=(),
        owner="anna",
        is_local=False,
        settings={**report.settings, "data_checksums": "off"},
    )
    one, two, three = weak.remarks
    assert one.startswith("the tables belong to anna: roles keep them apart")
    assert two == "the connection is not encrypted; add sslmode=verify-full to the URL"
    assert three.startswith("the server does not check its pages for damage")
    assert len(replace(weak, is_encrypted=True).remarks) == 2
