package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class WorkBudgetTest {
  private static final int MEBIBYTE = 1 << 20;

  private final WorkBudget budget = new WorkBudget(10L * MEBIBYTE);

  @Test
  void smallEventsAreLetInWhateverIsInWork() {
    assertEquals(3, admitted(100, 1, 1, 1));
  }

  @Test
  void aLargeEventIsLetInWhenItFitsOrIsTheOnlyOne() {
    assertEquals(1, admitted(0, 32));
    assertEquals(2, admitted(0, 5, 5));
    assertEquals(1, admitted(5, 5));
  }

  @Test
  void aLargeEventThatDoesNotFitWaitsAndWhatIsBehindItToo() {
    assertEquals(0, admitted(5, 6, 1));
    assertEquals(2, admitted(5, 1, 1, 6, 1));
    assertEquals(1, admitted(0, 32, 2));
  }

  @Test
  void nothingIsFetchedWhenTheSmallOnesFillTheirBudget() {
    assertFalse(budget.isFull(10L * MEBIBYTE - 1));
    assertTrue(budget.isFull(10L * MEBIBYTE));
  }

  @Test
  void withoutASettingItIsAShareOfTheHeap() {
    assertEquals(7, WorkBudget.of(7).bytes());
    assertEquals(Runtime.getRuntime().maxMemory() / 16, WorkBudget.of(0).bytes());
  }

  private int admitted(int largeMebibytes, int... sizes) {
    List<ConsumerRecord<byte[], ByteBuffer>> records =
        Arrays.stream(sizes).mapToObj(WorkBudgetTest::record).toList();
    return budget.admit(records, (long) largeMebibytes * MEBIBYTE).size();
  }

  private static ConsumerRecord<byte[], ByteBuffer> record(int mebibytes) {
    return new ConsumerRecord<>(
        "topic",
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        mebibytes * MEBIBYTE,
        new byte[0],
        ByteBuffer.allocate(0),
        new RecordHeaders(),
        Optional.empty());
  }
}
