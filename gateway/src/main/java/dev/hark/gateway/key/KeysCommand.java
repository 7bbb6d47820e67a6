package dev.hark.gateway.key;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.runtime.fault.Faults;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.schema.SchemaStartup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.DefaultApplicationContextBuilder;
import io.micronaut.inject.BeanDefinitionReference;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes API keys from a terminal, without the rest of the gateway. */
@Command(
    name = "keys",
    description = "Makes, lists and revokes API keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CreateKey.class)
public final class KeysCommand implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(KeysCommand.class);

  private static final int FAILED = 1;
  private static final String LINE = "%-30s %-14s %-24s %-20s %-24s %s%n";

  private static final Pattern NEEDED =
      Pattern.compile(
          "io\\.micronaut\\.(?!http\\.|web\\.|management\\.|validation\\."
              + "|configuration\\.(metrics|kafka)\\.).*"
              + "|dev\\.hark\\.gateway\\.(database\\.|key\\.\\$Keys\\$).*");

  /** Nobody has to be answered within three seconds here. */
  private static final int LONGEST_WAIT_SECONDS = 10;

  private final Map<String, Object> settings;

  @Spec private CommandSpec spec = CommandSpec.create();

  private KeysCommand(Map<String, Object> settings) {
    this.settings = Map.copyOf(settings);
  }

  public static void main(String[] args) {
    System.exit(commandLine(Map.of()).execute(args));
  }

  /** With settings that go before those of the environment. */
  static KeysCommand of(Map<String, Object> settings) {
    return new KeysCommand(settings);
  }

  static CommandLine commandLine(Map<String, Object> settings) {
    return new CommandLine(of(settings))
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

  /** What there is, never the keys themselves. */
  @Command(name = "list", description = "Lists keys.", mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--project", description = "only this project's") @Nullable String project,
      @Option(names = "--json", description = "prints one JSON array") boolean json) {
    Optional<ProjectId> only =
        Optional.ofNullable(project)
            .map(
                text ->
                    Ids.parse(ProjectId::new, text)
                        .orElseThrow(
                            () -> refused("list", "a project is proj_ and letters and digits")));
    List<ListedKey> listed = with(keys -> keys.list(only));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new String(Json.bytes(listed), StandardCharsets.UTF_8));
    } else {
      out.printf(LINE, "ID", "KEY", "PROJECT", "NAME", "LAST USED", "STATE AND SCOPES");
      listed.forEach(key -> print(out, key));
    }
    return 0;
  }

  private static void print(PrintWriter out, ListedKey key) {
    String used = key.lastUsedAt() == null ? "never" : key.lastUsedAt();
    out.printf(
        LINE, key.id(), key.shown() + "…", key.projectId(), key.name(), used, description(key));
  }

  private static String description(ListedKey key) {
    StringBuilder text = new StringBuilder();
    if (key.revokedAt() != null) {
      text.append("revoked ").append(key.revokedAt()).append(' ');
    }
    if (key.expiresAt() != null) {
      text.append("expires ").append(key.expiresAt()).append(' ');
    }
    if (key.endUserId() != null) {
      text.append("only ").append(key.endUserId()).append(' ');
    }
    boolean every = key.scopes().size() == Scope.values().length;
    return text.append(every ? "every scope" : String.join(",", key.scopes())).toString();
  }

  /** The key stops working everywhere within a second, for good. */
  @Command(
      name = "revoke",
      description = "Revokes a key for good.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Parameters(index = "0", paramLabel = "KEY_ID", description = "key_…, as list shows it")
          String id) {
    KeyId key =
        Ids.parse(KeyId::new, id)
            .orElseThrow(() -> refused("revoke", "an id of a key is key_ and more"));
    if (!with(keys -> keys.revoke(key))) {
      throw refused("revoke", "there is no key " + id);
    }
    spec.commandLine().getOut().println("revoked " + id);
    return 0;
  }

  private RuntimeException refused(String command, String message) {
    return new ParameterException(spec.subcommands().get(command), message);
  }

  /** Works with the keys of the database that the settings name, its schema in place. */
  <T> T with(Function<Keys, T> work) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("datasources.default.connection-timeout", LONGEST_WAIT_SECONDS * 1_000);
    Faults faults = new Faults("hark.gateway.faults", new SimpleMeterRegistry());
    try (ApplicationContext context = builder().properties(all).singletons(faults).start()) {
      PGSimpleDataSource database =
          KeyFactory.database(context.getBean(DatasourceConfiguration.class));
      database.setConnectTimeout(LONGEST_WAIT_SECONDS);
      database.setLoginTimeout(LONGEST_WAIT_SECONDS);
      // A migration takes as long as it takes.
      database.setSocketTimeout(0);
      SchemaStartup.migrate(KeyFactory.SCHEMA, database);
      return work.apply(context.getBean(Keys.class));
    }
  }

  /** With those beans alone that a repository needs: all of a gateway's take seconds to start. */
  @SuppressWarnings({"overrides", "rawtypes"}) // As the library declares them.
  private static ApplicationContextBuilder builder() {
    return new DefaultApplicationContextBuilder() {
      @Override
      protected ApplicationContext newApplicationContext() {
        return new DefaultApplicationContext(this) {
          @Override
          protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
            return super.resolveBeanDefinitionReferences().stream()
                .filter(bean -> NEEDED.matcher(bean.getBeanDefinitionName()).matches())
                .toList();
          }
        };
      }
    };
  }

  private static String advice(Exception exception) {
    return exception instanceof FailureException || exception instanceof FlywayException
        ? "PostgreSQL cannot be used: check that it runs and HARK_POSTGRES_URL, _USER and"
            + " _PASSWORD. It said: "
            + exception.getMessage()
        : String.valueOf(exception.getMessage());
  }
}
