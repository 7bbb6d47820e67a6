package dev.hark.gateway.admin;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.key.NewKey;
import dev.hark.gateway.key.Scope;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.time.WireTime;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a new key shall be.
 *
 * @param requestsPerMinute of its project from now on; empty leaves it as it is
 */
record NewKeyBody(NewKey key, OptionalInt requestsPerMinute) {
  private static final int MOST_REQUESTS = 1_000_000;

  /** More than there are names of scopes; one may come twice. */
  private static final int MOST_SCOPES = 20;

  static NewKeyBody read(Fields fields, Instant now) {
    String project = fields.requiredText("project_id");
    NewKey key =
        NewKey.make(
            Ids.parse(ProjectId::new, project).orElseThrow(() -> wrongProject("project_id")),
            fields.optionalText("mode").map(NewKeyBody::mode).orElse(Mode.LIVE),
            fields.optionalTexts("scopes", 1, MOST_SCOPES).map(NewKeyBody::scopes),
            fields.optionalText("end_user_id").map(id -> AskedIds.endUser("end_user_id", id)),
            fields.optionalWords("name", NewKey.MAX_NAME).orElse(""),
            fields.optionalText("expires_at").map(text -> end(text, now)),
            now);
    return new NewKeyBody(key, fields.optionalInteger("rate_limit", 1, MOST_REQUESTS));
  }

  static RuntimeException wrongProject(String name) {
    return Fields.wrong(name, "'proj_' followed by 1 to 64 letters and digits");
  }

  private static Mode mode(String text) {
    return Mode.parse(text).orElseThrow(() -> Fields.wrong("mode", "'live' or 'test'"));
  }

  private static Set<Scope> scopes(List<String> texts) {
    Set<Scope> scopes = new LinkedHashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      String name = "scopes[%d]".formatted(i);
      scopes.add(
          Scope.parse(texts.get(i))
              .orElseThrow(() -> Fields.wrong(name, "a scope, such as 'recordings:read'")));
    }
    return scopes;
  }

  private static Instant end(String text, Instant now) {
    Optional<Instant> end = WireTime.parse(text).filter(time -> time.isAfter(now));
    return end.orElseThrow(
        () -> Fields.wrong("expires_at", "a time in the future, such as 2027-01-31T00:00:00Z"));
  }
}
