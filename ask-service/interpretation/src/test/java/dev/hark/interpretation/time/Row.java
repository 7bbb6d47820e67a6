package dev.hark.interpretation.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of times.tsv. */
record Row(
    String language,
    String kind,
    String from,
    String to,
    String question,
    Instant now,
    ZoneId zone) {
  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    ZoneId zone = ZoneId.of("UTC");
    Instant now = Instant.EPOCH;
    for (String line : lines()) {
      if (line.startsWith("@")) {
        String[] words = line.substring(1).strip().split(" ", -1);
        zone = ZoneId.of(words[1]);
        now = LocalDateTime.parse(words[0]).atZone(zone).toInstant();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        rows.add(new Row(cells[0], cells[1], cells[2], cells[3], cells[4], now, zone));
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of("src/test/resources/time/times.tsv"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The kind and the two cells, with all times in UTC. */
  String expected() {
    return switch (kind) {
      case "none" -> "none";
      case "window", "widened" -> kind + " " + instant(from) + " " + instant(to);
      case "recordings" -> kind + " " + from + " " + to;
      default -> kind + " " + from;
    };
  }

  static String of(Optional<TimeExpression> expression) {
    return expression.map(Row::of).orElse("none");
  }

  private static String of(TimeExpression expression) {
    return switch (expression) {
      case TimeExpression.Window window ->
          (window.widened() ? "widened " : "window ")
              + text(window.from())
              + " "
              + text(window.to());
      case TimeExpression.NamedRecordings named ->
          "recordings " + named.count() + " " + named.title();
      case TimeExpression.RelativeToRecording relative ->
          relative.relation().name().toLowerCase(Locale.ROOT) + " " + relative.title();
    };
  }

  private static String text(@Nullable Instant instant) {
    return instant == null ? "-" : instant.toString();
  }

  private String instant(String cell) {
    if (cell.equals("-") || cell.endsWith("Z")) {
      return cell;
    }
    return cell.contains("T")
        ? LocalDateTime.parse(cell).atZone(zone).toInstant().toString()
        : LocalDate.parse(cell).atStartOfDay(zone).toInstant().toString();
  }
}
