package dev.hark.indexer;

import io.grpc.ManagedChannel;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way to ask-service.
 *
 * @param channel empty where ask-service is not to be told of deletions
 */
record AskServiceChannel(Optional<ManagedChannel> channel) implements AutoCloseable {
  /**
   * A way that is gone when there is an address.
   *
   * @param toService makes the channel of any of Hark's services
   */
  static AskServiceChannel to(String address, Function<String, ManagedChannel> toService) {
    return new AskServiceChannel(
        Optional.of(address).filter(there -> !there.isBlank()).map(toService));
  }

  @Override
  public void close() {
    channel.ifPresent(ManagedChannel::shutdownNow);
  }
}
