package dev.hark.stack.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Makes the roles of Hark's database. Each step may be repeated, and is at each start. */
record Roles(Connection connection) {
  // What data of before belongs to: the superuser, who made it. Indexes go with their tables, the
  // sequences of columns too.
  private static final String TAKE_OVER =
      """
      DO $$
      DECLARE
        each record;
      BEGIN
        FOR each IN
          SELECT format('ALTER %%s %%s OWNER TO %1$s',
              CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, oid::regclass) AS change
          FROM pg_class
          WHERE relnamespace = '%2$s'::regnamespace AND relowner <> '%1$s'::regrole
            AND relkind IN ('r', 'p', 'v', 'm', 'S')
            AND NOT EXISTS (SELECT FROM pg_depend
              WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid
                AND deptype IN ('a', 'i') AND pg_class.relkind = 'S')
          UNION ALL
          SELECT format('ALTER ROUTINE %%s OWNER TO %1$s', oid::regprocedure)
          FROM pg_proc
          WHERE pronamespace = '%2$s'::regnamespace AND proowner <> '%1$s'::regrole
          UNION ALL
          SELECT format('ALTER TYPE %%s OWNER TO %1$s', oid::regtype)
          FROM pg_type
          WHERE typnamespace = '%2$s'::regnamespace AND typowner <> '%1$s'::regrole
            AND typtype IN ('e', 'd')
        LOOP
          EXECUTE each.change;
        END LOOP;
      END $$
      """;

  void prepare(Passwords passwords) throws SQLException {
    execute("REVOKE ALL ON DATABASE " + Databases.HARK + " FROM PUBLIC");
    // A service may not: it is put into a schema that is nobody's.
    execute("CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public");
    for (Role role : Role.values()) {
      create(role, passwords.of(role));
    }
    for (Role role : Role.values()) {
      if (!role.schema().isEmpty()) {
        giveSchema(role.user(), role.schema());
        execute("GRANT %s TO %s".formatted(role.user(), Role.OPERATOR.user()));
      }
    }
    execute("GRANT pg_monitor TO " + Role.OPERATOR.user());
  }

  private void create(Role role, String password) throws SQLException {
    execute(
        """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
            CREATE ROLE %1$s;
          END IF;
        END $$
        """
            .formatted(role.user()));
    execute(
        "ALTER ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
            .formatted(role.user()));
    execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(Databases.HARK, role.user()));
    // Hashed here: neither the server nor its log ever sees it.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(role.user(), password.toCharArray(), "scram-sha-256");
  }

  private void giveSchema(String user, String schema) throws SQLException {
    execute("CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s".formatted(schema, user));
    execute("ALTER SCHEMA %s OWNER TO %s".formatted(schema, user));
    execute(TAKE_OVER.formatted(user, schema));
  }

  private void execute(String statement) throws SQLException {
    try (Statement step = connection.createStatement()) {
      step.execute(statement);
    }
  }
}
