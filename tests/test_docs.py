"""The pages of docs: their examples run, and all that they point at is there."""

import ast
import re
from collections.abc import Iterator
from doctest import DocTest, DocTestParser, DocTestRunner
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    pytest.param(page, id=page.name) for page in sorted((ROOT / "docs").glob("*.md"))
]
EVERY_PAGE = [
    *PAGES,
    *(
        pytest.param(ROOT / name, id=name)
        for name in ("README.md", "CHANGELOG.md", "examples/what-if/README.md")
    ),
]
WITH_EXAMPLES = ("method.md",)
WITH_FUNCTIONS = ("method.md",)

LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
FUNCTION = re.compile(r"`([\w./-]+\.py):([A-Za-z_][\w.]*)`")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def examples_of(page: Path) -> DocTest:
    return DocTestParser().get_doctest(read(page), {}, page.name, str(page), 0)


def faults_of(text: str) -> list[str]:
    """Return lines that Markdown would show otherwise than they were meant."""
    lines, fenced, found = ["", *text.split("\n"), ""], False, []
    for number, line in enumerate(lines[1:-1], start=1):
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            continue
        elif line.startswith(("$ ", "> {")):
            found.append(f"{number}: a command stands outside of a fence")
        elif HEADING.match(line) and (lines[number - 1] or lines[number + 1]):
            found.append(f"{number}: a heading stands without blank lines")
        elif not line and not lines[number - 1] and number > 1:
            found.append(f"{number}: two blank lines")
    return [*found, *["a fence is not closed"] * fenced]


def anchors_of(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    plain = (re.sub(r"[^\w\- ]", "", title) for title in HEADING.findall(read(page)))
    return {title.lower().replace(" ", "-") for title in plain}


def is_there(page: Path, link: str) -> bool:
    """Tell whether a relative link of a page leads somewhere."""
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not (target.exists() and target.is_relative_to(ROOT)):
        return False
    return not anchor or anchor in anchors_of(target)


def names_in(body: list[ast.stmt], inside: str = "") -> Iterator[str]:
    """Yield the functions and classes of a module, and methods as `Class.method`."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield inside + node.name
        if isinstance(node, ast.ClassDef):
            yield from names_in(node.body, f"{node.name}.")


def defines(file: str, name: str) -> bool:
    path = ROOT / file
    return path.is_file() and name in names_in(ast.parse(read(path)).body)


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_run_as_printed(page: Path) -> None:
    said: list[str] = []
    failed, _ = DocTestRunner().run(examples_of(page), out=said.append)
    assert not failed, "".join(said)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_a_page_that_should_have_examples_has_them(name: str) -> None:
    assert any(example.want for example in examples_of(ROOT / "docs" / name).examples)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_is_shown_as_it_was_meant(page: Path) -> None:
    assert faults_of(read(page).rstrip("\n")) == []


def test_what_would_be_shown_otherwise_is_found() -> None:
    assert faults_of("a\n# b\n\n```console\n$ c\n```\n\n$ d\n\n\ne\n```") == [
        "2: a heading stands without blank lines",
        "8: a command stands outside of a fence",
        "10: two blank lines",
        "a fence is not closed",
    ]


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(read(page)) if "://" not in link]
    assert [link for link in links if not is_there(page, link)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_function_that_a_page_names_is_there(page: Path) -> None:
    named = FUNCTION.findall(read(page))
    missing = [f"{file}:{name}" for file, name in named if not defines(file, name)]
    assert missing == []


@pytest.mark.parametrize("name", WITH_FUNCTIONS)
def test_a_page_that_should_name_functions_does(name: str) -> None:
    assert FUNCTION.search(read(ROOT / "docs" / name))
