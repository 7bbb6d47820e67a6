package dev.hark.search.index.opensearch;

import dev.hark.search.index.Erasures;
import dev.hark.search.index.Tenant;
import java.time.Instant;

/** The erased end users, one document each, never removed. */
final class OpenSearchErasures implements Erasures {
  private final OpenSearchCalls calls;
  private final String alias;

  OpenSearchErasures(OpenSearchCalls calls, IndexNames names) {
    this.calls = calls;
    this.alias = names.endUsers();
  }

  @Override
  public void add(Tenant tenant, Instant at) {
    Call call =
        Call.of("PUT", Documents.path(alias, tenant.key()))
            .with("require_alias", "true")
            .with("op_type", "create")
            .json(Json.object().put("tenant", tenant.key()).put("erased_at", at.toString()));
    Reply reply = calls.send(call);
    if (reply.status() != Reply.CONFLICT) {
      reply.orThrow("note an erased end user");
    }
  }

  @Override
  public boolean contains(Tenant tenant) {
    Call call = Call.of("GET", Documents.path(alias, tenant.key())).with("_source", "false");
    Reply reply = calls.send(call);
    if (Documents.absent(reply)) {
      return false;
    }
    reply.orThrow("look for an erased end user");
    return true;
  }
}
