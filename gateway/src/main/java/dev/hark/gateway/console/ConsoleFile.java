package dev.hark.gateway.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A file that the build of {@code gateway/console} has made. */
final class ConsoleFile {
  private final byte[] bytes;
  private final byte[] packed;
  private final String tag;

  private ConsoleFile(byte[] bytes, byte[] packed) {
    this.bytes = bytes;
    this.packed = packed;
    this.tag = tagOf(bytes);
  }

  static Optional<ConsoleFile> read(String name) {
    return resource(name)
        .map(bytes -> new ConsoleFile(bytes, resource(name + ".gz").orElseThrow()));
  }

  byte[] bytes() {
    return bytes;
  }

  /** The same in gzip. */
  byte[] packed() {
    return packed;
  }

  /** What the bytes are known by. */
  String tag() {
    return tag;
  }

  private static Optional<byte[]> resource(String name) {
    try (InputStream in = ConsoleFile.class.getResourceAsStream("/console/" + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tagOf(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      // Weak: packed or not, it is the same page.
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a client that has these has this file. */
  boolean hasTag(List<String> ifNoneMatch) {
    return ifNoneMatch.stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .anyMatch(tag::equals);
  }
}
