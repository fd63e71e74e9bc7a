-- The archive as readers know it (contract, section 4) and what the writer needs to go on after a kill.
-- Times: UTC YYYY-MM-DDTHH:MM:SSZ. Dates: YYYY-MM-DD. NULL = not stated or unknown, never 0 or ''.

-- ── captured ────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE crawls (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('new', 'full')),
  started_at TEXT NOT NULL,
  finished_at TEXT,
  outcome TEXT NOT NULL DEFAULT 'running' CHECK (outcome IN ('running', 'done', 'incomplete', 'suspect', 'refused')),
  pages_claimed INTEGER,
  pages_seen INTEGER NOT NULL DEFAULT 0,
  entries_seen INTEGER NOT NULL DEFAULT 0,
  new INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  requests INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  seconds_waiting REAL NOT NULL DEFAULT 0,
  software_version TEXT NOT NULL,
  config TEXT NOT NULL
);

CREATE TABLE warc_files (
  name TEXT PRIMARY KEY,
  crawl_id INTEGER NOT NULL REFERENCES crawls (id),
  opened_at TEXT NOT NULL,
  sealed_at TEXT,
  records INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,           -- committed length; anything beyond it is an uncommitted tail
  sha256 TEXT
);

CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  crawl_id INTEGER NOT NULL REFERENCES crawls (id),
  role TEXT NOT NULL CHECK (role IN ('listing', 'detail', 'robots')),
  url TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  status INTEGER NOT NULL,
  encoding TEXT,
  etag TEXT,
  last_modified TEXT,
  body_sha256 TEXT,
  body_bytes INTEGER,
  warc_file TEXT NOT NULL REFERENCES warc_files (name),
  warc_offset INTEGER NOT NULL,
  warc_length INTEGER NOT NULL,
  revisit_of INTEGER REFERENCES captures (id)
);
CREATE INDEX captures_by_url ON captures (url, id);
CREATE INDEX captures_by_crawl ON captures (crawl_id);

-- What the page rules read in a capture when it was made; derivation reads the bytes again.
CREATE TABLE readings (
  capture_id INTEGER PRIMARY KEY REFERENCES captures (id),
  extraction TEXT NOT NULL CHECK (extraction IN ('selectors', 'generic', 'none')),
  title TEXT,
  listed_date TEXT,
  source TEXT,
  characters INTEGER NOT NULL,
  parts TEXT,                                 -- JSON: capture ids of the further pages of a split article
  content_sha256 TEXT NOT NULL,               -- of title, date and text: tells an edit from a changed advertisement
  rule_version TEXT NOT NULL
);

-- The listing half of the frontier: which pages of this walk are settled.
CREATE TABLE listing_pages (
  crawl_id INTEGER NOT NULL REFERENCES crawls (id),
  page INTEGER NOT NULL,
  url TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('read', 'missing', 'failed', 'repeats')),
  capture_id INTEGER REFERENCES captures (id),   -- the one that holds the bytes
  entries INTEGER NOT NULL DEFAULT 0,
  fresh INTEGER NOT NULL DEFAULT 0,           -- entries that were new or changed
  pages_claimed INTEGER,
  next_url TEXT,
  reason TEXT,
  PRIMARY KEY (crawl_id, page)
);
CREATE INDEX listing_pages_by_url ON listing_pages (url, crawl_id);

-- The detail half of the frontier, and the account of every entry the site listed.
CREATE TABLE ledger (
  id INTEGER PRIMARY KEY,
  crawl_id INTEGER NOT NULL REFERENCES crawls (id),
  page INTEGER,
  position INTEGER,
  url TEXT,
  title TEXT,
  listed_date TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'captured', 'unchanged', 'excluded', 'failed', 'gone')),
  reason TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  report_id INTEGER,
  finding TEXT CHECK (finding IN ('new', 'changed', 'unchanged')),   -- against what was known before this crawl
  entry_id INTEGER REFERENCES entries (id),
  listing_capture_id INTEGER REFERENCES captures (id),
  detail_capture_id INTEGER REFERENCES captures (id)
);
CREATE UNIQUE INDEX ledger_by_place ON ledger (crawl_id, page, position);
CREATE INDEX ledger_by_state ON ledger (crawl_id, state, id);
CREATE INDEX ledger_by_entry ON ledger (entry_id, id);
CREATE INDEX ledger_by_report ON ledger (report_id);

