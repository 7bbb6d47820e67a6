package dev.hark.search.index.opensearch;

import java.util.List;

/** Names of the indices and of the aliases that everything goes through. */
record IndexNames(String prefix) {
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
