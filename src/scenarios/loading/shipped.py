"""The workspace that travels with the program: in the wheel, or the checkout's root."""

from pathlib import Path

__all__ = ["shipped_folder"]


def shipped_folder() -> Path:
    """Return the folder of the shipped workspace."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "shipped"
    return packed if packed.is_dir() else package.parents[1]
