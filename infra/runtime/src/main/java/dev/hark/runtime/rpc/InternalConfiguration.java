package dev.hark.runtime.rpc;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
 * @param keepAlive silence after which a connection is asked for a sign of life; servers take it
 *     amiss more often than they permit, so it is the same for all services
 * @param keepAliveTimeout without the sign the connection is given up
 */
@ConfigurationProperties("hark.internal")
public record InternalConfiguration(
    @Bindable(defaultValue = "") String token,
    @Bindable(defaultValue = "") String certificate,
    @Bindable(defaultValue = "") String key,
    @Bindable(defaultValue = "") String authority,
    @Bindable(defaultValue = "15s") Duration keepAlive,
    @Bindable(defaultValue = "10s") Duration keepAliveTimeout) {
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

  /** With the token alone, in plain text. */
  public static InternalConfiguration plainText(String token) {
    return new InternalConfiguration(
        token, "", "", "", Duration.ofSeconds(15), Duration.ofSeconds(10));
  }

  boolean isTls() {
    return !certificate.isBlank();
  }

  /** The way to one of Hark's services; a peer that vanished is noticed in either time. */
  public ManagedChannelBuilder<?> channelTo(String address) {
    return Grpc.newChannelBuilder(address, credentials())
        .intercept(tokenOnCalls())
        .disableServiceConfigLookUp()
        .keepAliveTime(keepAlive.toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(keepAliveTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .keepAliveWithoutCalls(true);
  }

  /**
   * Lets the next call try to connect: left alone, the channel would wait up to two minutes before
   * it notices that the service is back.
   */
  public static void reconnect(ManagedChannel channel) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
  }

  /** Who this service is to those that it calls, and whom it believes to be one of them. */
  private ChannelCredentials credentials() {
    if (!isTls()) {
      return InsecureChannelCredentials.create();
    }
    try {
      return TlsChannelCredentials.newBuilder()
          .keyManager(new File(certificate), new File(key))
          .trustManager(new File(authority))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "HARK_INTERNAL_CERTIFICATE, _KEY and _CA must name readable PEM files", e);
    }
  }

  /** Puts the token on every call. */
  public ClientInterceptor tokenOnCalls() {
    Metadata headers = new Metadata();
    headers.put(HEADER, token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "InternalConfiguration[" + (isTls() ? "mutual TLS" : "plain text") + "]";
  }
}
