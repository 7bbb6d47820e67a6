package dev.hark.gateway.key;

import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Makes, lists and revokes API keys from a terminal, without the rest of the gateway. */
@Command(
    name = "keys",
    description = "Makes, lists and revokes API keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CreateKey.class, ListKeys.class, RevokeKey.class})
public final class KeysCommand implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(KeysCommand.class);

  private static final int FAILED = 1;

  private final Map<String, String> environment;

  private KeysCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /** With settings as the process's environment would give them. */
  static KeysCommand of(Map<String, String> environment) {
    return new KeysCommand(environment);
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(of(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              command.getErr().println(advice(exception));
              log.debug("failed", exception);
              return FAILED;
            });
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** The keys of the database that the environment names, its schema in place. */
  KeyRegister register() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(setting("HARK_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:15432/hark"));
    database.setUser(setting("HARK_POSTGRES_USER", "postgres"));
    database.setPassword(setting("HARK_POSTGRES_PASSWORD", ""));
    KeySchema.migrate(database);
    return new KeyRegister(database);
  }

  private String setting(String name, String fallback) {
    return environment.getOrDefault(name, fallback);
  }

  private static String advice(Exception exception) {
    if (exception instanceof KeyStoreException || exception instanceof FlywayException) {
      return "PostgreSQL cannot be used: check that it runs and HARK_POSTGRES_URL, _USER and"
          + " _PASSWORD. It said: "
          + exception.getMessage();
    }
    return String.valueOf(exception.getMessage());
  }
}
