package dev.hark.indexer.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.kafka.Attempt.Disposition;
import io.micronaut.configuration.kafka.DefaultProducerFactory;
import io.micronaut.configuration.kafka.ProducerFactory;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The producer as the worker gets it, but for the one that talks to a broker. */
final class AcknowledgedProducerTest {
  private static final ProducerRecord<byte[], byte[]> RECORD =
      new ProducerRecord<byte[], byte[]>(
          "topic", null, null, null, List.of(new RecordHeader("name", new byte[] {0, -1})));

  private final ApplicationContext context =
      ApplicationContext.run(Map.of("test.producers", "true"));
  private final Producers producers = context.getBean(Producers.class);
  private final AcknowledgedProducer producer = context.getBean(AcknowledgedProducer.class);

  /** Makes producers whose records are acknowledged when the test says so. */
  @Singleton
  @Replaces(DefaultProducerFactory.class)
  @Requires(property = "test.producers")
  static final class Producers implements ProducerFactory {
    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private final Properties settings = new Properties();
    private boolean fails;

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Producer<K, V> createProducer(
        Properties config, Serializer<K> ks, Serializer<V> vs) {
      if (fails) {
        throw new KafkaException("no such host");
      }
      settings.putAll(config);
      made.add(
          new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()));
      return (Producer<K, V>) made.getLast();
    }
  }

  @AfterEach
  void close() {
    context.close();
  }

  private Supplier<Disposition> begin() {
    return producer.begin(RECORD, RetryCause.DEAD_LETTERS);
  }

  private static void assertWaits(Disposition disposition) {
    assertEquals(
        RetryCause.DEAD_LETTERS, assertInstanceOf(Disposition.Wait.class, disposition).cause());
  }

  @Test
  void isMadeWhenFirstNeededAndTriedAgainWhenItCannotBe() {
    assertEquals(List.of(), producers.made);
    producers.fails = true;
    assertWaits(begin().get());
    producers.fails = false;
    Supplier<Disposition> sent = begin();
    assertTrue(producers.made.getFirst().completeNext());
    assertEquals(new Disposition.Done(), sent.get());
  }

  @Test
  void sendsRecordsAsTheyAreToAllReplicas() {
    Supplier<Disposition> _ = begin();
    assertSame(RECORD, producers.made.getFirst().history().getFirst());
    assertEquals("all", producers.settings.get("acks"));
    assertEquals(ByteArraySerializer.class.getName(), producers.settings.get("value.serializer"));
  }

  @Test
  void manyAreUnderWayAtATime() {
    Supplier<Disposition> first = begin();
    Supplier<Disposition> second = begin();
    MockProducer<byte[], byte[]> only = producers.made.getFirst();
    assertTrue(only.errorNext(new TimeoutException("no answer")));
    assertTrue(only.completeNext());
    assertWaits(first.get());
    assertEquals(new Disposition.Done(), second.get());
    assertEquals(1, producers.made.size());
    assertFalse(only.closed());
  }

  @Test
  void whatIsTooLargeIsToldApart() {
    Supplier<Disposition> sent = begin();
    assertTrue(producers.made.getFirst().errorNext(new RecordTooLargeException("too large")));
    assertThrows(RecordTooLargeException.class, sent::get);
    assertFalse(producers.made.getFirst().closed());
  }

  @Test
  void oneThatMayBeUselessGivesWayToAnother() {
    Supplier<Disposition> sent = begin();
    assertTrue(producers.made.getFirst().errorNext(new SaslAuthenticationException("expired")));
    assertWaits(sent.get());
    assertTrue(producers.made.getFirst().closed());
    Supplier<Disposition> again = begin();
    assertTrue(producers.made.getLast().completeNext());
    assertEquals(new Disposition.Done(), again.get());
    assertEquals(2, producers.made.size());
  }
}
