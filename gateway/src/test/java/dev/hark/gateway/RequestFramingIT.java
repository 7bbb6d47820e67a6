package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RawHttp;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.SearchResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two readers would not end at the same byte, or send to the same host. */
class RequestFramingIT {
  private static final String SEARCH = "POST /v1/recordings/search HTTP/1.1\r\n";
  private static final String ORDER = "{\"query\":\"budget\",\"end_user_id\":\"eu_1\"}";

  /** How long it is watched whether the server closes. */
  private static final int TIMEOUT_MS = 10_000;

  private final RunningGateway gateway = RunningGateway.shared();
  private final RawHttp http = gateway.http();
  private final String key =
      "Authorization: Bearer " + gateway.key("--project", "proj_framing") + "\r\n";

  /** What another client would be answered if this one's bytes became a request of theirs. */
  private final String smuggled = "GET /v1/recordings/rec_1 HTTP/1.1\r\nHost: h\r\n" + key + "\r\n";

  @BeforeEach
  void answer() {
    gateway.searchService().search.answers(request -> SearchResponse.getDefaultInstance());
    gateway
        .searchService()
        .getRecording
        .answers(request -> GetRecordingResponse.getDefaultInstance());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void assertRefused(String request) {
    String all =
        new String(http.everything(bytes(request), TIMEOUT_MS), StandardCharsets.ISO_8859_1);
    assertTrue(all.startsWith("HTTP/1.1 400 "), request + " is answered by " + all);
    assertTrue(all.contains("\"code\":\"invalid_request\""), all);
    assertTrue(all.toLowerCase(Locale.ROOT).contains("connection: close"), all);
    assertEquals(0, all.indexOf("HTTP/1.1"), "one answer");
    assertEquals(-1, all.indexOf("HTTP/1.1", 1), "one answer: " + all);
    assertEquals(
        0, gateway.searchService().getRecording.asked().size(), "the bytes behind are no request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: h\nContent-Length: %d\nTransfer-Encoding: chunked\n",
        "Host: h\nTransfer-Encoding: chunked\nContent-Length: %d\n",
        "Host: h\ncontent-length: %d\ntransfer-encoding: Chunked\n",
        "Host: h\nContent-Length: %d\nContent-Length: 1\n",
        "Host: h\nContent-Length: %d\nContent-Length: %1$d\n",
        "Host: h\nContent-Length: %d, %1$d\n",
        "Host: h\nContent-Length: +%d\n",
        "Host: h\nContent-Length: -1\n",
        "Host: h\nContent-Length: 0x26\n",
        "Host: h\nContent-Length : %d\n",
        "Host: h\nTransfer-Encoding: identity\n",
        "Host: h\nTransfer-Encoding: gzip, chunked\n",
        "Host: h\nTransfer-Encoding: chunked, chunked\n",
        "Host: h\nTransfer-Encoding: chunked\nTransfer-Encoding: chunked\n",
        "Host: h\nTransfer-Encoding: chunked\nTransfer-Encoding: identity\n",
        "Host: h\nTransfer-Encoding: xchunked\nContent-Length: %d\n",
        "Host: h\nTransfer-Encoding:\nContent-Length: %d\n",
        "Host: h\nTransfer-Encoding : chunked\n",
        "Content-Length: %d\n",
        "Host: h\nHost: h\nContent-Length: %d\n",
        "Host: h\nContent-Length: %d\nhost: other\n",
        "Host: h\nX-Any: a\n b\nContent-Length: %d\n",
        "Host: h\nX-Any: a\n\tTransfer-Encoding: chunked\nContent-Length: %d\n",
        "Host: h\nContent-Length:\n %d\n",
        " Host: h\nContent-Length: %d\n",
      })
  void whatCanBeReadInTwoWaysIsRefusedAndEndsTheConnection(String headers) {
    String head = headers.formatted(ORDER.length()).replace("\n", "\r\n");
    assertRefused(SEARCH + key + head + "\r\n" + ORDER + smuggled);
  }

  @Test
  void aBodyInChunksIsNotOfHttp10() {
    String request =
        "POST /v1/recordings/search HTTP/1.0\r\nTransfer-Encoding: chunked\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n%s"
            .formatted(key, ORDER.length(), ORDER, smuggled);
    assertTrue(
        new String(http.everything(bytes(request), TIMEOUT_MS), StandardCharsets.ISO_8859_1)
            .startsWith("HTTP/1.0 400 "));
    assertEquals(0, gateway.searchService().getRecording.asked().size());
  }

  /** However the bytes come: a look that goes by whole buffers would miss these. */
  @Test
  void theSameIsSeenInARequestBehindOthersAndByteByByte() throws IOException {
    String good =
        SEARCH + key + "Host: h\r\nContent-Length: " + ORDER.length() + "\r\n\r\n" + ORDER;
    String chunked =
        SEARCH
            + key
            + "Host: h\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\nT: t\r\n\r\n"
                .formatted(ORDER.length(), ORDER);
    String folded = SEARCH + key + "Host: h\r\nX-Any: a\r\n b\r\nContent-Length: 1\r\n\r\n1";
    for (String two : new String[] {good + chunked + good + folded, chunked + folded}) {
      for (int step : new int[] {1, 7, two.length()}) {
        try (Socket socket = http.connect()) {
          socket.setTcpNoDelay(true);
          for (int i = 0; i < two.length(); i += step) {
            socket
                .getOutputStream()
                .write(bytes(two.substring(i, Math.min(two.length(), i + step))));
          }
          InputStream in = socket.getInputStream();
          for (int i = two.split("POST", -1).length - 2; i > 0; i--) {
            assertEquals(200, RawAnswer.read(in, false).status());
          }
          assertEquals(400, RawAnswer.read(in, false).status());
          assertEquals(-1, in.read(), "the connection ends");
        }
      }
    }
  }

  @Test
  void linesOfABodyAreNoHeaders() throws IOException {
    String lines = "{\r\n " + ORDER.substring(1).replace(",", ",\n\t");
    for (String framing : new String[] {"sized", "chunked"}) {
      boolean sized = framing.equals("sized");
      String request =
          SEARCH
              + key
              + "Host: h\r\n"
              + (sized
                  ? "Content-Length: " + lines.length() + "\r\n\r\n" + lines
                  : "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                      .formatted(lines.length(), lines));
      try (Socket socket = http.connect()) {
        for (int i = 0; i < 3; i++) {
          socket.getOutputStream().write(bytes(request));
          assertEquals(200, RawAnswer.read(socket.getInputStream(), false).status(), framing);
        }
      }
    }
  }

  @Test
  void aKeyInTheQueryStringIsRefusedBesideAGoodOneToo() {
    String good = gateway.key("--project", "proj_framing");
    String[][] wrong = {
      {"?api_key=" + good, "api_key"},
      {"?limit=1&access_token=Bearer%20" + good, "access_token"},
      {"?q=" + good.replace("_", "%5F"), "q"},
      {"?" + good, "null"},
      {"?x=sk_live_" + "a".repeat(46), "x"},
    };
    for (String[] one : wrong) {
      RawAnswer answer = http.get("/v1/recordings" + one[0], key.strip());
      assertEquals("400 invalid_request", answer.status() + " " + answer.code(), one[0]);
      assertEquals(one[1], answer.param(), one[0]);
      assertFalse(answer.body().contains(good), "the key is not repeated");
    }
    assertEquals(200, http.get("/v1/recordings/rec_1?q=sk_live_is_a_word", key.strip()).status());
  }
}
