"""The tables of a journal in PostgreSQL, and what lets them only grow.

Rows are added by functions that run with the rights of the owner. They compute leaves
and nodes themselves, so that whoever may only call them cannot put down a false hash.
The triggers hold for the owner too, and also where `session_replication_role` turns
ordinary triggers off. `{s}` stands for the schema.
"""

from dataclasses import dataclass

__all__ = [
    "FORMAT",
    "FUNCTIONS",
    "KEYS",
    "LOCK",
    "TABLES",
    "TRIGGERS",
    "UNSAFE",
    "Function",
    "Trigger",
]

FORMAT = 1
"""Version of these tables; it stands in `journal`."""

UNSAFE = "SCN01"
"""The SQLSTATE of an append on a server that may lose it."""

LOCK = "pg_advisory_xact_lock(hashtextextended('scenarios journal {s}', 0))"
"""What a writer holds until its transaction ends."""

# A record ends so, because its keys are sorted (see `record.py`).
_TAIL = """',"prev":"' || encode(prev, 'hex') || '","req":"' || req || '","seq":'
    || seq::text || ',"v":1}'"""

TABLES = (
    "CREATE TABLE {s}.journal (format integer PRIMARY KEY)",
    f"""CREATE TABLE {{s}}.record (
  seq bigint PRIMARY KEY CHECK (seq >= 0),
  prev bytea NOT NULL UNIQUE CHECK (length(prev) = 32),
  leaf bytea NOT NULL UNIQUE,
  req text COLLATE "C" NOT NULL UNIQUE CHECK (length(req) = 32),
  data bytea NOT NULL,
  CONSTRAINT leaf_is_of_data CHECK (leaf = sha256('\\x00'::bytea || data)),
  CONSTRAINT data_says_so CHECK (
    substring(data FROM length(data) - 128 - length(seq::text))
    = decode({_TAIL}, 'escape'))
)""",
    # Leaves are nodes of height 0; they stand in `record`.
    """CREATE TABLE {s}.node (
  height integer CHECK (height > 0),
  place bigint CHECK (place >= 0),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (height, place)
)""",
    # What each record is about; it follows from the records.
    """CREATE TABLE {s}.subject (
  name text COLLATE "C",
  seq bigint,
  PRIMARY KEY (name, seq)
)""",
    """CREATE TABLE {s}.payload (
  seq bigint,
  commitment text COLLATE "C",
  salt bytea NOT NULL CHECK (length(salt) = 32),
  data bytea NOT NULL,
  PRIMARY KEY (seq, commitment)
)""",
    """CREATE TABLE {s}.checkpoint (
  size bigint PRIMARY KEY CHECK (size > 0),
  data bytea NOT NULL
)""",
)

KEYS = (
    ("checkpoint", "p", ("size",)),
    ("journal", "p", ("format",)),
    ("node", "p", ("height", "place")),
    ("payload", "p", ("seq", "commitment")),
    ("record", "p", ("seq",)),
    ("record", "u", ("leaf",)),
    ("record", "u", ("prev",)),
    ("record", "u", ("req",)),
    ("subject", "p", ("name", "seq")),
)
"""Table, kind (primary, unique) and columns of every key."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function in PL/pgSQL.

    Attributes:
        name: Its name.
        arguments: Names and types, as in `CREATE FUNCTION`.
        returns: The type of what it returns.
        body: From DECLARE or BEGIN to END.
        lent: Whether it runs with the rights of the owner, for others to call.
    """

    name: str
    arguments: str
    returns: str
    body: str
    lent: bool = False


