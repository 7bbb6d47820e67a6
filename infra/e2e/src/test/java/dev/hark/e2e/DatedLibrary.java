package dev.hark.e2e;

import dev.hark.e2e.Event.Turn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Recordings of one end user over more than a year, in which invented words are said so many times,
 * by known speakers, beside a {@link Talk} in each.
 */
final class DatedLibrary {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final int SIZE = Integer.getInteger("questions.recordings", 30);
  static final List<String> SPEAKERS = List.of("Ana Souza", "Tom Vance", "Ines Okafor");

  private static final int DAILY = 20;
  private static final int DAYS_BETWEEN = 4;

  /** Said here, this often, by whom. */
  record Planted(int moments, int recordings, Map<String, Integer> bySpeaker) {}

  private final Map<String, Instant> times = new LinkedHashMap<>();
  private final Map<String, String> topics = new LinkedHashMap<>();
  private final Map<String, Planted> words = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();

  DatedLibrary(Owner owner, Random random, int planted) {
    List<Talk> talks = Talk.some(SIZE);
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
      Talk talk = talks.get(i);
      topics.put(id, talk.topic());
      for (int t = 0; t < talk.turns().size(); t++) {
        turns.add(
            new Turn(t * 5_000L, t * 5_000L + 4_000, SPEAKERS.get(t % 3), talk.turns().get(t)));
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

  List<Event> events() {
    return events;
  }

  /** When each was recorded. */
  Map<String, Instant> times() {
    return times;
  }

  /**
   * What can be asked of a time: by turns what is spoken of in it and what is spoken of at others,
   * newest first.
   */
  List<String> topics(Predicate<Instant> inside, int most) {
    List<String> within = topics(inside);
    List<String> others = topics(inside.negate());
    others.removeAll(within);
    List<String> byTurns = new ArrayList<>();
    for (int i = 0; i < Math.max(within.size(), others.size()); i++) {
      byTurns.addAll(within.subList(Math.min(i, within.size()), Math.min(i + 1, within.size())));
      byTurns.addAll(others.subList(Math.min(i, others.size()), Math.min(i + 1, others.size())));
    }
    return byTurns.subList(0, Math.min(most, byTurns.size()));
  }

  /** Whether it is the topic of a recording of then. */
  boolean isTopic(String topic, Predicate<Instant> when) {
    return topics(when).contains(topic);
  }

  private List<String> topics(Predicate<Instant> when) {
    Set<String> topics = new LinkedHashSet<>();
    times.forEach(
        (id, time) -> {
          if (when.test(time)) {
            topics.add(this.topics.get(id));
          }
        });
    return new ArrayList<>(topics);
  }

  Map<String, Planted> words() {
    return words;
  }
}
