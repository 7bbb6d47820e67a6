package dev.hark.search.grpc;

import dev.hark.proto.search.v1.Caller;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/** Puts the id of a request into every line that is logged for it. */
final class RequestIds {
  private static final String KEY = "request_id";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private RequestIds() {}

  /** An id that is none is left out rather than logged. */
  static void logged(Caller caller, Runnable work) {
    String id = caller.getRequestId();
    if (!FORM.matcher(id).matches()) {
      work.run();
      return;
    }
    MDC.put(KEY, id);
    try {
      work.run();
    } finally {
      MDC.remove(KEY);
    }
  }
}
