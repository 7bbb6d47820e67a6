package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consumers as the worker makes them; nothing is asked of a broker. */
final class ConsumersTest {
  private static final String EVENTS = "kafka.consumers.events.";

  private static ApplicationContext context(String key, String value) {
    return ApplicationContext.run(Map.of("kafka.bootstrap.servers", "127.0.0.1:1", key, value));
  }

  @ParameterizedTest
  @CsvSource({"'',", "' ',", "worker-1,worker-1"})
  void anEmptyInstanceIdIsNone(String set, String expected) {
    try (ApplicationContext context = context(EVENTS + "group.instance.id", set);
        Consumer<byte[], ByteBuffer> events = context.getBean(Consumers.class).events();
        Consumer<byte[], ByteBuffer> side = context.getBean(Consumers.class).side("bulk")) {
      assertEquals(Optional.ofNullable(expected), events.groupMetadata().groupInstanceId());
      assertEquals("hark-indexer", events.groupMetadata().groupId());
      assertEquals(Optional.ofNullable(expected), side.groupMetadata().groupInstanceId());
      assertEquals("hark-indexer-bulk", side.groupMetadata().groupId());
    }
  }

  /** Kafka's own heartbeat, every 3 s, would be refused beside it. */
  @Test
  void signsOfLifeFollowTheSessionTimeout() {
    try (ApplicationContext context = context(EVENTS + "session.timeout.ms", "2000");
        Consumer<byte[], ByteBuffer> events = context.getBean(Consumers.class).events()) {
      assertEquals("hark-indexer", events.groupMetadata().groupId());
    }
  }

  @Test
  void whatReadsSingleRecordsIsInNoGroup() {
    try (ApplicationContext context = context(EVENTS + "group.instance.id", "worker-1");
        Consumer<byte[], ByteBuffer> reader = context.getBean(Consumers.class).reader()) {
      assertThrows(InvalidGroupIdException.class, reader::groupMetadata);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.bootstrap.servers,''",
    "kafka.consumers.events.group.id,' '",
    "kafka.consumers.events.session.timeout.ms,10s",
    "kafka.consumers.events.max.poll.records,0"
  })
  void whatCannotBeIsRefusedWithItsKeyAtTheStart(String key, String value) {
    try (ApplicationContext context = ApplicationContext.run(Map.of(key, value))) {
      Exception refused =
          assertThrows(BeanInstantiationException.class, () -> context.getBean(Consumers.class));
      String name = key.replaceFirst("kafka\\.(consumers\\.events\\.)?", "");
      assertTrue(refused.toString().contains(name), refused::toString);
    }
  }
}
