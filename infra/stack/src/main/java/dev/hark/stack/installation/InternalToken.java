package dev.hark.stack.installation;

import dev.hark.stack.process.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The secret by which Hark's services know each other. Each folder of data has one, which only its
 * owner can read; the environment goes first.
 */
public final class InternalToken {
  public static final String VARIABLE = "HARK_INTERNAL_TOKEN";

  private static final int BYTES = 32;

  private InternalToken() {}

  /** The token of this Hark; empty when nobody has made one yet. */
  public static String find(Home home, Map<String, String> environment) {
    String given = environment.getOrDefault(VARIABLE, "");
    if (!given.isBlank() || Files.notExists(home.internalToken())) {
      return given;
    }
    try {
      return Files.readString(home.internalToken()).strip();
    } catch (IOException e) {
      throw new UserException(home.internalToken() + " cannot be read: " + e);
    }
  }

  /** The same, made when there is none. */
  public static String make(Home home, Map<String, String> environment) {
    String found = find(home, environment);
    if (!found.isBlank()) {
      return found;
    }
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    write(home, token);
    return token;
  }

  private static void write(Home home, String token) {
    try {
      OwnerOnly.write(home.internalToken(), token + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
