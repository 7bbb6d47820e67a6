package dev.hark.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.embedding.EmbeddingSpace;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import dev.hark.search.index.Change.RecordingDetails;
import dev.hark.search.index.Change.TranscriptionNews;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.Stamp.Register;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events in any order, once to five times: the end is that of each once and in order. */
class EventOrderTest {
  private static final int ROUNDS = 3_000;
  private static final Project PROJECT = new Project(new ProjectId("proj_p"), Mode.LIVE);
  private static final RecordingKey KEY = new RecordingKey(PROJECT, new RecordingId("rec_r"));
  private static final Tenant TENANT = new Tenant(PROJECT, new EndUserId("eu_e"));
  private static final List<EventKind> KINDS = List.of(EventKind.values());
  private static final EmbeddingSpace SPACE = new EmbeddingSpace("model", 2);

  /** An event as a client would tell it; null is what it does not say. */
  private record Event(
      String id,
      EventKind kind,
      int second,
      @Nullable String title,
      @Nullable Integer recordedAt,
      Map<String, String> speakers,
      @Nullable String transcription,
      boolean deletes,
      boolean erases) {}

  /** What somebody who takes each event once and in order would note down. */
  private record Notes(
      @Nullable String title,
      @Nullable Integer recordedAt,
      Map<String, String> speakers,
      @Nullable String named,
      TranscriptionStatus status,
      @Nullable String active,
      Set<String> words,
      boolean deleted) {}

