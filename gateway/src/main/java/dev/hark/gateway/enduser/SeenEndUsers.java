package dev.hark.gateway.enduser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes end users who come with a recording or a session, so that lists have them. Safe for many
 * threads.
 */
@Singleton
public final class SeenEndUsers {
  private static final Logger log = LoggerFactory.getLogger(SeenEndUsers.class);
  private static final int REMEMBERED = 10_000;

  private final EndUsers endUsers;
  private final ExecutorService executor;

  /** Whether they are noted; false while somebody is at it. */
  private final Cache<Seen, Boolean> noted = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Seen(ProjectId project, Mode mode, EndUserId endUser) {}

  SeenEndUsers(EndUsers endUsers, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.endUsers = endUsers;
    this.executor = executor;
  }

  /**
   * Says that this end user has something now. Nobody waits for it, and one who could not be noted
   * is noted when they come again.
   */
  public void saw(Caller caller, EndUserId endUser) {
    Seen seen = new Seen(caller.project(), caller.mode(), endUser);
    if (noted.asMap().putIfAbsent(seen, false) == null) {
      executor.execute(() -> note(seen));
    }
  }

  /**
   * The same, for who has to be sure of it when it returns.
   *
   * @throws FailureException when it could not be noted
   */
  public void note(ProjectId project, Mode mode, EndUserId endUser) {
    Seen seen = new Seen(project, mode, endUser);
    if (!Boolean.TRUE.equals(noted.getIfPresent(seen))) {
      noteNow(seen);
    }
  }

  private void noteNow(Seen seen) {
    endUsers.noteIfNew(seen.project().value(), seen.mode().text(), seen.endUser().value());
    noted.put(seen, true);
  }

  private void note(Seen seen) {
    try {
      noteNow(seen);
    } catch (FailureException e) {
      noted.invalidate(seen);
      log.warn("an end user could not be noted: {}", e.failure().code());
    }
  }
}
