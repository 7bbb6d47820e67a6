package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Transcripts as large as the event contract allows. */
class LargeTranscriptIT {
  private static final int PARTS = 512;
  private static final Set<String> TEXTS = Set.of("text", "full_text");
  private static final String WORDS = "sixteen letters ".repeat(4_096).strip();

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(64 << 20).build())
          .build();

  private final RunningGateway gateway = RunningGateway.shared();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String key = gateway.key("--project", "proj_large");

  private static Iterator<GetTranscriptResponse> parts(
      GetTranscriptRequest request, int count, String text) {
    if (request.getMostChunks() > 0) {
      throw new StatusRuntimeException(Status.FAILED_PRECONDITION);
    }
    Transcription transcription =
        Transcription.newBuilder()
            .setTranscriptionId("txn_1")
            .setStatus(TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED)
            .build();
    return Stream.concat(
            Stream.of(LookupIT.first(transcription)),
            IntStream.range(0, count)
                .mapToObj(i -> LookupIT.part(LookupIT.segment(i * 500L, "A", text))))
        .iterator();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + gateway.port() + "/v1/transcriptions/txn_1"))
        .header("Authorization", "Bearer " + key)
        .build();
  }

  /** As clients do who are asked to come again: on a slow machine the places are not free soon. */
  private HttpResponse<InputStream> response() throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request(), BodyHandlers.ofInputStream());
    for (int again = 0; again < 10 && response.statusCode() == 429; again++) {
      long after = Long.parseLong(response.headers().firstValue("Retry-After").orElseThrow());
      TimeUnit.SECONDS.sleep(after);
      response = client.send(request(), BodyHandlers.ofInputStream());
    }
    return response;
  }

  /** Length of all texts, read as a stream. */
  private long[] readTexts() throws IOException, InterruptedException {
    HttpResponse<InputStream> response = response();
    assertEquals(200, response.statusCode());
    try (InputStream body = response.body();
        JsonParser parser = JSON.createParser(body)) {
      List<Long> lengths = new ArrayList<>();
      while (parser.nextToken() != null) {
        if (parser.currentName() != null && TEXTS.contains(parser.currentName())) {
          parser.nextToken();
          lengths.add((long) parser.getTextLength());
        }
      }
      return lengths.stream().mapToLong(Long::longValue).toArray();
    }
  }

  @Test
  void severalOf32MiBAtOnceAreAnsweredWhole() throws Exception {
    gateway.searchService().getTranscript.answers(request -> parts(request, PARTS, WORDS));
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<long[]>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(clients.submit(this::readTexts));
      }
      for (Future<long[]> answer : answers) {
        long[] lengths = answer.get();
        assertEquals(PARTS + 2, lengths.length);
        assertEquals((long) PARTS * (WORDS.length() + 1) - 1, lengths[0]);
        assertEquals(lengths[0], lengths[1]);
        assertEquals(WORDS.length(), lengths[PARTS + 1]);
      }
    }
  }

  @Test
  void oneSegmentOf32MiBIsAnsweredWhole() throws Exception {
    String text = "no full stop ".repeat((32 << 20) / 13);
    gateway.searchService().getTranscript.answers(request -> parts(request, 1, text));
    assertEquals(text.length(), readTexts()[2]);
  }
}
