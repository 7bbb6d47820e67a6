package dev.hark.e2e;

import java.util.random.RandomGenerator;

/** Whose recordings a test makes: a project, which half of its data, and an end user. */
record Owner(String projectId, String mode, String endUserId) {

  static Owner random(RandomGenerator random) {
    return new Owner(Ids.random("proj_", random), "live", Ids.random("eu_", random));
  }

  Owner otherEndUser(RandomGenerator random) {
    return new Owner(projectId, mode, Ids.random("eu_", random));
  }

  Owner in(String otherMode) {
    return new Owner(projectId, otherMode, endUserId);
  }
}
