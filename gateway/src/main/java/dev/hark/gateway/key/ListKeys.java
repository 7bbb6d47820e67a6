package dev.hark.gateway.key;

import dev.hark.gateway.http.Json;
import dev.hark.gateway.id.ProjectId;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code keys list}: what there is, never the keys themselves. */
@Command(name = "list", description = "Lists keys.", mixinStandardHelpOptions = true)
final class ListKeys implements Callable<Integer> {
  private static final String LINE = "%-30s %-14s %-24s %-20s %-24s %s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @ParentCommand private KeysCommand keys = KeysCommand.of(Map.of());

  @Option(names = "--project", description = "only this project's")
  private @Nullable String project;

  @Option(names = "--json", description = "prints one JSON array")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ListedKey> listed = keys.register().list(projectId());
    if (json) {
      out.println(new String(Json.bytes(listed), StandardCharsets.UTF_8));
    } else {
      out.printf(LINE, "ID", "KEY", "PROJECT", "NAME", "LAST USED", "STATE AND SCOPES");
      listed.forEach(key -> print(out, key));
    }
    return 0;
  }

  private @Nullable ProjectId projectId() {
    return project == null
        ? null
        : ProjectId.parse(project)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "a project is proj_ and letters and digits"));
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
}
