package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Chunks that a search found, read again. */
class ReadChunksIT {
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

  private static Owner owner(String endUser) {
    return new Owner("proj_again", Mode.MODE_LIVE, endUser);
  }

  private static void send(Owner owner, String recording, long second, int chunks, String words) {
    new Transcript(
            owner,
            recording,
            "txn_" + recording.substring(4) + second,
            new Event("evt_" + second, second),
            Transcript.texts(chunks, words + " %d"))
        .sendTo(service);
  }

  @Test
  void areThereInTheOrderInWhichTheyWereAskedFor() {
    Owner owner = owner("eu_order");
    send(owner, "rec_order1", 1, 3, "common one");
    send(owner, "rec_order2", 1, 3, "common two");
    List<FoundChunk> found = new ArrayList<>(ask.search(owner, "common", _ -> {}));
    assertEquals(6, found.size());
    Collections.reverse(found);
    List<String> texts = found.stream().map(FoundChunk::getText).toList();
    assertEquals(texts, ask.again(owner, found));
    assertEquals(List.of(), ask.again(owner("eu_other"), found));
    ask.delete(owner, "rec_order2", new Event("evt_d", 2));
    assertEquals(
        texts.stream().filter(text -> text.contains("one")).toList(), ask.again(owner, found));
    ask.erase(owner, new Event("evt_e", 3));
    assertEquals(List.of(), ask.again(owner, found));
  }
}
