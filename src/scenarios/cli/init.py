"""tmp."""


def init() -> None:
    """Tmp."""
