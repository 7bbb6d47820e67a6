package dev.hark.bench.speed;

import dev.hark.bench.hark.TenantCalls;
import dev.hark.bench.hark.TenantCalls.Answer;
import dev.hark.bench.measure.Percentiles;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import dev.hark.bench.meeting.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one project feels of another: a light one that searches four times a second, and a heavy one
 * with 50 searches of 1,000 characters and 200 turns of {@code local} in flight.
 */
final class FairnessRun {
  private static final int SEARCHES = 50;
  private static final int TURNS = 200;
  private static final int QUERY = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** What is in flight has filled all queues by then. */
  private static final Duration RAMP = Duration.ofSeconds(5);

  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final int ROUNDS = 3;

  private final TenantCalls light;
  private final TenantCalls heavy;
  private final List<String> questions;
  private final List<String> longQueries;
  private final AtomicInteger next = new AtomicInteger();

  FairnessRun(TenantCalls light, TenantCalls heavy, List<Meeting> meetings) {
    this.light = light;
    this.heavy = heavy;
    this.questions =
        meetings.stream()
            .flatMap(meeting -> meeting.questions().stream())
            .map(Question::text)
            .toList();
    this.longQueries = meetings.stream().flatMap(meeting -> parts(meeting).stream()).toList();
  }

  private static List<String> parts(Meeting meeting) {
    String words =
        meeting.turns().stream().map(Turn::text).collect(Collectors.joining(" ")).strip();
    return IntStream.range(0, words.length() / QUERY)
        .mapToObj(part -> words.substring(part * QUERY, (part + 1) * QUERY))
        .toList();
  }

  private String of(List<String> texts) {
    return texts.get(Math.floorMod(next.getAndIncrement(), texts.size()));
  }

  private Answer search() {
    return light.search(of(questions));
  }

  private Flood searches() {
    return new Flood().with(SEARCHES, () -> heavy.search(of(longQueries)));
  }

  private Flood turns() {
    return new Flood().with(TURNS, () -> heavy.turn(of(questions)));
  }

  private Flood both() {
    return searches().with(TURNS, () -> heavy.turn(of(questions)));
  }

  /**
   * Measures and prints. The light one's two kinds of time take turns, so that both see the machine
   * as it is then; before, the services' code is compiled under the flood.
   *
   * @param time of each phase
   */
  void measure(Duration time) throws InterruptedException {
    int calls = (int) (time.toMillis() / PAUSE.toMillis() / ROUNDS);
    Duration flooded = time.dividedBy(ROUNDS).plus(RAMP);
    both().during(WARM_UP);
    List<Answer> alone = new ArrayList<>();
    List<Answer> meanwhile = new ArrayList<>();
    List<Answer> searches = new ArrayList<>();
    List<Answer> turns = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      alone.addAll(Flood.steadily(PAUSE, calls, this::search));
      Flood.Both flood =
          both()
              .around(
                  flooded,
                  () -> {
                    TimeUnit.NANOSECONDS.sleep(RAMP.toNanos());
                    return Flood.steadily(PAUSE, calls, this::search);
                  });
      meanwhile.addAll(flood.answers());
      searches.addAll(flood.others().get(0));
      turns.addAll(flood.others().get(1));
    }
    print("light alone", alone);
    print("light under the flood", meanwhile);
    throughput("heavy: searches", searches, flooded.multipliedBy(ROUNDS));
    throughput("heavy: turns", turns, flooded.multipliedBy(ROUNDS));
    throughput("heavy alone: searches", searches().during(time).getFirst(), time);
    throughput("heavy alone: turns", turns().during(time).getFirst(), time);
  }

  private static void print(String name, List<Answer> answers) {
    Percentiles of = Percentiles.of(answers.stream().map(Answer::time).toList());
    System.out.printf(
        Locale.ROOT,
        "%-24s p50 %7.1f ms   p95 %7.1f ms   %s%n",
        name,
        of.p50().toNanos() / 1e6,
        of.p95().toNanos() / 1e6,
        ends(answers));
  }

  private static void throughput(String name, List<Answer> answers, Duration time) {
    long good = answers.stream().filter(Answer::isGood).count();
    System.out.printf(
        Locale.ROOT,
        "%-24s %7.1f a second   %s%n",
        name,
        good * 1e3 / time.toMillis(),
        ends(answers));
  }

  private static String ends(List<Answer> answers) {
    Map<String, Long> ends =
        answers.stream()
            .collect(
                Collectors.groupingBy(
                    answer -> answer.status() + (answer.wordsOnly() ? " words only" : ""),
                    TreeMap::new,
                    Collectors.counting()));
    return ends.toString();
  }
}
