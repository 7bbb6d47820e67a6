package dev.hark.gateway.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.schema.SchemaStartup;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;

/** Runs the key command in this process, as {@code infra/keys} does in its own. */
public final class KeyMaker {
  private static final ObjectMapper JSON = new ObjectMapper();

  private KeyMaker() {}

  /** So that a gateway finds its schema when it starts. */
  public static void prepare(String database, String user) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database);
    source.setUser(user);
    SchemaStartup.migrate(KeyFactory.SCHEMA, source);
  }

  /** Keys in the right form that no database holds. */
  public static List<String> unknown(int count) {
    Random random = new Random();
    return Stream.generate(() -> ApiKey.generate(false, Mode.LIVE, random).secret())
        .limit(count)
        .toList();
  }

  public static JsonNode create(String database, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("create", "--json"));
    if (!options.contains("--rate-limit")) {
      // Tests ask more often than clients may.
      arguments.addAll(List.of("--rate-limit", "60000"));
    }
    arguments.addAll(options);
    try {
      return JSON.readTree(run(database, arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String run(String database, List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine command = KeysCommand.commandLine(Map.of("datasources.default.url", database));
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));
    int exit = command.execute(arguments.toArray(String[]::new));
    if (exit != 0) {
      throw new IllegalArgumentException("exit " + exit + ": " + errors);
    }
    return out.toString();
  }
}
