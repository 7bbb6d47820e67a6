package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.opensearch.CallFailures.Unanswered;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.json.JsonException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.ShardStatistics;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.CountRequest;
import org.opensearch.client.opensearch.core.CountResponse;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.get.GetResult;
import org.opensearch.client.opensearch.core.mget.MultiGetOperation;
import org.opensearch.client.opensearch.core.mget.MultiGetResponseItem;
import org.opensearch.client.opensearch.core.msearch.MultiSearchResponseItem;
import org.opensearch.client.opensearch.core.msearch.RequestItem;
import org.opensearch.client.opensearch.core.search.HitsMetadata;
import org.opensearch.client.opensearch.generic.Bodies;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.TransportOptions;

/**
 * Waits for what the client of OpenSearch answers until its time-out. Nothing is tried again here,
 * and what nobody waits for any more is aborted. Failures are those of {@link CallFailures}, and an
 * answer that leaves out a part of an index is one too. Each call is a span of the trace that it is
 * done for, if there is one, named by the operation alone: neither ids nor words of a request are
 * told.
 */
final class OpenSearchCalls {
  private static final int FIRST_ERROR = 400;
  private static final int NOT_FOUND = 404;

  /**
   * A search has one core at most, so that who searches beside one that takes long finds another.
   * Measured by {@code infra/speed fairness}; the figures are in infra/bench.
   */
  private static final long ONE_AT_A_TIME = 1;

  private final OpenSearchAsyncClient client;
  private final OpenSearchGenericClient generic;
  private final Duration timeout;

  OpenSearchCalls(OpenSearchTransport transport, TransportOptions options, Duration timeout) {
    this.client = new OpenSearchAsyncClient(transport, options);
    this.generic = new OpenSearchGenericClient(transport, options);
    this.timeout = timeout;
  }

  /** A call of the client. */
  interface Call<T> {
    CompletableFuture<T> by(OpenSearchAsyncClient client) throws IOException;
  }

