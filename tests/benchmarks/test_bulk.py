"""The benchmark of many pairs compares like with like: the peers give our answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("dask", reason="the peers belong to the group bench")
pytest.importorskip("polars", reason="the peers belong to the group bench")

from benchmarks import bulk, bulk_peers, bulk_stream

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def peers(tmp_path_factory: pytest.TempPathFactory) -> bulk_peers.Peers:
    folder = tmp_path_factory.mktemp("bench")
    plan = bulk_stream.make_plan(folder / "run", bulk_stream.TEMPLATE["id"])
    bulk_stream.write_evidence(plan, 5_000, countries=5)
    bulk.weigh(plan)
    return bulk_peers.Peers(plan, folder)


@pytest.mark.filterwarnings("ignore")  # Dask lags behind pandas 3.1.
@pytest.mark.parametrize("name", ["polars", "pandas", "dask"])
def test_a_peer_gives_our_answer(peers: bulk_peers.Peers, name: str) -> None:
    getattr(peers, name)()
    bulk.check_equal(peers.plan, peers, name, f"{name}.parquet")


def test_another_answer_is_not_timed(peers: bulk_peers.Peers, tmp_path: Path) -> None:
    other = bulk_peers.Peers(peers.plan, tmp_path)
    wrong = partial(bulk.check_equal, peers.plan, other)
    object.__setattr__(other, "priors", [0.0] * 4)
    other.pandas()
    with pytest.raises(RuntimeError, match="pandas differs from ours by"):
        wrong("pandas", "pandas.parquet")
