package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Owner;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import dev.hark.search.OpenSearchProbe;
import dev.hark.search.index.Change;
import dev.hark.search.index.Change.RecordingDetails;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Generation;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.Stamp;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import dev.hark.search.index.Wording;
import dev.hark.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Many small recordings of one owner, written past the service, as it would write them. */
public final class WrittenLibrary {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int AT_ONCE = 1_000;

  private final OpenSearchProbe probe = new OpenSearchProbe();
  private final String prefix;
  private final Tenant tenant;
  private final StringBuilder lines = new StringBuilder();
  private int recordings;

  /** Of an owner's live data. */
  public WrittenLibrary(String prefix, Owner owner) {
    this.prefix = prefix;
    Project project = new Project(new ProjectId(owner.project()), Mode.LIVE);
    this.tenant = new Tenant(project, new EndUserId(owner.endUser()));
  }

  /** A recording of one segment, and chunk, for each text; each is made a second after the last. */
  public void add(String recording, String... texts) {
    RecordingId id = new RecordingId(recording);
    TranscriptionId transcription = new TranscriptionId("txn_" + recording.substring(4));
    Instant at = Instant.ofEpochSecond(1_000 + recordings);
    Stamp stamp =
        new Stamp(
            at, EventKind.TRANSCRIPTION_COMPLETED, new EventId("evt_" + recording.substring(4)));
    Project.RecordingKey key = new Project.RecordingKey(tenant.project(), id);
    Generation generation =
        Generation.of(key, transcription, stamp, texts.length, Transcript.MODEL);
    var identity = new TranscriptIdentity(tenant, id, transcription, generation);
    for (int i = 0; i < texts.length; i++) {
      add(
          "chunks",
          generation.chunk(i),
          Map.of("routing", tenant.key()),
          ChunkDocument.write(identity, chunk(recording, i, texts[i])));
    }
    var active =
        new ActiveTranscript(
            transcription,
            generation,
            texts.length,
            "en",
            null,
            null,
            Duration.ofSeconds(texts.length),
            List.of("Ana"),
            at,
            at);
    var details =
        new RecordingDetails("About " + recording, at, null, null, null, null, null, Map.of());
    RecordingState state =
        RecordingState.unknown(key, stamp)
            .after(new Change(stamp, tenant.endUser(), details, null, active));
    add("recordings", key.value(), Map.of(), RecordingDocument.write(state));
    recordings++;
    if (recordings % AT_ONCE == 0) {
      send();
    }
  }

  private static ChunkInContext chunk(String recording, int place, String text) {
    Duration start = Duration.ofSeconds(place);
    Duration end = start.plusSeconds(1);
    Chunk chunk =
        new Chunk(
            new ChunkId("chk_" + recording.substring(4) + "x" + place),
            place,
            text,
            "Ana",
            start,
            end,
            List.of(new ChunkSegment(place, new Segment(start, end, "Ana", text))));
    String words = String.join(" ", Words.of(chunk.spoken()));
    Embedding meaning = Embedding.of(Transcript.vector(text), Transcript.DIMENSION);
    return new ChunkInContext(chunk, meaning, words, words, Wording.of(text), false);
  }

  private void add(String kind, String id, Map<String, String> more, JsonNode document) {
    var action = JSON.createObjectNode();
    var index = action.putObject("index").put("_index", prefix + "-" + kind).put("_id", id);
    more.forEach(index::put);
    try {
      lines
          .append(JSON.writeValueAsString(action))
          .append('\n')
          .append(JSON.writeValueAsString(document))
          .append('\n');
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes all of them visible. */
  public void send() {
    if (!lines.isEmpty()) {
      assertEquals("false", probe.send("POST", "/_bulk", lines.toString()).path("errors").asText());
      lines.setLength(0);
    }
    probe.send("POST", "/" + prefix + "-chunks," + prefix + "-recordings/_refresh", "");
  }
}
