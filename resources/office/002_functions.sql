-- SPDX-License-Identifier: MIT
-- What a station may do, run after 001_log.sql:
--   psql --single-transaction -v ON_ERROR_STOP=1 -f 002_functions.sql DATABASE
--
-- Each function runs as desk_owner, who is no superuser and cannot log in, over a search path of its
-- own; nobody but desk_station may call it. Who calls is told by the login alone.

SET LOCAL ROLE desk_owner;

-- The station that calls, invited or at work; DA001 where the login is none of the office, or was shut
-- out, DA006 where its invitation is over.
CREATE FUNCTION desk.caller() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
DECLARE found desk.stations%ROWTYPE;
BEGIN
  SELECT * INTO found FROM desk.stations WHERE login = session_user AND revoked_at IS NULL;
  IF found.station IS NULL THEN
    RAISE EXCEPTION 'no station of this office' USING ERRCODE = 'DA001';
  END IF;
  IF found.invited_until <= clock_timestamp() THEN
    RAISE EXCEPTION 'the invitation is over' USING ERRCODE = 'DA006';
  END IF;
  RETURN found.station;
END $$;

-- The station that calls, which may change something: one that is only invited may not.
CREATE FUNCTION desk.member() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
DECLARE found text := desk.caller();
BEGIN
  IF EXISTS (
    SELECT FROM desk.stations WHERE login = session_user AND invited_until IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'invited and not joined' USING ERRCODE = 'DA001';
  END IF;
  RETURN found;
END $$;

-- Begin the log of a desk with its first station, as often as nothing stands in it; DA004 where a log
-- is here already, DA001 where the login is none of the office or another station's.
CREATE FUNCTION desk.begin_log(
  of_desk text, of_generation text, of_schema integer, of_station text, of_key bytea
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM desk.head WHERE desk <> of_desk OR number > 0) THEN
    RAISE EXCEPTION 'a log is here' USING ERRCODE = 'DA004';
  END IF;
  UPDATE desk.stations
  SET station = of_station, public_key = of_key, generation = of_generation,
    seen_at = clock_timestamp()
  WHERE login = session_user AND revoked_at IS NULL AND invited_until IS NULL
    AND (station IS NULL OR station = of_station);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no login for this station' USING ERRCODE = 'DA001';
  END IF;
  DELETE FROM desk.generations;
  DELETE FROM desk.head;
  INSERT INTO desk.head (desk, number, hash, generation, schema)
  VALUES (of_desk, 0, decode(repeat('00', 32), 'hex'), of_generation, of_schema);
END $$;

-- Invite a station to a login, for an hour; DA005 where the login is none, or another station's.
CREATE FUNCTION desk.invite(of_login name, of_station text, of_key bytea) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
DECLARE until timestamptz := clock_timestamp() + interval '1 hour';
BEGIN
  PERFORM desk.member();
  UPDATE desk.stations SET station = of_station, public_key = of_key, invited_until = until
  WHERE login = of_login AND revoked_at IS NULL AND login <> session_user
    AND (station IS NULL OR station = of_station AND invited_until IS NOT NULL)
    AND NOT EXISTS (
      SELECT FROM desk.stations other WHERE other.station = of_station AND other.login <> of_login
    );
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the login cannot be invited to' USING ERRCODE = 'DA005';
  END IF;
  RETURN until;
END $$;

-- Take an invitation, once: the login belongs to the station from now on. DA006 where it is over.
CREATE FUNCTION desk.accept(of_key bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  UPDATE desk.stations SET invited_until = NULL, seen_at = clock_timestamp()
  WHERE login = session_user AND public_key = of_key AND invited_until IS NOT NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the invitation is over' USING ERRCODE = 'DA006';
  END IF;
END $$;

-- Shut a station out: it asks nothing any more.
CREATE FUNCTION desk.shut_out(of_station text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.member();
  UPDATE desk.stations SET revoked_at = clock_timestamp()
  WHERE station = of_station AND revoked_at IS NULL;
END $$;

-- How far the caller has taken the log.
CREATE FUNCTION desk.heard(of_number bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  UPDATE desk.stations
  SET stands_at = greatest(stands_at, of_number), seen_at = clock_timestamp()
  WHERE login = session_user;
END $$;

-- Every station, those shut out too, and whether it has saved under the head's key: it has gone over
-- to it then, and forgotten what was disposed of before it.
CREATE FUNCTION desk.members()
RETURNS TABLE (
  station text, invited_until timestamptz, stands_at bigint, seen_at timestamptz,
  revoked_at timestamptz, has_key boolean
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  RETURN QUERY SELECT s.station, s.invited_until, s.stands_at, s.seen_at, s.revoked_at,
    s.generation IS NOT DISTINCT FROM (SELECT h.generation FROM desk.head h)
  FROM desk.stations s WHERE s.station IS NOT NULL ORDER BY s.station;
END $$;

-- End the log within the turn: nothing sealed stays, no login has a station any more.
CREATE FUNCTION desk.end_log() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.member();
  PERFORM FROM desk.head FOR UPDATE;
  DELETE FROM desk.snapshots;
  DELETE FROM desk.units;
  DELETE FROM desk.files;
  DELETE FROM desk.generations;
  DELETE FROM desk.head;
  UPDATE desk.stations
  SET station = NULL, public_key = NULL, invited_until = NULL, stands_at = 0, generation = NULL,
    revoked_at = NULL;
END $$;

CREATE FUNCTION desk.log_head(
  OUT number bigint, OUT hash bytea, OUT generation text, OUT schema integer, OUT at timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  SELECT h.number, h.hash, h.generation, h.schema, clock_timestamp()
  INTO number, hash, generation, schema, at FROM desk.head h;
END $$;

-- The turn: the head's row stays locked until the caller commits or is gone.
CREATE FUNCTION desk.take_turn(
  OUT number bigint, OUT hash bytea, OUT generation text, OUT schema integer, OUT at timestamptz
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.member();
  SELECT h.number, h.hash, h.generation, h.schema
  INTO number, hash, generation, schema FROM desk.head h FOR UPDATE;
  at := clock_timestamp();
END $$;

CREATE FUNCTION desk.units_after(after bigint, most integer)
RETURNS TABLE (
  number bigint, id bytea, station text, hash bytea, content bytea, signature bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  RETURN QUERY SELECT u.number, u.id, u.station, u.hash, u.content, u.signature
  FROM desk.units u WHERE u.number > after ORDER BY u.number LIMIT least(most, 500);
END $$;

-- DA002 where it does not follow the head, DA003 where the head has another key or schema. It holds
-- the turn itself where the caller has not taken it.
CREATE FUNCTION desk.append(
  of_number bigint, of_id bytea, of_station text, of_hash bytea, of_content bytea,
  of_signature bytea, of_generation text, of_schema integer
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
DECLARE at_head desk.head%ROWTYPE;
BEGIN
  IF desk.member() <> of_station THEN
    RAISE EXCEPTION 'another station' USING ERRCODE = 'DA001';
  END IF;
  SELECT * INTO at_head FROM desk.head FOR UPDATE;
  IF at_head.number IS NULL OR at_head.number + 1 <> of_number THEN
    RAISE EXCEPTION 'the log has moved' USING ERRCODE = 'DA002';
  END IF;
  IF (at_head.generation, at_head.schema) <> (of_generation, of_schema) THEN
    RAISE EXCEPTION 'another key or schema' USING ERRCODE = 'DA003';
  END IF;
  INSERT INTO desk.units (number, id, station, hash, content, signature)
  VALUES (of_number, of_id, of_station, of_hash, of_content, of_signature);
  UPDATE desk.head SET number = of_number, hash = of_hash;
  UPDATE desk.stations
  SET stands_at = of_number, generation = of_generation, seen_at = clock_timestamp()
  WHERE login = session_user;
  PERFORM pg_notify('desk_head', of_number::text);
END $$;

-- Go over to another data key, where the head stands; DA003 where it has another than the caller's.
CREATE FUNCTION desk.renew_key(of_old text, of_new text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
DECLARE at_head desk.head%ROWTYPE;
BEGIN
  PERFORM desk.member();
  SELECT * INTO at_head FROM desk.head FOR UPDATE;
  IF at_head.generation IS DISTINCT FROM of_old
    OR EXISTS (SELECT FROM desk.generations WHERE generation = of_new)
  THEN
    RAISE EXCEPTION 'another key or schema' USING ERRCODE = 'DA003';
  END IF;
  INSERT INTO desk.generations (generation, number, hash)
  VALUES (of_old, at_head.number, at_head.hash);
  UPDATE desk.head SET generation = of_new;
  PERFORM pg_notify('desk_head', at_head.number::text);
END $$;

-- Up to which unit a data key of before was the log's; nothing for any other.
CREATE FUNCTION desk.key_ended(of_generation text)
RETURNS TABLE (number bigint, hash bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  RETURN QUERY SELECT g.number, g.hash FROM desk.generations g WHERE g.generation = of_generation;
END $$;

-- Under which number a unit was kept; the mark of the call is a write, so that its commit waits for
-- a synchronous standby where there is one.
CREATE FUNCTION desk.find_unit(of_id bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.member();
  PERFORM FROM desk.head FOR UPDATE;
  UPDATE desk.stations SET seen_at = clock_timestamp() WHERE login = session_user;
  RETURN (SELECT number FROM desk.units WHERE id = of_id);
END $$;

CREATE FUNCTION desk.has_file(of_name text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  RETURN EXISTS (SELECT FROM desk.files WHERE name = of_name);
END $$;

-- A file is written once: whoever comes second with the same name leaves the first.
CREATE FUNCTION desk.put_file(of_name text, of_content bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  INSERT INTO desk.files (name, station, content)
  VALUES (of_name, desk.member(), of_content) ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION desk.file(of_name text) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  RETURN (SELECT content FROM desk.files WHERE name = of_name);
END $$;

-- Begin a snapshot at a number; DA003 where the head has another key or schema. What was begun more
-- than a day ago and came to nothing is swept.
CREATE FUNCTION desk.begin_snapshot(
  of_id bytea, of_number bigint, of_generation text, of_schema integer
)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM desk.head
    WHERE generation = of_generation AND schema = of_schema AND number >= of_number
  ) THEN
    RAISE EXCEPTION 'another key or schema' USING ERRCODE = 'DA003';
  END IF;
  DELETE FROM desk.snapshots WHERE NOT whole AND at < clock_timestamp() - interval '1 day';
  INSERT INTO desk.snapshots (id, number, generation, schema, station)
  VALUES (of_id, of_number, of_generation, of_schema, desk.member());
END $$;

-- Keep a part of a snapshot of the caller's own that is not whole yet; DA007 where there is none.
CREATE FUNCTION desk.put_part(of_id bytea, of_part integer, of_content bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  INSERT INTO desk.snapshot_parts (snapshot, part, content)
  SELECT id, of_part, of_content FROM desk.snapshots
  WHERE id = of_id AND station = desk.member() AND NOT whole;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such snapshot' USING ERRCODE = 'DA007';
  END IF;
END $$;

-- Say what a snapshot of the caller's own holds, once all its parts are there.
CREATE FUNCTION desk.end_snapshot(of_id bytea, of_manifest bytea, of_signature bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  UPDATE desk.snapshots SET manifest = of_manifest, signature = of_signature
  WHERE id = of_id AND station = desk.member() AND NOT whole;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such snapshot' USING ERRCODE = 'DA007';
  END IF;
END $$;

-- A snapshot: the one of an id, or without one the newest that is whole.
CREATE FUNCTION desk.snapshot(of_id bytea)
RETURNS TABLE (
  id bytea, number bigint, generation text, schema integer, station text, at timestamptz,
  manifest bytea, signature bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  RETURN QUERY SELECT s.id, s.number, s.generation, s.schema, s.station, s.at, s.manifest, s.signature
  FROM desk.snapshots s WHERE CASE WHEN of_id IS NULL THEN s.whole ELSE s.id = of_id END
  ORDER BY s.number DESC, s.at DESC LIMIT 1;
END $$;

CREATE FUNCTION desk.part(of_id bytea, of_part integer) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
BEGIN
  PERFORM desk.caller();
  RETURN (SELECT content FROM desk.snapshot_parts WHERE snapshot = of_id AND part = of_part);
END $$;

-- A snapshot of the caller's own was opened and compared: it is whole. Earlier ones go, and units
-- that it has, but for those that a station still lacks; where none lacks any, files of before too
-- that it does not name.
CREATE FUNCTION desk.keep_snapshot(of_id bytea, of_files text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, desk, pg_temp AS $$
DECLARE
  upto bigint;
  heard bigint;
  ended timestamptz;
BEGIN
  UPDATE desk.snapshots SET whole = true
  WHERE id = of_id AND station = desk.member() AND signature IS NOT NULL
  RETURNING number INTO upto;
  IF upto IS NULL THEN
    RAISE EXCEPTION 'no such snapshot' USING ERRCODE = 'DA007';
  END IF;
  DELETE FROM desk.snapshots WHERE whole AND number <= upto AND id <> of_id;
  SELECT min(stands_at) INTO heard FROM desk.stations
  WHERE station IS NOT NULL AND revoked_at IS NULL AND invited_until IS NULL;
  -- The files of a unit come just before it, those of the next after it.
  SELECT at INTO ended FROM desk.units WHERE number = upto;
  IF heard >= upto THEN
    DELETE FROM desk.files WHERE at <= ended AND NOT name = ANY (of_files);
  END IF;
  DELETE FROM desk.units WHERE number <= least(upto, heard);
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA desk FROM PUBLIC, desk_station;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA desk FROM PUBLIC;
GRANT USAGE ON SCHEMA desk TO desk_station;
GRANT EXECUTE ON FUNCTION
  desk.begin_log(text, text, integer, text, bytea), desk.heard(bigint), desk.members(),
  desk.end_log(), desk.invite(name, text, bytea), desk.accept(bytea), desk.shut_out(text),
  desk.renew_key(text, text), desk.key_ended(text),
  desk.log_head(), desk.take_turn(), desk.units_after(bigint, integer),
  desk.append(bigint, bytea, text, bytea, bytea, bytea, text, integer), desk.find_unit(bytea),
  desk.has_file(text), desk.put_file(text, bytea), desk.file(text),
  desk.begin_snapshot(bytea, bigint, text, integer), desk.put_part(bytea, integer, bytea),
  desk.end_snapshot(bytea, bytea, bytea), desk.snapshot(bytea), desk.part(bytea, integer),
  desk.keep_snapshot(bytea, text[])
TO desk_station;
