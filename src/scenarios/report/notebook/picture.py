"""A picture for notebooks: it shows itself, and becomes a file or an Altair chart."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.errors import MissingLibraryError
from scenarios.report.pictures.marks import Json
from scenarios.report.pictures.palette import PAPER
from scenarios.report.pictures.plotting import form_of, plot
from scenarios.report.pictures.rendering import to_svg

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Picture"]


@dataclass(frozen=True, repr=False)
class Picture:
    """A picture that a notebook shows as it is printed, without a network.

    Attributes:
        spec: The Vega-Lite specification, with its data.
    """

    spec: Json

    def save(self, path: str | Path) -> None:
        """Write it to a file, by its ending: .svg, .png, .html or .vl.json.

        Raises:
            UnknownPictureEndingError: The ending means no form of a picture.
            MissingExtraError: What draws it is not installed.
            OSError: The file cannot be written.
        """
        file = Path(path)
        plot(self.spec, file, form_of(file))

    def to_altair(self) -> "alt.LayerChart":
        """Return it as an Altair chart, to restyle.

        Raises:
            MissingLibraryError: Altair is not installed.
        """
        try:
            import altair as alt
        except ImportError as error:
            what = "a picture as an Altair chart"
            raise MissingLibraryError(what, "altair") from error
        return alt.LayerChart.from_dict(self.spec)

    def _repr_svg_(self) -> str:
        """Return it as a notebook shows it, on paper, whatever the notebook's colours.

        Raises:
            MissingExtraError: What draws it is not installed.
        """
        return to_svg(self.spec, ground=PAPER)

    def __repr__(self) -> str:
        return f"<Picture: {self.spec['description']}>"
