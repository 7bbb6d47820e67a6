package dev.hark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.e2e.Event.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Recordings of one end user over more than a year, in which invented words are said so many times,
 * by known speakers. What else is said is invented, or comes from the meetings in the folder {@code
 * -Dquestions.meetings=}.
 */
final class DatedLibrary {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final int SIZE = Integer.getInteger("questions.recordings", 30);
  static final List<String> SPEAKERS = List.of("Ana Souza", "Tom Vance", "Ines Okafor");
  static final List<String> TOPICS =
      List.of("orchard", "tractor", "granary", "sluice", "beehive", "paddock");

  private static final int DAILY = 20;
  private static final int DAYS_BETWEEN = 4;
  private static final int TURNS = 40;

  /** Said here, this often, by whom. */
  record Planted(int moments, int recordings, Map<String, Integer> bySpeaker) {}

  private final Map<String, Instant> times = new LinkedHashMap<>();
  private final Map<String, Planted> words = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();

  DatedLibrary(Owner owner, Random random, int planted) {
    List<List<String>> talks = talks();
    Map<Integer, List<Turn>> said = new HashMap<>();
    for (int i = 0; i < planted; i++) {
      words.put(word(i), plant(word(i), random, said));
    }
    LocalDate today = LocalDate.now(ZONE);
    Instant now = Instant.now();
    for (int i = 0; i < SIZE; i++) {
      String id = "rec_" + owner.endUserId().substring(3) + "x" + i;
      LocalDate day = today.minusDays(i < DAILY ? i : DAILY + (long) (i - DAILY) * DAYS_BETWEEN);
      Instant at =
          day.atTime(LocalTime.ofSecondOfDay(random.nextInt(86_400))).atZone(ZONE).toInstant();
      // Of today only what is over.
      at = at.isAfter(now) ? now.minusSeconds(60) : at;
      times.put(id, at);
      List<Turn> turns = new ArrayList<>();
      List<String> talk = talks.get(i % talks.size());
      for (int t = 0; t < TURNS; t++) {
        String topic = TOPICS.get((i + t) % TOPICS.size());
        String text = talk.get(t % talk.size()).replace("TOPIC", topic);
        turns.add(new Turn(t * 5_000L, t * 5_000L + 4_000, SPEAKERS.get(t % 3), text));
      }
      for (Turn planned : said.getOrDefault(i, List.of())) {
        long start = turns.size() * 5_000L;
        turns.add(new Turn(start, start + 4_000, planned.speaker(), planned.text()));
      }
      Event event =
          Event.completed(owner, id, id.replace("rec_", "txn_"), now.minusSeconds(1), turns);
      event
          .data()
          .put("title", (i % 3 == 0 ? "Stand-up " : i % 3 == 1 ? "Review " : "Call ") + i)
          .put("recorded_at", at.toString());
      events.add(event);
    }
  }

  private static Planted plant(String word, Random random, Map<Integer, List<Turn>> said) {
    Map<Integer, Integer> perRecording = new HashMap<>();
    Map<String, Integer> bySpeaker = new HashMap<>();
    int moments = 1 + random.nextInt(30);
    for (int m = 0; m < moments; m++) {
      int recording = random.nextInt(SIZE);
      String speaker = SPEAKERS.get(random.nextInt(2));
      perRecording.merge(recording, 1, Integer::sum);
      bySpeaker.merge(speaker, 1, Integer::sum);
      said.computeIfAbsent(recording, any -> new ArrayList<>())
          .add(new Turn(0, 1, speaker, "Let us note the " + word + " as number " + m + " here."));
    }
    return new Planted(moments, perRecording.size(), bySpeaker);
  }

  /** A word that nothing else is like. */
  private static String word(int number) {
    return "z"
        + "aeiou".charAt(number % 5)
        + "bdgkmpt".charAt(number % 7)
        + "orv"
        + "aeiou".charAt(number / 5 % 5)
        + "ntlsr".charAt(number / 7 % 5)
        + "ik";
  }

  private static List<List<String>> talks() {
    String folder = System.getProperty("questions.meetings", "");
    if (folder.isEmpty()) {
      return List.of(
          List.of(
              "The TOPIC was looked over by the neighbours.",
              "We agreed that the TOPIC stays untouched until harvest.",
              "Nobody objected to the TOPIC whatsoever.",
              "Somebody ought to sweep the yard.",
              "Please bring pictures of the TOPIC along.",
              "Nothing else from the village."));
    }
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .limit(SIZE)
          .map(DatedLibrary::talk)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> talk(Path file) {
    try {
      List<String> turns = new ArrayList<>();
      for (JsonNode turn : Event.JSON.readTree(file.toFile()).path("meeting_transcripts")) {
        String text = turn.path("content").asText();
        turns.add(turn.size() > 0 && !text.isBlank() ? text : "Right.");
        if (turns.size() == TURNS) {
          break;
        }
      }
      return turns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Event> events() {
    return events;
  }

  /** When each was recorded. */
  Map<String, Instant> times() {
    return times;
  }

  Map<String, Planted> words() {
    return words;
  }
}
