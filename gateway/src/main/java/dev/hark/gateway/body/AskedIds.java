package dev.hark.gateway.body;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Optional;
import java.util.function.Function;

/** Ids that clients send. */
public final class AskedIds {
  private static final String END_USER = "end_user_id";

  private AskedIds() {}

  /** The id that a path names; what cannot be one is not found, like an unknown one. */
  public static <T> T inPath(Function<String, T> kind, String text) {
    return Ids.parse(kind, text).orElseThrow(() -> new FailureException(Failure.notFound()));
  }

  public static EndUserId endUser(String path, String text) {
    return Ids.parse(EndUserId::new, text)
        .orElseThrow(() -> Fields.wrong(path, "'eu_' followed by 1 to 64 letters and digits"));
  }

  public static RecordingId recording(String path, String text) {
    return Ids.parse(RecordingId::new, text)
        .orElseThrow(() -> Fields.wrong(path, "'rec_' followed by 1 to 64 letters and digits"));
  }

  /** The end user that a key is bound to, or that a body names; empty when neither says one. */
  public static Optional<EndUserId> endUser(Fields fields, Caller caller) {
    return endUser(fields.optionalText(END_USER), caller);
  }

  /** The same for the parameters of a list. */
  public static Optional<EndUserId> endUser(Parameters parameters, Caller caller) {
    return endUser(parameters.text(END_USER), caller);
  }

  private static Optional<EndUserId> endUser(Optional<String> sent, Caller caller) {
    Optional<EndUserId> asked = sent.map(text -> endUser(END_USER, text));
    if (caller.boundTo().isPresent() && asked.isPresent() && !asked.equals(caller.boundTo())) {
      throw new FailureException(Failure.anotherEndUser(END_USER));
    }
    return caller.boundTo().or(() -> asked);
  }

  public static EndUserId requiredEndUser(Fields fields, Caller caller) {
    return endUser(fields, caller)
        .orElseThrow(
            () ->
                new FailureException(
                    Failure.invalid(
                        END_USER,
                        "'end_user_id' is required: this key is not bound to an end user.")));
  }
}
