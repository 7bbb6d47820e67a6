package dev.hark.indexer.indexing.url;

import static dev.hark.indexer.indexing.url.TranscriptServer.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.indexing.TranscriptSource.Reading;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.outbound.PermittedHosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transcripts behind addresses: a real HTTP server, real files. */
@Execution(ExecutionMode.CONCURRENT)
final class UrlTranscriptSourceIT {
  private static final String TRANSCRIPT = TranscriptServer.TRANSCRIPT;
  private static final byte[] LARGE = TranscriptServer.large();
  private static final ProjectId PROJECT = new ProjectId("proj_1");
  private static final ProjectId OTHER = new ProjectId("proj_2");

  private final Path temp;
  private final HttpServer server;
  private final UrlTranscriptSource source;

  /** For those that take too long. */
  private final UrlTranscriptSource hasty;

  UrlTranscriptSourceIT(@TempDir Path temp) throws IOException {
    this.temp = temp;
    Files.createDirectory(temp.resolve("allowed"));
    Files.createDirectory(temp.resolve("secret"));
    Files.writeString(temp.resolve("secret/t.json"), TRANSCRIPT);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Thread::startVirtualThread);
    server.start();
    source = source(Duration.ofSeconds(20));
    hasty = source(Duration.ofSeconds(2));
  }

  private UrlTranscriptSource source(Duration readTimeout) {
    return new UrlTranscriptSource(
        new TranscriptConfiguration(
            List.of(temp.resolve("allowed").toString(), " "),
            List.of("localhost:" + server.getAddress().getPort()),
            Duration.ofSeconds(2),
            readTimeout),
        0);
  }

  @AfterEach
  void stop() {
    source.close();
    hasty.close();
    server.stop(0);
  }

  private URI url(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private interface Answer {
    void write(HttpExchange exchange) throws IOException;
  }

  private URI at(String path, Answer answer) {
    server.createContext(path, answer::write);
    return url(path);
  }

  private Reading answered(Answer answer) {
    return source.read(PROJECT, at("/t", answer));
  }

  private static void assertRefused(ErrorCode code, Reading reading) {
    assertEquals(code, assertInstanceOf(Reading.Refused.class, reading).problem().code());
  }

  private static void assertRead(Reading reading) {
    assertEquals("Hi", assertInstanceOf(Reading.Read.class, reading).segments().getFirst().text());
  }

  @Test
  void readsFromAnAllowedHost() {
    assertRead(answered(exchange -> send(exchange, 200, TRANSCRIPT.getBytes(UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({
    "301,TRANSCRIPT_URL_NOT_ALLOWED", "307,TRANSCRIPT_URL_NOT_ALLOWED", "400,TRANSCRIPT_NOT_FOUND",
    "401,TRANSCRIPT_NOT_FOUND", "403,TRANSCRIPT_NOT_FOUND", "404,TRANSCRIPT_NOT_FOUND",
    "410,TRANSCRIPT_NOT_FOUND"
  })
  void refusesForGoodWhatWillNotChange(int status, ErrorCode code) {
    Reading reading =
        answered(
            exchange -> {
              exchange.getResponseHeaders().add("Location", "http://127.0.0.1/");
              send(exchange, status, new byte[0]);
            });
    assertRefused(code, reading);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void comesBackForWhatMayPass(int status) {
    assertEquals(
        new Reading.Unavailable("status " + status),
        answered(exchange -> send(exchange, status, new byte[0])));
  }

  @Test
  void serversThatSayNothingHoldUpNobodyElse() throws Exception {
    CountDownLatch asked = new CountDownLatch(5);
    URI silence = at("/silent", exchange -> asked.countDown());
    URI good = at("/good", exchange -> send(exchange, 200, TRANSCRIPT.getBytes(UTF_8)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reading>> silent =
          IntStream.range(0, 5)
              .mapToObj(i -> threads.submit(() -> hasty.read(PROJECT, silence)))
              .toList();
      asked.await();
      for (int i = 0; i < 3; i++) {
        try (Reading.Read read = assertInstanceOf(Reading.Read.class, hasty.read(PROJECT, good))) {
          assertEquals("Hi", read.segments().getFirst().text());
        }
      }
      assertTrue(silent.stream().noneMatch(Future::isDone), "they were in time to hold up");
      for (Future<Reading> one : silent) {
        assertInstanceOf(Reading.Unavailable.class, one.get());
      }
    }
    assertRead(source.read(PROJECT, good));
  }

  @Test
  void serversThatDripHoldUpNoOtherProject() throws Exception {
    CountDownLatch asked = new CountDownLatch(6);
    List<URI> dripping =
        List.of(
            at("/drip", exchange -> drip(exchange, new byte[1], asked)),
            at("/drip-large", exchange -> drip(exchange, LARGE, asked)));
    URI good = at("/good", exchange -> send(exchange, 200, PLAIN));
    URI large = at("/large", exchange -> send(exchange, 200, LARGE));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reading>> slow =
          IntStream.range(0, 6)
              .mapToObj(i -> threads.submit(() -> source.read(PROJECT, dripping.get(i % 2))))
              .toList();
      asked.await();
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> {
            for (URI url : List.of(good, large, good, large)) {
              try (Reading.Read read =
                  assertInstanceOf(Reading.Read.class, source.read(OTHER, url))) {
                assertEquals("Hi", read.segments().getFirst().text());
              }
            }
          });
      assertTrue(slow.stream().noneMatch(Future::isDone), "they were in time to hold up");
      slow.forEach(one -> one.cancel(true));
    }
  }

  private static void drip(HttpExchange exchange, byte[] first, CountDownLatch begun)
      throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(first);
      out.flush();
      begun.countDown();
      while (true) {
        out.write(' ');
        out.flush();
        pause();
      }
    }
  }

  @Test
  void smallOnesNeedNoPlace() {
    URI good = at("/good", exchange -> send(exchange, 200, PLAIN));
    List<Reading> open = IntStream.range(0, 5).mapToObj(i -> hasty.read(PROJECT, good)).toList();
    open.forEach(UrlTranscriptSourceIT::assertRead);
  }

  @Test
  void whatThereIsNoRoomForWaitsWithoutAConnectionAndIsNotLate() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    URI large =
        at(
            "/large",
            exchange -> {
              asked.incrementAndGet();
              send(exchange, 200, LARGE);
            });
    Reading.Read first = assertInstanceOf(Reading.Read.class, hasty.read(PROJECT, large));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reading> sameProject = threads.submit(() -> hasty.read(PROJECT, large));
      // Longer than its server may take.
      assertThrows(TimeoutException.class, () -> sameProject.get(2_500, TimeUnit.MILLISECONDS));
      Reading.Read second = assertInstanceOf(Reading.Read.class, hasty.read(OTHER, large));
      first.close();
      Reading.Read third = assertInstanceOf(Reading.Read.class, sameProject.get());
      assertEquals(4, asked.get(), "the one that waited was asked for anew");
      second.close();
      third.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a: b\r\nx"})
  void comesBackForHeadersWithoutEnd(String part) throws Exception {
    byte[] parts = part.repeat(1 << 10).getBytes(UTF_8);
    AtomicLong sent = new AtomicLong();
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        UrlTranscriptSource own = source("localhost:" + server.getLocalPort())) {
      Thread endless =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket socket = server.accept()) {
                      OutputStream out = socket.getOutputStream();
                      out.write("HTTP/1.1 200 OK\r\nx".getBytes(UTF_8));
                      while (sent.addAndGet(parts.length) < Limits.MAX_BYTES) {
                        out.write(parts);
                      }
                    } catch (IOException e) {
                      // It has hung up: as it should.
                    }
                  });
      assertEquals(
          new Reading.Unavailable("MessageConstraintException"),
          own.read(PROJECT, URI.create("http://localhost:" + server.getLocalPort() + "/t")));
      endless.join();
      assertTrue(sent.get() < Limits.MAX_BYTES, () -> sent + " bytes");
    }
  }

  @Test
  void comesBackWhenTheAnswerStopsInTheMiddle() {
    Reading reading =
        answered(
            exchange -> {
              exchange.sendResponseHeaders(200, TRANSCRIPT.length());
              exchange.getResponseBody().write(TRANSCRIPT.substring(0, 20).getBytes(UTF_8));
              exchange.getResponseBody().flush();
              exchange.close();
            });
    assertInstanceOf(Reading.Unavailable.class, reading);
  }

  @Test
  void comesBackWhenTheAnswerTakesTooLong() {
    URI slow =
        at(
            "/slow",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write('{');
              exchange.getResponseBody().flush();
            });
    assertInstanceOf(Reading.Unavailable.class, hasty.read(PROJECT, slow));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secretword", "<html>busy</html>", "{\"segments\":[{\"start_ms\":0,"})
  void comesBackForWhatIsNoAnswerOfItsServerYet(String body) {
    Reading reading = answered(exchange -> send(exchange, 200, body.getBytes(UTF_8)));
    String message = assertInstanceOf(Reading.Unavailable.class, reading).message();
    assertFalse(message.contains("secretword"), message);
  }

  @Test
  void comesBackForWhatIsNotZippedAsItSays() throws IOException {
    assertInstanceOf(
        Reading.Unavailable.class, source.read(PROJECT, zipped("/plain", "gzip", PLAIN)));
    byte[] half = Arrays.copyOf(zip(), zip().length / 2);
    assertInstanceOf(
        Reading.Unavailable.class, source.read(PROJECT, zipped("/half", "gzip", half)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
  void readsWhatComesZipped(String encoding) throws IOException {
    assertRead(source.read(PROJECT, zipped("/zipped", encoding, zip())));
  }

  private static final byte[] PLAIN = TRANSCRIPT.getBytes(UTF_8);

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(PLAIN);
    }
    return zipped.toByteArray();
  }

  private URI zipped(String path, String encoding, byte[] body) {
    return at(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", encoding);
          send(exchange, 200, body);
        });
  }

  @Test
  void comesBackWhenOneByteComesAtATime() {
    URI slow =
        at(
            "/slow",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                  out.write(' ');
                  out.flush();
                  pause();
                }
              }
            });
    assertEquals(new Reading.Unavailable("not read within 2000 ms"), hasty.read(PROJECT, slow));
  }

  private static void pause() {
    try {
      // Between two bytes of a server that drips.
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void comesBackWhenTheConnectionIsClosedAtOnce() throws IOException {
    try (ServerSocket closing = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        UrlTranscriptSource own = source("localhost:" + closing.getLocalPort())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  closing.accept().close();
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      assertInstanceOf(
          Reading.Unavailable.class,
          own.read(PROJECT, URI.create("http://localhost:" + closing.getLocalPort() + "/t")));
    }
  }

  @Test
  void comesBackWhenTheCertificateIsNotOneOrTheNameHasNoAddress() {
    URI plain = at("/plain", exchange -> send(exchange, 200, PLAIN));
    assertInstanceOf(
        Reading.Unavailable.class,
        source.read(PROJECT, URI.create("https://localhost:" + plain.getPort() + "/plain")));
    assertEquals(
        new Reading.Unavailable("UnknownHostException"),
        source.read(PROJECT, URI.create("https://nobody.invalid/t")));
  }

  @Test
  void asksForPathAndQueryAsTheyAreAndNamesTheHost() {
    List<String> asked = new CopyOnWriteArrayList<>();
    at(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Host"));
          send(exchange, 200, PLAIN);
        });
    URI url = url("//a%20b/\u00fc?x=%2F&y=1#part");
    assertRead(source.read(PROJECT, url));
    assertEquals(
        List.of("//a%20b/%C3%BC?x=%2F&y=1 [localhost:" + server.getAddress().getPort() + "]"),
        asked);
  }

  /** A name that is public when it is looked at and private when it is connected to. */
  @Test
  void connectsOnlyToTheAddressesThatItFoundPublic() {
    AtomicInteger lookedUp = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    URI inside =
        at(
            "/inside",
            exchange -> {
              asked.incrementAndGet();
              send(exchange, 200, PLAIN);
            });
    PermittedHosts.Lookup rebinding =
        name ->
            new InetAddress[] {
              InetAddress.ofLiteral(lookedUp.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1")
            };
    URI url = URI.create("https://rebinding.example:" + inside.getPort() + "/inside");
    try (UrlTranscriptSource own = new UrlTranscriptSource(CONFIGURATION, 0, rebinding)) {
      assertEquals(Optional.empty(), own.check(url));
      assertEquals(0, lookedUp.get(), "its form is checked without a look-up");
      assertInstanceOf(Reading.Unavailable.class, own.read(PROJECT, url));
      assertEquals(1, lookedUp.get());
      assertRefused(ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED, own.read(PROJECT, url));
      assertEquals(0, asked.get());
    }
  }

  private static final TranscriptConfiguration CONFIGURATION = configuration();

  private static TranscriptConfiguration configuration(String... hosts) {
    return new TranscriptConfiguration(
        List.of(), List.of(hosts), Duration.ofMillis(300), Duration.ofSeconds(20));
  }

  private static UrlTranscriptSource source(String... hosts) {
    return new UrlTranscriptSource(configuration(hosts), 0);
  }

  @Test
  void comesBackWhenNobodyListens() {
    server.stop(0);
    assertInstanceOf(Reading.Unavailable.class, source.read(PROJECT, url("/t")));
  }

  @Test
  void refusesMoreThan32Mebibytes() {
    Reading reading =
        answered(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] spaces = " ".repeat(1 << 20).getBytes(UTF_8);
              try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 33; i++) {
                  out.write(spaces);
                }
              }
            });
    assertRefused(ErrorCode.TOO_LARGE, reading);
  }

  @ParameterizedTest
  @CsvSource({
    "[],NOT_JSON_OR_TYPE",
    "{},MISSING_FIELD",
    "'{\"segments\":7}',WRONG_TYPE",
    "'{\"segments\":[{}],\"secretword\":1}',MISSING_FIELD"
  })
  void refusesWhatIsNoTranscript(String body, String code) {
    Reading reading = answered(exchange -> send(exchange, 200, body.getBytes(UTF_8)));
    Reading.Refused refused = assertInstanceOf(Reading.Refused.class, reading);
    assertEquals(
        code.equals("NOT_JSON_OR_TYPE") ? ErrorCode.WRONG_TYPE : ErrorCode.valueOf(code),
        refused.problem().code());
    assertFalse(refused.problem().message().contains("secretword"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/t.json",
        "https://127.0.0.1/t",
        "https://localhost/t",
        "https://[::1]/t",
        "https://10.0.0.1/t",
        "https://169.254.169.254/latest",
        "https://192.168.1.1/t",
        "https://[fd00::1]/t",
        "https://[::ffff:127.0.0.1]/t",
        "http:///t",
        "https://1.1.1.1:99999/t",
        "https://1.1.1.1:0/t",
        "ftp://example.org/t",
        "data:text/plain,hi",
        "relative",
        "file:///etc/hostname",
        "file://host/etc/hostname",
        "file:relative"
      })
  void asksNobodyItMayNotAsk(String url) {
    assertRefused(ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED, source.read(PROJECT, URI.create(url)));
  }

  @Test
  void readsFilesUnderAllowedFoldersOnly() throws IOException {
    Path allowed = temp.resolve("allowed/t.json");
    Files.writeString(allowed, TRANSCRIPT);
    assertRead(source.read(PROJECT, allowed.toUri()));
    Path link = Files.createSymbolicLink(temp.resolve("allowed/link"), temp.resolve("secret"));
    assertRefused(
        ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED, source.read(PROJECT, link.resolve("t.json").toUri()));
    assertRefused(
        ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED,
        source.read(PROJECT, URI.create(temp.toUri() + "allowed/../secret/t.json")));
    assertRefused(
        ErrorCode.TRANSCRIPT_NOT_FOUND, source.read(PROJECT, temp.resolve("allowed/none").toUri()));
    assertRefused(
        ErrorCode.TRANSCRIPT_NOT_FOUND, source.read(PROJECT, temp.resolve("allowed").toUri()));
  }
}
