package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.UpdateRecording.TranscriptionClaims;
import dev.hark.search.index.WriterLeases;
import dev.hark.search.index.opensearch.CallFailures.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.OpType;
import org.opensearch.client.opensearch._types.query_dsl.RangeQuery;
import org.opensearch.client.opensearch.core.GetResponse;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.mget.MultiGetOperation;

/**
 * What is known beside recordings and chunks, in one small index: a document for each erased end
 * user and for each claim, never removed, and one for each lease. Leases of writers that died stay,
 * and count for nothing.
 */
final class OpenSearchEndUsers implements Erasures, WriterLeases, TranscriptionClaims {
  private static final String TENANT = "tenant";
  private static final String RECORDING = "recording";
  private static final String UNTIL = "writes_until";

  private final OpenSearchCalls calls;
  private final String alias;
  private final Look look;

  /** Which leases are seen. */
  enum Look {
    /** All that are there: no lease hides. */
    AFTER_REFRESH,
    /** Those that the index's refresh interval of a second has made visible. */
    AS_IT_IS
  }

  OpenSearchEndUsers(OpenSearchCalls calls, IndexConfiguration.Names names) {
    this(calls, names, Look.AFTER_REFRESH);
  }

  OpenSearchEndUsers(OpenSearchCalls calls, IndexConfiguration.Names names, Look look) {
    this.calls = calls;
    this.alias = names.endUsers();
    this.look = look;
  }

  @Override
  public void add(Tenant tenant, Instant at) {
    boolean _ = create(tenant.key(), object(TENANT, tenant.key()).put("erased_at", at.toString()));
  }

  @Override
  public boolean contains(Tenant tenant) {
    return document(tenant.key()).isPresent();
  }

  @Override
  public Set<Tenant> among(Set<Tenant> tenants) {
    List<Tenant> asked = List.copyOf(tenants);
    List<Optional<JsonNode>> found =
        calls.documents(
            asked.stream()
                .map(tenant -> MultiGetOperation.of(get -> get.index(alias).id(tenant.key())))
                .toList());
    return IntStream.range(0, asked.size())
        .filter(i -> found.get(i).isPresent())
        .mapToObj(asked::get)
        .collect(Collectors.toSet());
  }

  /** No tenant's key begins like this. */
  static String leaseId(Entry entry) {
    return "lease/" + entry.id();
  }

  @Override
  public void put(Entry entry) {
    JsonNode lease =
        object(TENANT, entry.tenant().key())
            .put(RECORDING, entry.recording().value())
            .put(UNTIL, entry.until().toEpochMilli());
    var _ =
        calls.send(
            "_doc",
            client ->
                client.<JsonNode>index(
                    put -> put.index(alias).id(leaseId(entry)).requireAlias(true).document(lease)));
  }

  @Override
  public void remove(Entry entry) {
    var _ =
        calls.send(
            "_doc", client -> client.delete(delete -> delete.index(alias).id(leaseId(entry))));
  }

  @Override
  public boolean anyOf(RecordingKey recording, Instant now) {
    return !live(RECORDING, List.of(recording.value()), now).isEmpty();
  }

  @Override
  public Set<Tenant> among(Set<Tenant> tenants, Instant now) {
    Set<String> live = live(TENANT, tenants.stream().map(Tenant::key).toList(), now);
    return tenants.stream()
        .filter(tenant -> live.contains(tenant.key()))
        .collect(Collectors.toSet());
  }

  /** Those of the values that a lease has. */
  private Set<String> live(String field, List<String> values, Instant now) {
    if (look == Look.AFTER_REFRESH) {
      calls.refresh(alias);
    }
    RangeQuery live =
        RangeQuery.of(range -> range.field(UNTIL).gte(JsonData.of(now.toEpochMilli())));
    return calls
        .search(
            new SearchRequest.Builder()
                .index(alias)
                .size(values.size())
                .trackTotalHits(Queries.NOT_COUNTED)
                .source(Queries.only(field))
                .query(Queries.all(List.of(Queries.terms(field, values), live.toQuery())))
                .collapse(each -> each.field(field)))
        .hits()
        .stream()
        .map(hit -> hit.source().path(field).asText())
        .collect(Collectors.toSet());
  }

  @Override
  public RecordingKey claim(TranscriptionId transcription, RecordingKey recording) {
    String id = claimId(recording.project(), transcription);
    if (create(id, claim(recording))) {
      return recording;
    }
    JsonNode claim = document(id).orElse(MissingNode.getInstance());
    return new RecordingKey(recording.project(), holder(recording.project(), claim));
  }

  /** Of the document that says whose a transcription is. No tenant's key begins like this. */
  static String claimId(Project project, TranscriptionId transcription) {
    return "claim/" + project.key() + "/" + transcription.value();
  }

  /** The document that says that a transcription is this recording's. */
  static JsonNode claim(RecordingKey recording) {
    return object(RECORDING, recording.value());
  }

  /** Whose it says that it is. */
  static RecordingId holder(Project project, JsonNode claim) {
    return new RecordingId(claim.path(RECORDING).asText().substring(project.key().length() + 1));
  }

  private static ObjectNode object(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  /** Whether it was not there before. */
  private boolean create(String id, JsonNode document) {
    try {
      var _ =
          calls.send(
              "_doc",
              client ->
                  client.<JsonNode>index(
                      put ->
                          put.index(alias)
                              .id(id)
                              .opType(OpType.Create)
                              .requireAlias(true)
                              .document(document)));
      return true;
    } catch (Conflict e) {
      return false;
    }
  }

  private Optional<JsonNode> document(String id) {
    GetResponse<JsonNode> response =
        calls.send("_doc", client -> client.get(get -> get.index(alias).id(id), JsonNode.class));
    return response.found() ? Optional.ofNullable(response.source()) : Optional.empty();
  }
}
