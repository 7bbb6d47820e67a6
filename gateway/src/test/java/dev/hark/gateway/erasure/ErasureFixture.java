package dev.hark.gateway.erasure;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import dev.hark.contract.FakeAskService;
import dev.hark.contract.FakeIndexService;
import dev.hark.contract.FakeSearchService;
import dev.hark.gateway.testing.EndUsersOf;
import dev.hark.gateway.testing.PublishedEvents;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Removed;
import dev.hark.stack.SharedStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** One gateway for the tests of deletions, which looks often for what is not done. */
class ErasureFixture {
  static final Duration SOON = Duration.ofSeconds(20);
  private static final String TOPIC = "deletions_" + UUID.randomUUID();

  private static final class Holder {
    static final PublishedEvents EVENTS = events();
    static final RunningGateway GATEWAY =
        RunningGateway.start(
            Map.of(
                "hark.events.topic", TOPIC,
                "hark.erasure.check", "100ms",
                "hark.erasure.lease", "2s",
                "hark.erasure.first-retry", "100ms",
                "hark.erasure.longest-retry", "300ms"));

    private static PublishedEvents events() {
      SharedStack.get().kafka().create(TOPIC, 1);
      return new PublishedEvents(SharedStack.get().kafkaBootstrap(), TOPIC);
    }
  }

  final PublishedEvents events = Holder.EVENTS;
  final RunningGateway gateway = Holder.GATEWAY;
  final String project = "proj_" + UUID.randomUUID().toString().replace("-", "");
  final RawHttp http = gateway.http();
  final FakeSearchService searchService = gateway.searchService();
  final FakeIndexService indexService = gateway.indexService();

  /** How many of the next deletions are told that words may still come. */
  final AtomicInteger withWriters = new AtomicInteger();

  final FakeAskService askService = gateway.askService();
  final String key = key();

  String key(String... more) {
    String[] options = new String[more.length + 2];
    options[0] = "--project";
    options[1] = project;
    System.arraycopy(more, 0, options, 2, more.length);
    return "Authorization: Bearer " + gateway.key(options);
  }

  @BeforeEach
  void everythingIsThere() {
    searchService.getRecording.answers(
        request ->
            GetRecordingResponse.newBuilder()
                .setRecording(
                    Recording.newBuilder()
                        .setRecordingId(request.getRecordingId())
                        .setEndUserId("eu_owner"))
                .build());
    searchService.getEndUsers.answers(
        request -> EndUsersOf.each(request, EndUser.newBuilder().setRecordings(2)));
    onDeletion(() -> Removed.newBuilder().setRecordings(1).setChunks(12).build());
    askService.onErasure(
        () -> Erased.newBuilder().setSessions(1).setMessages(4).setAnswers(2).build());
  }

  /** What the index removes; it may throw a status. */
  void onDeletion(Supplier<Removed> removed) {
    indexService.deleteRecording.answers(
        request ->
            DeleteRecordingResponse.newBuilder()
                .setRemoved(removed.get())
                .setWritersLeft(isWriterLeft())
                .build());
    indexService.deleteEndUser.answers(
        request ->
            DeleteEndUserResponse.newBuilder()
                .setRemoved(removed.get())
                .setWritersLeft(isWriterLeft())
                .build());
  }

  private boolean isWriterLeft() {
    return withWriters.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  /** What the index was told to delete of this test's project. */
  List<Message> deletions() {
    return Stream.<Message>concat(
            indexService.deleteRecording.asked().stream(),
            indexService.deleteEndUser.asked().stream())
        .filter(deletion -> deletion.toString().contains(project))
        .toList();
  }

  RawAnswer delete(String path) {
    return http.send("DELETE", path, null, key);
  }

  static String location(RawAnswer answer) {
    assertEquals("204 ", answer.status() + " " + answer.body(), answer::toString);
    String location = answer.header("location");
    assertTrue(location.matches("/v1/erasures/era_[0-9A-Za-z]{1,64}"), answer::toString);
    return location;
  }

  JsonNode awaitCompleted(String erasure) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                http.get("/v1/erasures/" + erasure, key)
                    .json()
                    .path("status")
                    .asText()
                    .equals("completed"));
    return http.get("/v1/erasures/" + erasure, key).json();
  }
}
