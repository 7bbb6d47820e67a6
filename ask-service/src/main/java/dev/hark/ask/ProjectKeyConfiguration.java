package dev.hark.ask;

import io.micronaut.context.annotation.EachProperty;

/** A project's own key of a provider; goes before the provider's. */
@EachProperty(value = "hark.project-keys", list = true)
record ProjectKeyConfiguration(String project, String provider, String apiKey) {
  /** Without the key. */
  @Override
  public String toString() {
    return "ProjectKeyConfiguration[" + project + ", " + provider + "]";
  }
}
