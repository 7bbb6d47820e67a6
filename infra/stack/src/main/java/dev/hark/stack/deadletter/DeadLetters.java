package dev.hark.stack.deadletter;

import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.installation.UserException;
import dev.hark.stack.kafka.TopicReader;
import java.util.Optional;
import java.util.function.Consumer;

/** The topic of dead letters, read without leaving a trace in it. Not thread-safe. */
public final class DeadLetters implements AutoCloseable {
  public static final String TOPIC = "recording-events.dlq";

  private final TopicReader reader;

  private DeadLetters(TopicReader reader) {
    this.reader = reader;
  }

  /**
   * Of a broker.
   *
   * @throws UserException when it does not answer or has no such topic
   */
  public static DeadLetters of(String kafka) {
    return new DeadLetters(TopicReader.of(kafka, TOPIC));
  }

  /** Hands on all that are there now, oldest first within a partition. */
  void forEach(Consumer<DeadLetter> each) {
    reader.toStart();
    reader.readToEnd(record -> each.accept(new DeadLetter(record)));
  }

  /** One of them; empty when there is none, or none any more. */
  Optional<DeadLetter> find(Place id) {
    return reader.read(id.partition(), id.offset()).map(DeadLetter::new);
  }

  /** From here on {@link #readNew} begins. */
  public void skipThoseOfBefore() {
    reader.toEnd();
  }

  /** Hands on those that have come since it was last asked. */
  public void readNew(Consumer<DeadLetter> each) {
    reader.readToEnd(record -> each.accept(new DeadLetter(record)));
  }

  @Override
  public void close() {
    reader.close();
  }
}
