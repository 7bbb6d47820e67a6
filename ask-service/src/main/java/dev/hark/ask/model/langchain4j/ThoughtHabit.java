package dev.hark.ask.model.langchain4j;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Where a model's thoughts stand, for all of its answers. What was noticed in an answer holds until
 * another shows the contrary: any answer may quote a tag.
 *
 * @param amongWords whether they may stand among the words at all
 * @param known whether it is certain, by settings or by name, that answers begin with them
 * @param noticed whether an answer had a closing tag alone, and none was whole without any since
 */
record ThoughtHabit(boolean amongWords, boolean known, AtomicBoolean noticed) {
  /** Names of models whose template writes the opening tag. */
  private static final Pattern THINKERS =
      Pattern.compile("(?i).*(?:deepseek-r1|r1-distill|qwq|thinking|reasoner).*");

  /** Of a model that never writes thoughts among its words: tags are words like any. */
  static ThoughtHabit apart() {
    return new ThoughtHabit(false, false, new AtomicBoolean());
  }

  /** Of a model that may write thoughts among its words. */
  static ThoughtHabit unknown() {
    return new ThoughtHabit(true, false, new AtomicBoolean());
  }

  /** Of a model whose every answer begins with thoughts that only a closing tag ends. */
  static ThoughtHabit first() {
    return new ThoughtHabit(true, true, new AtomicBoolean());
  }

  /** As settings tell it. Providers themselves, at their own addresses, keep thoughts apart. */
  static ThoughtHabit of(ProviderSettings settings) {
    if (settings.dialect().thinksFirst()) {
      return first();
    }
    if (settings.baseUrl().isEmpty()) {
      return apart();
    }
    return THINKERS.matcher(settings.profile().model()).matches() ? first() : unknown();
  }

  /** Whether an answer is to be taken for thoughts until its closing tag. */
  boolean thinksFirst() {
    return known || noticed.get();
  }

  /** An answer had a closing tag alone, or was whole without any. */
  void notice(boolean closingTagAlone) {
    noticed.set(closingTagAlone);
  }
}
