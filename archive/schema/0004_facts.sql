-- What the reports say: place, kind, meeting and speaker as columns of reports; sections and figures as rows with offsets.
-- Everything here is computed from report_texts and reports.title and is written again with them.

-- Run with foreign keys off, because reports is made anew: its columns stand as a reader asks for them.
CREATE TABLE reports_new (
  id INTEGER PRIMARY KEY,
  report_key TEXT NOT NULL UNIQUE,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  region_label TEXT,
  region_code TEXT,
  region_code_current TEXT,
  province TEXT,
  prefecture TEXT,
  county TEXT,
  township TEXT,
  admin_level TEXT CHECK (admin_level IN ('province', 'prefecture', 'county', 'township')),
  kind TEXT CHECK (kind IN ('work_report', 'plan_report', 'budget_report', 'news', 'other')),
  report_year INTEGER,
  report_date TEXT,
  report_date_precision TEXT CHECK (report_date_precision IN ('day', 'month', 'year')),
  congress INTEGER,
  session INTEGER,
  speaker TEXT,
  speaker_post TEXT,
  unknown TEXT NOT NULL DEFAULT '{}',         -- JSON: column that is NULL -> why
  quality_flags TEXT NOT NULL DEFAULT '[]',
  duplicate_of INTEGER REFERENCES reports (id),
  char_count INTEGER NOT NULL,
  han_count INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,
  version INTEGER NOT NULL,
  version_count INTEGER NOT NULL,
  listed_date TEXT,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  last_checked_at TEXT NOT NULL,
  last_changed_at TEXT NOT NULL,
  gone_since TEXT,
  taken_down_at TEXT,
  capture_id INTEGER NOT NULL REFERENCES captures (id),
  rule_version TEXT NOT NULL
);
INSERT INTO reports_new (
  id, report_key, site, url, title, region_label, admin_level, report_year, report_date,
  report_date_precision, listed_date, char_count, han_count, text_sha256, quality_flags, duplicate_of,
  version, version_count, first_seen_at, last_seen_at, last_checked_at, last_changed_at, gone_since,
  capture_id, rule_version, taken_down_at
) SELECT
  id, report_key, site, url, title, region_label, admin_level, report_year, report_date,
  report_date_precision, listed_date, char_count, han_count, text_sha256, quality_flags, duplicate_of,
  version, version_count, first_seen_at, last_seen_at, last_checked_at, last_changed_at, gone_since,
  capture_id, rule_version, taken_down_at
FROM reports;
DROP TABLE reports;
ALTER TABLE reports_new RENAME TO reports;
CREATE INDEX reports_by_year ON reports (report_year, admin_level);
CREATE INDEX reports_by_listed_date ON reports (listed_date);
CREATE INDEX reports_by_change ON reports (last_changed_at);
CREATE INDEX reports_by_label ON reports (region_label);
CREATE INDEX reports_by_duplicate ON reports (duplicate_of);
CREATE INDEX reports_by_region ON reports (region_code, report_year);
CREATE INDEX reports_by_place ON reports (province, prefecture, county);
CREATE INDEX reports_by_kind ON reports (kind, report_year);

CREATE TABLE regions (
  code TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('province', 'prefecture', 'county', 'township')),
  parent_code TEXT,
  valid_to INTEGER,                           -- the year of the change, in which both rows hold; NULL = in use
  successors TEXT NOT NULL DEFAULT '[]',      -- JSON: codes that took its place
  PRIMARY KEY (code, valid_from)
);
CREATE INDEX regions_by_name ON regions (name);
CREATE INDEX regions_by_parent ON regions (parent_code);

CREATE TABLE sections (
  report_id INTEGER NOT NULL REFERENCES reports (id),
  version INTEGER NOT NULL,
  position INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN
    ('opening', 'review', 'five_year', 'plan', 'self_governance', 'closing', 'unsegmented')),
  heading TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (report_id, version, position)
);

CREATE TABLE indicators (
  report_id INTEGER NOT NULL REFERENCES reports (id),
  position INTEGER NOT NULL,
  indicator TEXT NOT NULL CHECK (indicator IN
    ('gdp', 'fiscal_revenue', 'tax_revenue', 'fixed_asset_investment', 'industrial_value_added', 'retail_sales',
     'imports_exports', 'exports', 'foreign_capital', 'urban_income', 'rural_income', 'resident_income', 'cpi',
     'urban_unemployment', 'urban_jobs', 'grain_output', 'energy_intensity', 'population_growth', 'gdp_per_capita')),
  basis TEXT NOT NULL CHECK (basis IN ('target', 'achieved')),
  measure TEXT NOT NULL CHECK (measure IN ('growth', 'level', 'change')),
  horizon TEXT NOT NULL CHECK (horizon IN ('annual', 'five_year', 'long_term')),
  year INTEGER,
  value REAL,
  value_max REAL,
  unit TEXT,
  value_text TEXT,
  unit_text TEXT,
  modifier TEXT,
  is_estimate INTEGER NOT NULL DEFAULT 0 CHECK (is_estimate IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('stated', 'qualitative', 'not_stated', 'no_target_block')),
  quote TEXT,
  start INTEGER,
  "end" INTEGER,
  rule_version TEXT NOT NULL,
  PRIMARY KEY (report_id, position),
  CHECK (status = 'stated' OR value IS NULL)  -- what is not stated has no value, least of all 0
);
CREATE INDEX indicators_by_indicator ON indicators (indicator, basis, horizon, measure, year);
