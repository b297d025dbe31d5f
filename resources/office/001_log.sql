-- SPDX-License-Identifier: MIT
-- The log of one desk, for the administrator of the server to read and run once, as a superuser, in a
-- database of its own:  psql --single-transaction -v ON_ERROR_STOP=1 -f 001_log.sql DATABASE
--
-- The server keeps sealed bytes: it holds no key and no name of a person. Nobody has a right on a
-- table; a station calls the functions of 002_functions.sql and nothing else.

CREATE ROLE desk_owner NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE desk_station NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE SCHEMA desk AUTHORIZATION desk_owner;
SET LOCAL ROLE desk_owner;

-- How far the log goes, under which data key and schema: one row. Its lock is the turn to save.
CREATE TABLE desk.head (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  desk text NOT NULL,
  number bigint NOT NULL CHECK (number >= 0),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  generation text NOT NULL,
  schema integer NOT NULL
);

-- Who may call, by the login; what each last took. A login has no station until one is invited to it,
-- and an invitation is over at its moment.
CREATE TABLE desk.stations (
  login name PRIMARY KEY,
  station text UNIQUE,
  public_key bytea,
  invited_until timestamptz,
  added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  stands_at bigint NOT NULL DEFAULT 0,
  generation text,
  seen_at timestamptz,
  revoked_at timestamptz
);

-- One committed unit of work each.
CREATE TABLE desk.units (
  number bigint PRIMARY KEY,
  id bytea NOT NULL UNIQUE CHECK (octet_length(id) = 16),
  station text NOT NULL REFERENCES desk.stations (station),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  content bytea NOT NULL,
  signature bytea NOT NULL CHECK (octet_length(signature) = 64)
);
-- Sealed bytes do not get smaller by compressing them once more.
ALTER TABLE desk.units ALTER COLUMN content SET STORAGE EXTERNAL;

-- Data keys of before: up to which unit each was the log's.
CREATE TABLE desk.generations (
  generation text PRIMARY KEY,
  number bigint NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Frozen pages and scans, each sealed once.
CREATE TABLE desk.files (
  name text PRIMARY KEY,
  station text NOT NULL REFERENCES desk.stations (station),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  content bytea NOT NULL
);
ALTER TABLE desk.files ALTER COLUMN content SET STORAGE EXTERNAL;

-- The whole desk as it stood at a number, sealed in parts; whole once somebody opened and compared it.
CREATE TABLE desk.snapshots (
  id bytea PRIMARY KEY CHECK (octet_length(id) = 16),
  number bigint NOT NULL CHECK (number >= 0),
  generation text NOT NULL,
  schema integer NOT NULL,
  station text NOT NULL REFERENCES desk.stations (station),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  manifest bytea,
  signature bytea CHECK (octet_length(signature) = 64),
  whole boolean NOT NULL DEFAULT false CHECK (NOT whole OR signature IS NOT NULL)
);
CREATE TABLE desk.snapshot_parts (
  snapshot bytea NOT NULL REFERENCES desk.snapshots (id) ON DELETE CASCADE,
  part integer NOT NULL CHECK (part >= 0),
  content bytea NOT NULL,
  PRIMARY KEY (snapshot, part)
);
ALTER TABLE desk.snapshot_parts ALTER COLUMN content SET STORAGE EXTERNAL;
