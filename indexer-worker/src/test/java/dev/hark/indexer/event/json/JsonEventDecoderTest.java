package dev.hark.indexer.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.RecordingEvent.RecordingCreated;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDetails;
import dev.hark.indexer.event.RecordingEvent.RecordingUpdated;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.event.RecordingEvent.TranscriptionFailed;
import dev.hark.indexer.event.RecordingEvent.TranscriptionStarted;
import dev.hark.indexer.event.Segment;
import dev.hark.indexer.event.Segment.Words;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonEventDecoderTest {
  private static final Instant AT = Instant.parse("2026-05-04T09:30:00.123Z");
  private static final Envelope ENVELOPE =
      new Envelope(new EventId("evt_1"), AT, new ProjectId("proj_1"), Mode.LIVE);
  private static final RecordingId RECORDING = new RecordingId("rec_1");
  private static final TranscriptionId TRANSCRIPTION = new TranscriptionId("txn_1");
  private static final EndUserId END_USER = new EndUserId("eu_1");

  @Test
  void readsEveryTypeOfEvent() {
    assertEquals(
        new TranscriptionStarted(ENVELOPE, RECORDING, TRANSCRIPTION),
        event("transcription.started", "'recording_id':'rec_1','transcription_id':'txn_1'"));
    assertEquals(
        new TranscriptionFailed(
            ENVELOPE, RECORDING, TRANSCRIPTION, "no_audio", "The file is empty"),
        event(
            "transcription.failed",
            "'recording_id':'rec_1','transcription_id':'txn_1',"
                + "'error':{'code':'no_audio','message':'The file is empty','more':1}"));
    assertEquals(
        new RecordingDeleted(ENVELOPE, RECORDING),
        event("recording.deleted", "'recording_id':'rec_1'"));
    assertEquals(
        new EndUserDeleted(ENVELOPE, END_USER), event("end_user.deleted", "'end_user_id':'eu_1'"));
    assertEquals(
        new RecordingUpdated(
            ENVELOPE,
            RECORDING,
            new RecordingDetails("New", null, null, null, null, null, null, Map.of())),
        event("recording.updated", "'recording_id':'rec_1','title':'New'"));
  }

  @Test
  void metadataIsKeptAsItCame() {
    RecordingCreated created =
        (RecordingCreated)
            event(
                "recording.created",
                "'recording_id':'rec_1','end_user_id':'eu_1','title':'Ärger 🎉','recorded_at':"
                    + "'2026-05-04T09:30:00Z','duration_ms':0,'metadata': { 'b' : 1.0,\n'a':[] } ");
    assertEquals(
        new RecordingDetails(
            "Ärger 🎉",
            Instant.parse("2026-05-04T09:30:00Z"),
            Duration.ZERO,
            "{ \"b\" : 1.0,\n\"a\":[] }",
            null,
            null,
            null,
            Map.of()),
        created.details());
  }

  @Test
  void readsNamesOfSpeakersByTheirLabels() {
    RecordingUpdated named =
        (RecordingUpdated)
            event(
                "recording.updated",
                "'recording_id':'rec_1','speakers':{' S1 ':' Ana Ruiz ','S2':null}");
    assertEquals(Map.of("S1", "Ana Ruiz", "S2", ""), named.details().speakers());
    RecordingCreated created =
        (RecordingCreated)
            event(
                "recording.created",
                "'recording_id':'rec_1','end_user_id':'eu_1','speakers':{'S1':'Ana'}");
    assertEquals(Map.of("S1", "Ana"), created.details().speakers());
  }

  @Test
  void readsWhatTheClientCallsARecording() {
    TranscriptionCompleted completed =
        completed(
            "'external_id':'crm 7','tags':['sales','sales','Ärger'],'metadata':{'a':1},"
                + "'audio_url':'https://audio.example/7','segments':[]");
    assertEquals(
        new RecordingDetails(
            null,
            null,
            null,
            "{\"a\":1}",
            "crm 7",
            List.of("sales", "Ärger"),
            "https://audio.example/7",
            Map.of()),
        completed.details());
    RecordingUpdated cleared =
        (RecordingUpdated) event("recording.updated", "'recording_id':'rec_1','tags':[]");
    assertEquals(List.of(), cleared.details().tags());
    for (String address : List.of("file:///etc/passwd", "javascript:alert(1)", "a b", "")) {
      RecordingUpdated odd =
          (RecordingUpdated)
              event(
                  "recording.updated",
                  "'recording_id':'rec_1','title':'T','audio_url':'" + address + "'");
      assertNull(odd.details().audioUrl(), address);
      assertEquals("T", odd.details().title());
    }
  }

  @Test
  void readsACompletedTranscriptionWithItsSegments() {
    TranscriptionCompleted completed =
        completed(
            "'language':'en','provider':'whisper','segments':[{'start_ms':0,'end_ms':0,'text':''},"
                + "{'start_ms':5,'end_ms':9,'text':'Hi','speaker':'Ada','confidence':1,'words':[{}]}]");
    assertEquals(
        new Words.Inline(
            List.of(
                new Segment(Duration.ZERO, Duration.ZERO, null, ""),
                new Segment(Duration.ofMillis(5), Duration.ofMillis(9), "Ada", "Hi"))),
        completed.words());
    assertEquals("en", completed.language());
    assertEquals("whisper", completed.provider());
  }

  @Test
  void keepsTheAddressOfATranscriptForLater() {
    assertEquals(
        new Words.At(URI.create("https://a.example/t.json")),
        completed("'transcript_url':'https://a.example/t.json'").words());
  }

  @Test
  void nullMeansAbsentAndFieldsOfOtherTypesAreUnknown() {
    RecordingUpdated updated =
        (RecordingUpdated)
            event(
                "recording.updated",
                "'recording_id':'rec_1','title':null,'recorded_at':null,"
                    + "'end_user_id':7,'segments':'x','tags':null");
    assertNull(updated.details().title());
    assertNull(updated.details().tags());
    assertNull(updated.details().metadataJson());
  }

  @Test
  void theTypeMayComeAfterTheData() {
    String json =
        """
        {"data":{"recording_id":"rec_1"},"mode":"test","project_id":"proj_1",
         "created_at":"2026-05-04T09:30:00.123Z","type":"recording.deleted","id":"evt_1"}\
        """;
    RecordingEvent event = decode(json);
    assertEquals(Mode.TEST, event.envelope().mode());
  }

  @Test
  void loneSurrogatesAreReplacedAndControlCharactersKept() {
    TranscriptionCompleted completed =
        completed(
            "'segments':[{'start_ms':0,'end_ms':1,'speaker':'\\udc00','text':'a\\ud83d"
                + " \\u0000\\ud83d\\ude00'}]");
    assertEquals(
        List.of(new Segment(Duration.ZERO, Duration.ofMillis(1), "\uFFFD", "a\uFFFD \0😀")),
        ((Words.Inline) completed.words()).segments());
  }

  @Test
  void aSpeakersNameIsCutAndABlankOneIsNone() {
    TranscriptionCompleted completed =
        completed(
            "'segments':[{'start_ms':0,'end_ms':1,'text':'a','speaker':'%s'},"
                    .formatted("😀".repeat(100))
                + "{'start_ms':0,'end_ms':1,'text':'a','speaker':' '}]");
    List<Segment> segments = ((Words.Inline) completed.words()).segments();
    assertEquals("😀".repeat(64), segments.getFirst().speaker());
    assertNull(segments.getLast().speaker());
  }

  @Test
  void aByteOrderMarkIsNotPartOfTheEvent() {
    assertEquals(
        new RecordingDeleted(ENVELOPE, RECORDING),
        decode("\uFEFF" + json("recording.deleted", "'recording_id':'rec_1'")));
  }

  private static TranscriptionCompleted completed(String data) {
    return (TranscriptionCompleted)
        event(
            "transcription.completed",
            "'recording_id':'rec_1','transcription_id':'txn_1','end_user_id':'eu_1'," + data);
  }

  private static RecordingEvent event(String type, String data) {
    return decode(json(type, data));
  }

  private static String json(String type, String data) {
    return """
    {'id':'evt_1','type':'%s','created_at':'2026-05-04T09:30:00.123Z','project_id':'proj_1',
     'new_one':{'a':[1,{}]},'data':{%s}}\
    """
        .formatted(type, data)
        .replace('\'', '"');
  }

  private static RecordingEvent decode(String json) {
    byte[] padded = ("xx" + json + "yy").getBytes(UTF_8);
    ByteBuffer value = ByteBuffer.wrap(padded, 2, padded.length - 4).slice();
    return switch (new JsonEventDecoder().decode(value)) {
      case Decoded.Accepted accepted -> accepted.event();
      case Decoded.Unacceptable bad -> throw new AssertionError(bad.problem().message());
    };
  }
}
