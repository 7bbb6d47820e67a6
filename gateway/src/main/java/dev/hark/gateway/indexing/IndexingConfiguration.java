package dev.hark.gateway.indexing;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.stream.Stream;

/**
 * What the worker is told of its topics, told here too.
 *
 * @param group of the worker; it reads the other topics as this with {@code -fetch} and {@code
 *     -bulk}
 * @param fetchTopic where events are whose words have to be fetched first
 * @param bulkTopic where events are that would hold up others
 * @param deadLetterTopic where events are that can never work
 */
@ConfigurationProperties("hark.indexing")
public record IndexingConfiguration(
    String group, String fetchTopic, String bulkTopic, String deadLetterTopic) {
  public IndexingConfiguration {
    if (Stream.of(group, fetchTopic, bulkTopic, deadLetterTopic).anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "HARK_KAFKA_GROUP_ID, HARK_KAFKA_FETCH_TOPIC, HARK_KAFKA_BULK_TOPIC and"
              + " HARK_KAFKA_DEAD_LETTER_TOPIC must not be empty");
    }
  }
}
