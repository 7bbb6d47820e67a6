package dev.hark.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What proves to a receiver that a delivery is from here, of now, and as it was sent. */
final class Signatures {
  private static final String ALGORITHM = "HmacSHA256";

  private Signatures() {}

  /**
   * The headers of Standard Webhooks, and with a prefix those that older receivers know.
   *
   * @param secrets as their owner sees them, the present one first; each signs
   */
  static Map<String, String> headers(
      List<String> secrets, String prefix, String event, Instant at, String body) {
    String time = Long.toString(at.getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", event);
    headers.put("webhook-timestamp", time);
    headers.put(
        "webhook-signature",
        secrets.stream()
            .map(secret -> hmac(Secrets.bytes(secret), event + "." + time + "." + body))
            .map(mac -> "v1," + Base64.getEncoder().encodeToString(mac))
            .collect(Collectors.joining(" ")));
    if (!prefix.isEmpty()) {
      headers.put(prefix + "Event-Id", event);
      headers.put(prefix + "Timestamp", time);
      // Such receivers take the secret as the text that it is, and one signature.
      byte[] key = secrets.getFirst().getBytes(StandardCharsets.UTF_8);
      headers.put(
          prefix + "Signature", "v1=" + HexFormat.of().formatHex(hmac(key, time + "." + body)));
    }
    return headers;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
