"""Proposals: what speaks for what, in the order of the items."""

from pathlib import Path

from assessment.test_triaging import SITED
from desk import write_workspace
from items import CRICKET, GAZETTE, ITEMS, UNDATED, UNION
from scenarios import load_developments, load_workspace
from scenarios.assessment.proposing import propose
from scenarios.domain.development import Development
from scenarios.domain.item import Item

HULL = Development.model_validate(
    {
        "id": "d9",
        "date": "2024-03-05",
        "title": "Dockers at the port of Hull walk out",
        "reports": [
            {
                "id": "r1",
                "source": "gazette",
                "summary": "Dockers at the port of Hull stopped work on Tuesday.",
            }
        ],
    }
)


def test_every_item_gets_what_speaks_for_it(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"sources.yaml": SITED})
    workspace = load_workspace(root)
    news = load_developments(root / "news.yaml", workspace)
    copy = GAZETTE.model_copy(update={"id": "i-copy", "site": "blog.example"})
    copy = copy.model_copy(update={"url": "https://blog.example/hull"})
    items = (*ITEMS, copy)
    found = {
        each.item.id: each for each in propose(items, workspace, [*news.items, HULL])
    }
    assert list(found) == [item.id for item in items]
    assert found[GAZETTE.id].source == "gazette"
    assert found["i-copy"].source is None
    assert found[GAZETTE.id].copies == ("i-copy",)
    assert found["i-copy"].copies == (GAZETTE.id,)
    attachment = found[GAZETTE.id].attachment
    assert attachment is not None
    assert attachment.development == "d9"
    for other in (CRICKET, UNDATED):
        assert found[other.id].attachment is None
        assert found[other.id].copies == ()


def test_whose_words_an_item_repeats_is_proposed(tmp_path: Path) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    wire = Item(id="i-w", title="Hull", text="HULL (Reuters) - Dockers walked out.")
    (found,) = propose([wire], workspace, [])
    assert found.attribution is not None
    assert found.attribution.origin == "Reuters wire"
    assert propose([UNION], workspace, [])[0].attribution is None
