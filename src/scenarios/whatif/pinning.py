"""What a case was made against, by digest, and whether that still holds."""

from hashlib import sha256

from scenarios.domain.canonical import canonical_bytes
from scenarios.domain.case import CaseBase
from scenarios.domain.source import SourceRegistry
from scenarios.whatif.setting import Setting

__all__ = ["pin"]


def pin(setting: Setting) -> CaseBase:
    """Return the digests of all that a setting assesses."""
    workspace = setting.workspace
    return CaseBase.model_validate(
        {
            "as_of": setting.as_of,
            "model": workspace.model(setting.model).digest,
            "sources": _digest_sources(workspace.sources),
            "developments": setting.developments.digest,
            "scenarios": {
                name: file.digest for name, file in workspace.scenarios.items()
            },
        }
    )


def _digest_sources(sources: SourceRegistry) -> str:
    lines = [
        name.encode() + b" " + canonical_bytes(source)
        for name, source in sorted(sources.items())
    ]
    return "sha256:" + sha256(b"\n".join(lines)).hexdigest()
