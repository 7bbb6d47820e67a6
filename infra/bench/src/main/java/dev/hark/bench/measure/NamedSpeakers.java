package dev.hark.bench.measure;

import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import dev.hark.bench.meeting.Question;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whom a question names of those who speak in its meeting. */
public final class NamedSpeakers {
  private NamedSpeakers() {}

  /** As the meeting's transcript labels them; mostly none. */
  public static Set<String> of(Question question, Meeting meeting) {
    return meeting.turns().stream()
        .map(Turn::speaker)
        .distinct()
        .filter(speaker -> isNamed(speaker, question.text()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Labels such as {@code Project Manager} are names here. */
  private static boolean isNamed(String speaker, String question) {
    return !speaker.isBlank()
        && Pattern.compile(
                "(?<!\\w)" + Pattern.quote(speaker) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
            .matcher(question)
            .find();
  }
}
