package dev.hark.gateway.erasure;

import java.util.Arrays;
import java.util.List;

/** Where a deletion has to go, in the order in which it does. */
enum Store {
  /** Recordings and chunks: from then on no search finds it and no look-up shows it. */
  SEARCH("search"),
  /** Sessions, messages and what answers quote. */
  ASK("ask"),
  /** Answers that are kept for requests that are sent again. */
  IDEMPOTENCY("idempotency"),
  /** The event that tells everybody else; sent when all others are done. */
  EVENT("event");

  private final String text;

  Store(String text) {
    this.text = text;
  }

  /** As the database and the API name it. */
  String text() {
    return text;
  }

  static Store of(String text) {
    return Arrays.stream(values())
        .filter(store -> store.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no store " + text));
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(Store::text).toList();
  }
}
