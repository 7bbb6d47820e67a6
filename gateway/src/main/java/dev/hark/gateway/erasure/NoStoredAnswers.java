package dev.hark.gateway.erasure;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.id.RecordingId;
import dev.hark.gateway.key.Mode;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;

/** Stands in while nobody keeps answers. */
@Secondary
@Singleton
final class NoStoredAnswers implements StoredAnswers {
  @Override
  public int erase(ProjectId project, Mode mode, EndUserId endUser) {
    return 0;
  }

  @Override
  public int erase(ProjectId project, Mode mode, RecordingId recording) {
    return 0;
  }
}
