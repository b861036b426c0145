"""The same evidence under every grade map: `whatif grades`.

No published mapping from Admiralty grades to numbers is validated, so an answer should
be looked at under several. All else of the model stays as in the base.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scenarios.domain.canonical import digest_of
from scenarios.loading.models import ModelFile
from scenarios.whatif.cases import Column
from scenarios.whatif.setting import Setting

__all__ = ["try_grades"]


def try_grades(base: Setting, scenarios: Sequence[str] = ()) -> Iterator[Column]:
    """Yield the assessment under the grades of each other model.

    The grades are laid over the base's model; a column has the other model's id. Grades
    that were seen already are not shown again under another name.
    """
    workspace = base.workspace
    own = workspace.model(base.model)
    seen = [own.model.grades]
    for name, other in workspace.models.items():
        grades = other.model.grades
        if grades in seen:
            continue
        seen.append(grades)
        model = own.model.model_copy(update={"grades": grades, "id": f"grades-{name}"})
        file = ModelFile(own.path, digest_of([model]), model)
        models = {**workspace.models, model.id: file}
        laid = replace(workspace, models=models)
        setting = replace(base, workspace=laid, model=model.id)
        title = f"Grades of {name}: {other.model.title}"
        yield Column(name, title, setting.assess(scenarios))
