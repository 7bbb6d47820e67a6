package dev.hark.gateway.mcp;

import dev.hark.gateway.ask.QuestionZones;
import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.AskServiceConfiguration;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.rpc.TurnReader;
import dev.hark.gateway.webhook.TurnEvents;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Include;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Quote;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.UserMessage;
import dev.hark.proto.search.v1.Recording;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.SessionId;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Has a question answered: a turn, in a session that it makes or goes on with. */
@Singleton
final class Ask implements Tool {
  private static final int MAX_QUESTION = 10_000;
  private static final int MAX_RECORDINGS = 500;
  private static final Set<String> PROVIDERS = Set.of("gemini", "openai", "claude", "local");

  private final AskServiceClient askService;
  private final QuestionZones zones;
  private final AskServiceConfiguration waits;
  private final SearchServiceClient searchService;
  private final TurnEvents events;

  Ask(
      AskServiceClient askService,
      QuestionZones zones,
      AskServiceConfiguration waits,
      SearchServiceClient searchService,
      TurnEvents events) {
    this.askService = askService;
    this.zones = zones;
    this.waits = waits;
    this.searchService = searchService;
    this.events = events;
  }

  @Override
  public String name() {
    return "ask";
  }

  @Override
  public Scope scope() {
    return Scope.ASK_WRITE;
  }

  @Override
  public AskView answer(Call call, Fields arguments) {
    AskRequest.Builder turn =
        AskRequest.newBuilder()
            .setMessage(
                UserMessage.newBuilder()
                    .setContent(arguments.requiredWords("question", MAX_QUESTION))
                    .setProvider(provider(arguments))
                    .setTimeZone(arguments.optionalTimeZone("time_zone").orElse("")))
            .addInclude(Include.INCLUDE_QUOTES);
    arguments
        .optionalText("session_id")
        .ifPresentOrElse(
            id -> turn.setSessionId(session(arguments, id).value()),
            () -> turn.setNewSession(newSession(call, arguments)));
    zones.complete(call, turn);
    try (TurnReader reader = askService.turn(call, turn, events.of(call.caller()))) {
      Completed completed = reader.last(reader.first(waits.start()), waits.turn());
      zones.saw(call.caller(), completed.getSessionId(), completed.getEndUserId());
      return AskView.of(completed, cited(call, completed));
    }
  }

  private static String provider(Fields arguments) {
    String provider = arguments.optionalText("provider").orElse("");
    if (!provider.isEmpty() && !PROVIDERS.contains(provider)) {
      throw Fields.wrong("provider", "'gemini', 'openai', 'claude' or 'local'");
    }
    return provider;
  }

  private static SessionId session(Fields arguments, String id) {
    if (arguments.optionalTexts("recording_ids", 0, MAX_RECORDINGS).isPresent()) {
      throw Fields.wrong("recording_ids", "left out beside 'session_id': a session keeps its own");
    }
    return Ids.parse(SessionId::new, id)
        .orElseThrow(
            () -> Fields.wrong("session_id", "'as_' followed by 1 to 64 letters and digits"));
  }

  /** About one recording whole, some of them, or all. */
  private static NewSession newSession(Call call, Fields arguments) {
    List<String> ids =
        arguments.optionalTexts("recording_ids", 1, MAX_RECORDINGS).orElse(List.of());
    Set<String> recordings = new LinkedHashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      recordings.add(AskedIds.recording("recording_ids[%d]".formatted(i), ids.get(i)).value());
    }
    NewSession.Builder session = NewSession.newBuilder();
    session.getScopeBuilder().setType(type(recordings.size())).addAllRecordingIds(recordings);
    if (recordings.size() == 1) {
      AskedIds.endUser(arguments, call.caller()).ifPresent(id -> session.setEndUserId(id.value()));
    } else {
      session.setEndUserId(AskedIds.requiredEndUser(arguments, call.caller()).value());
    }
    return session.build();
  }

  private static ScopeType type(int recordings) {
    return switch (recordings) {
      case 0 -> ScopeType.SCOPE_TYPE_LIBRARY;
      case 1 -> ScopeType.SCOPE_TYPE_RECORDING;
      default -> ScopeType.SCOPE_TYPE_SELECTED;
    };
  }

  /** What the cited recordings are called: without it the answer is an answer all the same. */
  private Map<String, Recording> cited(Call call, Completed completed) {
    Set<String> ids =
        completed.getQuotesList().stream().map(Quote::getRecordingId).collect(Collectors.toSet());
    try {
      return Ids.parse(EndUserId::new, completed.getEndUserId()).stream()
          .flatMap(owner -> searchService.recordings(call, owner, ids).stream())
          .collect(Collectors.toMap(Recording::getRecordingId, Function.identity()));
    } catch (FailureException e) {
      return Map.of();
    }
  }
}
