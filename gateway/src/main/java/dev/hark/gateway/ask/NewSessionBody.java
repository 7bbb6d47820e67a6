package dev.hark.gateway.ask;

import dev.hark.gateway.ask.MessageBody.MessageFields;
import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a session to be made, checked.
 *
 * @param question the first message, if there is one
 */
record NewSessionBody(NewSession session, Optional<MessageBody> question) {
  static final int MAX_TITLE = 200;
  static final int MAX_RECORDINGS = 500;

  /**
   * @throws FailureException naming the field that is at fault
   */
  static NewSessionBody read(Fields fields, Caller caller) {
    NewSession.Builder session = NewSession.newBuilder().setScope(scope(fields));
    endUser(fields, caller, session.getScope().getType())
        .ifPresent(id -> session.setEndUserId(id.value()));
    fields.optionalTitle("title", MAX_TITLE).ifPresent(session::setTitle);
    return new NewSessionBody(
        session.build(), fields.optionalObject("initial_message").map(MessageBody::read));
  }

  private static Optional<EndUserId> endUser(Fields fields, Caller caller, ScopeType scope) {
    return scope == ScopeType.SCOPE_TYPE_RECORDING
        ? AskedIds.endUser(fields, caller)
        : Optional.of(AskedIds.requiredEndUser(fields, caller));
  }

  private static Scope scope(Fields body) {
    Fields scope = body.requiredObject("scope");
    return switch (scope.requiredText("type")) {
      case "recording" -> recording(scope);
      case "library" -> Scope.newBuilder().setType(ScopeType.SCOPE_TYPE_LIBRARY).build();
      case "selected" -> selected(scope);
      case "folder" ->
          throw new FailureException(
              Failure.invalid(
                  scope.path("type"),
                  "Scope 'folder' is not supported yet. Use 'recording', 'library' or"
                      + " 'selected'."));
      default -> throw Fields.wrong(scope.path("type"), "'recording', 'library' or 'selected'");
    };
  }

  private static Scope recording(Fields scope) {
    String id = scope.requiredText("recording_id");
    return Scope.newBuilder()
        .setType(ScopeType.SCOPE_TYPE_RECORDING)
        .addRecordingIds(AskedIds.recording(scope.path("recording_id"), id).value())
        .build();
  }

  private static Scope selected(Fields scope) {
    String path = scope.path("recording_ids");
    List<String> ids =
        scope
            .optionalTexts("recording_ids", 1, MAX_RECORDINGS)
            .orElseThrow(
                () ->
                    new FailureException(
                        Failure.invalid(path, "'%s' is required: 1 to 500 ids.".formatted(path))));
    Scope.Builder selected = Scope.newBuilder().setType(ScopeType.SCOPE_TYPE_SELECTED);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      String place = "%s[%d]".formatted(path, i);
      String id = AskedIds.recording(place, ids.get(i)).value();
      if (!seen.add(id)) {
        throw Fields.wrong(place, "another recording than those before it");
      }
      selected.addRecordingIds(id);
    }
    return selected.build();
  }

  /** The body of a new session, for the API description. */
  record NewSessionFields(
      @Member("What the answers draw on; it never changes.") ScopeFields scope,
      @Member(
              "Whose session it is; needed for `library` and `selected` unless the key is bound to"
                  + " an end user. For `recording` it is the owner.")
          @Nullable String endUserId,
      @Member(
              value = "The first message cut to 200 characters if left out.",
              most = MAX_TITLE,
              words = true)
          @Nullable String title,
      @Member("Asked at once: the answer is then that of the turn.")
          @Nullable MessageFields initialMessage) {}

  /** What a new session draws on, for the API description. */
  sealed interface ScopeFields {
    /** One recording, read whole. */
    record Recording(
        @Member(value = "One recording, read whole.", oneOf = "recording") String type,
        @Member("Which.") String recordingId)
        implements ScopeFields {}

    /** All recordings. */
    record Library(
        @Member(value = "All recordings of the end user.", oneOf = "library") String type)
        implements ScopeFields {}

    /** Some recordings. */
    record Selected(
        @Member(value = "Some of them.", oneOf = "selected") String type,
        @Member(value = "Which; none twice.", least = 1, most = MAX_RECORDINGS)
            List<String> recordingIds)
        implements ScopeFields {}
  }

  /** A new title, for the API description. */
  record TitleFields(
      @Member(value = "What the session is called from now on.", most = MAX_TITLE, words = true)
          String title) {}
}
