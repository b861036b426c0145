"""`scenarios audit`: what each command prints, and the code it ends with."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer.main

from desk import Answer, run, write_workspace
from scenarios.cli import desk
from scenarios.cli.app import app
from scenarios.journal.payload import Payload
from scenarios.journal.record import Kind

COMMANDS = [
    "log",
    "verify",
    "replay",
    "checkpoint",
    "prove",
    "verify-proof",
    "witness",
    "backup",
    "export",
    "import",
    "rotate",
    "accept",
    "doctor",
]
Audit = Callable[..., Answer]


def enter(root: Path, *texts: str) -> None:
    """Put notes with texts on record, as a command that records would."""
    writer = desk.author()
    with desk.open_or_found_journal(root, settings_url=None, writer=writer) as store:
        for number, text in enumerate(texts):
            word = Payload(writer.entropy(32), json.dumps({"text": text}).encode())
            body: dict[str, Any] = {"development": f"d{number}"}
            body["payload"] = word.commitment
            store.append([writer.draft(Kind.REPORT_RETRACTED, body, (word,))])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("SCENARIOS_ACTOR", "anna")
    return tmp_path


@pytest.fixture
def root(home: Path) -> Path:
    """Return a workspace whose journal holds four records."""
    root = write_workspace(home / "harbour")
    enter(root, "first", "second", "third")
    return root


@pytest.fixture
def audit(root: Path) -> Audit:
    """Return what runs an `audit` command in the workspace."""

    def audited(*arguments: str, **how: Any) -> Answer:  # noqa: ANN401 passed on
        return run(root, "audit", *arguments, SCENARIOS_ACTOR="anna", **how)

    return audited


def read(answer: Answer) -> Any:  # noqa: ANN401 JSON
    assert answer.code == 0, answer
    return json.loads(answer.out)


def origin_of(audit: Audit) -> str:
    return str(read(audit("checkpoint", "--json"))["origin"])


# Help.


def test_every_command_has_help_and_json(audit: Audit) -> None:
    group: Any = typer.main.get_command(app)
    commands = group.commands["audit"].commands
    assert set(COMMANDS) <= set(commands)
    for name in COMMANDS:
        answer = audit(name, "--help", COLUMNS="200")
        assert (answer.code, answer.err) == (0, "")
        options = {flag for each in commands[name].params for flag in each.opts}
        assert {"--json", "--workspace"} <= options
        assert all(each.help.endswith(".") for each in commands[name].params)
        assert commands[name].help.strip().endswith(".")
    assert audit().code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("log", "--kind", "notes"),
        ("log", "-n", "0"),
        ("log", "--bytes", "99"),
        ("verify", "--key", "x"),
        ("verify", "--against", "nowhere"),
        ("verify", "--file", "nowhere"),
        ("import", "nowhere"),
        ("verify-proof", "nowhere"),
        ("prove",),
        ("prove", "99"),
        ("prove", "-1"),
        ("export",),
        ("import",),
        ("rotate",),
        ("accept",),
        ("witness",),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(audit: Audit, arguments: tuple[str, ...]) -> None:
    answer = audit(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_where_there_is_no_journal_that_is_told(home: Path) -> None:
    root = write_workspace(home / "empty")
    for name in ("log", "checkpoint", "verify", "export -o x", "accept --why x"):
        answer = run(root, "audit", *name.split())
        assert (answer.code, answer.out) == (2, "")
        assert "there is no journal here" in answer.err


def test_a_workspace_file_with_faults_is_told(root: Path, audit: Audit) -> None:
    (root / "workspace.yaml").write_text("journal: [7]\n")
    answer = audit("verify")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("workspace.yaml:1:")


def test_a_scenario_with_faults_keeps_nobody_from_the_journal(
    root: Path, audit: Audit
) -> None:
    (root / "scenarios" / "strike.yaml").write_text("[]")
    assert audit("verify").code == 0


# log


def test_the_log_shows_the_newest_first(audit: Audit) -> None:
    answer = audit("log")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert [line.split()[0] for line in lines] == ["3", "2", "1", "0"]
    assert lines[0].endswith("Z  anna  report.retracted d2 — third")
    assert "log.created harbour-" in lines[3]


def test_the_log_is_filtered(audit: Audit) -> None:
    def seqs(*arguments: str) -> list[int]:
        records = read(audit("log", "--json", *arguments))["records"]
        return [record["seq"] for record in records]

    assert seqs("-n", "2") == [3, 2]
    assert seqs("--development", "d1") == [2]
    assert seqs("--kind", "log.created") == [0]
    assert seqs("--scenario", "strike") == []
    assert seqs("--kind", "report.retracted", "-n", "1") == [3]
    (record,) = read(audit("log", "--json", "-n", "1"))["records"]
    assert list(record["texts"].values()) == [{"text": "third"}]
    assert record["body"]["payload"] in record["texts"]


def test_a_misspelt_kind_is_helped(audit: Audit) -> None:
    answer = audit("log", "--kind", "report.retrated", COLUMNS="200")
    assert "did you mean `report.retracted`?" in answer.err


def test_the_exact_bytes_of_a_record_are_printed(audit: Audit) -> None:
    answer = audit("log", "--bytes", "2")
    (record,) = read(audit("log", "--json", "--development", "d1"))["records"]
    fields = {k: v for k, v in record.items() if k not in {"leaf", "texts"}}
    assert answer.out == json.dumps(fields, sort_keys=True, separators=(",", ":"))


# verify


def test_a_good_journal_is_told_to_hold(audit: Audit) -> None:
    for arguments, said in (
        (("verify",), "all of it holds"),
        (("verify", "--quick"), "what was looked at holds"),
    ):
        answer = audit(*arguments)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.startswith("ok     records     ")
        assert answer.out.endswith(f".scenarios/journal.db: {said}\n")
    found = read(audit("verify", "--json"))
    assert found["format"] == "scenarios/verification@1"
    assert (found["holds"], found["size"]) == (True, 4)
    assert [each["check"] for each in found["checks"]] == [
        "records",
        "keys",
        "checkpoint",
        "last seen",
    ]


def test_long_checks_tell_how_far_they_are(
    audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.cli.audit.options.EVERY_SECONDS", 0)
    answer = audit("verify")
    assert answer.code == 0
    assert answer.err == "4 records, 0 s\n"


def damage(root: Path) -> None:
    file = root / ".scenarios" / "journal.db"
    data = file.read_bytes()
    assert data.count(b'"development":"d1"') == 1
    file.write_bytes(data.replace(b'"development":"d1"', b'"development":"d7"'))


def test_a_changed_record_is_named(root: Path, audit: Audit) -> None:
    damage(root)
    answer = audit("verify")
    assert answer.code == 1
    assert "FAILS  records  " in answer.out
    assert "record 2 is not what its leaf says" in answer.out
    assert "DOES NOT HOLD: 1 of 1 checks fail" in answer.out
    answer = audit("verify", "--json")
    assert answer.code == 1
    assert json.loads(answer.out)["holds"] is False


def test_a_file_that_is_no_database_is_told(root: Path, audit: Audit) -> None:
    (root / ".scenarios" / "journal.db").write_bytes(b"something else" * 99)
    answer = audit("verify", "--json")
    assert answer.code == 1
    assert json.loads(answer.out)["checks"][0]["state"] == "fails"


@pytest.mark.parametrize("kept", ["signed", "printed"])
def test_a_rolled_back_journal_is_found_by_a_head_kept_elsewhere(
    root: Path, home: Path, audit: Audit, kept: str
) -> None:
    file = root / ".scenarios" / "journal.db"
    old = file.read_bytes()
    enter(root, "fourth")
    signed = audit("checkpoint").out
    text = signed if kept == "signed" else signed.partition("\n\n")[0] + " \n"
    (home / "head").write_text(text)
    assert audit("verify", "--against", str(home / "head")).code == 0
    assert audit("verify", "--against", "-", stdin=text.encode()).code == 0
    file.write_bytes(old)
    shutil.rmtree(home / "state")
    assert audit("verify").code == 0
    answer = audit("verify", "--against", "-", stdin=text.encode())
    assert answer.code == 1
    assert "it holds 4 records, but <stdin> was made of 5" in answer.out


def test_a_head_that_is_none_is_told(audit: Audit) -> None:
    answer = audit("verify", "--against", "-", stdin=b"{}")
    assert (answer.code, answer.out) == (1, "")
    assert "<stdin>: holds no head" in answer.err


def test_a_key_that_is_known_is_held_against_the_first(audit: Audit) -> None:
    vkey = read(audit("checkpoint", "--json"))["key"]
    assert audit("verify", "--key", vkey).code == 0
    assert read(audit("rotate", "--why", "lent", "--json"))["seq"] == 4
    new = read(audit("checkpoint", "--json"))["key"]
    assert new != vkey
    assert audit("verify", "--key", vkey).code == 0
    assert audit("verify", "--key", new).code == 1


# what was seen last


def test_an_older_copy_is_refused_until_it_is_accepted(
    root: Path, audit: Audit
) -> None:
    file = root / ".scenarios" / "journal.db"
    old = file.read_bytes()
    enter(root, "fourth")
    file.write_bytes(old)
    for name in ("log", "checkpoint", "export -o x", "rotate --why x"):
        answer = audit(*name.split())
        assert answer.code == 1
        assert "it holds 4 records, but there were 5 records of harbour-" in answer.err
        assert answer.err.count("\n") == 1
    answer = audit("verify")
    assert answer.code == 1
    assert "FAILS  last seen" in answer.out
    said = read(audit("accept", "--why", "a backup was put back", "--json"))
    assert said["size"] == 4
    assert "a backup was put back" in Path(said["file"]).read_text()
    assert audit("verify").code == audit("log").code == 0


def test_another_journal_in_its_place_is_refused(
    root: Path, home: Path, audit: Audit
) -> None:
    other = write_workspace(home / "other")
    enter(other, "x")
    shutil.copy(other / ".scenarios" / "journal.db", root / ".scenarios" / "journal.db")
    answer = audit("verify")
    assert answer.code == 1
    assert "it is the journal other-" in answer.out
    answer = audit("accept", "--why", "I moved it here")
    assert answer.code == 0
    assert answer.out.startswith("pinned: 2 records of other-")


def test_a_journal_that_is_gone_is_told(root: Path, audit: Audit) -> None:
    (root / ".scenarios" / "journal.db").unlink()
    answer = audit("verify")
    assert answer.code == 1
    assert (
        "there is no journal here, but there were 4 records of harbour-" in answer.out
    )


# checkpoint, prove, verify-proof, witness


def test_the_signed_head_is_printed_to_the_byte(audit: Audit) -> None:
    lines = audit("checkpoint").out.split("\n")
    assert lines[1] == "4"
    assert lines[4].startswith(f"— {lines[0]} ")
    said = read(audit("checkpoint", "--json"))
    assert said["checkpoint"] == "\n".join(lines)
    assert said["root"] == read(audit("verify", "--json"))["root"]


def test_a_proof_shows_a_record_to_whoever_has_the_key(
    root: Path, home: Path, audit: Audit
) -> None:
    vkey = read(audit("checkpoint", "--json"))["key"]
    proof = audit("prove", "2").out
    assert read(audit("prove", "2", "--json"))["proof"] == proof
    (home / "x.tlog-proof").write_text(proof)
    elsewhere = ["audit", "verify-proof", "x.tlog-proof", "--key", vkey]
    answer = run(home, *elsewhere)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("holds: record 2 of the first 4 of harbour-")
    assert audit("verify-proof", "-", stdin=proof.encode()).code == 0
    (home / "r.json").write_bytes(audit("log", "--bytes", "2").out.encode())
    said = read(run(home, *elsewhere, "--record", "r.json", "--json"))
    assert (said["seq"], said["size"], said["holds"]) == (2, 4, True)
    assert said["record"] == (home / "r.json").read_text()
    (home / "r.json").write_bytes(audit("log", "--bytes", "1").out.encode())
    answer = run(home, *elsewhere, "--record", "r.json")
    assert (answer.code, answer.out) == (1, "")
    (home / "x.tlog-proof").write_text(proof.replace("index 2", "index 1"))
    assert run(home, *elsewhere).code == 1
    other = ["--key", "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"]
    assert run(home, *elsewhere, *other).code == 2
    assert run(home, *elsewhere[:3], *other).code == 1
    assert root.exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_a_witness_takes_heads_and_refuses_to_go_back(
    root: Path, home: Path, audit: Audit
) -> None:
    git = shutil.which("git") or ""
    subprocess.run([git, "init", "--quiet", str(home / "w")], check=True)
    answer = audit("witness", str(home / "w"))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("/4.checkpoint: 4 records, the first head there\n")
    assert audit("witness", str(home / "w")).out.endswith("; nothing new to commit\n")
    file = root / ".scenarios" / "journal.db"
    old = file.read_bytes()
    enter(root, "fourth")
    said = read(audit("witness", str(home / "w"), "--json"))
    assert (said["size"], said["before"], said["new"]) == (5, 4, True)
    program = home / "w" / "check_heads.py"
    done = subprocess.run([sys.executable, program], capture_output=True, check=True)
    assert b": 5 records: holds" in done.stdout
    file.write_bytes(old)
    assert audit("accept", "--why", "an attack").code == 0
    answer = audit("witness", str(home / "w"))
    assert answer.code == 1
    assert "it holds 4 records, but" in answer.err
    assert audit("witness", str(home / "nowhere")).code == 1


# backup, export, import


def test_a_backup_opens_and_holds(root: Path, home: Path, audit: Audit) -> None:
    copy = home / "copy.db"
    assert audit("backup", str(copy)).out.endswith("4 records; it opens and holds\n")
    answer = audit("backup", str(copy))
    assert answer.code == 1
    assert "a journal is never written over" in answer.err
    enter(root, "fourth")
    shutil.copy(copy, root / ".scenarios" / "journal.db")
    assert audit("verify").code == 1


def test_an_export_holds_and_goes_into_another_workspace_under_the_same_root(
    root: Path, home: Path, audit: Audit
) -> None:
    out = str(home / "x.jsonl")
    answer = audit("export", "-o", out)
    assert (answer.code, answer.err) == (0, "")
    assert ": 4 records of harbour-" in answer.out
    said = read(audit("export", "-o", out, "--json"))
    answer = audit("verify", "--file", out)
    assert (answer.code, answer.err) == (0, "")
    other = write_workspace(home / "other")
    taken = run(other, "audit", "import", out)
    assert (taken.code, taken.err) == (0, "")
    assert ": 4 records added, 4 now, root " in taken.out
    found = read(run(other, "audit", "verify", "--json"))
    assert (found["root"], found["origin"]) == (said["root"], said["origin"])
    assert read(run(other, "audit", "import", out, "--json"))["added"] == 0
    enter(root, "fourth")
    audit("export", "-o", out)
    assert read(run(other, "audit", "import", out, "--json"))["added"] == 1


def test_a_key_that_was_never_seen_is_not_verified_but_pinned_by_import(
    home: Path, audit: Audit
) -> None:
    out = str(home / "x.jsonl")
    vkey = read(audit("checkpoint", "--json"))["key"]
    audit("export", "-o", out)
    shutil.rmtree(home / "state")
    answer = audit("verify", "--file", out)
    assert answer.code == 1
    assert "is NOT VERIFIED: its key is unknown here" in answer.out
    assert audit("verify", "--file", out, "--key", vkey).code == 0
    other = write_workspace(home / "other")
    wrong = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    assert run(other, "audit", "import", out, "--key", wrong).code == 1
    assert not (other / ".scenarios").exists()
    answer = run(other, "audit", "import", out)
    assert answer.code == 0
    assert "was never seen on this machine" in answer.err
    assert audit("verify", "--file", out).code == 0


def test_texts_come_along_unless_that_is_waived(home: Path, audit: Audit) -> None:
    out = home / "x.jsonl"
    audit("export", "-o", str(out), "--without-texts")
    assert not (home / "x.payloads.jsonl").exists()
    answer = audit("verify", "--file", str(out))
    assert answer.code == 0
    assert "3 missing, because x.payloads.jsonl is not beside it" in answer.out
    other = write_workspace(home / "other")
    answer = run(other, "audit", "import", str(out))
    assert answer.code == 1
    assert "FAILS  texts" in answer.out
    assert run(other, "audit", "import", str(out), "--without-texts").code == 0
    assert run(other, "audit", "verify").code == 1
    assert run(other, "audit", "verify", "--without-texts").code == 0
    answer = run(other, "audit", "verify", "--file", str(out), "--without-texts")
    assert answer.code == 0


def test_a_bit_of_an_export_cannot_change_unnoticed(home: Path, audit: Audit) -> None:
    out = home / "x.jsonl"
    audit("export", "-o", str(out))
    good = out.read_bytes()
    for place in range(0, len(good) * 8, len(good) // 2):
        bad = bytearray(good)
        bad[place // 8] ^= 1 << place % 8
        out.write_bytes(bad)
        answer = audit("verify", "--file", str(out))
        assert answer.code == 1, place
        assert run(home, "audit", "import", str(out)).code != 0
    out.write_bytes(good[:50])
    assert audit("verify", "--file", str(out)).code == 1


def test_an_export_that_does_not_continue_is_refused(home: Path, audit: Audit) -> None:
    out = str(home / "x.jsonl")
    audit("export", "-o", out)
    other = write_workspace(home / "other")
    enter(other, "x")
    answer = run(other, "audit", "import", out)
    assert answer.code == 1
    assert "FAILS  against" in answer.out
    told = json.loads(run(other, "audit", "import", out, "--json").out)
    assert told["checks"][-1]["state"] == "fails"
    assert read(run(other, "audit", "verify", "--json"))["size"] == 2


def test_a_lost_journal_comes_back_from_its_export_but_not_an_older_one(
    root: Path, home: Path, audit: Audit
) -> None:
    old, new = str(home / "old.jsonl"), str(home / "new.jsonl")
    audit("export", "-o", old)
    enter(root, "fourth")
    audit("export", "-o", new)
    shutil.rmtree(root / ".scenarios")
    answer = audit("import", old)
    assert answer.code == 1
    assert "it holds 4 records, but" in answer.out
    assert read(audit("import", new, "--json"))["added"] == 5
    assert audit("verify").code == 0


# rotate, doctor


def test_a_new_key_signs_from_now_on(audit: Audit) -> None:
    answer = audit("rotate", "--why", "the old laptop was sold")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("record 4: harbour-")
    assert answer.out.endswith(" is in force\n")
    assert audit("log", "-n", "1").out.endswith(" — the old laptop was sold\n")
    assert "after 1 change" in audit("verify").out


def test_the_doctor_tells_how_it_is_kept(root: Path, audit: Audit) -> None:
    root.chmod(0o755)
    answer = audit("doctor")
    assert (answer.code, answer.err) == (0, "")
    for word in ("place", "SQLite", "journal mode", "permissions", "key file"):
        assert f"ok     {word}" in answer.out
    (root / ".scenarios" / "journal.db").chmod(0o666)
    answer = audit("doctor", "--json")
    assert answer.code == 1
    states = {e["check"]: e["state"] for e in json.loads(answer.out)["findings"]}
    assert states["permissions"] == "fails"


def test_a_faulty_data_never_shows_a_traceback(root: Path, audit: Audit) -> None:
    damage(root)
    for name in COMMANDS:
        answer = audit(name)
        assert answer.code in {0, 1, 2}
        assert "Traceback" not in answer.err


def test_all_is_told_as_json_too(home: Path, audit: Audit) -> None:
    assert origin_of(audit).startswith("harbour-")
    assert read(audit("backup", str(home / "b"), "--json"))["size"] == 4