  @Test
  void anyOrderAndRepetitionEndsLikeOnceAndInOrder() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      List<Event> events = events(random);
      List<Event> arrivals = new ArrayList<>();
      for (Event event : events) {
        arrivals.addAll(Collections.nCopies(1 + random.nextInt(5), event));
      }
      Collections.shuffle(arrivals, random);
      InMemoryIndex index = new InMemoryIndex();
      arrivals.forEach(event -> send(index, event));
      assertEquals(model(events), notes(index), () -> "-Dseed=" + seed + " " + arrivals);
    }
  }

  private static List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      EventKind kind = KINDS.get(random.nextInt(KINDS.size()));
      boolean details = kind != EventKind.TRANSCRIPTION_STARTED;
      boolean transcription = kind != EventKind.CREATED && kind != EventKind.UPDATED;
      int last = random.nextInt(40);
      events.add(
          new Event(
              "evt_" + i,
              kind,
              random.nextInt(4),
              details && random.nextBoolean() ? "title " + i : null,
              details && random.nextBoolean() ? i : null,
              details ? speakers(random, i) : Map.of(),
              transcription ? "txn_" + random.nextInt(3) : null,
              last == 0,
              last == 1));
    }
    return events;
  }

  /** Each label is named, taken back or left as it is. */
  private static Map<String, String> speakers(Random random, int event) {
    Map<String, String> said = new HashMap<>();
    for (String label : List.of("A", "B", "C")) {
      switch (random.nextInt(3)) {
        case 0 -> said.put(label, label + " of " + event);
        case 1 -> said.put(label, "");
        default -> {}
      }
    }
    return said;
  }

  private static void send(InMemoryIndex index, Event event) {
    EventId id = new EventId(event.id());
    Instant at = Instant.ofEpochSecond(event.second());
    Stamp stamp = new Stamp(at, event.kind(), id);
    Erase erase = new Erase(index, index, index, index, Clock.systemUTC());
    if (event.deletes()) {
      erase.recording(KEY, at);
    } else if (event.erases()) {
      erase.endUser(TENANT, at);
    } else if (event.kind() == EventKind.TRANSCRIPTION_COMPLETED) {
      replace(index, event, stamp);
    } else {
      Change change = new Change(stamp, TENANT.endUser(), details(event), news(event), null);
      new UpdateRecording(index, index, index, index).update(KEY, change);
    }
  }

  private static RecordingDetails details(Event event) {
    Instant recordedAt =
        event.recordedAt() == null ? null : Instant.ofEpochSecond(event.recordedAt());
    return new RecordingDetails(
        event.title(), recordedAt, null, null, null, null, null, event.speakers());
  }

  private static @Nullable TranscriptionNews news(Event event) {
    if (event.transcription() == null) {
      return null;
    }
    TranscriptionStatus status =
        event.kind() == EventKind.TRANSCRIPTION_FAILED
            ? TranscriptionStatus.FAILED
            : TranscriptionStatus.PROCESSING;
    return new TranscriptionNews(new TranscriptionId(event.transcription()), status, null, null);
  }

  private static void replace(InMemoryIndex index, Event event, Stamp stamp) {
    TranscriptHeader header =
        new TranscriptHeader(
            TENANT,
            KEY.recording(),
            new TranscriptionId(String.valueOf(event.transcription())),
            stamp,
            details(event),
            null,
            null,
            2,
            SPACE.model());
    ReplaceTranscript replace =
        new ReplaceTranscript(index, index, index, index, index, SPACE, Clock.systemUTC());
    switch (replace.open(header)) {
      case ReplaceTranscript.Opening.Decided decided -> {}
      case ReplaceTranscript.Opening.Accepting accepting -> {
        var unused = accepting.writer().add(chunk(event, 0), new float[] {1, 0});
        unused = accepting.writer().add(chunk(event, 1), new float[] {0, 1});
        accepting.writer().complete();
        accepting.writer().close();
      }
    }
  }

  private static Chunk chunk(Event event, int ordinal) {
    String id = event.id().substring("evt_".length());
    return new Chunk(
        new ChunkId("chk_" + id + "x" + ordinal),
        ordinal,
        "words of " + event.id(),
        null,
        Duration.ZERO,
        Duration.ZERO,
        List.of());
  }

  private static Notes notes(InMemoryIndex index) {
    Stamp first = new Stamp(Instant.EPOCH, EventKind.CREATED, new EventId("evt_0"));
    RecordingState state =
        index
            .find(KEY)
            .map(RecordingCatalog.Held::state)
            .orElseGet(() -> RecordingState.unknown(KEY, first));
    boolean gone = state.deleted() || index.contains(TENANT);
    Set<String> words =
        index.chunks.values().stream()
            .map(stored -> stored.chunk().text())
            .collect(Collectors.toCollection(TreeSet::new));
    Instant recordedAt = Register.valueOf(state.details().recordedAt());
    TranscriptionId named = Register.valueOf(state.transcriptions().named());
    Optional<ActiveTranscript> active = state.active();
    return new Notes(
        Register.valueOf(state.details().title()),
        recordedAt == null ? null : (int) recordedAt.getEpochSecond(),
        state.speakers().byLabel(),
        named == null ? null : named.value(),
        state.status(),
        active.map(there -> there.transcription().value()).orElse(null),
        words,
        gone);
  }

  private static Notes model(List<Event> events) {
    if (events.stream().anyMatch(event -> event.deletes() || event.erases())) {
      return new Notes(
          null, null, Map.of(), null, TranscriptionStatus.PENDING, null, Set.of(), true);
    }
    List<Event> inOrder = new ArrayList<>(events);
    inOrder.sort(
        Comparator.comparingInt(Event::second).thenComparing(Event::kind).thenComparing(Event::id));
    Notes notes =
        new Notes(null, null, Map.of(), null, TranscriptionStatus.PENDING, null, Set.of(), false);
    for (Event event : inOrder) {
      notes = after(notes, event);
    }
    return notes;
  }

  private static Notes after(Notes notes, Event event) {
    boolean completed = event.kind() == EventKind.TRANSCRIPTION_COMPLETED;
    return new Notes(
        event.title() == null ? notes.title() : event.title(),
        event.recordedAt() == null ? notes.recordedAt() : event.recordedAt(),
        names(notes, event),
        event.transcription() == null ? notes.named() : event.transcription(),
        status(notes, event),
        completed ? event.transcription() : notes.active(),
        completed ? Set.of("words of " + event.id()) : notes.words(),
        false);
  }

  private static Map<String, String> names(Notes notes, Event event) {
    Map<String, String> names = new HashMap<>(notes.speakers());
    names.putAll(event.speakers());
    names.values().removeIf(String::isEmpty);
    return names;
  }

  private static TranscriptionStatus status(Notes notes, Event event) {
    return switch (event.kind()) {
      case CREATED, UPDATED -> notes.status();
      case TRANSCRIPTION_STARTED -> TranscriptionStatus.PROCESSING;
      case TRANSCRIPTION_FAILED ->
          notes.active() == null ? TranscriptionStatus.FAILED : TranscriptionStatus.COMPLETED;
      case TRANSCRIPTION_COMPLETED -> TranscriptionStatus.COMPLETED;
    };
  }
}
