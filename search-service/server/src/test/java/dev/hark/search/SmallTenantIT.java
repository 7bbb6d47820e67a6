package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Retrieval;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tenant with a thousandth of the index finds what comparing all of theirs would find. */
class SmallTenantIT {
  private static final int SMALL = 10;
  private static final int BIG = 9_990;
  private static final int BIG_TENANTS = 3;

  @Test
  void findsTheirBestAsBruteForceDoes() {
    try (TestService service = TestService.start()) {
      for (int i = 0; i < BIG_TENANTS; i++) {
        Owner big = new Owner("proj_big" + i, Mode.MODE_LIVE, "eu_big");
        send(service, big, BIG / BIG_TENANTS, "alpha beta gamma %d");
      }
      Owner small = new Owner("proj_small", Mode.MODE_LIVE, "eu_small");
      List<String> texts = send(service, small, SMALL, "delta %d epsilon alpha");
      for (String query : List.of("alpha beta", "delta 3", "gamma 7 epsilon")) {
        assertEquals(bruteForce(texts, query), found(service, small, query));
      }
    }
  }

  private static List<String> send(TestService service, Owner owner, int count, String pattern) {
    List<String> texts = Transcript.texts(count, pattern);
    new Transcript(owner, "rec_r", "txn_t", new Event("evt_e", 1), texts).sendTo(service);
    return texts;
  }

  private static List<String> found(TestService service, Owner owner, String query) {
    List<FoundChunk> found =
        new Asks(service)
            .search(owner, query, request -> request.setRetrieval(Retrieval.RETRIEVAL_SEMANTIC));
    double last = Double.MAX_VALUE;
    for (FoundChunk chunk : found) {
      assertTrue(chunk.getScore() >= 0 && chunk.getScore() <= last);
      last = chunk.getScore();
    }
    return found.stream().map(FoundChunk::getText).toList();
  }

  /** By angle to each chunk's vector, which leans a quarter towards each neighbour's. */
  private static List<String> bruteForce(List<String> texts, String query) {
    float[] asked = Transcript.vector(query);
    return texts.stream()
        .sorted(Comparator.comparingDouble(text -> -cosine(asked, leaning(texts, text))))
        .toList();
  }

  private static double[] leaning(List<String> texts, String text) {
    int place = texts.indexOf(text);
    double[] sum = new double[Transcript.DIMENSION];
    add(sum, text, 1);
    if (place > 0) {
      add(sum, texts.get(place - 1), 0.25);
    }
    if (place + 1 < texts.size()) {
      add(sum, texts.get(place + 1), 0.25);
    }
    return sum;
  }

  private static void add(double[] sum, String text, double share) {
    float[] vector = Transcript.vector(text);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += share * vector[i];
    }
  }

  private static double cosine(float[] a, double[] b) {
    double dot = 0;
    double square = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      square += b[i] * b[i];
    }
    return dot / Math.sqrt(square);
  }
}
