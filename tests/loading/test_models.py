"""Scoring models: each laid over the workspace's default, and that over the house's."""

from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk import DEFAULT, WARY, Files, replace_once, tell, write_workspace
from scenarios.loading.models import ModelFile, house_model, load_models
from scenarios.loading.reading import load_workspace
from scenarios.loading.shipped import shipped_folder

if TYPE_CHECKING:
    from scenarios.errors import Issue

HEAD = "format: scenarios/model@1\nid: {id}\ntitle: A model\n"


def models_of(root: Path, files: Files) -> dict[str, ModelFile]:
    issues: list[Issue] = []
    made = load_models(write_workspace(root, files), issues)
    assert tell(issues, root) == []
    return dict(made)


def faults_of(root: Path, files: Files) -> list[str]:
    issues: list[Issue] = []
    load_models(write_workspace(root, files), issues)
    return tell(issues, root)


def test_a_model_takes_what_it_leaves_out_from_the_default(tmp_path: Path) -> None:
    models = models_of(tmp_path, {})
    wary, default = models["wary"].model, models["default"].model
    assert wary.grades.reliability["A"] == Decimal("0.7")
    assert wary.grades.reliability["C"] == default.grades.reliability["C"]
    assert wary.grades.credibility == default.grades.credibility
    assert (wary.words, default.words) == ("phia", "icd-203")
    assert wary.scale == default.scale
    assert wary.limits == default.limits
    assert wary.method == "weight-of-evidence"


def test_a_model_does_not_take_over_what_names_the_default(tmp_path: Path) -> None:
    text = f"{DEFAULT}why: The desk's own reasons\n"
    models = models_of(tmp_path, {"models/default.yaml": text})
    assert models["default"].model.why == "The desk's own reasons"
    assert (models["wary"].model.title, models["wary"].model.why) == (
        "Flatter grades",
        "",
    )


def test_a_default_takes_what_it_leaves_out_from_the_house(tmp_path: Path) -> None:
    text = HEAD.format(id="default") + "coverage: 0.85\n"
    models = models_of(tmp_path, {"models/default.yaml": text})
    house = models_of(tmp_path / "none", {"models/default.yaml": None})["default"].model
    default = models["default"].model
    assert default.coverage == Decimal("0.85")
    assert (
        default.model_copy(
            update={"coverage": house.coverage, "title": house.title, "why": house.why}
        )
        == house
    )
    assert models["wary"].model.coverage == Decimal("0.85")


def test_without_a_default_the_house_model_is_the_default(tmp_path: Path) -> None:
    models = models_of(
        tmp_path, {"models/default.yaml": None, "models/wary.yaml": None}
    )
    shipped = shipped_folder() / "models" / "default.yaml"
    assert list(models) == ["default"]
    assert models["default"].path == str(shipped)
    assert models["default"].digest == (
        f"sha256:{sha256(shipped.read_bytes()).hexdigest()}"
    )


def test_another_house_stands_in_for_the_one_that_ships(tmp_path: Path) -> None:
    house = tmp_path / "house" / "default.yaml"
    house.parent.mkdir()
    text = house_model().read_text(encoding="utf-8")
    words = replace_once(text, "words: icd-203", "words: phia")
    house.write_text(words, encoding="utf-8")
    short = HEAD.format(id="default") + "coverage: 0.85\n"
    root = write_workspace(tmp_path / "own", {"models/default.yaml": short})
    issues: list[Issue] = []
    own = load_models(root, issues, house)["default"]
    assert (own.model.words, own.model.coverage) == ("phia", Decimal("0.85"))
    none: Files = {"models/default.yaml": None, "cases/calm.yaml": None}
    bare = load_workspace(write_workspace(tmp_path / "none", none), house=house)
    assert bare.model().path == str(house)
    assert bare.model().digest == f"sha256:{sha256(words.encode()).hexdigest()}"
    assert bare.model("wary").model.words == "phia"
    assert issues == []


