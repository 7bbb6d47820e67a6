package dev.hark.gateway.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-05-16T09:12:00Z");

  private final ApiKey key = ApiKey.generate(false, Mode.LIVE, new Random());
  private final List<ApiKey.Hash> asked = new ArrayList<>();

  private Authenticator knowing(Optional<Instant> expiresAt) {
    KnownKey known =
        new KnownKey(
            new KeyId("key_1"),
            new ProjectId("proj_1"),
            Mode.LIVE,
            Optional.of(new EndUserId("eu_1")),
            Set.of(Scope.ASK_READ),
            expiresAt,
            100);
    return new Authenticator(
        (hash, source) -> {
          asked.add(hash);
          return Optional.of(known).filter(it -> hash.equals(key.hash()));
        },
        InstantSource.fixed(NOW));
  }

  private static void assertRefused(Authenticator authenticator, List<String> authorization) {
    FailureException refused =
        assertThrows(
            FailureException.class,
            () -> authenticator.authenticate(authorization, List.of(), "192.0.2.1", "req_1"));
    assertEquals(Failure.unauthorized(), refused.failure());
  }

  @Test
  void whoAKeyIsComesFromTheDirectoryAlone() {
    Caller caller =
        knowing(Optional.empty())
            .authenticate(List.of("Bearer " + key.secret()), List.of(), "192.0.2.1", "req_1")
            .caller();
    assertEquals(new ProjectId("proj_1"), caller.project());
    assertEquals(Optional.of(new EndUserId("eu_1")), caller.boundTo());
    assertEquals(Set.of("ask:read"), caller.scopes());
    assertEquals("req_1", caller.requestId());
  }

  @Test
  void whatCannotBeAKeyCostsNoQuery() {
    for (String sent :
        List.of(
            "Bearer " + key.secret() + "0",
            "Bearer " + key.secret().replace("live", "test"),
            "Bearer x",
            "Basic " + key.secret(),
            key.secret())) {
      assertRefused(knowing(Optional.empty()), List.of(sent));
    }
    assertRefused(knowing(Optional.empty()), List.of());
    assertEquals(List.of(), asked);
  }

  @Test
  void anUnknownKeyIsRefusedAfterOneQuery() {
    String unknown = ApiKey.generate(false, Mode.LIVE, new Random()).secret();
    assertRefused(knowing(Optional.empty()), List.of("Bearer " + unknown));
    assertEquals(1, asked.size());
  }

  @Test
  void aKeyEndsAtTheInstantItExpires() {
    List<String> sent = List.of("Bearer " + key.secret());
    knowing(Optional.of(NOW.plusMillis(1))).authenticate(sent, List.of(), "192.0.2.1", "req_1");
    assertRefused(knowing(Optional.of(NOW)), sent);
  }

  @Test
  void oneKeyMayComeTwiceButTwoKeysAreNone() {
    String other = ApiKey.generate(false, Mode.LIVE, new Random()).secret();
    List<String> bearer = List.of("Bearer " + key.secret());
    knowing(Optional.empty()).authenticate(bearer, List.of(key.secret()), "192.0.2.1", "req_1");
    knowing(Optional.empty()).authenticate(List.of(), List.of(key.secret()), "192.0.2.1", "req_1");
    assertThrows(
        FailureException.class,
        () -> knowing(Optional.empty()).authenticate(bearer, List.of(other), "192.0.2.1", "req_1"));
  }
}
