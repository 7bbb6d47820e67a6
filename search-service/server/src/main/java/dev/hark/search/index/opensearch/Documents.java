package dev.hark.search.index.opensearch;

import dev.hark.search.index.IndexUnavailableException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Documents by id, which always sees the last write. */
final class Documents {
  private Documents() {}

  static String path(String alias, String id) {
    return "/" + alias + "/_doc/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  /** Whether there is no such document; no such index is a failure. */
  static boolean absent(Reply reply) {
    if (reply.status() != Reply.NOT_FOUND) {
      return false;
    }
    if (reply.body().has("error")) {
      throw new IndexUnavailableException("OpenSearch answered: " + reply.errorType());
    }
    return true;
  }
}
