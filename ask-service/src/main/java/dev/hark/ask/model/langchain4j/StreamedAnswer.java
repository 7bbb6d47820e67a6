package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import java.util.Locale;
import java.util.Optional;

/** What has come of an answer so far, told by the events of any protocol. For one thread. */
final class StreamedAnswer {
  private final Deadline deadline;
  private final ThoughtFilter filter;
  private String model;
  private Optional<Completion.Ending> ending = Optional.empty();
  private Completion.Usage usage = new Completion.Usage(0, 0, 0);
  private boolean thought;
  private boolean over;
  private boolean failed;
  private long length;

  /**
   * @param model as it is called until the answer says so itself
   */
  StreamedAnswer(String model, Deadline deadline, ThoughtFilter filter) {
    this.model = model;
    this.deadline = deadline;
    this.filter = filter;
  }

  void model(JsonNode name) {
    if (name.isTextual() && !name.asText().isBlank()) {
      model = name.asText();
    }
  }

  /** Words as they were written, which may have thoughts among them. */
  void words(String piece) {
    if (!piece.isEmpty()) {
      // A reason that is followed by words was none: some servers send one with every piece.
      ending = Optional.empty();
      length += piece.length();
      if (filter.next(piece)) {
        deadline.word();
      } else {
        deadline.thought();
      }
    }
  }

  /** How many characters its words have so far. */
  long length() {
    return length;
  }

  /** The model thinks, in an event of its own. */
  void thought() {
    thought = true;
    filter.separated();
    deadline.thought();
  }

  /** What was counted; what an event does not count stays as it was. */
  void usage(long input, long output, long cached) {
    usage =
        new Completion.Usage(
            Math.max(usage.input(), input),
            Math.max(usage.output(), output),
            Math.max(usage.cached(), cached));
  }

  /** The provider does not answer because of what is in the question. */
  void blocked() {
    ending = Optional.of(Completion.Ending.CONTENT_FILTER);
    deadline.finished();
  }

  /** Why the answer is finished; nothing, null and blank are no reason. */
  void reason(JsonNode reason) {
    String word = reason.asText("").toLowerCase(Locale.ROOT);
    if (!reason.isTextual() || word.isBlank() || word.equals("finish_reason_unspecified")) {
      return;
    }
    if (word.equals("error")) {
      failed();
      return;
    }
    ending = Optional.of(ending(word));
    deadline.finished();
  }

  /** One table for all: no two providers mean different things by one word. */
  private static Completion.Ending ending(String reason) {
    return switch (reason) {
      case "length",
          "max_tokens",
          "max_output_tokens",
          "model_length",
          "model_context_window_exceeded",
          "pause_turn",
          "abort",
          "insufficient_system_resource" ->
          Completion.Ending.LENGTH;
      case "content_filter",
          "safety",
          "recitation",
          "blocklist",
          "prohibited_content",
          "spii",
          "image_safety",
          "refusal",
          "sensitive" ->
          Completion.Ending.CONTENT_FILTER;
      default -> Completion.Ending.STOP;
    };
  }

  /** The protocol's own end: nothing follows. */
  void over() {
    over = true;
  }

  /** An error inside the stream. */
  void failed() {
    failed = true;
  }

  /** Whether nothing more needs to be read. */
  boolean done() {
    return over || failed;
  }

  /** Whether it may end here, as far as the provider said. */
  boolean finished() {
    return over || ending.isPresent();
  }

  /** How it ended; nothing more comes. */
  Completion completion() {
    if (failed) {
      return broken("an error in the stream");
    }
    if (!finished()) {
      return broken("the stream ended before the answer did");
    }
    Completion.Ending end = ending.orElse(Completion.Ending.STOP);
    boolean words = filter.finish(end);
    boolean onlyThoughts = thought || filter.thought() || end == Completion.Ending.LENGTH;
    return !words && onlyThoughts && end != Completion.Ending.CONTENT_FILTER
        ? new Completion.Failed(
            new ModelFailure.OnlyThoughts("no word but thoughts, ended by " + end))
        : new Completion.Finished(model, end, usage);
  }

  private static Completion broken(String reason) {
    return new Completion.Failed(new ModelFailure.Broken(reason));
  }
}
