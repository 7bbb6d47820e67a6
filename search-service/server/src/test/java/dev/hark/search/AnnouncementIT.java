package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.Transcript.Event;
import dev.hark.search.Transcript.Owner;
import dev.hark.search.index.Change;
import dev.hark.search.index.Change.RecordingDetails;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.ChunkIndex.Batch;
import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.search.index.ChunkIndex.Written;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingCatalog.Announcement;
import dev.hark.search.index.RecordingCatalog.Held;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.Stamp;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.TranscriptHeader;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import dev.hark.search.index.Wording;
import dev.hark.search.index.opensearch.OpenSearchIndex;
import dev.hark.stack.SharedStack;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A writer that died between its last chunks and the switch: nothing shows of what it announced.
 */
class AnnouncementIT {
  private static final Owner ANA = new Owner("proj_an", Mode.MODE_LIVE, "eu_ana");
  private static final Owner BEN = new Owner("proj_an", Mode.MODE_LIVE, "eu_ben");

  private static TestService service;
  private static Asks ask;
  private static OpenSearchIndex index;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
    index =
        OpenSearchIndex.open(
            TestConfigurations.index(SharedStack.get().openSearchUrl(), service.prefix()),
            new FakeEmbedder().space(),
            condition -> {});
  }

  @AfterAll
  static void stop() {
    index.close();
    service.close();
  }

  @Test
  void ofARecordingThatWasNeverHeardOf() {
    assertTrue(announce(ANA, "rec_new", "announced walnut").announced().isPresent());
    assertEquals(List.of(), ask.texts(ANA, "announced walnut"));
    assertEquals(List.of(), ask.listedIds(ANA.caller()));
    assertEquals(
        Status.Code.NOT_FOUND,
        assertThrows(StatusRuntimeException.class, () -> ask.recording(ANA.caller(), "rec_new"))
            .getStatus()
            .getCode());
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, send(ANA, "rec_new", 2, "whole walnut"));
    assertEquals(List.of("whole walnut"), ask.texts(ANA, "walnut"));
  }

  @Test
  void ofARecordingThatHasATranscript() {
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, send(BEN, "rec_old", 1, "old pecan"));
    assertTrue(announce(BEN, "rec_old", "announced pecan").announced().isPresent());
    assertEquals(List.of("old pecan"), ask.texts(BEN, "pecan"));
    assertEquals(List.of("old pecan"), ask.words(BEN.caller(), "rec_old"));
    assertEquals("About rec_old", ask.recording(BEN.caller(), "rec_old").getTitle());
    assertEquals(1, ask.endUser(BEN.caller(), BEN.endUser()).getRecordings());
  }

  private static WriteResult send(Owner owner, String recording, long second, String text) {
    String id = "txn_" + recording.substring(4) + second;
    return new Transcript(owner, recording, id, new Event("evt_" + second, second), List.of(text))
        .sendTo(service);
  }

  /** The last write of a transcript of one chunk, without the switch. */
  private static Written announce(Owner owner, String recording, String text) {
    Tenant tenant =
        new Tenant(
            new Project(new ProjectId(owner.project()), dev.hark.runtime.id.Mode.LIVE),
            new EndUserId(owner.endUser()));
    Stamp stamp =
        new Stamp(
            Instant.parse("2026-01-01T00:00:00Z"),
            EventKind.TRANSCRIPTION_COMPLETED,
            new EventId("evt_a"));
    RecordingDetails details = new RecordingDetails("Announced", null, null, null);
    TranscriptIdentity identity =
        new TranscriptHeader(
                tenant,
                new RecordingId(recording),
                new TranscriptionId("txn_" + recording.substring(4)),
                stamp,
                details,
                null,
                null,
                1,
                new FakeEmbedder().space().model())
            .identity();
    ActiveTranscript transcript =
        new ActiveTranscript(
            identity.transcription(),
            identity.generation(),
            1,
            null,
            null,
            null,
            null,
            stamp.at(),
            stamp.at());
    RecordingKey key = identity.key();
    Optional<Held> held = index.recordings(title -> Optional.empty()).find(key);
    RecordingState now = held.map(Held::state).orElse(RecordingState.unknown(key, stamp));
    RecordingState next = now.after(new Change(stamp, tenant.endUser(), details, null, transcript));
    Chunk chunk =
        new Chunk(new ChunkId("chk_a"), 0, text, null, Duration.ZERO, Duration.ZERO, List.of());
    Embedding meaning =
        Embedding.of(new FakeEmbedder().embedQuery(text), new FakeEmbedder().space().dimension());
    Batch batch =
        new Batch(
            List.of(new ChunkInContext(chunk, meaning, text, text, Wording.of(text), false)),
            true,
            Optional.of(new Announcement(held, now, next)));
    return index.chunks(title -> Optional.of(meaning)).write(identity, batch);
  }
}