def test_a_model_knows_its_file_and_its_digest(tmp_path: Path) -> None:
    wary = models_of(tmp_path, {})["wary"]
    assert wary.path == str(tmp_path / "models" / "wary.yaml")
    assert wary.digest == f"sha256:{sha256(WARY.encode()).hexdigest()}"


def test_null_is_an_answer_and_not_an_omission(tmp_path: Path) -> None:
    default = replace_once(DEFAULT, "half_life: null", "half_life: 200d")
    never = HEAD.format(id="never") + "half_life: null\n"
    models = models_of(
        tmp_path, {"models/default.yaml": default, "models/never.yaml": never}
    )
    assert models["wary"].model.half_life == 200
    assert models["never"].model.half_life is None


def test_a_list_is_taken_whole_and_not_entry_by_entry(tmp_path: Path) -> None:
    text = HEAD.format(id="wary") + "limits: {theta: [0.02, 0.95]}\n"
    wary = models_of(tmp_path, {"models/wary.yaml": text})["wary"].model
    assert wary.limits.theta == (Decimal("0.02"), Decimal("0.95"))
    assert wary.limits.report_db == 30


def test_a_scale_may_gain_words(tmp_path: Path) -> None:
    text = HEAD.format(id="wary") + "scale: {vast_for: 30.5, strong_for: 12}\n"
    scale = models_of(tmp_path, {"models/wary.yaml": text})["wary"].model.scale
    assert scale["vast_for"] == Decimal("30.5")
    assert scale["strong_for"] == 12
    assert scale["slight_for"] == 2


def test_each_model_tells_its_own_faults_at_its_own_lines(tmp_path: Path) -> None:
    wary = HEAD.format(id="wary") + "limits: {theta: [0.5, 0.4]}\nwrods: phia\n"
    bold = HEAD.format(id="bold") + "grades: {reliability: {A: 1}}\n"
    assert faults_of(
        tmp_path, {"models/wary.yaml": wary, "models/bold.yaml": bold}
    ) == [
        (
            "models/bold.yaml:4:9: error: grades: the best reliability times the best "
            "credibility reaches 1; no report is certain, keep it below"
        ),
        (
            "models/wary.yaml:4:17: error: limits.theta: must be two numbers with 0 < "
            "low < high < 1"
        ),
        "models/wary.yaml:5:1: error: wrods: unknown key; did you mean `words`?",
    ]


def test_faults_of_the_default_are_not_told_again_of_the_others(tmp_path: Path) -> None:
    text = replace_once(DEFAULT, "report_db: 30", "report_db: 0") + "wierd: 1\n"
    told = faults_of(tmp_path, {"models/default.yaml": text})
    assert len(told) == 2
    assert all(line.startswith("models/default.yaml:") for line in told)


@pytest.mark.parametrize("text", ["[]", "a model", "~"])
def test_a_model_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    assert faults_of(tmp_path, {"models/wary.yaml": text}) == [
        "models/wary.yaml:1:1: error: must be a mapping of keys to values"
    ]


def test_an_unreadable_default_is_told_and_the_house_stands_in(tmp_path: Path) -> None:
    root = write_workspace(
        tmp_path,
        {
            "models/default.yaml": "a: [",
        },
    )
    issues: list[Issue] = []
    models = load_models(root, issues)
    assert list(models) == ["wary"]
    assert models["wary"].model.grades.reliability["A"] == Decimal("0.7")
    (told,) = tell(issues, root)
    assert told.startswith("models/default.yaml:1:")


@pytest.mark.parametrize(
    "theta",
    [
        "[0.1]",
        "[0.1, 0.2, 0.3]",
        "[]",
        "0.5",
        "[0, 0.5]",
        "[0.5, 1]",
        "[0.5, 0.5]",
        "[0.6, 0.5]",
    ],
)
def test_theta_limits_are_two_numbers_in_order(tmp_path: Path, theta: str) -> None:
    text = HEAD.format(id="wary") + f"limits: {{theta: {theta}}}\n"
    (told,) = faults_of(tmp_path, {"models/wary.yaml": text})
    assert told.startswith("models/wary.yaml:4:17: error: limits.theta: must be ")
