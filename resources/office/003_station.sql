-- SPDX-License-Identifier: MIT
-- One station of the office, run once for each after 002_functions.sql; its password is taken from
-- the environment, where no list of processes shows it:
--   DESK_PASSWORD=… psql --single-transaction -v ON_ERROR_STOP=1 -v login=desk_1 \
--     -v station=NAME -v public_key=HEX -f 003_station.sql DATABASE
-- It is kept as SCRAM has it. A turn that nobody uses ends after ten seconds.

\getenv password DESK_PASSWORD
SET LOCAL password_encryption = 'scram-sha-256';
SET LOCAL log_statement = 'none';
SET LOCAL log_min_error_statement = 'panic';
CREATE ROLE :"login" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password'
  IN ROLE desk_station;
ALTER ROLE :"login" SET idle_in_transaction_session_timeout = '10s';
INSERT INTO desk.stations (login, station, public_key)
VALUES (:'login', :'station', decode(:'public_key', 'hex'));
