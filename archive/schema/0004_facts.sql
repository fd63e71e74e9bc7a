-- What the reports say: place, kind, meeting and speaker as columns of reports; sections and figures as rows with offsets.
-- Everything here is computed from report_texts and reports.title and is written again with them.

ALTER TABLE reports ADD COLUMN region_code TEXT;
ALTER TABLE reports ADD COLUMN region_code_current TEXT;
ALTER TABLE reports ADD COLUMN province TEXT;
ALTER TABLE reports ADD COLUMN prefecture TEXT;
ALTER TABLE reports ADD COLUMN county TEXT;
ALTER TABLE reports ADD COLUMN township TEXT;
ALTER TABLE reports ADD COLUMN kind TEXT CHECK (kind IN ('work_report', 'plan_report', 'budget_report', 'news', 'other'));
ALTER TABLE reports ADD COLUMN congress INTEGER;
ALTER TABLE reports ADD COLUMN session INTEGER;
ALTER TABLE reports ADD COLUMN speaker TEXT;
ALTER TABLE reports ADD COLUMN speaker_post TEXT;
ALTER TABLE reports ADD COLUMN unknown TEXT NOT NULL DEFAULT '{}';   -- JSON: column that is NULL -> why
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
