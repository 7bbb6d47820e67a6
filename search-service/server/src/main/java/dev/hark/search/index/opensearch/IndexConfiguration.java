package dev.hark.search.index.opensearch;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where the index is and how it is made.
 *
 * @param url address of OpenSearch
 * @param prefix of the names of all indices
 * @param shards of the chunk index, used when it is made
 * @param replicas of every index, used when it is made
 * @param candidates chunks that each leg of a search finds
 * @param connectTimeout for a connection to OpenSearch
 * @param readTimeout for an answer to a read
 * @param writeTimeout for an answer to a write
 * @param retryWait first wait before a refused write is tried again; doubles each time
 * @param checkInterval between looks at whether the indices are as they should be
 */
@ConfigurationProperties("hark.index")
public record IndexConfiguration(
    @Bindable(defaultValue = "http://127.0.0.1:19200") URI url,
    @Bindable(defaultValue = "hark") String prefix,
    @Bindable(defaultValue = "2") int shards,
    @Bindable(defaultValue = "0") int replicas,
    @Bindable(defaultValue = "100") int candidates,
    @Bindable(defaultValue = "1s") Duration connectTimeout,
    @Bindable(defaultValue = "2s") Duration readTimeout,
    @Bindable(defaultValue = "30s") Duration writeTimeout,
    @Bindable(defaultValue = "100ms") Duration retryWait,
    @Bindable(defaultValue = "2s") Duration checkInterval) {
  private static final int MAX_CANDIDATES = 1_000;

  public IndexConfiguration {
    if (!prefix.matches("[a-z][a-z0-9-]{0,40}")) {
      throw new IllegalArgumentException(
          "hark.index.prefix is 1 to 41 of a-z, 0-9 and -, beginning with a letter: " + prefix);
    }
    if (shards < 1 || replicas < 0) {
      throw new IllegalArgumentException(
          "hark.index.shards must be at least 1 and replicas at least 0: %d, %d"
              .formatted(shards, replicas));
    }
    if (candidates < 1 || candidates > MAX_CANDIDATES) {
      throw new IllegalArgumentException(
          "hark.index.candidates must be 1 to 1,000, not " + candidates);
    }
  }

  /** Names of the indices and of the aliases that everything goes through. */
  record Names(String prefix) {
    private static final String VERSION = "-v1";

    String chunks() {
      return prefix + "-chunks";
    }

    String recordings() {
      return prefix + "-recordings";
    }

    String endUsers() {
      return prefix + "-end-users";
    }

    List<String> aliases() {
      return List.of(chunks(), recordings(), endUsers());
    }

    /** The index that is made behind an alias. */
    String index(String alias) {
      return alias + VERSION;
    }
  }
}
