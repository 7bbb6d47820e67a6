package dev.hark.gateway.erasure;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.idempotency.IdempotencyRecords;
import dev.hark.gateway.webhook.EventType;
import dev.hark.gateway.webhook.WebhookEvent;
import dev.hark.gateway.webhook.WebhookEvents;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Carries deletions that came by an event, and are done in the index and in conversations, through
 * what the gateway keeps itself. Noted first, so that nothing of them is kept any more however late
 * it is told. Safe for many threads.
 */
@Singleton
public final class HeardDeletions {
  private final Erasures erasures;
  private final IdempotencyRecords answers;
  private final List<LocalRecords> local;
  private final WebhookEvents webhooks;

  HeardDeletions(
      Erasures erasures,
      IdempotencyRecords answers,
      List<LocalRecords> local,
      WebhookEvents webhooks) {
    this.erasures = erasures;
    this.answers = answers;
    this.local = List.copyOf(local);
    this.webhooks = webhooks;
  }

  /**
   * Returns when nothing is left. The same again changes nothing. Who wants to hear is told, unless
   * the target was deleted before, over the API or by another event.
   *
   * @param deletion what webhooks tell of it
   * @throws FailureException when it is not done, or not wholly; to be said again then
   */
  public void hear(WebhookEvent deletion) {
    if (deletion.type() == EventType.RECORDING_DELETED) {
      recording(deletion, deletion.recording().orElseThrow());
    } else {
      endUser(deletion, deletion.endUser().orElseThrow());
    }
  }

  private void recording(WebhookEvent deletion, RecordingId recording) {
    boolean isFirst = erasures.heard(deletion, Target.Type.RECORDING, recording.value());
    local.forEach(kept -> kept.erase(deletion.project(), deletion.mode(), recording));
    if (isFirst) {
      webhooks.add(deletion);
    }
  }

  private void endUser(WebhookEvent deletion, EndUserId endUser) {
    boolean isFirst = erasures.heard(deletion, Target.Type.END_USER, endUser.value());
    local.forEach(kept -> kept.erase(deletion.project(), deletion.mode(), endUser));
    int _ = answers.erase(deletion.project(), deletion.mode(), endUser);
    webhooks.forget(deletion.project(), deletion.mode(), endUser);
    if (isFirst) {
      webhooks.add(deletion);
    }
  }
}
