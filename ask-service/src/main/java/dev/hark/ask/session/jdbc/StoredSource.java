package dev.hark.ask.session.jdbc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hark.ask.retrieval.SourceRef;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;

/** A source of an answer as it is stored. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record StoredSource(
    @JsonProperty("chunk_id") String chunkId,
    @JsonProperty("recording_id") String recordingId,
    @JsonProperty("ordinal") int ordinal,
    @JsonProperty("score") double score) {
  static StoredSource of(SourceRef source) {
    return new StoredSource(
        source.chunk().value(), source.recording().value(), source.ordinal(), source.score());
  }

  SourceRef source() {
    return new SourceRef(new ChunkId(chunkId), new RecordingId(recordingId), ordinal, score);
  }
}
