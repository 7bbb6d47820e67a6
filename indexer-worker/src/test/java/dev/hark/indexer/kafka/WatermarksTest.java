package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class WatermarksTest {
  private static final TopicPartition PARTITION = new TopicPartition("fetch", 0);

  private final Watermarks watermarks = new Watermarks();

  private OptionalLong toCommit() {
    return watermarks.toCommit(List.of(PARTITION)).values().stream()
        .mapToLong(offset -> offset.offset())
        .findAny();
  }

  @Test
  void commitsUpToTheFirstThatIsNotDone() {
    for (long offset = 7; offset < 11; offset++) {
      watermarks.begin(PARTITION, offset);
    }
    assertEquals(OptionalLong.empty(), toCommit());
    watermarks.end(PARTITION, 8);
    watermarks.end(PARTITION, 10);
    assertEquals(OptionalLong.empty(), toCommit());
    watermarks.end(PARTITION, 7);
    assertEquals(OptionalLong.of(9), toCommit());
    assertEquals(OptionalLong.empty(), toCommit(), "it is on its way");
    watermarks.commitFailed(PARTITION);
    assertEquals(OptionalLong.of(9), toCommit());
    watermarks.end(PARTITION, 9);
    assertEquals(OptionalLong.of(11), toCommit());
  }

  @Test
  void beginsAnewWhereTheTopicDoes() {
    watermarks.begin(PARTITION, 5);
    watermarks.begin(PARTITION, 0);
    watermarks.end(PARTITION, 0);
    assertEquals(OptionalLong.of(1), toCommit());
  }

  @Test
  void forgetsWhatIsGone() {
    watermarks.begin(PARTITION, 5);
    watermarks.remove(List.of(PARTITION));
    watermarks.end(PARTITION, 5);
    assertEquals(Map.of(), watermarks.toCommit(List.of(PARTITION)));
  }
}
