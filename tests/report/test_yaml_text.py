"""Text from outside as YAML reads back as it was, spaces apart."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.loading.yaml_reader import read_yaml
from scenarios.report.yaml_text import quoted, seen

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(words)
def test_a_quoted_text_reads_back(text: str) -> None:
    document, issues = read_yaml(f"a: {quoted(text)}\n".encode(), "a.yaml")
    assert issues == []
    assert document is not None
    assert document.value == {"a": " ".join(text.split())}


@given(st.text(max_size=40))
def test_all_that_is_left_can_be_seen(text: str) -> None:
    assert seen(text).isprintable()
