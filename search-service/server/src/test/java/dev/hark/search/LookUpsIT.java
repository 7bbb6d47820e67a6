package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recordings by id, as lists and by time. */
class LookUpsIT {
  private static TestService service;
  private static Asks ask;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aListIsWholeAndWithoutDoublesWhileOthersComeAndGo() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Owner owner = owner("proj_busy");
    TreeSet<String> stable = new TreeSet<>();
    for (int i = 0; i < 30; i++) {
      ask.create(owner, "rec_s" + i, event(i), random.nextInt(5));
      stable.add("rec_s" + i);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int extra = 0;
    do {
      var page = ask.list(owner.caller(), 4, cursor);
      page.getRecordingsList().forEach(recording -> seen.add(recording.getRecordingId()));
      cursor = page.getNextCursor();
      ask.create(owner, "rec_x" + extra, event(100 + extra), random.nextInt(5));
      if (extra > 0) {
        ask.delete(owner, "rec_x" + (extra - 1), event(200 + extra));
      }
      extra++;
    } while (!cursor.isEmpty());
    assertEquals(new HashSet<>(seen).size(), seen.size(), "-Dseed=" + seed + " " + seen);
    assertTrue(seen.containsAll(stable), () -> "-Dseed=" + seed + " " + seen);
  }

  @Test
  void anythingCanBeSearchedFor() {
    Owner owner = owner("proj_any");
    new Transcript(owner, "rec_any", "txn_any", event(1), List.of("שלום עולם", "会議は金曜日です"))
        .sendTo(service);
    assertEquals("שלום עולם", ask.texts(owner, "שלום").getFirst());
    assertEquals("会議は金曜日です", ask.texts(owner, "会議").getFirst());
    List<String> nasty =
        List.of(
            "*",
            "\"",
            "\\",
            "AND OR NOT",
            "tenant:*",
            "{\"match_all\":{}}",
            "a".repeat(10_000),
            "a b ".repeat(2_500),
            "会".repeat(10_000),
            "🎙️".repeat(3_000),
            "\u202e\u0000\u0007",
            "the");
    nasty.forEach(query -> ask.search(owner, query));
  }

  private static Owner owner(String project) {
    return new Owner(project, Mode.MODE_LIVE, "eu_ana");
  }

  private static Event event(long second) {
    return new Event("evt_" + second, second);
  }
}
