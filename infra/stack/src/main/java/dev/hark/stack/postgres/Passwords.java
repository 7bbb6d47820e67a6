package dev.hark.stack.postgres;

import dev.hark.stack.installation.UserException;
import dev.hark.stack.process.OwnerOnly;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The passwords of a server's users, made at its first start and kept beside its data, in a file of
 * lines {@code user=password} that only its owner can read. The shell scripts read it too.
 */
public final class Passwords {
  /** The superuser. */
  static final String SUPERUSER = "postgres";

  private static final String FILE = "postgres-passwords";
  private static final int BYTES = 24;

  private final Map<String, String> byUser;

  private Passwords(Map<String, String> byUser) {
    this.byUser = Map.copyOf(byUser);
  }

  /** Those of the server that keeps its data in a folder of this one; empty before its start. */
  public static Optional<Passwords> find(Path folder) throws IOException {
    Path file = file(folder);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    Map<String, String> byUser = new TreeMap<>();
    for (String user : lines.stringPropertyNames()) {
      byUser.put(user, lines.getProperty(user));
    }
    return Optional.of(new Passwords(byUser));
  }

  /** Where they are kept. */
  public static Path file(Path folder) {
    return folder.resolve(FILE);
  }

  /**
   * The same, of a server that has been started.
   *
   * @throws UserException when an earlier release has started it, without passwords
   */
  public static Passwords read(Path folder) {
    try {
      return find(folder)
          .orElseThrow(
              () ->
                  new UserException(
                      file(folder)
                          + " is missing: what runs there is of an earlier release. Stop it with"
                          + " infra/down first, then start again"));
    } catch (IOException e) {
      throw new IllegalStateException(file(folder) + " cannot be read: " + e, e);
    }
  }

  /** New ones, not kept yet. */
  static Passwords random() {
    Map<String, String> byUser = new TreeMap<>();
    byUser.put(SUPERUSER, secret());
    for (Role role : Role.values()) {
      byUser.put(role.user(), secret());
    }
    return new Passwords(byUser);
  }

  private static String secret() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /** The same, with one for each role that a release of before did not know. */
  Passwords complete() {
    Map<String, String> all = new TreeMap<>(random().byUser);
    all.putAll(byUser);
    return new Passwords(all);
  }

  /** Keeps them. */
  void write(Path folder) throws IOException {
    OwnerOnly.write(
        file(folder),
        new TreeMap<>(byUser)
            .entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                .collect(Collectors.joining()));
  }

  /** Of one who comes with a password to Hark's database. */
  public String of(Role role) {
    return of(role.user());
  }

  String of(String user) {
    String password = byUser.get(user);
    if (password == null) {
      throw new IllegalStateException("no password of " + user + " is kept: start again");
    }
    return password;
  }

  /** Without them. */
  @Override
  public String toString() {
    return "Passwords" + byUser.keySet();
  }
}
