"""Templates: a house style may change the page, and can do nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk import SCENARIO, Files, replace_once, tell
from dossiers import compile_here
from pages import Element, read_page
from scenarios.errors import FaultyDataError, UnreadableFileError
from scenarios.report.page.building import Page, build_page
from scenarios.report.page.rendering import render


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    title = "'Deal & <b>done</b> {{ 7 * 7 }}'"
    files: Files = {
        "scenarios/strike.yaml": replace_once(SCENARIO, "A deal is signed", title)
    }
    return build_page(compile_here(tmp_path_factory.mktemp("desk"), files=files))


def style(root: Path, text: str, name: str = "house.html") -> Path:
    path = root / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(page: Page, root: Path, text: str) -> str:
    with pytest.raises(FaultyDataError) as refused:
        render(page, style(root, text))
    (found,) = tell(refused.value.issues, root)
    return found


def shown(page: Page, root: Path, text: str) -> Element:
    return read_page(render(page, style(root, text)))


def test_a_house_style_overrides_what_it_names_and_keeps_the_rest(
    page: Page, tmp_path: Path
) -> None:
    found = shown(
        page,
        tmp_path,
        '{% extends "report.html" %}\n'
        "{% block brand %}<p>The Desk</p>{% endblock %}\n"
        "{% block colours %}:root { --accent: #800000; }{% endblock %}\n"
        "{% block footer %}{{ super() }}<p>For the board.</p>{% endblock %}\n",
    )
    assert "The Desk" in found.one("header").text
    assert "Assessment of 2 questions" in found.one("h1").text
    assert "--accent: #800000" in found.one("style").raw
    ours, theirs = found.one("footer").all("p")
    assert ours.text.startswith("Assessment of 2 questions, as of 2024-04-15. Made by")
    assert theirs.text == "For the board."


def test_every_block_that_is_documented_can_be_overridden(
    page: Page, tmp_path: Path
) -> None:
    root = Path(__file__).resolve().parents[3]
    documented = [
        line.split("`")[1]
        for line in (root / "docs/report.md").read_text("utf-8").splitlines()
        if line.startswith("| `") and not line.startswith("| `-")
    ]
    assert {"brand", "colours", "footer", "chapters"} <= set(documented)
    blocks = "".join(
        f"{{% block {name} %}}[{name}]{{% endblock %}}" for name in documented
    )
    text = render(page, style(tmp_path, '{% extends "report.html" %}' + blocks))
    assert [name for name in documented if f"[{name}]" not in text] == []


def test_a_style_may_include_files_beside_it(page: Page, tmp_path: Path) -> None:
    style(tmp_path, ".kicker { color: red }", "house.css")
    found = shown(
        page,
        tmp_path,
        '{% extends "report.html" %}'
        '{% block style %}{% include "house.css" %}{% endblock %}',
    )
    assert ".kicker { color: red }" in found.one("style").raw


def test_a_style_may_be_named_like_what_it_extends(page: Page, tmp_path: Path) -> None:
    text = '{% extends "report.html" %}{% block brand %}Ours{% endblock %}'
    assert "Ours" in render(page, style(tmp_path, text, "report.html"))


def test_every_name_is_escaped_and_none_is_a_template(
    page: Page, tmp_path: Path
) -> None:
    text = (
        "{% for o in page.chapters[0].outcomes %}{{ o.title }}|"
        '<a href="{{ o.title }}">{{ o.title|quoted }}</a>|{% endfor %}'
    )
    found = render(page, style(tmp_path, text))
    assert "<b>" not in found
    assert found.count("Deal &amp; &lt;b&gt;done&lt;/b&gt; {{ 7 * 7 }}") == 3


def test_numbers_keep_their_full_value(page: Page, tmp_path: Path) -> None:
    text = "{{ 0.125|percent }} {{ range_of(0.1, 0.9) }} {{ page.as_of|day }}"
    assert render(page, style(tmp_path, text)) == (
        '<data value="0.125">12\xa0%</data> <data value="0.1 0.9">10–90\xa0%</data> '
        '<time datetime="2024-04-15">2024-04-15</time>'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{{ page.tite }}", "house.html:2:1: error: "),
        ("\n\n{% if %}", "house.html:3:1: error: Expected an expression"),
        ("{{ nobody }}", "house.html:1:1: error: 'nobody' is undefined"),
        ("{% block a %}", "house.html:1:1: error: Unexpected end of template"),
        ("\n{% extends 'x.html' %}", "house.html:2:1: error: there is no template 'x"),
        ("\n{{ 1 / 0 }}", "house.html:2:1: error: division by zero"),
        ("{{ page.title + 1 }}", "house.html:1:1: error: can only concatenate str"),
        ("{{ page.title|nofilter }}", "house.html:1:1: error: No filter named"),
        ("{{ page.__class__ }}", "house.html:1:1: error: access to attribute '__class"),
        ("{{ page.sections.clear() }}", "house.html:1:1: error: "),
        ("{{ ''.__class__.__mro__ }}", "house.html:1:1: error: access to attribute"),
        ("{% for i in range(10000000) %}{% endfor %}", "house.html:1:1: error: Range"),
    ],
)
def test_a_fault_of_a_style_is_located(
    text: str, said: str, page: Page, tmp_path: Path
) -> None:
    assert refusal(page, tmp_path, text).startswith(said)


def test_a_fault_in_a_block_is_located_in_the_style(page: Page, tmp_path: Path) -> None:
    text = '{% extends "report.html" %}\n{% block brand %}\n{{ who }}\n{% endblock %}'
    assert refusal(page, tmp_path, text) == (
        "house.html:3:1: error: 'who' is undefined"
    )


def test_a_fault_in_a_file_beside_it_is_located_there(
    page: Page, tmp_path: Path
) -> None:
    style(tmp_path, "\n{% if %}", "part.html")
    found = refusal(page, tmp_path, '{% include "part.html" %}')
    assert found.startswith("part.html:2:1: error: Expected an expression")


def test_a_style_cannot_include_what_does_not_stand_beside_it(
    page: Page, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    style(tmp_path, "secret", "secret.html")
    path = style(tmp_path / "a", '{% include "../secret.html" %}')
    with pytest.raises(FaultyDataError, match="there is no template"):
        render(page, path)


def test_a_style_that_cannot_be_read_is_told(page: Page, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        render(page, tmp_path / "nowhere.html")
    (tmp_path / "bytes.html").write_bytes(b"\xff")
    with pytest.raises(UnreadableFileError, match="it is not UTF-8"):
        render(page, tmp_path / "bytes.html")


def test_hidden_characters_are_shown(page: Page, tmp_path: Path) -> None:
    hidden = replace(page, title="a\u202eb\x07c")
    path = style(tmp_path, "{{ page.title }}")
    assert render(hidden, path) == "a\\u202eb\\x07c"
