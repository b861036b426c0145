"""The tables of an inbox: items, their words, and what each feed brought."""

__all__ = ["FEED_TABLES", "INBOX_ID", "INBOX_SCHEMA", "INBOX_TABLES"]

INBOX_ID = 0x53434E49
"""Stands in the header of the file, so that it is known for an inbox: SCNI."""

INBOX_SCHEMA = 2
"""Version of these tables; it stands in the header too."""

FEED_TABLES = (
    # An item that two feeds bring is one item and two arrivals. `told` is the digest of
    # the words that this feed told last, so that two feeds that cut a text differently
    # do not change it back and forth.
    """CREATE TABLE arrival (
  feed TEXT NOT NULL,
  id TEXT NOT NULL,
  published TEXT NOT NULL,
  fetched TEXT NOT NULL,
  told TEXT NOT NULL,
  PRIMARY KEY (feed, id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE answer (
  feed TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (feed, day)
) STRICT, WITHOUT ROWID""",
)
"""What version 1 had not."""

INBOX_TABLES = (
    # An item whose words its publisher changed is kept once more, as a later version.
    """CREATE TABLE item (
  place INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  published TEXT NOT NULL,
  feed TEXT NOT NULL,
  site TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  text TEXT NOT NULL,
  data TEXT NOT NULL,
  UNIQUE (id, version)
) STRICT""",
    """CREATE INDEX item_by_time ON item (published, id)""",
    # Which items are decided is told by the journal; this only remembers how far it
    # was asked.
    """CREATE TABLE decided (
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE word USING fts5 (
  title, publisher, text, content = 'item', content_rowid = 'place',
  tokenize = "unicode61 remove_diacritics 2"
)""",
    """CREATE VIEW newest AS SELECT *, id IN (SELECT id FROM decided) AS is_decided
FROM item WHERE version = (
  SELECT max(version) FROM item AS other WHERE other.id = item.id)""",
    """CREATE TRIGGER item_keeps BEFORE UPDATE ON item
BEGIN SELECT RAISE(ABORT, 'an item is never changed'); END""",
    """CREATE TRIGGER item_stays BEFORE DELETE ON item
BEGIN SELECT RAISE(ABORT, 'an item is never deleted'); END""",
    *FEED_TABLES,
)
