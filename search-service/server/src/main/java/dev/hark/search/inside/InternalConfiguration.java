package dev.hark.search.inside;

import io.grpc.Metadata;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How Hark's services know each other.
 *
 * @param token goes with every call; the same for all services
 * @param certificate PEM file with this service's certificate and what leads from it to the
 *     authority. With it calls between services are mutual TLS, without it plain text
 * @param key PEM file with its private key
 * @param authority PEM file with who signs the certificates of all services
 */
@ConfigurationProperties("hark.internal")
public record InternalConfiguration(
    @Bindable(defaultValue = "") String token,
    @Bindable(defaultValue = "") String certificate,
    @Bindable(defaultValue = "") String key,
    @Bindable(defaultValue = "") String authority) {
  static final Metadata.Key<String> HEADER =
      Metadata.Key.of("hark-internal-token", Metadata.ASCII_STRING_MARSHALLER);

  /** Long enough that nobody guesses it. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{32,1024}");

  public InternalConfiguration {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "HARK_INTERNAL_TOKEN must be set to the same secret for all services: 32 or more of"
              + " A-Z a-z 0-9 . _ ~ + / = -, such as 'openssl rand -hex 32' prints");
    }
    long files = Stream.of(certificate, key, authority).filter(file -> !file.isBlank()).count();
    if (files % 3 != 0) {
      throw new IllegalArgumentException(
          "HARK_INTERNAL_CERTIFICATE, HARK_INTERNAL_KEY and HARK_INTERNAL_CA go together:"
              + " set all three, or none for plain text");
    }
  }

  boolean isTls() {
    return !certificate.isBlank();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "InternalConfiguration[" + (isTls() ? "mutual TLS" : "plain text") + "]";
  }
}
