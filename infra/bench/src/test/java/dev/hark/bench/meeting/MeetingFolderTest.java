package dev.hark.bench.meeting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.bench.meeting.Meeting.Turn;
import dev.hark.bench.meeting.Question.TurnRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeetingFolderTest {
  private static final String MEETING =
      """
      {"meeting_transcripts": [
         {"speaker": "A", "content": "{vocalsound} Good day {disfmarker} all ."},
         {"speaker": "B", "content": "{laugh}"},
         {"speaker": "A", "content": "{Not} this"}],
       "specific_query_list": [
         {"query": "Who?", "answer": "A", "relevant_text_span": [["0", "1"], ["2", "2"]]}],
       "general_query_list": [{"query": "All?", "answer": "-"}]}
      """;

  private final Path folder;

  MeetingFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void givesTurnsWithoutAnnotationsTheirTimes() throws IOException {
    Files.writeString(folder.resolve("b_1.json"), MEETING);
    Meeting meeting = read().getFirst();
    assertEquals("b_1", meeting.id());
    assertEquals(
        List.of(
            new Turn("A", "Good day  all .", List.of("Good", "day", "all", "."), 0, 1600),
            new Turn("B", "", List.of(), 1600, 2000),
            new Turn("A", "{Not} this", List.of("{Not}", "this"), 2000, 2800)),
        meeting.turns());
    assertEquals(6, meeting.words());
  }

  @Test
  void takesSpecificQuestionsWithTheirEvidence() throws IOException {
    Files.writeString(folder.resolve("b_1.json"), MEETING);
    assertEquals(
        List.of(new Question("b_1", "Who?", List.of(new TurnRange(0, 1), new TurnRange(2, 2)))),
        read().getFirst().questions());
  }

  @Test
  void ordersMeetingsByTheirIdsAndLeavesOtherFilesOut() throws IOException {
    Files.writeString(folder.resolve("b.json"), MEETING);
    Files.writeString(folder.resolve("a.json"), MEETING);
    Files.writeString(folder.resolve("LICENSE"), "text");
    assertEquals(List.of("a", "b"), read().stream().map(Meeting::id).toList());
  }

  @Test
  void saysThatThereIsNothingToRead() throws IOException {
    assertTrue(failure().contains("no meetings in"));
    Files.delete(folder);
    assertTrue(failure().contains("no such folder"));
  }

  @Test
  void namesTheFileThatIsNoMeeting() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{}");
    assertTrue(failure().contains("a.json is no meeting"));
    Files.writeString(file, "nonsense");
    assertTrue(failure().contains("a.json is no meeting"));
    Files.writeString(file, MEETING.replace("\"2\", \"2\"", "\"2\", \"3\""));
    assertTrue(failure().contains("evidence ends at turn 3 of 3"));
  }

  private List<Meeting> read() throws IOException {
    return new MeetingFolder(folder).read();
  }

  private String failure() {
    return String.valueOf(assertThrows(IllegalArgumentException.class, this::read).getMessage());
  }
}
