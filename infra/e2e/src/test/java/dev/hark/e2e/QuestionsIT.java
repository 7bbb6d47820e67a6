package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.e2e.DatedLibrary.Planted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When, how many and all of, asked of a library whose answers are known by construction. */
final class QuestionsIT {
  private static final int PLANTED = Integer.getInteger("questions.words", 2);

  /** Topics that are asked about in each time. */
  private static final int ASKED = Integer.getInteger("questions.topics", 1);

  private static final int UNCOUNTABLE = 40;

  /** A number of what is counted, as code says it; a quoted title or sentence may hold any. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(is said in|is not said in|All of them:|newest:|\\d+"
              + " (moment|recording|mention|time)s?\\b)");

  /** Made once, for all tests of this class. */
  private static final class Made {
    static final Made MADE = new Made();

    final DatedLibrary library;
    final Gateway gateway;

    private Made() {
      RunningHark hark = RunningHark.get();
      long seed = Long.getLong("seed", System.nanoTime());
      System.out.println("QuestionsIT -Dseed=" + seed);
      Random random = new Random(seed);
      Owner owner = Owner.random(random);
      gateway = hark.gatewayWithoutCommand(owner, true);
      library = new DatedLibrary(owner, random, PLANTED);
      try (EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events")) {
        library.events().forEach(topic::publish);
        topic.flush();
      }
    }
  }

  private final DatedLibrary library = Made.MADE.library;
  private final Gateway gateway = Made.MADE.gateway;

