package dev.hark.stack.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.installation.Terminal;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dead-letters list}: which there are and why, none of their words. */
@Command(
    name = "list",
    description = "Lists them, oldest first: what each is about and why it could not be taken.",
    mixinStandardHelpOptions = true)
final class ListLetters implements Callable<Integer> {
  /** Text of strangers may stand on a terminal here too. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Spec private CommandSpec spec = CommandSpec.create();

  @ParentCommand private DeadLettersCommand command = new DeadLettersCommand(Map.of());

  @Option(names = "--code", paramLabel = "CODE", description = "only those with this error code")
  private @Nullable String code;

  @Option(names = "--json", description = "prints one JSON array")
  private boolean json;

  /** What is shown of one; the event itself is not kept. */
  private record Line(
      Place id,
      Instant at,
      String key,
      EventContent content,
      String code,
      String reason,
      @Nullable Place source,
      @Nullable Instant retried) {}

  @Override
  public Integer call() throws JsonProcessingException {
    List<Line> lines = lines();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      String array = JSON.writeValueAsString(lines.stream().map(ListLetters::json).toList());
      out.println(array.replace("\u007f", "\\u007f"));
    } else if (lines.isEmpty()) {
      out.println("no dead letters");
    } else {
      Table table = new Table("ID", "TIME", "KEY", "TYPE", "PROJECT", "CODE", "RETRIED", "MESSAGE");
      lines.forEach(line -> table.add(row(line)));
      table.print(out, command.width(Terminal.isOutput()));
    }
    out.flush();
    return 0;
  }

  private List<Line> lines() {
    String kafka = command.kafka();
    List<Line> lines = new ArrayList<>();
    try (DeadLetters letters = DeadLetters.of(kafka)) {
      Map<String, Instant> retried = Retries.all(kafka);
      letters.forEach(
          letter -> {
            if (code == null || code.equals(letter.code())) {
              lines.add(line(letter, retried.get(Retries.name(letter))));
            }
          });
    }
    lines.sort(Comparator.comparing(Line::at));
    return lines;
  }

  private static Line line(DeadLetter letter, @Nullable Instant retried) {
    return new Line(
        letter.id(),
        letter.at(),
        letter.key(),
        EventContent.of(letter),
        letter.code(),
        letter.reason(),
        letter.source().orElse(null),
        retried);
  }

  private static String[] row(Line line) {
    return new String[] {
      line.id().toString(),
      line.at().truncatedTo(ChronoUnit.SECONDS).toString(),
      line.key(),
      line.content().type(),
      line.content().project(),
      line.code(),
      line.retried() == null ? "" : line.retried().truncatedTo(ChronoUnit.SECONDS).toString(),
      line.reason()
    };
  }

  private static ObjectNode json(Line line) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", line.id().toString()).put("time", MILLIS.format(line.at()));
    json.put("partition", line.id().partition()).put("offset", line.id().offset());
    json.put("key", line.key());
    json.put("type", orNull(line.content().type()));
    json.put("project_id", orNull(line.content().project()));
    json.put("code", line.code()).put("message", line.reason());
    Place source = line.source();
    json.put("source_partition", source == null ? null : (Integer) source.partition());
    json.put("source_offset", source == null ? null : (Long) source.offset());
    json.put("retried_at", line.retried() == null ? null : MILLIS.format(line.retried()));
    return json;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
