package dev.hark.gateway.enduser;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.RecordingFields;
import dev.hark.gateway.docs.Member;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client says of an end user, checked; empty is what it does not say. */
record EndUserBody(
    Optional<String> externalId,
    Optional<String> name,
    Optional<String> email,
    Optional<String> timeZone,
    Optional<String> metadata) {
  private static final int MAX_EXTERNAL_ID = 255;
  private static final int MAX_NAME = 200;
  private static final int MAX_EMAIL = 254;

  static EndUserBody read(Fields fields) {
    return new EndUserBody(
        fields.optionalWords("external_id", MAX_EXTERNAL_ID),
        fields.optionalTitle("name", MAX_NAME),
        fields.optionalWords("email", MAX_EMAIL).map(EndUserBody::email),
        fields.optionalTimeZone("time_zone"),
        fields.optionalObjectText("metadata", RecordingFields.MAX_METADATA));
  }

  /** Whether it can be one: an address is not asked for more. */
  private static String email(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || at == text.length() - 1 || text.chars().anyMatch(Character::isWhitespace)) {
      throw Fields.wrong("email", "an e-mail address");
    }
    return text;
  }

  /** The body, for the API description. */
  record EndUserFields(
      @Member(value = "Your own id; unique in a project and mode.", most = MAX_EXTERNAL_ID)
          @Nullable String externalId,
      @Member(value = "What they are called.", most = MAX_NAME) @Nullable String name,
      @Member(value = "An e-mail address.", most = MAX_EMAIL) @Nullable String email,
      @Member("IANA name, such as `Europe/Berlin`.") @Nullable String timeZone,
      @Member("Any object of at most 8 KiB.") @Nullable Map<String, Object> metadata) {}
}
