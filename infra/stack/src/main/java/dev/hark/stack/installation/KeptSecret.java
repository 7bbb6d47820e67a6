package dev.hark.stack.installation;

import dev.hark.stack.process.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A secret of 32 bytes that a folder of data has one of, which only its owner can read; the
 * environment goes first.
 */
public enum KeptSecret {
  /** By which Hark's services know each other. */
  INTERNAL_TOKEN("HARK_INTERNAL_TOKEN", "internal-token"),
  /** By which the gateway keeps the secrets of webhooks. */
  WEBHOOK_KEY("HARK_WEBHOOK_SECRET_KEY", "webhook-secret-key");

  private static final int BYTES = 32;

  private final String variable;
  private final String file;

  KeptSecret(String variable, String file) {
    this.variable = variable;
    this.file = file;
  }

  /** What the services are told it by. */
  public String variable() {
    return variable;
  }

  /** Its name in the folder of data. */
  String file() {
    return file;
  }

  /** The secret of this Hark; empty when nobody has made one yet. */
  public String find(Home home, Map<String, String> environment) {
    Path kept = home.data().resolve(file);
    String given = environment.getOrDefault(variable, "");
    if (!given.isBlank() || Files.notExists(kept)) {
      return given;
    }
    try {
      return Files.readString(kept).strip();
    } catch (IOException e) {
      throw new UserException(kept + " cannot be read: " + e);
    }
  }

  /** The same, made when there is none. */
  public String make(Home home, Map<String, String> environment) {
    String found = find(home, environment);
    if (!found.isBlank()) {
      return found;
    }
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    String made = text(secret);
    try {
      OwnerOnly.write(home.data().resolve(file), made + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  private String text(byte[] secret) {
    return switch (this) {
      case INTERNAL_TOKEN -> HexFormat.of().formatHex(secret);
      case WEBHOOK_KEY -> Base64.getEncoder().encodeToString(secret);
    };
  }
}
