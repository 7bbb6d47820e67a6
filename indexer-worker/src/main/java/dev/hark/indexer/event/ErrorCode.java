package dev.hark.indexer.event;

import java.util.Locale;

/** Why an event can never work; what the dead letter's {@code error-code} says. */
public enum ErrorCode {
  /** The record has no value. */
  EMPTY_VALUE,
  /** More than 32 MiB, of the event or of the transcript that it points at. */
  TOO_LARGE,
  NOT_UTF8,
  NOT_JSON,
  NOT_PROTOBUF,
  /** Nested too deep, too many keys in an object, or a number of too many digits. */
  TOO_COMPLEX,
  DUPLICATE_KEY,
  UNKNOWN_TYPE,
  MISSING_FIELD,
  /** A value of another JSON type than the contract's. */
  WRONG_TYPE,
  /** A value of the right type that the contract does not allow. */
  WRONG_VALUE,
  SEGMENT_ENDS_BEFORE_START,
  TOO_MANY_SEGMENTS,
  /** The transcript's address is not one that this worker may read. */
  TRANSCRIPT_URL_NOT_ALLOWED,
  /** The transcript's address says that there is nothing to read. */
  TRANSCRIPT_NOT_FOUND,
  /** The transcript's address gave none for as long as one waits for it. */
  TRANSCRIPT_UNREACHABLE,
  /** search-service says that the event can never work, e.g. that the recording is another's. */
  REFUSED_BY_INDEX,
  /** A fault of this program, which another attempt would only meet again. */
  INTERNAL_ERROR;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