  @BeforeEach
  void isSearchable() {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> coverage().path("indexed").asInt() == DatedLibrary.SIZE);
  }

  private JsonNode coverage() {
    return ask("Who speaks?", "coverage").path("coverage");
  }

  private JsonNode ask(String question, String... include) {
    ObjectNode body = Event.JSON.createObjectNode();
    body.putObject("scope").put("type", "library");
    ObjectNode message = body.putObject("initial_message").put("content", question);
    message.put("time_zone", DatedLibrary.ZONE.getId());
    for (String one : include) {
      message.withArray("include").add(one);
    }
    Gateway.Answer answer = gateway.post("/v1/ask/sessions", body.toString());
    assertEquals(200, answer.status(), () -> question + ": " + answer.raw());
    return answer.body();
  }

  private static Set<String> cited(JsonNode answer) {
    Set<String> cited = new TreeSet<>();
    for (JsonNode part : answer.path("message").path("parts")) {
      if (part.path("type").asText().equals("citation")) {
        cited.add(part.path("recording_id").asText() + " " + part.path("start_ms").asLong());
      }
    }
    return cited;
  }

  @Test
  void numbersAreThoseOfTheLibraryAndEachItemIsCited() {
    List<String> wrong = new ArrayList<>();
    library
        .words()
        .forEach(
            (word, planted) -> {
              int byAna = planted.bySpeaker().getOrDefault("Ana Souza", 0);
              check(wrong, "How often was " + word + " mentioned?", "count", planted.moments());
              check(wrong, "How many recordings mention " + word + "?", "count", planted.moments());
              check(wrong, "How often did Ana mention the " + word + "?", "count", byAna);
              check(wrong, "List all mentions of " + word, "list", planted.moments());
              checkRecordings(wrong, word, planted);
            });
    assertEquals(List.of(), wrong);
  }

  private void check(List<String> wrong, String question, String kind, int total) {
    JsonNode answer = ask(question, "interpretation", "grounding");
    JsonNode grounding = answer.path("grounding");
    String text = answer.path("message").path("content").asText();
    Set<String> cited = cited(answer);
    long items = text.lines().filter(line -> line.startsWith("- ")).count();
    boolean right =
        answer.path("interpretation").path("kind").asText().equals(kind)
            && grounding.path("total").asInt(-1) == total
            && grounding.path("shown").asInt(-1) == cited.size()
            && cited.size() <= total
            && items == cited.size()
            && (total == 0 || text.matches("(?s).*\\b" + total + " moments?\\b.*"));
    if (!right) {
      wrong.add(question + " " + total + ": " + grounding + " " + text);
    }
  }

  private void checkRecordings(List<String> wrong, String word, Planted planted) {
    String question = "How many recordings mention " + word + "?";
    String text = ask(question).path("message").path("content").asText();
    if (!text.matches("(?s).*\\b" + planted.recordings() + " recordings?\\b.*")) {
      wrong.add(question + " " + planted.recordings() + ": " + text);
    }
  }

  @Test
  void whatWordsCannotProveGetsNoNumber() throws Exception {
    List<String> wrong = new ArrayList<>();
    List<String> questions = uncountable();
    for (String question : questions) {
      JsonNode answer = ask(question, "interpretation", "grounding");
      boolean right =
          answer.path("interpretation").path("kind").asText().equals("moment")
              && answer.path("interpretation").path("counted").isEmpty()
              && answer.path("grounding").path("total").isNull()
              && !NUMBER.matcher(answer.path("message").path("content").asText()).find();
      if (!right) {
        wrong.add(question + " " + answer);
      }
    }
    assertEquals(UNCOUNTABLE, questions.size());
    assertEquals(List.of(), wrong);
  }

  private static List<String> uncountable() throws IOException {
    try (InputStream in = QuestionsIT.class.getResourceAsStream("/uncountable.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  /** What is meant, worked out here by the calendar alone; null bounds are not looked at. */
  private record Window(LocalDate from, LocalDate to) {}

  private static Map<String, Window> windows() {
    LocalDate today = LocalDate.now(DatedLibrary.ZONE);
    LocalDate monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
    LocalDate month = today.withDayOfMonth(1);
    LocalDate named = month.minusMonths(3);
    String monthName = named.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    Map<String, Window> windows = new LinkedHashMap<>();
    windows.put("today", new Window(today, today.plusDays(1)));
    windows.put("yesterday", new Window(today.minusDays(1), today));
    windows.put("three days ago", new Window(today.minusDays(3), today.minusDays(2)));
    windows.put("this week", new Window(monday, monday.plusWeeks(1)));
    windows.put("last week", new Window(monday.minusWeeks(1), monday));
    windows.put("this month", new Window(month, month.plusMonths(1)));
    windows.put("last month", new Window(month.minusMonths(1), month));
    windows.put("in " + monthName + " " + named.getYear(), new Window(named, named.plusMonths(1)));
    windows.put(
        "on "
            + today.minusDays(40).getDayOfMonth()
            + " "
            + today.minusDays(40).getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
            + " "
            + today.minusDays(40).getYear(),
        new Window(today.minusDays(40), today.minusDays(39)));
    windows.put("on 3 March 2011", new Window(LocalDate.of(2011, 3, 3), LocalDate.of(2011, 3, 4)));
    return windows;
  }

  @Test
  void everyCitationLiesInTheTimeThatIsSaid() {
    Map<String, Integer> ends = new TreeMap<>();
    windows()
        .forEach(
            (expression, window) -> {
              Instant from = window.from().atStartOfDay(DatedLibrary.ZONE).toInstant();
              Instant to = window.to().atStartOfDay(DatedLibrary.ZONE).toInstant();
              Predicate<Instant> inside = time -> !time.isBefore(from) && time.isBefore(to);
              for (String topic : library.topics(inside, ASKED)) {
                String question = "What was said about " + topic + " " + expression + "?";
                JsonNode answer = ask(question, "interpretation", "grounding");
                JsonNode read = answer.path("interpretation");
                assertEquals(from, Instant.parse(read.path("from").asText()), question);
                assertEquals(to, Instant.parse(read.path("to").asText()), question);
                String end = assertInside(question, answer, inside);
                ends.merge(end, 1, Integer::sum);
                if (library.isTopic(topic, inside)) {
                  ends.merge(end + ", a topic of then", 1, Integer::sum);
                }
              }
            });
    System.out.println("FIGURE questions with a time: " + ends);
    assertTrue(ends.containsKey("cited") && ends.containsKey("no recording"), ends::toString);
  }

  /** How it ended. */
  private String assertInside(String question, JsonNode answer, Predicate<Instant> inside) {
    long within =
        library.times().values().stream()
            .map(time -> time.truncatedTo(ChronoUnit.MILLIS))
            .filter(inside)
            .count();
    JsonNode recordings = answer.path("grounding").path("recordings");
    assertEquals(within, recordings.path("searched").asLong(), question);
    assertEquals(DatedLibrary.SIZE - within, recordings.path("outside").asLong(), question);
    for (String one : cited(answer)) {
      Instant time = library.times().getOrDefault(one.substring(0, one.indexOf(' ')), Instant.MIN);
      assertTrue(inside.test(time), question + " cites " + time);
    }
    String text = answer.path("message").path("content").asText();
    String state = answer.path("grounding").path("state").asText();
    assertEquals(cited(answer).isEmpty() ? "not_said" : "answered", state, question);
    if (within == 0) {
      assertEquals(Set.of(), cited(answer), question);
      assertTrue(text.startsWith("There is no recording"), text);
      return "no recording";
    }
    if (cited(answer).isEmpty()) {
      assertTrue(text.startsWith("Nothing in " + within), text);
      return "nothing said";
    }
    return "cited";
  }
}
