package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Change.RecordingDetails;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.ChunkIndex.Batch;
import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.Tenant;
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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A writer that died between its last chunks and the switch: nothing shows of what it wrote. */
class DeadWriterIT {
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
    write(ANA, "rec_new", "unfinished walnut");
    assertEquals(List.of(), ask.texts(ANA, "unfinished walnut"));
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
    write(BEN, "rec_old", "unfinished pecan");
    assertEquals(List.of("old pecan"), ask.texts(BEN, "pecan"));
    assertEquals(List.of("old pecan"), ask.texts(BEN, "About rec_old"));
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
  private static void write(Owner owner, String recording, String text) {
    Tenant tenant =
        new Tenant(
            new Project(new ProjectId(owner.project()), dev.hark.runtime.id.Mode.LIVE),
            new EndUserId(owner.endUser()));
    TranscriptIdentity identity =
        new TranscriptHeader(
                tenant,
                new RecordingId(recording),
                new TranscriptionId("txn_" + recording.substring(4)),
                new Stamp(
                    Instant.parse("2026-01-01T00:00:00Z"),
                    EventKind.TRANSCRIPTION_COMPLETED,
                    new EventId("evt_a")),
                new RecordingDetails("Unfinished", null, null, null, null, null, null, Map.of()),
                null,
                null,
                1,
                new FakeEmbedder().space().model())
            .identity();
    Chunk chunk =
        new Chunk(new ChunkId("chk_a"), 0, text, null, Duration.ZERO, Duration.ZERO, List.of());
    Embedding meaning =
        Embedding.of(new FakeEmbedder().embedQuery(text), new FakeEmbedder().space().dimension());
    ChunkInContext inContext =
        new ChunkInContext(chunk, meaning, text, text, Wording.of(text), false);
    assertFalse(
        index.chunks().write(identity, new Batch(List.of(inContext), true, true)).mayLandLate());
  }
}
