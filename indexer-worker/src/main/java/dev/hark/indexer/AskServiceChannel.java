package dev.hark.indexer;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.util.Optional;

/**
 * The way to ask-service.
 *
 * @param channel empty where ask-service is not to be told of deletions
 */
record AskServiceChannel(Optional<ManagedChannel> channel) implements AutoCloseable {
  static AskServiceChannel to(String address) {
    return new AskServiceChannel(
        Optional.of(address)
            .filter(there -> !there.isBlank())
            .map(there -> ManagedChannelBuilder.forTarget(there).usePlaintext().build()));
  }

  @Override
  public void close() {
    channel.ifPresent(ManagedChannel::shutdownNow);
  }
}
