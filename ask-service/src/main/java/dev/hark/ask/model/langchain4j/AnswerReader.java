package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Reads one answer: it is over when its protocol says so, whatever the connection does. After a
 * reason to finish it is whole; what may follow is waited for a short time.
 */
final class AnswerReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** In characters; the longest answer that a model gives is below 1 Mi. */
  private static final long MOST_WORDS = 8L << 20;

  private final Protocol protocol;
  private final TimedBody body;
  private final Deadline deadline;
  private final StreamedAnswer answer;

  AnswerReader(Protocol protocol, TimedBody body, Deadline deadline, StreamedAnswer answer) {
    this.protocol = protocol;
    this.body = body;
    this.deadline = deadline;
    this.answer = answer;
  }

  Completion read() {
    try {
      events();
      body.drain();
    } catch (JsonProcessingException e) {
      if (!answer.finished()) {
        // Not its message: it quotes the answer.
        return failed(
            new ModelFailure.Broken("an event is not readable: " + e.getClass().getSimpleName()));
      }
    } catch (TimeoutException e) {
      if (!answer.finished()) {
        return failed(new ModelFailure.TimedOut(deadline.reason()));
      }
    } catch (IOException e) {
      if (!answer.finished()) {
        return failed(new ModelFailure.Broken(String.valueOf(e.getMessage())));
      }
    } finally {
      body.close();
    }
    return answer.completion();
  }

  private void events() throws IOException, TimeoutException {
    EventStream events = new EventStream(body);
    while (!answer.done()) {
      Optional<EventStream.Event> event = events.next(deadline);
      if (event.isEmpty()) {
        return;
      }
      take(event.get());
      if (answer.length() > MOST_WORDS) {
        throw new IOException("the answer is too long");
      }
    }
  }

  private void take(EventStream.Event event) throws JsonProcessingException {
    if (event.name().equals("error")) {
      answer.failed();
    } else if (event.data().equals(EventStream.DONE)) {
      answer.over();
    } else {
      protocol.read(JSON.readTree(event.data()), answer);
    }
  }

  private static Completion failed(ModelFailure failure) {
    return new Completion.Failed(failure);
  }
}
