-- Requests sent, by site and UTC day: reserved before they are sent, so that a kill never makes the count too small.
CREATE TABLE request_days (
  site TEXT NOT NULL,
  day TEXT NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (site, day)
);
