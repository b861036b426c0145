"""What to watch, and what is not known."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from scenarios.report.page.anchors import anchor
from scenarios.report.page.building import Page
from scenarios.report.page.chapters import Chapter
from scenarios.report.page.gaps import Gaps
from scenarios.report.page.marks import link_mark, percent_mark
from scenarios.report.page.watch import Ahead, Sign, Turning
from scenarios.report.word.cells import joined, references
from scenarios.report.word.paper import Paper

__all__ = ["write_gaps", "write_signposts"]


def write_signposts(paper: Paper, chapter: Chapter, page: Page) -> None:
    """Write what to watch next."""
    ahead = chapter.ahead
    if not (ahead.signs or ahead.turnings):
        return
    paper.heading("Signposts", 2, anchor("signposts", chapter.id))
    if ahead.signs:
        _write_signs(paper, ahead, page)
    if ahead.others:
        more = Markup(
            "{} more would tell less: <code>scenarios signposts {}</code> lists them."
        )
        paper.text(more.format(ahead.others, chapter.id), "Note")
    if not chapter.settled:
        paper.text(_turnings(ahead.turnings))


def _write_signs(paper: Paper, ahead: Ahead, page: Page) -> None:
    paper.table(
        "What to watch next, the most telling first",
        [
            "Sign",
            "Chance that it is there",
            f"Heard of in {page.days_ahead} days",
            "Moves most",
            "Now",
            "If seen",
            "If it never comes",
        ],
        [_sign(sign) for sign in ahead.signs],
        widths=[6.2, 1.7, 1.7, 3, 1.3, 1.4, 1.7],
        numbers={1, 2, 4, 5, 6},
    )


def _sign(sign: Sign) -> list[str]:
    told = Markup("{}<br>{}").format(link_mark(sign.anchor, sign.title), sign.silence)
    if sign.leads:
        told += Markup(" Seen, it gives the lead to «{}».").format(sign.leads)
    return [
        told,
        percent_mark(sign.chance),
        "–" if sign.soon is None else percent_mark(sign.soon),
        sign.outcome,
        percent_mark(sign.now),
        percent_mark(sign.if_seen),
        percent_mark(sign.if_absent),
    ]


def _turnings(found: Sequence[Turning]) -> Markup:
    if not found:
        return Markup(
            "No single sign, seen for certain today, would give another outcome the "
            "lead."
        )
    each = "this" if len(found) == 1 else "each of these alone"
    told = Markup("; ").join(
        Markup("{}{}, then «{}» at {}").format(
            link_mark(turning.anchor, turning.title),
            "" if turning.sight == "seen" else f" ({turning.sight})",
            turning.leads,
            percent_mark(turning.probability),
        )
        for turning in found
    )
    text = Markup("Seen for certain today, {} would give another outcome the lead: {}.")
    return text.format(each, told)


def write_gaps(paper: Paper, chapter: Chapter, page: Page) -> None:
    """Write what nobody has heard of, and what is not known well."""
    gaps = chapter.gaps
    paper.heading("Gaps", 2, anchor("gaps", chapter.id))
    silent = [link_mark(m.anchor, m.title) for m in gaps.missing if m.silent]
    unheard = [
        joined(link_mark(m.anchor, m.title), f"({m.note})")
        for m in gaps.missing
        if not m.silent
    ]
    thin = [joined(link_mark(t.anchor, t.title), f"({t.origin})") for t in gaps.thin]
    _write_list(paper, "Silent, and the silence counts:", silent)
    _write_list(paper, "Open, so that nothing is known either way:", unheard)
    _write_list(paper, "Observed, but resting on a single origin:", thin)
    if gaps.unjudged:
        paper.text(_unjudged(gaps), "List Bullet")
    if gaps.denied:
        told = references(gaps.denied, page.numbers)
        paper.text(Markup("Denied by somebody: {}").format(told), "List Bullet")
    if not (gaps.missing or gaps.thin or gaps.unjudged or gaps.denied):
        what = "Every indicator is observed, from more than one origin, by graded"
        paper.text(f"{what} reports.", "List Bullet")


def _write_list(paper: Paper, title: str, items: Iterable[str]) -> None:
    found = list(items)
    if found:
        paper.text(title, "List Bullet")
        paper.bullets(found, "List Bullet 2")


def _unjudged(gaps: Gaps) -> Markup:
    told = (
        f"{gaps.unjudged} of {gaps.reports} reports could not be judged: their source "
        "has the letter F or their content the digit 6."
    )
    if not gaps.sources:
        return Markup("{}").format(told)
    links = (link_mark(anchor("source", name), name) for name in gaps.sources)
    return Markup("{} Sources without a letter: {}.").format(
        told, Markup(", ").join(links)
    )
