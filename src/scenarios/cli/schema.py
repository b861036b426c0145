"""`scenarios schema`: JSON Schemas, for editors."""

from typing import Annotated, Literal

import typer

__all__ = ["schema"]

Kind = Literal[
    "scenario",
    "model",
    "development",
    "case",
    "sources",
    "feeds",
    "watch",
    "decisions",
    "template",
]


def schema(
    kind: Annotated[Kind, typer.Argument(help="The kind of file.", show_default=False)],
) -> None:
    """Print the JSON Schema (2020-12) of a kind of file, for your editor."""
    from scenarios.cli.present import print_json

    if kind == "template":
        from scenarios.bulk.schema import template_schema

        print_json(template_schema())
        return
    from scenarios.loading.schema import schema_of

    print_json(schema_of(kind))
