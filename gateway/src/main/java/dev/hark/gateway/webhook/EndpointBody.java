package dev.hark.gateway.webhook;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.docs.Member;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of an endpoint, in form. */
record EndpointBody(
    Optional<URI> url,
    Optional<List<String>> events,
    Optional<String> description,
    Optional<Boolean> enabled) {
  static final int MAX_URL = 2_048;
  private static final int MAX_DESCRIPTION = 500;

  /** More than there are; one may come twice. */
  private static final int MAX_EVENTS = 20;

  /** What the API description says of a new one. */
  record NewEndpointFields(
      @Member(value = "Where to; `https`, unless its host is listed.", most = MAX_URL) String url,
      @Member(
              value = "What of.",
              least = 1,
              oneOf = {
                "recording.indexed",
                "recording.failed",
                "recording.deleted",
                "end_user.deleted",
                "ask.message.completed",
                "ask.message.failed"
              })
          List<String> events,
      @Member(value = "For its owner.", most = MAX_DESCRIPTION, words = true)
          @Nullable String description) {}

  /** And of a change. */
  record EndpointChangeFields(
      @Member(value = "Where to.", most = MAX_URL) @Nullable String url,
      @Member(
              value = "What of.",
              least = 1,
              oneOf = {
                "recording.indexed",
                "recording.failed",
                "recording.deleted",
                "end_user.deleted",
                "ask.message.completed",
                "ask.message.failed"
              })
          @Nullable List<String> events,
      @Member("Whether it is told; true also for one that was disabled as it failed.")
          @Nullable Boolean enabled) {}

  static EndpointBody ofNew(Fields fields) {
    var _ = fields.requiredText("url");
    EndpointBody body = read(fields);
    if (body.events().isEmpty()) {
      throw Fields.wrong("events", "a list of events, such as 'recording.indexed'");
    }
    return new EndpointBody(
        body.url(),
        body.events(),
        fields.optionalWords("description", MAX_DESCRIPTION),
        Optional.empty());
  }

  static EndpointBody ofChange(Fields fields) {
    EndpointBody body = read(fields);
    return new EndpointBody(
        body.url(), body.events(), Optional.empty(), fields.optionalBoolean("enabled"));
  }

  private static EndpointBody read(Fields fields) {
    return new EndpointBody(
        fields.optionalText("url").map(EndpointBody::url),
        fields.optionalTexts("events", 1, MAX_EVENTS).map(EndpointBody::events),
        Optional.empty(),
        Optional.empty());
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      boolean web =
          "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
      if (text.length() <= MAX_URL
          && web
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // As all else that is no such address.
    }
    throw Fields.wrong(
        "url", "an https address of at most 2,048 characters, without user and fragment");
  }

  private static List<String> events(List<String> texts) {
    Set<String> events = new LinkedHashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      String name = "events[%d]".formatted(i);
      events.add(
          EventType.asked(texts.get(i))
              .orElseThrow(() -> Fields.wrong(name, "an event, such as 'recording.indexed'"))
              .text());
    }
    return List.copyOf(events);
  }
}
