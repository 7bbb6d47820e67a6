package dev.hark.ask.model.langchain4j;

import java.net.URI;
import java.util.regex.Pattern;

/** The address of a provider in whatever form people write it down, made the one that is used. */
final class BaseUrl {
  private static final Pattern VERSION = Pattern.compile("(?i).*/v\\d+\\w*(?:/.*)?");

  private BaseUrl() {}

  /**
   * Without its end and the slash behind it, with a version where there is none.
   *
   * @param version what the provider's own address ends in, such as {@code v1}
   * @param endpoint what follows the base, in a pattern: who gives it gives the whole path
   * @throws IllegalArgumentException when it is no address, saying what is
   */
  static String of(String url, String version, String endpoint) {
    String plain = url.strip();
    if (!plain.matches("(?i)https?://[^/?#\\s]+[^?#\\s]*") || URI.create(plain).getHost() == null) {
      throw new IllegalArgumentException(
          "a base URL must be like https://host/%s, without ? and #".formatted(version));
    }
    String base = plain.replaceAll("/+$", "");
    String shorter = base.replaceAll("(?i)/" + endpoint + "$", "");
    boolean whole = !shorter.equals(base) || VERSION.matcher(pathOf(base)).matches();
    return whole ? shorter.replaceAll("/+$", "") : base + "/" + version;
  }

  private static String pathOf(String url) {
    return url.replaceFirst("(?i)^https?://[^/]+", "");
  }
}
