package dev.hark.search.grpc;

import dev.hark.proto.search.v1.ChunkRef;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.query.ReadChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads lists of ids, naming the one that is none. */
final class SentIds {
  private static final int MOST_END_USERS = 100;

  private SentIds() {}

  static List<ReadChunks.Place> places(GetChunksRequest request) {
    List<ReadChunks.Place> places = new ArrayList<>();
    for (int i = 0; i < request.getChunksCount(); i++) {
      ChunkRef ref = request.getChunks(i);
      String field = "chunks[" + i + "].";
      places.add(
          new ReadChunks.Place(
              FromProto.parse(field + "chunk_id", ref.getChunkId(), ChunkId::new),
              FromProto.parse(field + "recording_id", ref.getRecordingId(), RecordingId::new),
              ref.getOrdinal()));
    }
    return places;
  }

  static List<RecordingId> recordings(List<String> sent) {
    return ids("recording_ids", sent, RecordingId::new);
  }

  static List<EndUserId> endUsers(List<String> sent) {
    if (sent.isEmpty() || sent.size() > MOST_END_USERS) {
      throw UnacceptableException.field(
          "end_user_ids", "must be 1 to " + MOST_END_USERS + ", not " + sent.size());
    }
    return ids("end_user_ids", sent, EndUserId::new);
  }

  private static <T> List<T> ids(String name, List<String> sent, Function<String, T> type) {
    List<T> ids = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      ids.add(FromProto.parse(name + "[" + i + "]", sent.get(i), type));
    }
    return ids;
  }

  static List<RecordingId> recordings(String field, List<String> sent) {
    return ids(field, sent, RecordingId::new);
  }
}
