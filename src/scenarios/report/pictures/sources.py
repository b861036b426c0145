"""Whose word it is: each source's share of what the reports give, and of reports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scenarios.assessment.confidence import count
from scenarios.assessment.words import percent
from scenarios.report.evidence_tables import (
    WITHDRAWN,
    development_table,
    report_table,
    source_table,
)
from scenarios.report.pictures.frame import NOTE, Note, frame
from scenarios.report.pictures.lettering import brief, broken, clean
from scenarios.report.pictures.marks import (
    Json,
    Text,
    field,
    layer,
    percent_axis,
    pixels,
    rules,
    stacked,
    texts,
)
from scenarios.report.pictures.palette import FOR, GRID, INK, MUTED, PAPER
from scenarios.report.pictures.subject import NothingToDrawError, Subject
from scenarios.report.tables import Cell, Table

__all__ = ["draw"]

MOST = 14
LABEL, FIGURES = 0.42, 130
DECIBANS, REPORTS = 58, 0
"""Where the columns of figures end, in pixels from the right."""
LINE, PAD, THICK, HEAD = 14, 8, 12, 20


@dataclass(frozen=True, slots=True)
class _Share:
    """What one source gives.

    Attributes:
        name: Its id.
        title: What it is called.
        grades: The grades of its reports.
        reports: Live reports.
        heard: Those that speak for their origin.
        decibans: What these give, whatever their stance.
    """

    name: str
    title: str
    grades: str
    reports: int
    heard: int
    decibans: float


def draw(subject: Subject) -> Json:
    """Draw whose word the assessed scenarios rest on.

    Raises:
        NothingToDrawError: No development counts.
    """
    shares = _shares(subject)
    if not shares:
        raise NothingToDrawError("sources", "nothing has been told that counts")
    return _Sources(subject, shares).spec()


class _Sources:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject, shares: list[_Share]) -> None:
        self._subject, self._every = subject, shares
        self._shown_shares = shares if len(shares) <= MOST + 1 else shares[:MOST]
        self._decibans = sum(each.decibans for each in shares)
        self._reports = sum(each.reports for each in shares)
        self._left = round(subject.width * LABEL)
        self._right = subject.width - FIGURES
        self._most = self._scale()
        self._rows: list[Json] = []
        self._said: list[Text] = []
        self._height = float(HEAD)
        self._add_figures(("decibans", "reports"), LINE / 2, bold=False)
        for each in self._shown_shares:
            self._add(each)

    def spec(self) -> Json:
        """Return the specification."""
        return frame(
            self._subject,
            self._layers(),
            claim=self._claim(),
            shown=list(self._shown()),
            height=self._height,
            notes=list(self._notes()),
        )

    def _claim(self) -> str:
        first = self._every[0]
        name = first.title or first.name
        about = self._subject.name
        sources = count(len(self._every), "source")
        share = percent(self._of_decibans(first))
        most = f"{brief(name)} tells most, {share} of the decibans"
        return f"{about}: {sources}, of which {most}"

    def _shown(self) -> Iterator[str]:
        yield (
            "Bar and bold: share of the decibans that reports give, one report for "
            "each origin, for or against; what repeats is not yet discounted. Diamond: "
            "share of all live reports, copies included."
        )
        yield f"The scale ends at {percent(self._most)}. Grades A–F, 1–6 (Admiralty)."

    def _notes(self) -> Iterator[Note]:
        rest = self._every[len(self._shown_shares) :]
        if rest:
            share = sum(self._of_decibans(each) for each in rest)
            reports = count(sum(each.reports for each in rest), "report")
            yield Note(
                f"{len(rest)} further sources with {reports} give {percent(share)} of "
                "the decibans."
            )

    def _of_decibans(self, each: _Share) -> float:
        return each.decibans / self._decibans if self._decibans else 0.0

    def _of_reports(self, each: _Share) -> float:
        return each.reports / self._reports

    def _scale(self) -> float:
        """Return the end of the scale: the next full tenth."""
        shares = [
            share
            for each in self._shown_shares
            for share in (self._of_decibans(each), self._of_reports(each))
        ]
        return min(10, int(max(shares) * 10) + 1) / 10

    def _x(self, share: float) -> float:
        return self._left + share / self._most * (self._right - self._left)

    def _add(self, each: _Share) -> None:
        title = broken(clean(each.title or each.name), NOTE, self._left - 14, most=2)
        reports = count(each.reports, "report")
        under = f"{reports}, {each.heard} heard; {each.grades}"
        lines = [*title, *broken(under, NOTE, self._left - 14, most=2)]
        height = len(lines) * LINE + PAD
        y = self._height + height / 2
        for at, text in enumerate(stacked(lines, 0, y)):
            muted = at >= len(title)
            self._said.append(
                Text(0, text.y, text.label, colour=MUTED if muted else INK)
            )
        share, of_reports = self._of_decibans(each), self._of_reports(each)
        self._rows.append(
            {
                "source": each.name,
                "decibans": each.decibans,
                "reports": each.reports,
                "heard": each.heard,
                "share": share,
                "of_reports": of_reports,
                "label": percent(share),
                "y": y,
            }
        )
        self._add_figures((percent(share), percent(of_reports)), y, bold=True)
        self._height += height

    def _add_figures(self, labels: tuple[str, str], y: float, *, bold: bool) -> None:
        for label, from_right in zip(labels, (DECIBANS, REPORTS), strict=True):
            heavy = bold and from_right == DECIBANS
            x = self._subject.width - from_right
            colour = INK if bold else MUTED
            self._said.append(
                Text(x, y, label, bold=heavy, align="right", colour=colour)
            )

    def _layers(self) -> Iterator[Json]:
        tenths = [tick / 10 for tick in range(round(self._most * 10) + 1)]
        grid = [
            {"x": x, "x2": x, "y": HEAD, "y2": self._height}
            for x in map(self._x, tenths)
        ]
        yield rules("grid", grid, color=GRID)
        axis = percent_axis(self._left, self._right, offset=2, labelOverlap=True)
        axis["axis"]["values"] = tenths
        axis["scale"]["domain"] = [0, self._most]
        yield layer(
            "shares",
            self._rows,
            {"type": "bar", "height": THICK, "color": FOR[1]},
            x=field("share", **axis),
            x2={"datum": 0},
            y=pixels("y"),
        )
        mark = {"type": "point", "shape": "diamond", "size": 60, "opacity": 1}
        yield layer(
            "of reports",
            self._rows,
            {**mark, "fill": PAPER, "stroke": INK, "strokeWidth": 1.2},
            x=field("of_reports", **axis),
            y=pixels("y"),
        )
        yield from texts("labels", self._said, fontSize=NOTE)


def _shares(subject: Subject) -> list[_Share]:
    """Add up what each source gives, over the scenarios of a subject."""
    chosen = {each.id for each in subject.scenarios}
    dossier = subject.dossier
    counting = {
        row["development"]
        for row in _rows(development_table(dossier))
        if row["scenario"] in chosen
    }
    reports = [
        r
        for r in _rows(report_table(dossier))
        if r["development"] in counting and r["speaks"] != WITHDRAWN
    ]
    found = []
    for source in _rows(source_table(dossier)):
        mine = [report for report in reports if report["source"] == source["source"]]
        if mine:
            found.append(_share(source, mine))
    return sorted(found, key=lambda each: (-each.decibans, -each.reports, each.name))


def _share(source: Mapping[str, Cell], mine: list[Mapping[str, Cell]]) -> _Share:
    heard = [report for report in mine if report["speaks"] == "speaks"]
    grades = sorted({str(report["grade"]) for report in mine})
    return _Share(
        name=str(source["source"]),
        title=str(source["title"]),
        grades=" ".join(grades),
        reports=len(mine),
        heard=len(heard),
        decibans=sum(abs(float(str(report["db"]))) for report in heard),
    )


def _rows(table: Table) -> Iterable[Mapping[str, Cell]]:
    names = [column.name for column in table.columns]
    for row in table.rows:
        yield dict(zip(names, row, strict=True))
