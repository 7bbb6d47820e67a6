package dev.hark.gateway.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;

/** Answers leave as they are, whatever the client would accept. */
@Primary
@Singleton
final class NoCompression implements HttpCompressionStrategy {
  @Override
  public boolean isEnabled() {
    return false;
  }

  @Override
  public boolean shouldCompress(HttpResponse response) {
    return false;
  }

  @Override
  public int getMaxZstdEncodeSize() {
    return 0;
  }
}
