package dev.hark.gateway.search;

import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.idempotency.Attempt;
import dev.hark.gateway.idempotency.Idempotency;
import dev.hark.gateway.idempotency.KeptAnswer;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.proto.search.v1.SearchResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/recordings/search}. */
@Controller("/v1/recordings/search")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SearchController {
  /** Says that an answer is less than it could be; the body has no place for it. */
  static final String DEGRADED = "X-Hark-Degraded";

  /** Found by words alone, because the query could not be embedded. */
  static final String LEXICAL_ONLY = "lexical-only";

  /** Found by meaning alone, because the words could not be searched. */
  static final String SEMANTIC_ONLY = "semantic-only";

  private final SearchServiceClient searchService;
  private final Idempotency idempotency;

  SearchController(SearchServiceClient searchService, Idempotency idempotency) {
    this.searchService = searchService;
    this.idempotency = idempotency;
  }

  @Operation(
      id = "searchRecordings",
      summary = "Find what was said",
      description =
          "By the words of the query and by its meaning, among the recordings of one end user."
              + " Recordings of somebody else find nothing.",
      body = SearchOrder.SearchFields.class,
      answers = @Answer(description = "What fits best.", of = SearchAnswer.class))
  @Post
  @RequiresScope(Scope.RECORDINGS_READ)
  HttpResponse<?> search(HttpRequest<?> request, Call call, @Body byte @Nullable [] body) {
    return idempotency.once(
        request,
        call.caller(),
        body,
        madeId -> Optional.empty(),
        attempt -> search(request, call, body, attempt),
        kept -> again(request, call, body, kept));
  }

  private HttpResponse<byte[]> search(
      HttpRequest<?> request, Call call, byte @Nullable [] body, Attempt attempt) {
    SearchOrder order = SearchOrder.read(RequestBody.of(request, body), call.caller());
    SearchResponse response = searchService.search(call, order.request());
    SearchAnswer found = SearchAnswer.of(response, order.grouped());
    MutableHttpResponse<byte[]> answer = Json.ok(found);
    if (response.getLexicalOnly() || response.getSemanticOnly()) {
      answer.header(DEGRADED, response.getLexicalOnly() ? LEXICAL_ONLY : SEMANTIC_ONLY);
    }
    return attempt.answered(
        answer, Json.bytes(KeptSearch.of(found, response)), Optional.of(order.endUser()));
  }

  /** With the words as they are in the index; none when some of them are there no more. */
  private Optional<HttpResponse<byte[]>> again(
      HttpRequest<?> request, Call call, byte @Nullable [] body, KeptAnswer answer) {
    SearchOrder order = SearchOrder.read(RequestBody.of(request, body), call.caller());
    KeptSearch kept = answer.body(KeptSearch.class);
    return kept.chunks()
        .map(chunks -> searchService.chunks(call, order.endUser(), chunks))
        .flatMap(kept::saying)
        .map(said -> answer.with(Json.bytes(said)));
  }
}
