package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What has come of an answer so far, told by the events of any protocol. It is over when its
 * protocol says so, whatever the connection does. After a reason to finish it is whole; what may
 * follow is waited for a short time. For one thread.
 */
final class StreamedAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One table for all: no two providers mean different things by one word. */
  private static final Pattern LENGTH =
      Pattern.compile(
          "length|max_tokens|max_output_tokens|model_length|model_context_window_exceeded|pause_turn"
              + "|abort|insufficient_system_resource");

  private static final Pattern FILTER =
      Pattern.compile(
          "content_filter|safety|recitation|blocklist|prohibited_content|spii|image_safety|refusal"
              + "|sensitive");

  /** In characters; the longest answer that a model gives is below 1 Mi. */
  private static final long MOST_WORDS = 8L << 20;

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

  /** Reads it to its end. */
  Completion read(EventStream body, Protocol protocol) {
    try (body) {
      Optional<EventStream.Event> event = body.next();
      while (event.isPresent()) {
        take(event.get(), protocol);
        event = over || failed ? Optional.empty() : body.next();
      }
      body.drain();
      return completion();
    } catch (JsonProcessingException e) {
      // Not its message: it quotes the answer.
      return brokenOff(
          new ModelFailure.Broken("an event is not readable: " + e.getClass().getSimpleName()));
    } catch (HttpTimeoutException e) {
      return brokenOff(new ModelFailure.TimedOut(deadline.reason()));
    } catch (IOException e) {
      return brokenOff(new ModelFailure.Broken(String.valueOf(e.getMessage())));
    }
  }

  private void take(EventStream.Event event, Protocol protocol) throws IOException {
    if (event.name().equals("error")) {
      failed();
    } else if (event.data().equals(EventStream.DONE)) {
      over();
    } else {
      protocol.read(JSON.readTree(event.data()), this);
    }
    if (length > MOST_WORDS) {
      throw new IOException("the answer is too long");
    }
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
    end(Completion.Ending.CONTENT_FILTER);
  }

  /** Why the answer is finished; nothing, null and blank are no reason. */
  void reason(JsonNode reason) {
    String word = reason.isTextual() ? reason.asText().toLowerCase(Locale.ROOT) : "";
    if (word.equals("error")) {
      failed();
    } else if (!word.isBlank() && !word.equals("finish_reason_unspecified")) {
      end(
          LENGTH.matcher(word).matches()
              ? Completion.Ending.LENGTH
              : FILTER.matcher(word).matches()
                  ? Completion.Ending.CONTENT_FILTER
                  : Completion.Ending.STOP);
    }
  }

  private void end(Completion.Ending reason) {
    ending = Optional.of(reason);
    deadline.finished();
  }

  /** The protocol's own end: nothing follows. */
  void over() {
    over = true;
  }

  /** An error inside the stream. */
  void failed() {
    failed = true;
  }

  /** How it ended where the stream did not end by itself: well, when a reason had come. */
  private Completion brokenOff(ModelFailure failure) {
    return ending.isPresent() ? completion() : new Completion.Failed(failure);
  }

  private Completion completion() {
    if (failed) {
      return broken("an error in the stream");
    }
    if (!over && ending.isEmpty()) {
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
