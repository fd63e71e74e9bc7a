-- Which reports should be there and are not: every region that is held or listed, the regions above it, every year from
-- the first held to the last. A region is a code here; a township that has no code of its own is its county's code and
-- its name. Nothing of this is stored but what the titles of lost entries name.

-- Entries that the site listed and whose text is not held, with the region and the year that their titles name.
CREATE TABLE missing_reports (
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT,
  region_code TEXT,
  admin_level TEXT CHECK (admin_level IN ('province', 'prefecture', 'county', 'township')),
  township TEXT,
  report_year INTEGER,
  state TEXT NOT NULL CHECK (state IN ('failed', 'gone')),
  reason TEXT,
  PRIMARY KEY (site, url)
);
CREATE INDEX missing_reports_by_region ON missing_reports (region_code, report_year);

-- The regions that coverage speaks of. `unlisted`: name of a township without a code of its own, else ''. `since`,
-- `until` (9999 = in use) and `spans`: first and last year of the code, or of a township's county, and how many rows of
-- `regions` lie between; `lost`: entries without a text that name the region; `undated`: a report of unknown year is held.
CREATE VIEW coverage_regions AS
WITH RECURSIVE named (code, level, town) AS (
  SELECT region_code, admin_level, township FROM reports
  WHERE region_code IS NOT NULL AND coalesce(kind, 'work_report') = 'work_report'
  UNION
  SELECT region_code, admin_level, township FROM missing_reports WHERE region_code IS NOT NULL
), tree (code, unlisted, level, town, parent_code) AS (
  SELECT code, iif(level = 'township' AND length(code) = 6, town, ''), level, town,
    CASE WHEN level = 'township' THEN substr(code, 1, 6) ELSE
      (SELECT parent_code FROM regions WHERE regions.code = named.code ORDER BY valid_from DESC LIMIT 1) END
  FROM named
  UNION
  SELECT upper.code, '', upper.level, NULL, upper.parent_code
  FROM tree JOIN regions AS upper ON upper.code = tree.parent_code
    AND upper.valid_from = (SELECT max(valid_from) FROM regions WHERE code = tree.parent_code)
), places AS (
  SELECT code, unlisted, level, max(town) AS town, parent_code FROM tree GROUP BY code, unlisted
)
SELECT
  places.code, unlisted, places.level, places.parent_code,
  coalesce(town, (SELECT name FROM regions WHERE code = places.code ORDER BY valid_from DESC LIMIT 1)) AS name,
  min(valid_from) AS since, max(coalesce(valid_to, 9999)) AS until, count(valid_from) AS spans,
  EXISTS (SELECT 1 FROM missing_reports WHERE region_code = places.code) AS lost,
  EXISTS (SELECT 1 FROM reports WHERE region_code = places.code AND report_year IS NULL) AS undated
FROM places LEFT JOIN regions ON regions.code = substr(places.code, 1, 6)
GROUP BY places.code, unlisted;

CREATE VIEW coverage AS
WITH RECURSIVE years (year, last) AS (
  SELECT min(report_year), max(report_year) FROM reports WHERE report_year IS NOT NULL
  UNION ALL
  SELECT year + 1, last FROM years WHERE year < last
), cells AS (
  SELECT place.*, year, span.name AS name_then,
    CASE spans WHEN 0 THEN NULL WHEN 1 THEN max(year, 1981) BETWEEN since AND until ELSE span.code IS NOT NULL END
      AS existed
  FROM coverage_regions AS place CROSS JOIN years
  LEFT JOIN regions AS span ON spans > 1 AND span.rowid = (
    SELECT rowid FROM regions WHERE regions.code = substr(place.code, 1, 6)
      AND valid_from <= max(year, 1981) AND coalesce(valid_to, 9999) >= year ORDER BY valid_from LIMIT 1
  )
)
SELECT
  cells.code AS region_code,
  iif(level = 'township', name, coalesce(name_then, name)) AS name,
  level, parent_code, year,
  CASE
    WHEN report.id IS NOT NULL THEN iif(report.gone_since IS NULL, 'held', 'gone')
    WHEN missing.url IS NOT NULL THEN missing.state
    WHEN NOT existed THEN 'did_not_exist'
    ELSE 'not_held'
  END AS state,
  CASE
    WHEN report.taken_down_at IS NOT NULL THEN 'taken_down'
    WHEN report.gone_since IS NOT NULL THEN 'no_longer_listed'
    WHEN report.id IS NOT NULL THEN NULL
    WHEN missing.url IS NOT NULL THEN missing.reason
    WHEN NOT existed THEN iif(max(year, 1981) < since, 'code_not_yet_in_use', 'code_no_longer_in_use')
    WHEN undated THEN 'report_of_unknown_year'
    WHEN year = until OR (year = since AND since > 1981) THEN 'year_of_change'
    WHEN level = 'township' THEN 'township_history_unknown'
    ELSE 'none_known'
  END AS reason,
  CASE WHEN parent_code IS NOT NULL THEN EXISTS (
    SELECT 1 FROM reports AS upper
    WHERE upper.region_code = cells.parent_code AND upper.report_year = year AND upper.admin_level <> 'township'
      AND coalesce(upper.kind, 'work_report') = 'work_report'
  ) END AS parent_held,
  report.id AS report_id,
  report.report_key AS report_key,
  coalesce(report.url, missing.url) AS url