  /**
   * What the client answers.
   *
   * @param operation such as {@code _msearch}
   */
  <T> T send(String operation, Call<T> call) {
    if (!Span.current().getSpanContext().isValid()) {
      return answer(call);
    }
    Span span =
        GlobalOpenTelemetry.getTracer("dev.hark")
            .spanBuilder("opensearch " + operation)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("db.system.name", "opensearch")
            .setAttribute("db.operation.name", operation)
            .startSpan();
    try {
      return answer(call);
    } catch (RuntimeException e) {
      span.setAttribute("error.type", e.getClass().getSimpleName());
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  /** Sends what the typed client has no form for. */
  JsonNode send(String operation, Requests.JsonBodyBuilder request) {
    Response response = send(operation, _ -> generic.executeAsync(request.build()));
    JsonNode body = response.getBody().map(OpenSearchCalls::json).orElse(MissingNode.getInstance());
    if (response.getStatus() >= FIRST_ERROR) {
      throw CallFailures.answered(
          response.getStatus(), body.path("error").path("type").asText("no reason"));
    }
    return body;
  }

  private static JsonNode json(Body body) {
    try {
      return Bodies.json(body, JsonNode.class, Connections.JSON);
    } catch (JsonException e) {
      throw CallFailures.of(e);
    }
  }

  /**
   * Whether there is something at this path. To the typed client whatever is refused is not there.
   */
  boolean exists(String operation, String path) {
    Request request = Requests.builder().method("HEAD").endpoint(path).build();
    int status = send(operation, _ -> generic.executeAsync(request)).getStatus();
    if (status >= FIRST_ERROR && status != NOT_FOUND) {
      throw CallFailures.answered(status, "no reason");
    }
    return status != NOT_FOUND;
  }

  private <T> T answer(Call<T> call) {
    Exchange exchange = new Exchange();
    try {
      return exchange.begin(() -> call.by(client)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw CallFailures.of(e.getCause());
    } catch (IOException e) {
      throw CallFailures.of(e);
    } catch (TimeoutException e) {
      exchange.abort();
      throw new Unanswered("OpenSearch did not answer within " + timeout, e);
    } catch (InterruptedException e) {
      exchange.abort();
      Thread.currentThread().interrupt();
      throw new Unanswered("given up before OpenSearch answered", e);
    }
  }

  /** What a search finds in the whole index. */
  HitsMetadata<JsonNode> search(SearchRequest.Builder request) {
    return aggregate(request).hits();
  }

  /** The same, with all that it counts. */
  SearchResponse<JsonNode> aggregate(SearchRequest.Builder request) {
    SearchRequest search = request.build();
    SearchResponse<JsonNode> response =
        send("_search", asked -> asked.search(search, JsonNode.class));
    var _ = whole(response);
    return response;
  }

  private static HitsMetadata<JsonNode> whole(SearchResponse<JsonNode> response) {
    requireAll(response.shards());
    if (response.timedOut()) {
      throw new IndexUnavailableException("a shard did not answer in time");
    }
    return response.hits();
  }

  long count(CountRequest.Builder request, Query query) {
    CountRequest count = request.query(query).build();
    CountResponse response = send("_count", asked -> asked.count(count));
    requireAll(response.shards());
    return response.count();
  }

  /** Makes all that was written visible to searches. */
  void refresh(String alias) {
    requireAll(
        send("_refresh", asked -> asked.indices().refresh(refresh -> refresh.index(alias)))
            .shards());
  }

  private static void requireAll(ShardStatistics shards) {
    if (shards.failed() > 0) {
      throw new IndexUnavailableException("not every shard answered");
    }
  }

  /** Each document as its last write left it, in the order in which they are asked for. */
  List<Optional<JsonNode>> documents(List<MultiGetOperation> wanted) {
    return read(wanted).stream().map(OpenSearchCalls::source).toList();
  }

  /** What a document holds, if it is there. */
  static Optional<JsonNode> source(GetResult<JsonNode> result) {
    return result.found()
        ? Optional.of(Optional.ofNullable(result.source()).orElse(MissingNode.getInstance()))
        : Optional.empty();
  }

  /** The same, with the number of that write. */
  List<GetResult<JsonNode>> read(List<MultiGetOperation> wanted) {
    List<MultiGetResponseItem<JsonNode>> answers =
        send("_mget", asked -> asked.mget(get -> get.docs(wanted), JsonNode.class)).docs();
    if (answers.size() != wanted.size()) {
      throw new IndexUnavailableException("a document that was asked for has no answer");
    }
    List<GetResult<JsonNode>> documents = new ArrayList<>();
    for (MultiGetResponseItem<JsonNode> answer : answers) {
      if (answer.isFailure()) {
        throw new IndexUnavailableException(
            "a document cannot be read: " + answer.failure().error().type());
      }
      documents.add(answer.result());
    }
    return documents;
  }

  /** What each of the searches finds, in their order. */
  List<HitsMetadata<JsonNode>> searchAll(List<RequestItem> searches) {
    return searchEach(searches).stream().map(Searched::orThrow).toList();
  }

  /** The same, where one may do without another. */
  List<Searched> searchEach(List<RequestItem> searches) {
    List<MultiSearchResponseItem<JsonNode>> answers =
        send(
                "_msearch",
                asked ->
                    asked.msearch(
                        all -> all.searches(searches).maxConcurrentSearches(ONE_AT_A_TIME),
                        JsonNode.class))
            .responses();
    if (answers.size() != searches.size()) {
      throw new IndexUnavailableException("a part of the search has no answer");
    }
    return answers.stream().map(OpenSearchCalls::searched).toList();
  }

  private static Searched searched(MultiSearchResponseItem<JsonNode> answer) {
    if (answer.isFailure()) {
      return new Searched.Failure(
          CallFailures.answered(answer.failure().status(), answer.failure().error()));
    }
    try {
      return new Searched.Whole(whole(answer.result()));
    } catch (IndexUnavailableException e) {
      return new Searched.Failure(e);
    }
  }

  /**
   * What carries one call, so that it can be aborted when nobody waits for its answer any more: to
   * cancel the future that the client of OpenSearch hands out changes nothing below it. For one
   * call.
   */
  static final class Exchange {
    private static final ScopedValue<Exchange> SENDING = ScopedValue.newInstance();

    private volatile @Nullable Runnable end;

    /** Sends a call. */
    interface Sending<T> {
      CompletableFuture<T> send() throws IOException;
    }

    <T> CompletableFuture<T> begin(Sending<T> sending) throws IOException {
      return ScopedValue.where(SENDING, this).call(sending::send);
    }

    /**
     * To be told in the thread that sends, before a connection is asked for.
     *
     * @param end aborts what is sent, whatever has become of it
     */
    static void begun(Runnable end) {
      if (SENDING.isBound()) {
        SENDING.get().end = end;
      }
    }

    /**
     * Closes the connection, or gives up the place in the queue for one. Not after an answer: it
     * comes a moment before its connection is given back.
     */
    void abort() {
      Runnable there = end;
      if (there != null) {
        there.run();
      }
    }
  }
}
