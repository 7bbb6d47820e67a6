package dev.hark.gateway.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.ErasureId;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.key.Mode;
import dev.hark.gateway.rpc.ErasureClient;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code erasures} and {@code erasure_stores} as values. */
final class ErasureRows {
  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  private ErasureRows() {}

  static Erasure erasure(ResultSet row) throws SQLException {
    return new Erasure(
        new ErasureId(row.getString("id")),
        Target.of(
            row.getString("type"),
            row.getString("target_id"),
            new EndUserId(row.getString("end_user_id"))),
        new ErasureClient.Order(
            new ProjectId(row.getString("project_id")),
            Mode.parse(row.getString("mode")).orElseThrow(),
            new KeyId(row.getString("key_id")),
            row.getString("request_id"),
            row.getString("event_id"),
            row.getObject("requested_at", OffsetDateTime.class).toInstant()));
  }

  static Progress progress(ResultSet row, List<Progress.Step> steps) throws SQLException {
    return new Progress(erasure(row), time(row), steps);
  }

  static Progress.Step step(ResultSet row) throws SQLException {
    return new Progress.Step(
        Store.of(row.getString("store")), counts(row.getString("removed")), time(row));
  }

  private static Optional<Instant> time(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getObject("completed_at", OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Map<String, Long> counts(String json) throws SQLException {
    try {
      return Json.mapper().readValue(json, COUNTS);
    } catch (JsonProcessingException e) {
      throw new SQLException("the counts of a store cannot be read", e);
    }
  }
}
