package dev.hark.ask.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of one sentence of an answer, with the white space before it. A citation is of the
 * sentence whose words it follows, before or after the full stop.
 */
public record AnswerSentence(List<Part> parts) {
  /** White space before a sentence, and the sign of a list or quotation that it begins. */
  private static final Pattern LEAD =
      Pattern.compile("\\s*+(?:(?:[-*+•>]|\\d{1,3}[.)])[ \\t]++)*+");

  public AnswerSentence {
    parts = List.copyOf(parts);
  }

  public String text() {
    return Part.content(parts);
  }

  /** Without what stands before it. */
  public String words() {
    return text().substring(lead(text()).length());
  }

  /** What stands before it. */
  public static String lead(String text) {
    Matcher matcher = LEAD.matcher(text);
    return matcher.lookingAt() ? matcher.group() : "";
  }

  public List<Part.Citation> citations() {
    return Part.citations(parts);
  }

  /**
   * Cuts an answer.
   *
   * @param ends of its sentences in its content, ascending; the last is the content's length. None
   *     when nothing is known of them
   */
  public static List<AnswerSentence> of(List<Part> parts, List<Integer> ends) {
    if (ends.isEmpty()) {
      return List.of();
    }
    List<List<Part>> cut = new ArrayList<>();
    ends.forEach(end -> cut.add(new ArrayList<>()));
    int offset = 0;
    int begun = 0;
    int spoken = 0;
    for (Part part : parts) {
      switch (part) {
        case Part.Citation citation -> cut.get(spoken).add(citation);
        case Part.Text text -> {
          int from = 0;
          while (from < text.text().length()) {
            int to = Math.min(text.text().length(), ends.get(begun) - offset);
            String words = text.text().substring(from, to);
            if (!words.isEmpty()) {
              cut.get(begun).add(new Part.Text(words));
            }
            spoken = words.isBlank() ? spoken : begun;
            begun += to == ends.get(begun) - offset && begun + 1 < ends.size() ? 1 : 0;
            from = to;
          }
          offset += text.text().length();
        }
      }
    }
    return cut.stream().map(AnswerSentence::new).toList();
  }
}
