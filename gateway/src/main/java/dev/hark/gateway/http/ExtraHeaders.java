package dev.hark.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;

/** More headers that every answer has, whoever made it. For any thread. */
@FunctionalInterface
public interface ExtraHeaders {
  /** Adds what is missing; called last, right before the answer leaves. */
  void complete(HttpHeaders headers);
}
