package dev.hark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the index must end as: each event once, in the order of their times, and deletions above
 * all. Deliberately the simplest program that says so; it shares nothing with the services.
 */
final class ExpectedIndex {

  /** What is known of one recording. */
  static final class Recording {
    String title = "";
    String status = "pending";
    String latestTranscriptionId = "";
    Optional<Event> searchable = Optional.empty();
  }

  private final Map<String, Recording> recordings = new HashMap<>();

  static ExpectedIndex of(Collection<Event> events) {
    Set<String> deletedRecordings = new HashSet<>();
    Set<String> deletedEndUsers = new HashSet<>();
    for (Event event : events) {
      switch (event.type()) {
        case "recording.deleted" -> deletedRecordings.add(event.key());
        case "end_user.deleted" -> deletedEndUsers.add(event.key());
        default -> {}
      }
    }
    ExpectedIndex expected = new ExpectedIndex();
    List<Event> inOrder =
        events.stream().sorted(Comparator.<Event, Instant>comparing(Event::createdAt)).toList();
    inOrder.forEach(expected::apply);
    for (Event event : inOrder) {
      if (deletedEndUsers.contains(event.data().path("end_user_id").asText())) {
        deletedRecordings.add(event.key());
      }
    }
    expected.recordings.keySet().removeAll(deletedRecordings);
    expected.recordings.keySet().removeAll(deletedEndUsers);
    return expected;
  }

  Set<String> recordingIds() {
    return new TreeSet<>(recordings.keySet());
  }

  Recording recording(String id) {
    Recording found = recordings.get(id);
    if (found == null) {
      throw new IllegalArgumentException(id + " is expected to be gone");
    }
    return found;
  }

  private void apply(Event event) {
    JsonNode data = event.data();
    Recording recording = recordings.computeIfAbsent(event.key(), id -> new Recording());
    if (data.has("title")) {
      recording.title = data.path("title").asText();
    }
    if (data.has("transcription_id")) {
      recording.latestTranscriptionId = data.path("transcription_id").asText();
    }
    switch (event.type()) {
      case "transcription.started" -> recording.status = "processing";
      case "transcription.failed" ->
          recording.status = recording.searchable.isPresent() ? "completed" : "failed";
      case "transcription.completed" -> {
        recording.status = "completed";
        recording.searchable = Optional.of(event);
      }
      default -> {}
    }
  }
}
