package dev.hark.bench.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hark.bench.meeting.Meeting.Turn;
import dev.hark.bench.meeting.Question.TurnRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A folder with one JSON file per meeting, named by the meeting's id. */
public record MeetingFolder(Path folder) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SUFFIX = ".json";

  /**
   * All meetings, in the order of their ids.
   *
   * @throws IllegalArgumentException when there is none, or a file is no meeting
   */
  public List<Meeting> read() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("no such folder: " + folder);
    }
    List<Meeting> meetings = new ArrayList<>();
    for (Path file : files()) {
      meetings.add(meeting(file));
    }
    if (meetings.isEmpty()) {
      throw new IllegalArgumentException(
          "no meetings in " + folder + ": it must hold one JSON file per meeting");
    }
    return meetings;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> name(file).endsWith(SUFFIX)).sorted().toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Meeting meeting(Path file) {
    String id = name(file).substring(0, name(file).length() - SUFFIX.length());
    try {
      JsonNode json = JSON.readTree(file.toFile());
      return new Meeting(id, turns(json), questions(id, json));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " is no meeting: " + e.getMessage(), e);
    }
  }

  private static List<Turn> turns(JsonNode json) {
    TurnClock clock = new TurnClock();
    return json.required("meeting_transcripts")
        .valueStream()
        .map(turn -> clock.speak(text(turn, "speaker"), text(turn, "content")))
        .toList();
  }

  private static List<Question> questions(String meetingId, JsonNode json) {
    return json.required("specific_query_list")
        .valueStream()
        .map(question -> new Question(meetingId, text(question, "query"), evidence(question)))
        .toList();
  }

  private static List<TurnRange> evidence(JsonNode question) {
    return question
        .required("relevant_text_span")
        .valueStream()
        .map(span -> new TurnRange(span.required(0).asInt(), span.required(1).asInt()))
        .toList();
  }

  private static String text(JsonNode node, String field) {
    return node.required(field).asText();
  }
}
