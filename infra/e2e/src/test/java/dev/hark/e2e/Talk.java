package dev.hark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is talked of in a recording: invented, or the meetings in the folder {@code
 * -Dquestions.meetings=}, each with the turns on the first of its topics that are long enough.
 *
 * @param topic what one asks about it
 * @param turns what is said
 */
record Talk(String topic, List<String> turns) {
  private static final int TURNS = 40;

  private static final List<String> INVENTED =
      List.of("orchard", "tractor", "granary", "sluice", "beehive", "paddock");

  Talk {
    turns = List.copyOf(turns);
  }

  /** So many, over and over the same when there are fewer. */
  static List<Talk> some(int count) {
    String folder = System.getProperty("questions.meetings", "");
    List<Talk> there = folder.isEmpty() ? invented() : meetings(Path.of(folder), count);
    return IntStream.range(0, count).mapToObj(i -> there.get(i % there.size())).toList();
  }

  private static List<Talk> invented() {
    return IntStream.range(0, INVENTED.size())
        .mapToObj(
            i ->
                new Talk(
                    "the " + INVENTED.get(i),
                    IntStream.range(0, TURNS).mapToObj(turn -> invented(i, turn)).toList()))
        .toList();
  }

  private static String invented(int first, int turn) {
    String topic = INVENTED.get((first + turn) % INVENTED.size());
    return switch (turn % 6) {
      case 0 -> "The " + topic + " was looked over by the neighbours.";
      case 1 -> "We agreed that the " + topic + " stays untouched until harvest.";
      case 2 -> "Nobody objected to the " + topic + " whatsoever.";
      case 3 -> "Somebody ought to sweep the yard.";
      case 4 -> "Please bring pictures of the " + topic + " along.";
      default -> "Nothing else from the village.";
    };
  }

  private static List<Talk> meetings(Path folder, int most) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .limit(most)
          .map(Talk::meeting)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Talk meeting(Path file) {
    try {
      JsonNode meeting = Event.JSON.readTree(file.toFile());
      JsonNode turns = meeting.path("meeting_transcripts");
      for (JsonNode topic : meeting.path("topic_list")) {
        int first = topic.at("/relevant_text_span/0/0").asInt();
        int last = topic.at("/relevant_text_span/0/1").asInt();
        if (last - first >= TURNS / 2) {
          return new Talk(
              topic.path("topic").asText().strip().toLowerCase(Locale.ROOT),
              said(turns, first, Math.min(last + 1, first + TURNS)));
        }
      }
      return new Talk("the meeting", said(turns, 0, TURNS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> said(JsonNode turns, int from, int to) {
    List<String> said = new ArrayList<>();
    for (int i = from; i < Math.min(to, turns.size()); i++) {
      String text = turns.path(i).path("content").asText().replaceAll("\\{[a-z]+}", "").strip();
      said.add(text.isEmpty() ? "Right." : text);
    }
    return said;
  }
}
