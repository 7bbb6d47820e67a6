package dev.hark.stack.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.stack.deadletter.DeadLetter;
import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.ingest.Event.Source;
import dev.hark.stack.ingest.Outcomes.Failure;
import dev.hark.stack.installation.UserException;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final Source SOURCE = new Source("some.jsonl", 1);

  private final Outcomes outcomes = new Outcomes();

  /** Says nothing for some looks, then that all is done. */
  private static final class SilentAtFirst implements Outcomes.Indexer {
    private int silent;

    private SilentAtFirst(int silent) {
      this.silent = silent;
    }

    @Override
    public void look(Consumer<DeadLetter> newLetters) {
      if (silent-- > 0) {
        throw new UserException("Kafka gives no answer");
      }
    }

    @Override
    public boolean isDone(Place event) {
      return silent < 0;
    }
  }

  private List<Failure> await(int silent, Duration limit) throws InterruptedException {
    outcomes.published(new Event(SOURCE, "eu_1", "{}", Optional.empty()), new Place(0, 1));
    // Nobody asks there: the event is about no recording.
    ManagedChannel nowhere = ManagedChannelBuilder.forAddress("127.0.0.1", 1).build();
    try {
      return outcomes.await(
          new SilentAtFirst(silent), new SearchableCheck(nowhere), limit, _ -> {});
    } finally {
      nowhere.shutdownNow();
    }
  }

  @Test
  void asksABrokerAgainThatDidNotAnswer() throws InterruptedException {
    assertEquals(List.of(), await(1, Duration.ofMinutes(1)));
  }

  @Test
  void saysWhatIsNotKnownWhenABrokerDoesNotAnswerInTime() throws InterruptedException {
    assertEquals(
        List.of(new Failure(SOURCE, "not in time: Kafka gives no answer")),
        await(Integer.MAX_VALUE, Duration.ofSeconds(-1)));
  }
}
