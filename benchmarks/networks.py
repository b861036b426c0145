"""The peers: the same question as a Bayesian network, built and asked.

The outcome is the root and each indicator its child, seen with its θ. What the news
says of an indicator enters as virtual evidence (Pearl 1988) with the odds of the pack:
which development counts is settled beforehand, for the peers as for us, so that they
get the smallest network that gives our posteriors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np

from scenarios.engine.arrays.pack import EventRow, Floats, Pack

__all__ = [
    "AGRUM_ENGINES",
    "AgrumPeer",
    "Network",
    "PgmpyPeer",
    "has_pgmpy",
    "read_network",
]

ROOT = "outcome"


def _import(peer: str) -> Any:  # noqa: ANN401 neither peer is typed
    """Import a peer and leave out its warnings, which as errors would end Python."""
    with catch_warnings():
        simplefilter("ignore")
        return import_module(peer)


agrum = _import("pyagrum")
AGRUM_ENGINES: Mapping[str, Any] = {
    "LazyPropagation": agrum.LazyPropagation,
    "ShaferShenoy": agrum.ShaferShenoyInference,
    "VariableElimination": agrum.VariableElimination,
}


@dataclass(frozen=True, slots=True)
class Network:
    """A question as plain numbers.

    Attributes:
        prior: Probability of each outcome.
        chances: θ of each sign under each outcome, by the sign's name.
        odds: What the news says of each sign: seen against unseen.
    """

    prior: Sequence[float]
    chances: Mapping[str, Sequence[float]]
    odds: Mapping[str, float]


def read_network(packed: Pack) -> Network:
    """Read the network of a pack that holds only events, all of them in play."""
    rows = {
        f"sign{place}": row
        for place, row in enumerate(packed.rows)
        if isinstance(row, EventRow)
    }
    return Network(
        prior=packed.prior[:, 0].tolist(),
        chances={
            name: np.clip(row.theta, *packed.theta)[:, 0].tolist()
            for name, row in rows.items()
        },
        odds={name: float(row.odds) for name, row in rows.items()},
    )


class AgrumPeer:
    """A network in pyAgrum, asked for the outcome alone; builds it when made."""

    def __init__(self, network: Network, engine: str) -> None:
        net = agrum.BayesNet()
        net.add(agrum.LabelizedVariable(ROOT, "", len(network.prior)))
        net.cpt(ROOT).fillWith(network.prior)
        for name, chances in network.chances.items():
            net.add(agrum.LabelizedVariable(name, "", 2))
            net.addArc(ROOT, name)
            net.cpt(name)[:] = [[1 - chance, chance] for chance in chances]
        self._odds = {name: [1, odds] for name, odds in network.odds.items()}
        self._engine = AGRUM_ENGINES[engine](net)
        self._engine.setTargets({ROOT})

    def tell(self) -> None:
        """Set the virtual evidence anew, so that nothing inferred stays valid."""
        self._engine.setEvidence(self._odds)

    def set(self, odds: Mapping[str, float]) -> None:
        """Set other virtual evidence, all of it anew."""
        self._engine.setEvidence({name: [1, each] for name, each in odds.items()})

    def change(self, name: str, odds: float) -> None:
        """Change the virtual evidence of one sign."""
        self._engine.chgEvidence(name, [1, odds])

    def ask(self) -> Floats:
        """Infer the posterior of the outcome."""
        self._engine.makeInference()
        return np.asarray(self._engine.posterior(ROOT).toarray())


def has_pgmpy() -> bool:
    """Tell whether pgmpy can be imported."""
    return find_spec("pgmpy") is not None


class PgmpyPeer:
    """A network in pgmpy, asked by variable elimination; builds it when made."""

    def __init__(self, network: Network) -> None:
        self._odds = network.odds
        self._table = _import("pgmpy.factors.discrete").TabularCPD
        models, inference = _import("pgmpy.models"), _import("pgmpy.inference")
        edges = [(ROOT, name) for name in network.chances]
        net = models.DiscreteBayesianNetwork(edges)
        prior = [[chance] for chance in network.prior]
        net.add_cpds(self._table(ROOT, len(prior), prior))
        for name, chances in network.chances.items():
            table = [[1 - chance for chance in chances], list(chances)]
            net.add_cpds(self._table(name, 2, table, [ROOT], [len(chances)]))
        self._engine = inference.VariableElimination(net)
        self._evidence: list[Any] = []

    def tell(self) -> None:
        """Write the virtual evidence as tables, which each query takes."""
        self._evidence = [
            self._table(name, 2, [[1 / (1 + odds)], [odds / (1 + odds)]])
            for name, odds in self._odds.items()
        ]

    def ask(self) -> Floats:
        """Infer the posterior of the outcome."""
        found = self._engine.query(
            [ROOT], virtual_evidence=self._evidence, show_progress=False
        )
        return np.asarray(found.values, dtype=np.float64)
