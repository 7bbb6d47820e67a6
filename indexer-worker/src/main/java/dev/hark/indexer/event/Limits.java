package dev.hark.indexer.event;

/** How much an event may hold. The first three are the contract's, the others our own. */
public final class Limits {
  /** Of an event, and of a transcript read from an address. */
  public static final int MAX_BYTES = 32 << 20;

  public static final int MAX_SEGMENTS = 100_000;

  /** Of the metadata as it came, white space included. */
  public static final int MAX_METADATA_BYTES = 8 << 10;

  /** The largest whole number that every JSON reader keeps exactly. */
  static final long MAX_MILLIS = (1L << 53) - 1;

  /** Far above any title that somebody reads, far below what a store takes as one field. */
  static final int MAX_TITLE = 2_000;

  /** Of language, provider and error code: names, not prose. */
  static final int MAX_NAME = 200;

  /** As long as the public API lets a speaker be; a longer one is cut. */
  static final int MAX_SPEAKER = 128;

  /** Of one event: nobody names more at a time. */
  static final int MAX_SPEAKERS = 200;

  /** The contract's, of the client's own ids, of tags, and ours of addresses. */
  static final int MAX_EXTERNAL_ID = 255;

  static final int MAX_TAGS = 20;
  static final int MAX_TAG = 64;
  static final int MAX_ADDRESS = 2_048;

  /** A longer one is cut. */
  static final int MAX_ERROR_MESSAGE = 2_000;

  private Limits() {}
}