FUNCTIONS = (
    Function("refuse", "", "trigger", "BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END"),
    Function(
        "record_follows",
        "",
        "trigger",
        """DECLARE last {s}.record%ROWTYPE;
BEGIN
  SELECT * INTO last FROM {s}.record ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM coalesce(last.seq + 1, 0)
    OR NEW.prev IS DISTINCT FROM coalesce(last.leaf, decode(repeat('00', 32), 'hex'))
  THEN RAISE EXCEPTION 'a record follows the last one'; END IF;
  RETURN NEW;
END""",
    ),
    # The system column xmin tells which transaction wrote a row.
    Function(
        "comes_with_record",
        "",
        "trigger",
        """BEGIN
  IF NOT EXISTS (SELECT 1 FROM {s}.record
    WHERE seq = NEW.seq AND xmin = pg_current_xact_id()::xid)
  THEN RAISE EXCEPTION 'a % comes with its record', TG_TABLE_NAME; END IF;
  RETURN NEW;
END""",
    ),
    Function(
        "payload_stays",
        "",
        "trigger",
        """BEGIN
  IF NOT EXISTS (SELECT 1 FROM {s}.subject WHERE name = 'redacted/' || OLD.commitment)
  THEN RAISE EXCEPTION 'a payload goes only with a redaction'; END IF;
  RETURN OLD;
END""",
    ),
    Function(
        "checkpoint_grows",
        "",
        "trigger",
        """BEGIN
  IF NEW.size <= (SELECT max(size) FROM {s}.checkpoint)
  THEN RAISE EXCEPTION 'a checkpoint is larger than the last one'; END IF;
  RETURN NEW;
END""",
    ),
    # A transaction of a stricter level would not see what came before its lock.
    Function(
        "take_turn",
        "",
        "void",
        f"""DECLARE setting text;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed'
  THEN RAISE EXCEPTION 'appending needs the level READ COMMITTED'; END IF;
  FOREACH setting IN ARRAY ARRAY['fsync', 'full_page_writes', 'synchronous_commit']
  LOOP
    IF current_setting(setting) = 'off'
    THEN RAISE EXCEPTION '%', setting USING ERRCODE = '{UNSAFE}'; END IF;
  END LOOP;
  PERFORM {LOCK};
END""",
        lent=True,
    ),
    Function(
        "append",
        "first bigint, head bytea, reqs text[], bodies bytea[], "
        "names text[], named bigint[], "
        "kept bigint[], commitments text[], salts bytea[], texts bytea[], "
        "removed text[], removing bigint[]",
        "void",
        """DECLARE
  size bigint;
  last bytea;
BEGIN
  PERFORM {s}.take_turn();
  SELECT seq + 1, leaf INTO size, last FROM {s}.record ORDER BY seq DESC LIMIT 1;
  IF first IS DISTINCT FROM coalesce(size, 0)
    OR head IS DISTINCT FROM coalesce(last, decode(repeat('00', 32), 'hex'))
  THEN RAISE EXCEPTION 'record % is not the last one', first - 1; END IF;
  INSERT INTO {s}.record (seq, prev, leaf, req, data)
    SELECT first + number - 1, coalesce(lag(leaf) OVER (ORDER BY number), head),
      leaf, req, data
    FROM (SELECT *, sha256('\\x00'::bytea || data) AS leaf
      FROM unnest(reqs, bodies) WITH ORDINALITY AS given (req, data, number)) AS new
    ORDER BY number;
  INSERT INTO {s}.subject (name, seq) SELECT * FROM unnest(names, named);
  INSERT INTO {s}.payload (seq, commitment, salt, data)
    SELECT * FROM unnest(kept, commitments, salts, texts);
  DELETE FROM {s}.payload USING unnest(removed, removing) AS given (commitment, seq)
    WHERE payload.commitment = given.commitment AND payload.seq <= given.seq;
  PERFORM {s}.grow(first, first + cardinality(reqs));
END""",
        lent=True,
    ),
    Function(
        "grow",
        "was bigint, size bigint",
        "void",
        """DECLARE above integer := 1;
BEGIN
  WHILE size >> above > 0 LOOP
    IF above = 1 THEN
      INSERT INTO {s}.node (height, place, hash)
        SELECT 1, i, sha256('\\x01'::bytea
          || (SELECT leaf FROM {s}.record WHERE seq = 2 * i)
          || (SELECT leaf FROM {s}.record WHERE seq = 2 * i + 1))
        FROM generate_series(was >> 1, (size >> 1) - 1) AS i;
    ELSIF was >> above < size >> above THEN
      INSERT INTO {s}.node (height, place, hash)
        SELECT above, i, sha256('\\x01'::bytea
          || (SELECT hash FROM {s}.node
            WHERE node.height = above - 1 AND place = 2 * i)
          || (SELECT hash FROM {s}.node
            WHERE node.height = above - 1 AND place = 2 * i + 1))
        FROM generate_series(was >> above, (size >> above) - 1) AS i;
    END IF;
    above := above + 1;
  END LOOP;
END""",
    ),
    Function(
        "keep_checkpoint",
        "size bigint, data bytea",
        "void",
        """BEGIN
  PERFORM {s}.take_turn();
  INSERT INTO {s}.checkpoint VALUES (size, data);
END""",
        lent=True,
    ),
    # VACUUM FULL would keep what some older transaction of the server may still see;
    # a changed column is written anew from what is there now, whoever looks on.
    Function(
        "purge",
        "",
        "void",
        """BEGIN
  PERFORM {s}.take_turn();
  ALTER TABLE {s}.payload ALTER COLUMN data TYPE bytea USING data || ''::bytea;
END""",
        lent=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger that fires before something is done to a table.

    Attributes:
        table: The table.
        name: Its own name.
        event: What it fires before.
        call: Function and arguments.
        each: ROW or STATEMENT.
    """

    table: str
    name: str
    event: str
    call: str
    each: str = "ROW"


def _refusals(table: str, events: str) -> Trigger:
    call = f"refuse('a {table} is never changed or removed')"
    return Trigger(table, f"{table}_stays_as_it_is", events, call, "STATEMENT")


TRIGGERS = (
    Trigger("record", "record_follows", "INSERT", "record_follows()"),
    Trigger("subject", "subject_is_new", "INSERT", "comes_with_record()"),
    Trigger("payload", "payload_is_new", "INSERT", "comes_with_record()"),
    Trigger("checkpoint", "checkpoint_grows", "INSERT", "checkpoint_grows()"),
    Trigger("payload", "payload_stays", "DELETE", "payload_stays()"),
    _refusals("payload", "UPDATE OR TRUNCATE"),
    *(
        _refusals(table, "DELETE OR UPDATE OR TRUNCATE")
        for table in ("journal", "record", "node", "subject", "checkpoint")
    ),
)
