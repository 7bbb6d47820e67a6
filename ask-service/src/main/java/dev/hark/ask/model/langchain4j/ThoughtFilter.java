package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.Completion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps thoughts that stand among the words, between {@code <think>} and {@code </think>}, from
 * being told. Where a template writes the opening tag for the model the closing one comes alone,
 * after all thoughts: an answer that begins like thoughts is held back until it is known what it
 * is. Where thoughts cannot be among the words, tags are words. For one answer and one thread.
 */
final class ThoughtFilter {
  private static final Pattern TAG =
      Pattern.compile("(?i)<\\s?(/?)\\s?think(?:ing)?\\s?>|\\[(/?)THINK]");

  /** How thoughts begin; an answer that does so too is merely told at its end. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?i)\\s*(?:ok(?:ay)?|alright|all right|right|well|h+m+|let me|let's|let"
              + " us|first|so|now|wait|i|we|need to|to answer|the user|the"
              + " question|user|maybe|perhaps|actually|looking"
              + "|checking|considering|think(?:ing)?|thoughts?|reasoning|analysis|analy[sz]ing|plan"
              + "|step)\\b");

  private final ChatModel.Words words;
  private final ThoughtHabit habit;
  private final boolean thinksFirst;
  private final StringBuilder unread = new StringBuilder();

  /** Words that may be thoughts. */
  private final StringBuilder held = new StringBuilder();

  private boolean holds;
  private boolean opened;
  private boolean thinking;
  private boolean thought;
  private boolean told;
  private boolean spoke;

  /**
   * @param habit of the model; this answer is added to it
   */
  ThoughtFilter(ChatModel.Words words, ThoughtHabit habit) {
    this.words = words;
    this.habit = habit;
    this.thinksFirst = habit.thinksFirst();
    this.holds = habit.amongWords();
  }

  /** Takes a piece; false when there was nothing in it but thoughts. */
  boolean next(String piece) {
    if (!habit.amongWords()) {
      return text(piece);
    }
    unread.append(piece);
    boolean anyWords = false;
    Matcher tag = TAG.matcher(unread);
    int from = 0;
    while (tag.find(from)) {
      anyWords |= text(unread.substring(from, tag.start()));
      tag("/".equals(tag.group(1)) || "/".equals(tag.group(2)));
      from = tag.end();
    }
    int to = Math.max(from, mayBeTag());
    anyWords |= text(unread.substring(from, to));
    unread.delete(0, to);
    return anyWords;
  }

  /** Thoughts come apart from the words: these are none. */
  void separated() {
    release();
  }

  /** Whether anything was kept back as thoughts. */
  boolean thought() {
    return thought;
  }

  /**
   * Tells what was held back. What a known thinker wrote until a limit is thoughts, and what begins
   * like thoughts of one whose last answer had some.
   *
   * @param ending of the answer
   * @return whether there was anything but thoughts and blanks
   */
  boolean finish(Completion.Ending ending) {
    text(unread.toString());
    unread.setLength(0);
    boolean cut = ending == Completion.Ending.LENGTH;
    if (cut && holds && (habit.known() || (thinksFirst && BEGINNING.matcher(held).lookingAt()))) {
      thought = true;
      held.setLength(0);
    }
    release();
    if (ending == Completion.Ending.STOP && spoke && !thought) {
      habit.notice(false);
    }
    return spoke;
  }

  /** Where an unread tag may begin, or the end. */
  @SuppressWarnings("JdkObsolete") // What has not come yet may go on with the match.
  private int mayBeTag() {
    int start = Math.max(unread.lastIndexOf("<"), unread.lastIndexOf("["));
    if (start < 0) {
      return unread.length();
    }
    Matcher begun = TAG.matcher(unread).region(start, unread.length());
    return !begun.lookingAt() && begun.hitEnd() ? start : unread.length();
  }

  private void tag(boolean closes) {
    thought = true;
    if (closes && !thinking) {
      if (!opened) {
        habit.notice(true);
      }
      held.setLength(0);
      if (told) {
        told = false;
        spoke = false;
        words.startOver();
      }
    }
    thinking = !closes;
    opened |= thinking;
    release();
  }

  @SuppressWarnings("JdkObsolete") // As above.
  private boolean text(String text) {
    if (thinking || text.isEmpty()) {
      return false;
    }
    held.append(text);
    if (holds) {
      Matcher beginning = BEGINNING.matcher(held);
      holds = thinksFirst || beginning.lookingAt() || beginning.hitEnd();
    }
    if (!holds) {
      tell();
    }
    return true;
  }

  private void release() {
    holds = false;
    tell();
  }

  private void tell() {
    if (!held.isEmpty()) {
      String text = held.toString();
      held.setLength(0);
      told = true;
      spoke |= !text.isBlank();
      words.next(text);
    }
  }
}
