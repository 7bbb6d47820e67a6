package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.IndexUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests to OpenSearch and waits for the answers as long as its patience lasts. Nothing is
 * tried again here. All that may pass (no connection, no answer in time, 429, 5xx) is an {@link
 * IndexUnavailableException}; any other status is a reply.
 */
final class OpenSearchCalls {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final CloseableHttpAsyncClient client;
  private final String address;
  private final Duration patience;
  private final RequestConfig limits;

  /**
   * Calls over connections that others may use too.
   *
   * @param address without a slash at the end
   */
  OpenSearchCalls(CloseableHttpAsyncClient client, String address, Duration patience) {
    this.client = client;
    this.address = address;
    this.patience = patience;
    this.limits =
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(patience))
            .setResponseTimeout(Timeout.of(patience))
            .build();
  }

  Reply send(Call call) {
    return CallSpans.around(call, () -> exchange(call));
  }

  private Reply exchange(Call call) {
    SimpleHttpRequest request = call.to(address);
    request.setConfig(limits);
    Future<SimpleHttpResponse> future = client.execute(request, null);
    try {
      return reply(future.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException ours) {
        throw new IllegalStateException("OpenSearch could not be asked", ours);
      }
      throw new IndexUnavailableException("OpenSearch did not answer: " + e.getCause(), e);
    } catch (IOException e) {
      throw new IndexUnavailableException("OpenSearch answered something that is no JSON");
    } catch (TimeoutException e) {
      throw new IndexUnavailableException("OpenSearch did not answer within " + patience, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexUnavailableException("given up before OpenSearch answered", e);
    } finally {
      future.cancel(true);
    }
  }

  private static Reply reply(SimpleHttpResponse response) throws IOException {
    int status = response.getCode();
    if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
      throw new IndexUnavailableException("OpenSearch answered " + status);
    }
    byte[] bytes = response.getBodyBytes();
    JsonNode body = bytes == null || bytes.length == 0 ? Json.object() : Json.read(bytes);
    return new Reply(status, body);
  }
}
