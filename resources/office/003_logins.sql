-- SPDX-License-Identifier: MIT
-- The logins of the stations, run after 002_functions.sql; run it again with a greater number to have
-- more of them, those that are there stay as they are:
--   psql --single-transaction -v ON_ERROR_STOP=1 -v stations=10 -f 003_logins.sql DATABASE
--
-- A login comes without a password. Give each its own in psql, which sends the server no more than
-- what SCRAM keeps of it:
--   \password desk_1
-- and tell login and password to the officer, who begins the office with the first and invites a
-- station to each other one. A station that has joined takes a password of its own. A turn that
-- nobody uses ends after ten seconds.

RESET ROLE;
SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE IN ROLE desk_station', login)
FROM (SELECT 'desk_' || number AS login FROM generate_series(1, :stations) AS number) AS wanted
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login)
\gexec
SELECT format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', login, '10s')
FROM (SELECT 'desk_' || number AS login FROM generate_series(1, :stations) AS number) AS wanted
WHERE NOT EXISTS (SELECT FROM desk.stations AS there WHERE there.login = wanted.login)
\gexec
INSERT INTO desk.stations (login)
SELECT 'desk_' || number FROM generate_series(1, :stations) AS number
ON CONFLICT DO NOTHING;
