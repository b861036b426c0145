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
    """CREATE TRIGGER record_stays BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END""",
    """CREATE TRIGGER record_keeps BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END""",
    """CREATE TRIGGER node_stays BEFORE DELETE ON node
BEGIN SELECT RAISE(ABORT, 'a node is never deleted'); END""",
    """CREATE TRIGGER node_keeps BEFORE UPDATE ON node
BEGIN SELECT RAISE(ABORT, 'a node is never changed'); END""",
)
