package dev.hark.gateway.ask;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hark.gateway.enduser.TimeZones;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.id.Mode;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * In which time zone the days of a question are meant, where it does not say: in that of the
 * session's owner. Who that is never changes, and is remembered. Safe for many threads.
 */
@Singleton
public final class QuestionZones {
  /** Sessions, of 200 bytes each. */
  private static final int REMEMBERED = 50_000;

  private final TimeZones zones;
  private final AskServiceClient askService;
  private final SearchServiceClient searchService;
  private final Cache<Key, EndUserId> owners =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** With whose it is: nobody learns from the time of an answer what others have. */
  private record Key(ProjectId project, Mode mode, SessionId session) {
    static Key of(Caller caller, SessionId session) {
      return new Key(caller.project(), caller.mode(), session);
    }
  }

  QuestionZones(TimeZones zones, AskServiceClient askService, SearchServiceClient searchService) {
    this.zones = zones;
    this.askService = askService;
    this.searchService = searchService;
  }

  /**
   * Gives the message of a turn the zone of its owner's profile, if it says none and there is one.
   *
   * @throws FailureException when it cannot be told: days of another zone would be wrong
   */
  public void complete(Call call, AskRequest.Builder turn) {
    if (turn.getMessage().getTimeZone().isEmpty()) {
      owner(call, turn)
          .flatMap(owner -> zones.of(call.caller(), owner))
          .ifPresent(zone -> turn.getMessageBuilder().setTimeZone(zone));
    }
  }

  /** Says whose a session is. */
  public void saw(Caller caller, String session, String owner) {
    Ids.parse(SessionId::new, session)
        .ifPresent(
            id ->
                Ids.parse(EndUserId::new, owner)
                    .ifPresent(endUser -> owners.put(Key.of(caller, id), endUser)));
  }

  private Optional<EndUserId> owner(Call call, AskRequest.Builder turn) {
    if (call.caller().boundTo().isPresent()) {
      return call.caller().boundTo();
    }
    return turn.hasNewSession()
        ? owner(call, turn.getNewSession())
        : owner(call, new SessionId(turn.getSessionId()));
  }

  private Optional<EndUserId> owner(Call call, SessionId session) {
    return Optional.ofNullable(owners.getIfPresent(Key.of(call.caller(), session)))
        .or(
            () -> {
              Optional<EndUserId> owner =
                  found(() -> askService.sessionOfTurn(call, session).getEndUserId());
              owner.ifPresent(id -> owners.put(Key.of(call.caller(), session), id));
              return owner;
            });
  }

  /** Of a session that is about one recording it may be left to that one. */
  private Optional<EndUserId> owner(Call call, NewSession session) {
    if (!session.getEndUserId().isEmpty() || session.getScope().getRecordingIdsCount() != 1) {
      return Ids.parse(EndUserId::new, session.getEndUserId());
    }
    RecordingId recording = new RecordingId(session.getScope().getRecordingIds(0));
    return found(() -> searchService.recording(call, recording).getEndUserId());
  }

  /** What is not there is for ask-service to refuse. */
  private static Optional<EndUserId> found(Supplier<String> owner) {
    try {
      return Ids.parse(EndUserId::new, owner.get());
    } catch (FailureException e) {
      if (e.failure().code() == ErrorCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