FROM cells
LEFT JOIN reports AS report ON report.id = (
  SELECT id FROM reports AS own
  WHERE own.region_code = cells.code AND own.report_year = year
    AND (own.admin_level = 'township') = (level = 'township') AND (unlisted = '' OR own.township = unlisted)
    AND coalesce(own.kind, 'work_report') = 'work_report'
  ORDER BY own.gone_since IS NOT NULL, own.duplicate_of IS NOT NULL, own.id LIMIT 1
)
LEFT JOIN missing_reports AS missing ON lost AND missing.rowid = (
  SELECT rowid FROM missing_reports AS named
  WHERE named.region_code = cells.code AND named.report_year = year
    AND (named.admin_level = 'township') = (level = 'township') AND (unlisted = '' OR named.township = unlisted)
  ORDER BY named.state, named.rowid LIMIT 1
);

-- The annual targets of a region and of the one above it for the same year, side by side; only where both are held. The
-- year is that of the targets (every report's first figure is one of them): a report given in December plans the next.
CREATE VIEW target_ladder AS
WITH held AS (
  SELECT id, region_code AS code, admin_level AS level,
    (SELECT year FROM indicators WHERE report_id = reports.id AND position = 1) AS year,
    CASE WHEN admin_level = 'township' THEN substr(region_code, 1, 6) ELSE (
      SELECT parent_code FROM regions WHERE regions.code = region_code AND valid_from <= max(report_year, 1981)
      ORDER BY valid_from DESC LIMIT 1) END AS parent_code,
    coalesce(township, county, prefecture, province) AS name
  FROM reports
  WHERE region_code IS NOT NULL AND report_year IS NOT NULL AND taken_down_at IS NULL AND duplicate_of IS NULL
    AND coalesce(kind, 'work_report') = 'work_report'
)
SELECT
  held.year AS year, own.indicator AS indicator, own.measure AS measure,
  held.code AS region_code, held.name AS name, held.level AS level, held.id AS report_id,
  own.status AS status, own.value AS value, own.value_max AS value_max, own.unit AS unit, own.modifier AS modifier,
  own.quote AS quote,
  parent.region_code AS parent_code, coalesce(parent.county, parent.prefecture, parent.province) AS parent_name,
  parent.admin_level AS parent_level, parent.id AS parent_report_id,
  above.status AS parent_status, above.value AS parent_value, above.value_max AS parent_value_max,
  above.unit AS parent_unit, above.modifier AS parent_modifier, above.quote AS parent_quote,
  CASE WHEN own.unit = above.unit THEN own.value - above.value END AS difference
FROM held
JOIN reports AS parent ON parent.id = (
  SELECT id FROM reports AS upper
  WHERE upper.region_code = held.parent_code AND upper.report_year IN (held.year, held.year - 1)
    AND (SELECT year FROM indicators WHERE report_id = upper.id AND position = 1) = held.year
    AND upper.admin_level <> 'township' AND upper.taken_down_at IS NULL
    AND coalesce(upper.kind, 'work_report') = 'work_report'
  ORDER BY upper.duplicate_of IS NOT NULL, upper.id LIMIT 1
)
JOIN indicators AS own ON own.report_id = held.id AND own.basis = 'target' AND own.horizon = 'annual'
JOIN indicators AS above ON above.report_id = parent.id AND above.basis = 'target' AND above.horizon = 'annual'
  AND above.indicator = own.indicator AND above.measure = own.measure;
