-- Rows of captures become the fold of a log that stands in the WARC files, and what is seen is not yet believed:
-- an entry's own state is written when its crawl is closed and believed, not while the crawl reads.
-- Run with foreign keys off, because two tables are made anew; they are checked afterwards.

-- A file of an operator's decisions belongs to no crawl; files of earlier versions hold no events.
CREATE TABLE warc_files_new (
  name TEXT PRIMARY KEY,
  crawl_id INTEGER REFERENCES crawls (id),
  opened_at TEXT NOT NULL,
  sealed_at TEXT,
  records INTEGER NOT NULL DEFAULT 0,
  events INTEGER NOT NULL DEFAULT 0,          -- of the records, those that are events of the log
  bytes INTEGER NOT NULL DEFAULT 0,           -- committed length; anything beyond it is an uncommitted tail
  sha256 TEXT
);
INSERT INTO warc_files_new (name, crawl_id, opened_at, sealed_at, records, bytes, sha256)
  SELECT name, crawl_id, opened_at, sealed_at, records, bytes, sha256 FROM warc_files;
DROP TABLE warc_files;
ALTER TABLE warc_files_new RENAME TO warc_files;

CREATE UNIQUE INDEX captures_by_place ON captures (warc_file, warc_offset);
CREATE INDEX captures_by_original ON captures (revisit_of) WHERE revisit_of IS NOT NULL;

ALTER TABLE crawls ADD COLUMN not_modified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE crawls ADD COLUMN believed_at TEXT;
UPDATE crawls SET believed_at = finished_at WHERE outcome IN ('done', 'incomplete', 'refused');

ALTER TABLE readings ADD COLUMN text_sha256 TEXT;
ALTER TABLE listing_pages ADD COLUMN rule_version TEXT;

ALTER TABLE ledger ADD COLUMN listing_sha256 TEXT;
ALTER TABLE ledger ADD COLUMN seen_at TEXT;
ALTER TABLE ledger ADD COLUMN checked_at TEXT;
ALTER TABLE ledger ADD COLUMN believed INTEGER NOT NULL DEFAULT 0;
UPDATE ledger SET listing_sha256 = e.listing_sha256, seen_at = e.last_seen_at, checked_at = e.last_checked_at
  FROM entries AS e WHERE e.id = entry_id;
UPDATE ledger SET believed = 1 WHERE crawl_id IN (SELECT id FROM crawls WHERE believed_at IS NOT NULL);

-- One row for each address that ever was an entry. Everything behind `report_key` is what is believed of it:
-- NULL until a believed crawl has seen it.
CREATE TABLE entries_new (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  report_key TEXT NOT NULL UNIQUE,
  title TEXT,
  listed_date TEXT,
  listing_sha256 TEXT,
  detail_capture_id INTEGER REFERENCES captures (id),   -- the latest capture that holds the detail page's bytes
  content_sha256 TEXT,
  first_seen_at TEXT,
  last_seen_at TEXT,
  last_checked_at TEXT,
  gone_since TEXT,
  stale INTEGER NOT NULL DEFAULT 0,           -- its report must be derived again
  UNIQUE (site, url)
);
INSERT INTO entries_new SELECT id, site, url, report_key, title, listed_date, listing_sha256, detail_capture_id,
  content_sha256, first_seen_at, last_seen_at, last_checked_at, gone_since, stale FROM entries;
DROP TABLE entries;
ALTER TABLE entries_new RENAME TO entries;
CREATE INDEX entries_stale ON entries (stale) WHERE stale = 1;

-- What the addresses of entries no longer listed said when they were asked.
CREATE TABLE checks (
  crawl_id INTEGER NOT NULL REFERENCES crawls (id),
  entry_id INTEGER NOT NULL REFERENCES entries (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('gone', 'alive', 'unknown')),
  status INTEGER,
  checked_at TEXT NOT NULL,
  PRIMARY KEY (crawl_id, entry_id)
);

CREATE TABLE alarms (
  id INTEGER PRIMARY KEY,
  crawl_id INTEGER NOT NULL REFERENCES crawls (id),
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  evidence TEXT NOT NULL,                     -- JSON: ids and figures, no page content
  raised_at TEXT NOT NULL,
  acknowledged_at TEXT,
  decision TEXT CHECK (decision IN ('accepted', 'rejected')),
  UNIQUE (crawl_id, kind)
);

CREATE TABLE takedowns (
  id INTEGER PRIMARY KEY,
  report_key TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('taken_down', 'restored')),
  reason TEXT,
  decided_at TEXT NOT NULL
);
CREATE INDEX takedowns_by_report ON takedowns (report_key, id);

ALTER TABLE reports ADD COLUMN taken_down_at TEXT;

-- Versions that today's rules would not give again from the bytes: what was published under a number stays there, also
-- in an archive that is rebuilt from its WARC files.
CREATE TABLE kept_versions (
  report_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  cause TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  listed_date TEXT,
  captured_at TEXT NOT NULL,
  capture_id INTEGER NOT NULL REFERENCES captures (id),
  PRIMARY KEY (report_key, version)
);
