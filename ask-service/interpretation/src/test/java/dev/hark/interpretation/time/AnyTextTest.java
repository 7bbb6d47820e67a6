package dev.hark.interpretation.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is typed: it is read, at once, and the same however it is encoded. */
class AnyTextTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Instant NOW = Instant.parse("2026-05-06T08:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final TimeExpressions EXPRESSIONS = new TimeExpressions();

  private static final List<String> PIECES =
      List.of(
          "last",
          "week",
          "the",
          "between",
          "and",
          "3",
          "-7",
          "29.04.",
          "29/04",
          "2026-04-29",
          ".",
          "?",
          "'s",
          "\u2019",
          "May",
          "von",
          "bis",
          "letzten",
          "drei",
          "Stand-ups",
          "with",
          "il y a",
          "de",
          "la",
          "semaine",
          "\u0301",
          "\ud83d",
          "\ud83d\ude00",
          "\u00a0",
          "9999999999999",
          "0",
          "el",
          "hace",
          "99",
          "days",
          "ago",
          "year",
          "in",
          "on",
          "van",
          "tot",
          "vrijdag",
          "\"",
          "(",
          "24:61",
          "31/31/31",
          "call",
          "31 February",
          "\u0130",
          "3pm",
          "15h99",
          "\u0663",
          "--",
          "/");

  @Test
  void readsAnythingWithoutFailingAndSaysWhereItStood() {
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = random(random, random.nextInt(14));
      try {
        TimeExpression expression = EXPRESSIONS.read(text, NOW, ZONE).orElse(null);
        if (expression != null) {
          found++;
          assertEquals(text.substring(expression.start(), expression.end()), expression.text());
        }
      } catch (RuntimeException failure) {
        throw new AssertionError("seed " + SEED + ": " + text, failure);
      }
    }
    assertTrue(found > 100, "random words have expressions among them, not " + found);
  }

  private static String random(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(random.nextInt(5) == 0 ? "" : " ");
    }
    return text.toString();
  }

  @Test
  void readsAtTheEndsOfTime() {
    for (Instant now : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
      for (Row row : Row.all()) {
        EXPRESSIONS.read(row.question(), now, ZoneOffset.UTC);
      }
    }
  }

  /** With the compiler of the tests; that of a service makes it some four times as fast. */
  @Test
  void takesTimeInProportionToTheLengthOfTheTextWhateverIsInIt() {
    for (String piece :
        List.of(
            "last ",
            "last week ",
            "between Monday and ",
            "x",
            "3 ",
            "29.04. ",
            "the last three ",
            "a-",
            "'",
            "\"",
            "de la ",
            "yesterday between 3 and ",
            "and ",
            "said that ",
            "1",
            ". ",
            "\u0301",
            "il y a deux ",
            "letzten paar ",
            "on May 3, ",
            "call with Tom ",
            "What did we decide last week? ",
            "hace dos semanas y ",
            "half an hour ")) {
      String text = piece.repeat(10_000 / piece.length());
      Duration fastest = Duration.ofDays(1);
      for (int i = 0; i < 12; i++) {
        long start = cpuTime();
        EXPRESSIONS.read(text, NOW, ZONE);
        Duration time = Duration.ofNanos(cpuTime() - start);
        fastest = time.compareTo(fastest) < 0 ? time : fastest;
      }
      System.out.printf("10,000 characters of \"%s\": %,d µs%n", piece, fastest.toNanos() / 1000);
      assertTrue(fastest.toMillis() < 50, piece + " took " + fastest);
    }
  }

  /** Of this thread, in nanoseconds: other work of the machine does not count. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void readsATypicalQuestionInAFractionOfAMillisecond() {
    List<Row> rows = Row.all();
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 10; i++) {
      long start = cpuTime();
      for (Row row : rows) {
        EXPRESSIONS.read(row.question(), row.now(), row.zone());
      }
      fastest = Math.min(fastest, cpuTime() - start);
    }
    long each = fastest / rows.size();
    System.out.printf("a question of the table: %,d ns%n", each);
    assertTrue(each < 1_000_000, "a question took " + each + " ns");
  }

  @Test
  void readsTheSameHoweverTheTextIsWritten() {
    for (Row row : Row.all()) {
      String read = read(row, row.question());
      String decomposed = Normalizer.normalize(row.question(), Normalizer.Form.NFD);
      assertEquals(unaccented(read), unaccented(read(row, decomposed)), decomposed);
      assertEquals(read, read(row, row.question().replace(' ', '\u00a0')), row.question());
      assertEquals(read, read(row, row.question().replace('\'', '\u2019')), row.question());
    }
  }

  private static String unaccented(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  @Test
  void readsTheSameOnATurkishMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      TimeExpressions expressions = new TimeExpressions();
      for (Row row : Row.all()) {
        assertEquals(
            row.expected(),
            Row.of(expressions.read(row.question(), row.now(), row.zone())),
            row.question());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String read(Row row, String question) {
    return Row.of(EXPRESSIONS.read(question, row.now(), row.zone()));
  }
}
