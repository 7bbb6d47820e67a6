package dev.hark.contract;

import static dev.hark.proto.search.v1.WriteResult.WRITE_RESULT_APPLIED;
import static dev.hark.proto.search.v1.WriteResult.WRITE_RESULT_DELETED;
import static dev.hark.proto.search.v1.WriteResult.WRITE_RESULT_STALE;

import dev.hark.contract.HeldRecording.Words;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Removed;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What both fakes of search-service are about. Its vector space is the first transcript's. */
final class MemoryIndex {
  private final Map<String, HeldRecording> recordings = new TreeMap<>();
  private final Set<String> erased = new HashSet<>();
  private final Map<String, String> holders = new HashMap<>();
  private final List<TranscriptHeader> writing = new ArrayList<>();
  private final Set<String> withheld = new HashSet<>();
  private String space = "";

  synchronized WriteResult update(UpdateRecordingRequest request) {
    Change change = Change.of(request);
    if (isDeleted(change)) {
      return WRITE_RESULT_DELETED;
    }
    HeldRecording held = held(change.key());
    boolean changed = held.say(change.stamp(), change.owner(), change.details());
    if (request.hasTranscription()) {
      changed |= held.say(change.stamp(), request.getTranscription());
    }
    return changed ? WRITE_RESULT_APPLIED : WRITE_RESULT_STALE;
  }

  /** Chunks that are not needed may be left out. */
  synchronized WriteResult replace(TranscriptHeader header, List<TranscriptChunk> chunks) {
    Change change = Change.of(header);
    if (isDeleted(change)) {
      return WRITE_RESULT_DELETED;
    }
    HeldRecording held = held(change.key());
    boolean changed = held.say(change.stamp(), change.owner(), change.details());
    changed |= held.say(change.stamp(), new Words(header, List.copyOf(chunks), Instant.now()));
    return changed && held.hasWordsOf(change.stamp()) ? WRITE_RESULT_APPLIED : WRITE_RESULT_STALE;
  }

  /** Whether the chunks of this header are not needed. */
  synchronized boolean isLost(TranscriptHeader header) {
    Change change = Change.of(header);
    if (space.isEmpty()) {
      space = header.getEmbeddingModel();
    }
    if (!space.equals(header.getEmbeddingModel())) {
      throw Status.UNAVAILABLE.withDescription("another embedding model").asRuntimeException();
    }
    return isDeleted(change)
        || Optional.ofNullable(recordings.get(change.key()))
            .filter(held -> held.hasWordsSince(change.stamp()))
            .isPresent();
  }

  private HeldRecording held(String key) {
    return recordings.computeIfAbsent(
        key, it -> new HeldRecording(it.substring(it.lastIndexOf('/') + 1)));
  }

  /** Refuses what can never be taken. */
  private boolean isDeleted(Change change) {
    Optional<HeldRecording> held = Optional.ofNullable(recordings.get(change.key()));
    if (held.filter(HeldRecording::deleted).isPresent()) {
      return true;
    }
    String owner = held.map(HeldRecording::owner).orElse("");
    String named = change.owner().isEmpty() ? owner : change.owner();
    if (!owner.isEmpty() && !owner.equals(named)) {
      throw refused("end_user_id: " + change.recording() + " is another end user's recording");
    }
    if (erased.contains(change.half() + "/" + named)) {
      int _ = held(change.key()).delete();
      return true;
    }
    if (!change.transcription().isEmpty() && !isClaimed(change)) {
      throw refused("transcription_id: " + change.transcription() + " is another recording's");
    }
    return false;
  }

  /** Whether the transcription id is this recording's, from now on if it was nobody's. */
  private boolean isClaimed(Change change) {
    String transcription = change.half() + "/" + change.transcription();
    return change.key().equals(holders.computeIfAbsent(transcription, it -> change.key()));
  }

  private static StatusRuntimeException refused(String why) {
    return Status.FAILED_PRECONDITION.withDescription(why).asRuntimeException();
  }

  synchronized Removed delete(String half, String recording) {
    String key = half + "/" + recording;
    Removed removed = remove(Optional.ofNullable(recordings.get(key)).stream().toList());
    int _ = held(key).delete();
    return removed;
  }

  synchronized Removed erase(String half, String endUser) {
    erased.add(half + "/" + endUser);
    return remove(within(half).filter(held -> held.owner().equals(endUser)).toList());
  }

  private static Removed remove(List<HeldRecording> all) {
    List<HeldRecording> there = all.stream().filter(held -> !held.deleted()).toList();
    return Removed.newBuilder()
        .setRecordings(there.size())
        .setChunks(there.stream().mapToInt(HeldRecording::delete).sum())
        .build();
  }

  private Stream<HeldRecording> within(String half) {
    return recordings.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(half + "/"))
        .map(Map.Entry::getValue);
  }

  /** By their ids. */
  synchronized List<HeldRecording> seenBy(Caller caller) {
    String half = Fields.half(caller);
    return within(half)
        .filter(held -> !held.owner().isEmpty() && Fields.sees(caller, held.owner()))
        .filter(held -> !withheld.contains(held.id()))
        .toList();
  }

  /** Those of the end user who is named. */
  synchronized Stream<HeldRecording> ownedBy(Caller caller, String endUser) {
    String owner = Fields.endUser(caller, endUser);
    return seenBy(caller).stream().filter(held -> held.owner().equals(owner));
  }

  synchronized void withhold(String recording, boolean now) {
    boolean _ = now ? withheld.add(recording) : withheld.remove(recording);
  }

  synchronized void begin(TranscriptHeader header) {
    writing.add(header);
  }

  synchronized void end(TranscriptHeader header) {
    writing.remove(header);
  }

  synchronized boolean isWriting(Caller caller, Predicate<TranscriptHeader> which) {
    String half = Fields.half(caller);
    return writing.stream()
        .filter(header -> Fields.half(header.getCaller()).equals(half))
        .anyMatch(which);
  }

  synchronized boolean isErased(Caller caller, String endUser) {
    return erased.contains(Fields.half(caller) + "/" + endUser);
  }

  synchronized Optional<HeldRecording> find(String recording) {
    return recordings.values().stream().filter(held -> held.id().equals(recording)).findFirst();
  }
}
