package dev.hark.gateway.key;

import dev.hark.gateway.http.Json;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code keys create}: prints a new key, once. */
@Command(
    name = "create",
    description = "Makes a key, and its project if that is new. The key is shown once.",
    mixinStandardHelpOptions = true)
final class CreateKey implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ParentCommand private KeysCommand keys = KeysCommand.of(Map.of());

  @Option(names = "--project", required = true, description = "proj_…, made if new")
  private String project = "";

  @Option(names = "--rate-limit", description = "the project's requests a minute (100 if new)")
  private @Nullable Integer rateLimit;

  @Option(names = "--end-user", description = "eu_…, the one end user whose data the key reaches")
  private @Nullable String endUser;

  @Option(
      names = "--scopes",
      split = ",",
      description = "only these, comma-separated: ask:read, recordings:read, …; all if left out")
  private @Nullable List<String> scopes;

  @Option(names = "--mode", defaultValue = "live", description = "live (default) or test")
  private Mode mode = Mode.LIVE;

  @Option(names = "--expires", description = "a time (2027-01-31T00:00:00Z) or a duration (P30D)")
  private @Nullable String expires;

  @Option(names = "--name", defaultValue = "", description = "for you to tell your keys apart")
  private String name = "";

  @Option(names = "--json", description = "prints one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    NewKey key = newKey(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    OptionalInt limit = limit();
    keys.with(
        all -> {
          all.add(key, limit);
          return true;
        });
    print(json ? json(key) : key.key().secret());
    return 0;
  }

  private NewKey newKey(Instant now) {
    Optional<Set<Scope>> only = Optional.ofNullable(scopes).map(this::scopes);
    try {
      return NewKey.make(
          new ProjectId(project),
          mode,
          only,
          Optional.ofNullable(endUser).map(EndUserId::new),
          name,
          Optional.ofNullable(expires).map(text -> end(text, now)),
          now);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private OptionalInt limit() {
    if (rateLimit == null) {
      return OptionalInt.empty();
    }
    if (rateLimit < 1) {
      throw refused("--rate-limit must be at least 1, not " + rateLimit);
    }
    return OptionalInt.of(rateLimit);
  }

  private Set<Scope> scopes(List<String> texts) {
    return texts.stream()
        .map(text -> Scope.parse(text).orElseThrow(() -> refused("there is no scope " + text)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Instant end(String text, Instant now) {
    Instant end = WireTime.parse(text).orElseGet(() -> now.plus(duration(text)));
    if (!end.isAfter(now)) {
      throw refused("--expires must be in the future, not " + text);
    }
    return end;
  }

  private Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw refused("--expires must be a time (2027-01-31T00:00:00Z) or a duration (P30D, PT12H)");
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }

  private static String json(NewKey key) {
    return new String(Json.bytes(key.described()), StandardCharsets.UTF_8);
  }
}
