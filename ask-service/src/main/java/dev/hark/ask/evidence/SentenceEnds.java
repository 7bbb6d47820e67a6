package dev.hark.ask.evidence;

import dev.hark.ask.session.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the sentences of an answer end: at full stops, and at line breaks that end a paragraph, an
 * item of a list, a row or a heading. White space is of the sentence after it. For one answer and
 * one thread.
 */
final class SentenceEnds {
  private static final String STOPS = ".!?…。！？｡؟۔।॥։።";

  /** These need no space after them. */
  private static final String WIDE_STOPS = "。！？｡";

  private static final String CLOSERS = "\"'”’»›)]』」】*_`~";

  /** A line that begins so is no continuation of the one before. */
  private static final Pattern BLOCK =
      Pattern.compile("[ \\t]*(?:\\n|$|[-*+•>|#`]|\\d{1,9}[.)] |={3})");

  /** A stop after these ends nothing; nor after a single letter. */
  private static final Pattern ABBREVIATED =
      Pattern.compile(
          "(?iU)(?:^|.*[^\\p{L}\\p{M}\\p{N}])(?:[\\p{Lu}\\p{Ll}]|mrs?|ms|dr|prof|st|vs|approx|ca|bzw)",
          Pattern.DOTALL);

  /** A stop between these ends nothing. */
  private static final Pattern NUMBERED =
      Pattern.compile("(?iU).*\\b(?:no|nr|fig)", Pattern.DOTALL);

  /** With what stands before it, and the numbers of items. */
  private static final int LONGEST_ABBREVIATION = 20;

  private static final Pattern NUMBER_OF_ITEM = Pattern.compile("\\s*\\d{1,9}");

  private final String content;
  private final Set<Integer> citations = new HashSet<>();
  private final List<Integer> ends = new ArrayList<>();
  private int begin;

  private SentenceEnds(List<Part> parts) {
    this.content = Part.content(parts);
    int offset = 0;
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        offset += text.text().length();
      } else {
        citations.add(offset);
      }
    }
  }

  /** Offsets in the content, ascending; the last is its length. None when it is empty. */
  static List<Integer> of(List<Part> parts) {
    return new SentenceEnds(parts).ends();
  }

  private List<Integer> ends() {
    int at = 0;
    while (at < content.length()) {
      char character = content.charAt(at);
      int next = at + 1;
      if (character == '\n') {
        if (endsAtLineBreak(at)) {
          end(at);
        }
      } else if (STOPS.indexOf(character) >= 0) {
        next = afterStop(next);
        if (endsAtStop(at, next)) {
          end(next);
        }
      }
      at = next;
    }
    if (content.substring(begin).isBlank() && !ends.isEmpty()) {
      ends.removeLast();
    }
    if (!content.isEmpty()) {
      ends.add(content.length());
    }
    return ends;
  }

  private void end(int at) {
    if (!content.substring(begin, at).isBlank()) {
      ends.add(at);
      begin = at;
    }
  }

  private int afterStop(int from) {
    int next = from;
    while (next < content.length()
        && (STOPS + CLOSERS).indexOf(content.charAt(next)) >= 0
        // A citation after a full stop is the end of what belongs to it.
        && !citations.contains(next)) {
      next++;
    }
    return next;
  }

  private boolean endsAtStop(int stop, int next) {
    if (next == content.length() || citations.contains(next)) {
      return true;
    }
    if (WIDE_STOPS.indexOf(content.charAt(stop)) >= 0) {
      return true;
    }
    if (!Character.isWhitespace(content.charAt(next))) {
      return false;
    }
    return content.charAt(stop) != '.' || next > stop + 1 || !isInside(stop, next);
  }

  private boolean isInside(int stop, int next) {
    String before = content.substring(Math.max(begin, stop - LONGEST_ABBREVIATION), stop);
    int after = next;
    while (after < content.length() && Character.isWhitespace(content.charAt(after))) {
      after++;
    }
    char first = after < content.length() ? content.charAt(after) : '.';
    return Character.isLowerCase(first)
        || ABBREVIATED.matcher(before).matches()
        || NUMBER_OF_ITEM.matcher(lineOf(before)).matches()
        || (Character.isDigit(first) && NUMBERED.matcher(before).matches());
  }

  private static String lineOf(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private boolean endsAtLineBreak(int at) {
    String line = lineOf(content.substring(begin, at)).strip();
    return line.isEmpty()
        || citations.contains(at)
        || line.startsWith("#")
        || line.endsWith("|")
        || line.endsWith(":")
        || line.endsWith("：")
        || line.endsWith("**")
        || BLOCK.matcher(content).region(at + 1, content.length()).lookingAt();
  }
}
