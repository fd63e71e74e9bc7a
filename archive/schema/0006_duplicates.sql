-- Near copies: sampled shingles to find them by, and what came of comparing.
-- Everything here is made again by the next derivation (settings: sketch_version).

-- How many sampled shingles a text has.
ALTER TABLE fingerprints ADD COLUMN samples INTEGER NOT NULL DEFAULT 0;

-- The sampled shingles (archive/derive/duplicates.py) of the current texts, and the reports that hold each: 8 bytes for
-- each report, little-endian, report_id * 65536 + samples, in the order in which the texts came. A row for each report
-- and shingle would be read three times as slowly: formulas stand in most reports. Under 5 % of the size of the texts.
CREATE TABLE shingles (
  hash INTEGER PRIMARY KEY,
  holders BLOB NOT NULL
);

-- Two different texts of which one is a near copy of the other, by their folded digests, the lesser one first.
CREATE TABLE near_texts (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  containment REAL NOT NULL,
  jaccard REAL NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX near_texts_by_other ON near_texts (other);

-- What was put since links were made: the folded digests that a report had and has. Empty between runs.
CREATE TABLE unlinked (
  report_id INTEGER NOT NULL,
  folded_sha256 TEXT NOT NULL,
  PRIMARY KEY (report_id, folded_sha256)
) WITHOUT ROWID;