-- One row for each address that ever was an entry: what was last seen of it, and whether its report must be derived again.
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  report_key TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  listed_date TEXT,
  listing_sha256 TEXT NOT NULL,
  detail_capture_id INTEGER REFERENCES captures (id),   -- the latest capture that holds the detail page's bytes
  content_sha256 TEXT,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  last_checked_at TEXT NOT NULL,
  gone_since TEXT,
  stale INTEGER NOT NULL DEFAULT 1,
  UNIQUE (site, url)
);
CREATE INDEX entries_stale ON entries (stale) WHERE stale = 1;

-- ── derived ─────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  report_key TEXT NOT NULL UNIQUE,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  region_label TEXT,
  admin_level TEXT CHECK (admin_level IN ('province', 'prefecture', 'county', 'township')),
  report_year INTEGER,
  report_date TEXT,
  report_date_precision TEXT CHECK (report_date_precision IN ('day', 'month', 'year')),
  listed_date TEXT,
  char_count INTEGER NOT NULL,
  han_count INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,
  quality_flags TEXT NOT NULL DEFAULT '[]',
  duplicate_of INTEGER REFERENCES reports (id),
  version INTEGER NOT NULL,
  version_count INTEGER NOT NULL,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  last_checked_at TEXT NOT NULL,
  last_changed_at TEXT NOT NULL,
  gone_since TEXT,
  capture_id INTEGER NOT NULL REFERENCES captures (id),
  rule_version TEXT NOT NULL
);
CREATE INDEX reports_by_year ON reports (report_year, admin_level);
CREATE INDEX reports_by_listed_date ON reports (listed_date);
CREATE INDEX reports_by_change ON reports (last_changed_at);
CREATE INDEX reports_by_label ON reports (region_label);
CREATE INDEX reports_by_duplicate ON reports (duplicate_of);

CREATE TABLE report_texts (
  report_id INTEGER PRIMARY KEY REFERENCES reports (id),
  text TEXT NOT NULL
);

CREATE TABLE versions (
  report_id INTEGER NOT NULL REFERENCES reports (id),
  version INTEGER NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('source', 'rule')),
  rule_version TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT,
  text_sha256 TEXT NOT NULL,
  listed_date TEXT,
  captured_at TEXT NOT NULL,
  capture_id INTEGER NOT NULL REFERENCES captures (id),
  PRIMARY KEY (report_id, version)
);

CREATE TABLE fingerprints (
  report_id INTEGER PRIMARY KEY REFERENCES reports (id),
  folded_sha256 TEXT NOT NULL
);
CREATE INDEX fingerprints_by_folded ON fingerprints (folded_sha256);

CREATE TABLE duplicates (
  report_id INTEGER PRIMARY KEY REFERENCES reports (id),
  duplicate_of INTEGER NOT NULL REFERENCES reports (id),
  method TEXT NOT NULL CHECK (method IN ('exact', 'near')),
  containment REAL NOT NULL,
  jaccard REAL NOT NULL,
  decided_at TEXT NOT NULL
);
CREATE INDEX duplicates_by_canonical ON duplicates (duplicate_of);

-- Overlapping Hanzi bigrams, tokenised by archive/search.py; rowid = reports.id. The comment is what makes
-- Datasette and sqlite-utils find the table; content='' keeps the text out of it.
CREATE VIRTUAL TABLE reports_fts USING fts5 /* content=[reports] */ (body, title, content='');

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
