"""The tables of a journal in SQLite, and the triggers that let them only grow."""

__all__ = ["APPLICATION_ID", "SCHEMA", "TABLES"]

APPLICATION_ID = 0x53434E4A
"""Stands in the header of the file, so that it is known for a journal: SCNJ."""

SCHEMA = 1
"""Version of these tables; it stands in the header too."""

TABLES = (
    """CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  prev BLOB NOT NULL UNIQUE CHECK (length(prev) = 32),
  leaf BLOB NOT NULL UNIQUE CHECK (length(leaf) = 32),
  req TEXT NOT NULL UNIQUE CHECK (length(req) = 32),
  data BLOB NOT NULL
) STRICT""",
    # Leaves are nodes of height 0; they stand in `record`.
    """CREATE TABLE node (
  height INTEGER NOT NULL CHECK (height > 0),
  place INTEGER NOT NULL CHECK (place >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (height, place)
) STRICT, WITHOUT ROWID""",
    # What each record is about; it follows from the records.
    """CREATE TABLE subject (
  name TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES record (seq),
  PRIMARY KEY (name, seq)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE payload (
  seq INTEGER NOT NULL REFERENCES record (seq),
  commitment TEXT NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  data BLOB NOT NULL,
  PRIMARY KEY (seq, commitment)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY CHECK (size > 0),
  data BLOB NOT NULL
) STRICT""",
    # OR REPLACE deletes without asking the triggers for DELETE, whichever of the
    # unique columns meets; so these refuse before it comes to that.
    """CREATE TRIGGER record_follows BEFORE INSERT ON record
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM record)
  OR NEW.prev IS NOT coalesce(
    (SELECT leaf FROM record ORDER BY seq DESC LIMIT 1), zeroblob(32))
  OR EXISTS (SELECT 1 FROM record
    WHERE prev = NEW.prev OR leaf = NEW.leaf OR req = NEW.req)
BEGIN SELECT RAISE(ABORT, 'a record follows the last one'); END""",
    """CREATE TRIGGER node_is_new BEFORE INSERT ON node
WHEN EXISTS (SELECT 1 FROM node WHERE height = NEW.height AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'a node is never written again'); END""",
    """CREATE TRIGGER subject_is_new BEFORE INSERT ON subject
WHEN NEW.seq IS NOT (SELECT max(seq) FROM record)
  OR EXISTS (SELECT 1 FROM subject WHERE name = NEW.name AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a subject comes with its record'); END""",
    """CREATE TRIGGER payload_is_new BEFORE INSERT ON payload
WHEN NEW.seq IS NOT (SELECT max(seq) FROM record)
  OR EXISTS (SELECT 1 FROM payload
    WHERE seq = NEW.seq AND commitment = NEW.commitment)
BEGIN SELECT RAISE(ABORT, 'a payload comes with its record'); END""",
    """CREATE TRIGGER checkpoint_grows BEFORE INSERT ON checkpoint
WHEN NEW.size <= (SELECT max(size) FROM checkpoint)
BEGIN SELECT RAISE(ABORT, 'a checkpoint is larger than the last one'); END""",
    """CREATE TRIGGER record_stays BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END""",
    """CREATE TRIGGER record_keeps BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END""",
    """CREATE TRIGGER node_stays BEFORE DELETE ON node
BEGIN SELECT RAISE(ABORT, 'a node is never deleted'); END""",
    """CREATE TRIGGER node_keeps BEFORE UPDATE ON node
BEGIN SELECT RAISE(ABORT, 'a node is never changed'); END""",
    """CREATE TRIGGER subject_stays BEFORE DELETE ON subject
BEGIN SELECT RAISE(ABORT, 'a subject is never deleted'); END""",
    """CREATE TRIGGER subject_keeps BEFORE UPDATE ON subject
BEGIN SELECT RAISE(ABORT, 'a subject is never changed'); END""",
    """CREATE TRIGGER payload_stays BEFORE DELETE ON payload
WHEN NOT EXISTS (SELECT 1 FROM subject WHERE name = 'redacted/' || OLD.commitment)
BEGIN SELECT RAISE(ABORT, 'a payload goes only with a redaction'); END""",
    """CREATE TRIGGER payload_keeps BEFORE UPDATE ON payload
BEGIN SELECT RAISE(ABORT, 'a payload is never changed'); END""",
    """CREATE TRIGGER checkpoint_stays BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never deleted'); END""",
    """CREATE TRIGGER checkpoint_keeps BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'a checkpoint is never changed'); END""",
)
