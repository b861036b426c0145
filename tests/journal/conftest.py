"""One PostgreSQL server for all tests of a process, started when the first asks."""

from collections.abc import Iterator

import pytest

from cluster import Cluster, running


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Return a server with nothing in it but what other tests have left."""
    with running() as cluster:
        yield cluster
