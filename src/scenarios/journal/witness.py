"""Keeping signed heads in a git repository of their own, away from the journal.

A repository whose remote refuses to be rewritten is a witness: the heads that it holds
bind the journal. Each head comes with a proof that it continues the one before, in the
form that public witnesses take (C2SP tlog-witness, add-checkpoint), and the repository
holds a program that checks all of it before accepting more.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from scenarios.journal.checkpoint import Checkpoint
from scenarios.journal.errors import ContradictedHeadError, WitnessError
from scenarios.journal.heads import root_at
from scenarios.journal.note import to_base64, write_vkey
from scenarios.journal.record import Kind
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_kind
from scenarios.journal.tree import consistency_proof
from scenarios.journal.trust import SIGNATURE, VKEY, keys_of

__all__ = ["Witnessed", "check_witness", "keep_at_witness", "witness_folder"]

CHECKER = "check_heads.py"
HEAD = ".checkpoint"


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What a witness was given.

    Attributes:
        checkpoint: The head.
        before: The size of the head that it held before; None where it is the first.
        is_new: Whether it had to be added.
        folder: Where the heads of the journal stand in the repository.
    """

    checkpoint: Checkpoint
    before: int | None
    is_new: bool
    folder: Path


def keep_at_witness(
    store: Store, signed: bytes, repository: Path, actor: str
) -> Witnessed:
    """Write a signed head with its proof into a repository, and commit it.

    Args:
        store: The journal.
        signed: Its signed head.
        repository: The folder of the repository; it is not the one of the journal.
        actor: Who commits, where git does not know.

    Raises:
        WitnessError: The folder is no repository, or git failed.
        ContradictedHeadError: The witness holds a head that this one does not continue.
        NoteError: A head of the witness is not signed by the key of the journal.
    """
    _git(repository, "rev-parse", "--git-dir")
    folder = witness_folder(repository, store.origin)
    checkpoint = keys_of(store).open(signed)
    before = check_witness(store, repository)
    new = before is None or before < checkpoint.size
    if new:
        written = _write(store, signed, checkpoint, folder, before)
        _commit(repository, written, checkpoint, actor)
    return Witnessed(checkpoint, before, new, folder)


def witness_folder(repository: Path, origin: str) -> Path:
    """Return the folder of a journal in the repository of a witness."""
    return repository / quote(origin, safe="")


def check_witness(store: Store, repository: Path) -> int | None:
    """Check a journal against every head that a witness holds of it.

    Returns:
        The size of the largest of them; None where it holds none.

    Raises:
        ContradictedHeadError: The journal does not continue one of them.
        NoteError: One is not signed by the key of the journal.
        WitnessError: A file there is called as no head is.
    """
    folder, chain, here = (
        witness_folder(repository, store.origin),
        keys_of(store),
        store.head().size,
    )
    sizes = _sizes(folder)
    for size in sizes:
        path = folder / f"{size}{HEAD}"
        checkpoint = chain.open(path.read_bytes())
        if checkpoint.size != size:
            raise WitnessError(str(path), f"it is a head of {checkpoint.size}")
        if size > here:
            reason = f"it holds {here} records, but {path} was made of {size}"
        elif root_at(store, size) != checkpoint.root:
            reason = f"its first {size} records are not those of {path}"
        else:
            continue
        raise ContradictedHeadError(store.where, reason)
    return sizes[-1] if sizes else None


def _sizes(folder: Path) -> list[int]:
    names = [path.name.removesuffix(HEAD) for path in folder.glob(f"*{HEAD}")]
    for name in names:
        if not (name.isascii() and name.isdecimal()) or name != str(int(name)):
            raise WitnessError(str(folder / name) + HEAD, "it is called as no head is")
    return sorted(map(int, names))


def _write(
    store: Store,
    signed: bytes,
    checkpoint: Checkpoint,
    folder: Path,
    before: int | None,
) -> Sequence[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    old = before or 0
    hashes = consistency_proof(old, checkpoint.size, store.node) if old else []
    proof = "".join(f"{line}\n" for line in (f"old {old}", *map(to_base64, hashes)))
    program = files("scenarios.journal").joinpath("witness_check.py").read_bytes()
    written = {
        folder / f"{checkpoint.size}{HEAD}": signed,
        folder / f"{checkpoint.size}.proof": f"{proof}\n".encode() + signed,
        folder.parent / CHECKER: program,
    } | {folder / name: note for name, note in _keys(store, checkpoint.size)}
    for path, data in written.items():
        path.write_bytes(data)
    return [*written]


def _keys(store: Store, size: int) -> list[tuple[str, bytes]]:
    """Write the keys down to a size, each with what the one before signed."""
    chain = keys_of(store)
    first = f"{write_vkey(chain.reigns[0].key)}\n".encode()
    named = [("0.key", first)]
    for seq in store.mentions(about_kind(Kind.KEY_ADDED)):
        body, prev = store.record(seq).draft.body, store.record(seq).prev
        if seq < size:
            lines = (prev, body[VKEY], body[SIGNATURE])
            named.append((f"{seq}.key", "".join(f"{x}\n" for x in lines).encode()))
    return named


def _commit(
    repository: Path, written: Sequence[Path], checkpoint: Checkpoint, actor: str
) -> None:
    names = [str(path.relative_to(repository)) for path in written]
    _git(repository, "add", "--", *names)
    message = f"{checkpoint.origin}: {checkpoint.size} records"
    who = [] if _knows_me(repository) else _me(actor)
    _git(repository, *who, "commit", "--quiet", "-m", message, "--", *names)


def _knows_me(repository: Path) -> bool:
    try:
        _git(repository, "var", "GIT_COMMITTER_IDENT")
    except WitnessError:
        return False
    return True


def _me(actor: str) -> list[str]:
    return ["-c", f"user.name={actor}", "-c", "user.email=witness@localhost"]


def _git(repository: Path, *arguments: str) -> None:
    command = ["git", "-C", str(repository), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 our own words
    except OSError as error:
        raise WitnessError(str(repository), f"git cannot be run: {error}") from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise WitnessError(str(repository), f"git {arguments[0]}: {said}")
