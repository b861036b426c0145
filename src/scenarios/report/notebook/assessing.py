"""The front door for programs and notebooks: an assessment with tables and pictures.

An assessment knows neither its workspace nor the news, and its room nothing of tables
or pictures. Here it is given both, by a type that is an assessment in all else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from scenarios.assessment.assess import assess as assess_plainly
from scenarios.assessment.results import Assessment
from scenarios.domain.development import Observation
from scenarios.errors import ScenariosError
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import Workspace
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier, Order, compile_dossier
from scenarios.report.exporting import UnknownTableError
from scenarios.report.notebook.picture import Picture
from scenarios.report.notebook.tables import NotebookTable
from scenarios.report.pictures.kinds import KINDS, Kind, draw
from scenarios.report.pictures.subject import WIDTH
from scenarios.report.tables import Table
from scenarios.whatif.period import WEEK

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["AssumedError", "NotebookAssessment", "assess"]

AFRESH = ("history", "tornado", "cases")
"""Kinds of pictures whose numbers are computed anew."""


class AssumedError(ScenariosError):
    """Something is computed anew, and would lack what an assessment assumes."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            f"{what} would be computed anew, without what this assessment assumes; "
            "write a case that assumes it, and name that"
        )


@dataclass(frozen=True)
class NotebookAssessment(Assessment):
    """An assessment that keeps what it was made from, for tables and pictures.

    Two are equal if they say the same, whatever files it was read from.

    Attributes:
        workspace: The files that it was made from.
        news: The developments.
        assumptions: Observations that were taken as certain.
    """

    workspace: Workspace = field(repr=False, compare=False)
    news: Developments = field(repr=False, compare=False)
    assumptions: tuple[Observation, ...] = field(default=(), repr=False, compare=False)

    @property
    def tables(self) -> Mapping[str, NotebookTable]:
        """Return its tables by name: outcomes, ledger, developments, reports."""
        found = tables_of(self._plain())
        return {name: _shown(table) for name, table in found.items()}

    def dossier(
        self,
        *,
        since: date | None = None,
        every: int | None = None,
        cases: Sequence[str] = (),
    ) -> Dossier:
        """Return it with what is to stand beside it, as files are written from.

        Args:
            since: The earlier day to tell the change since.
            every: Days from point to point of a history; None for none.
            cases: Ids of what-ifs.

        Raises:
            AssumedError: It assumes something.
            UnknownCaseError: The workspace holds no case of such a name.
        """
        if self.assumptions:
            what = "a dossier"
            raise AssumedError(what)
        order = replace(self._order, since=since, every=every, cases=tuple(cases))
        return compile_dossier(self.workspace, self.news, order)

    def history(self, every: int = WEEK) -> NotebookTable:
        """Return the probabilities over time, a row for each day and outcome.

        Args:
            every: Days from point to point.

        Raises:
            AssumedError: It assumes something.
        """
        return _shown(tables_of(self.dossier(every=every))["history"])

    def cases(self, *names: str) -> NotebookTable:
        """Return what-ifs beside the base, a row for each case and outcome.

        Args:
            names: Ids of cases; those joined by + are laid over one another.

        Raises:
            AssumedError: It assumes something.
            UnknownCaseError: The workspace holds no case of such a name.
        """
        return _shown(tables_of(self.dossier(cases=names))["cases"])

    def to_pandas(self, table: str = "outcomes") -> "pd.DataFrame":
        """Return one of its tables as a pandas frame.

        Raises:
            UnknownTableError: It has no such table.
            MissingLibraryError: pandas is not installed.
        """
        return self._table(table).to_pandas()

    def to_polars(self, table: str = "outcomes") -> "pl.DataFrame":
        """Return one of its tables as a Polars frame.

        Raises:
            UnknownTableError: It has no such table.
            MissingLibraryError: Polars is not installed.
        """
        return self._table(table).to_polars()

    def to_arrow(self, table: str = "outcomes") -> "pa.Table":
        """Return one of its tables as an Arrow table.

        Raises:
            UnknownTableError: It has no such table.
            MissingLibraryError: PyArrow is not installed.
        """
        return self._table(table).to_arrow()

    def plot(  # noqa: PLR0913 what, of what, beside what, and how it looks
        self,
        kind: str = "overview",
        scenario: str | None = None,
        outcome: str | None = None,
        *,
        since: date | None = None,
        every: int = WEEK,
        cases: Sequence[str] = (),
        width: int = WIDTH,
        title: str | None = None,
    ) -> Picture:
        """Draw a picture of it.

        Args:
            kind: A key of `scenarios.report.pictures.kinds.KINDS`.
            scenario: Id of the scenario, where the kind is of one.
            outcome: Id of the outcome, where the kind is about one; the likeliest
                where None.
            since: The earlier day to tell the change since.
            every: Days from point to point of a history.
            cases: Ids of the what-ifs that `cases` shows.
            width: Pixels across.
            title: A title instead of the picture's own claim.

        Raises:
            UnknownKindError: There is no such kind.
            UnknownScenarioError: It has no such scenario.
            UnknownOutcomeError: The scenario has no such outcome.
            NothingToDrawError: What the kind shows is not there.
            AssumedError: It assumes something, and the picture is computed anew.
        """
        if self.assumptions and (kind in AFRESH or since is not None):
            raise AssumedError(kind)
        shows = KINDS.get(kind, Kind(""))
        dossier = self._plain()
        if shows.history or shows.cases or since is not None:
            dossier = self.dossier(
                since=since, every=every if shows.history else None, cases=cases
            )
        spec = draw(kind, dossier, scenario, outcome, width=width, title=title)
        return Picture(spec)

    def _table(self, name: str) -> NotebookTable:
        tables = self.tables
        if name not in tables:
            raise UnknownTableError(name, tables)
        return tables[name]

    def _plain(self) -> Dossier:
        """Return a dossier that holds it and nothing beside it."""
        return Dossier(self._order, self.workspace, self.news, self)

    @property
    def _order(self) -> Order:
        day = self.as_of
        return Order(
            as_of=day,
            scenarios=tuple(each.id for each in self.scenarios),
            model=self.model.id,
            command=f"scenarios.assess(workspace, developments, date({day.year}, "
            f"{day.month}, {day.day}))",
        )


def assess(  # noqa: PLR0913 the workspace, the news, the day and three choices
    workspace: Workspace,
    developments: Developments,
    as_of: date,
    *,
    scenarios: Sequence[str] = (),
    model: str | None = None,
    assumptions: Sequence[Observation] = (),
) -> NotebookAssessment:
    """Assess scenarios from what had happened and been published by a day.

    Args:
        workspace: Scenarios, models and sources.
        developments: All that is on file; what came later is left out.
        as_of: The day, inclusive.
        scenarios: Ids of the scenarios wanted, in this order; all where empty.
        model: Id of the scoring model; the workspace's own where None.
        assumptions: Observations taken as certain on that day, for a what-if.

    Raises:
        UnknownScenarioError: The workspace holds no scenario of such a name.
        UnknownModelError: The workspace holds no model of such a name.
        FaultyDataError: The model's scale lacks words that the scenarios use.
        ScoresOnlyError: The model's method gives scores.
    """
    found = assess_plainly(
        workspace,
        developments,
        as_of,
        scenarios=scenarios,
        model=model,
        assumptions=assumptions,
    )
    parts = {part.name: getattr(found, part.name) for part in fields(found)}
    return NotebookAssessment(
        **parts, workspace=workspace, news=developments, assumptions=tuple(assumptions)
    )


def _shown(table: Table) -> NotebookTable:
    return NotebookTable(table.columns, table.rows, table.name)
