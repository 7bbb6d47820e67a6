package dev.hark.gateway.erasure;

import dev.hark.gateway.rpc.ErasureClient;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ErasureId;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code erasures}. */
@MappedEntity("erasures")
record ErasureRow(
    @Id String id,
    String projectId,
    String mode,
    String type,
    String targetId,
    String endUserId,
    String keyId,
    String requestId,
    String eventId,
    Instant requestedAt,
    @Nullable Instant completedAt) {

  Erasure erasure() {
    return new Erasure(
        new ErasureId(id),
        Target.of(type, targetId, new EndUserId(endUserId)),
        new ErasureClient.Order(
            new ProjectId(projectId),
            Mode.of(mode),
            new KeyId(keyId),
            requestId,
            eventId,
            requestedAt));
  }

  Progress progress(List<Step> steps) {
    return new Progress(
        erasure(), Optional.ofNullable(completedAt), steps.stream().map(Step::step).toList());
  }

  /** A row of {@code erasure_stores}. */
  @MappedEntity("erasure_stores")
  record Step(
      String erasureId,
      String store,
      @TypeDef(type = DataType.JSON) Map<String, Long> removed,
      @Nullable Instant completedAt) {

    Progress.Step step() {
      return new Progress.Step(Store.of(store), removed, Optional.ofNullable(completedAt));
    }
  }
}
