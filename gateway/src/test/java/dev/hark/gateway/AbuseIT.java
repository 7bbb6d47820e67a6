package dev.hark.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.key.KeyMaker;
import dev.hark.gateway.testing.GatewayProcess;
import dev.hark.gateway.testing.KeepAliveClient;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.search.v1.GetRecordingResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Clients that mean ill, against a gateway as it is run in a small heap: others are served within
 * twice their usual median, and nothing of it stays in memory.
 */
@Isolated("what it measures is for a machine of its own")
class AbuseIT {
  private static final String RECORDING = "/v1/recordings/rec_1";
  private static final int CALLS = 200;
  private static final int TEN_MEGABYTES = 10 << 20;

  /** What a heap differs by from one look to the next when nothing has happened. */
  private static final long NOISE = 8 << 20;

  /** As many as {@code -Dunknown.keys=} says. */
  private static final int UNKNOWN_KEYS = Integer.getInteger("unknown.keys", 1_000);

  private static GatewayProcess gateway;
  private static String key;
  private static long heap;

  private final List<Socket> open = new ArrayList<>();
  private Duration usual = Duration.ZERO;

  @BeforeAll
  static void start() {
    gateway =
        GatewayProcess.start(
            "-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-Dhark.connections.request-time=2s");
    await().atMost(Duration.ofSeconds(90)).until(gateway::isReady);
    gateway
        .searchService()
        .getRecording
        .answers(request -> GetRecordingResponse.getDefaultInstance());
    key = "Authorization: Bearer " + gateway.key("--project", "proj_abused");
    try (KeepAliveClient client = new KeepAliveClient(gateway.http())) {
      client.median(1_000, RECORDING, key);
    }
    heap = gateway.liveHeap();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void measure() {
    try (KeepAliveClient client = new KeepAliveClient(gateway.http())) {
      usual = client.median(CALLS, RECORDING, key);
    }
  }

  /** Also that of what was used up there is nothing left. */
  @AfterEach
  void nothingStays() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> gateway.isReady() && gateway.liveHeap() < heap + NOISE);
  }

  /** The best of some attempts, as the machine does other things, too. */
  private void assertOthersAreServed(String abuse) {
    Duration now = Duration.ofDays(1);
    try (KeepAliveClient client = new KeepAliveClient(gateway.http())) {
      for (int i = 0; i < 3 && now.compareTo(usual.multipliedBy(2)) > 0; i++) {
        now = client.median(CALLS, RECORDING, key);
      }
    }
    System.out.printf(
        "%s: median %d us, usually %d us%n", abuse, now.toNanos() / 1000, usual.toNanos() / 1000);
    assertTrue(now.compareTo(usual.multipliedBy(2)) <= 0, abuse + ": " + now + " " + usual);
  }

  private Socket send(String bytes) throws IOException {
    Socket socket = gateway.http().connect();
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    open.add(socket);
    return socket;
  }

  private static String head(String more) {
    return "POST /v1/recordings/search HTTP/1.1\r\nHost: hark\r\n" + key + "\r\n" + more;
  }

  @Test
  void connectionsThatDoNothing() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      send("");
    }
    assertOthersAreServed("1,000 idle connections");
    assertTrue(gateway.liveHeap() < heap + 4 * NOISE, "heap: " + gateway.liveHeap());
  }

  @Test
  void sendersThatAreSlowAreClosed() throws IOException {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      slow.add(send("POST /v1/recordings/search HTTP/1.1\r\nHost: h"));
      slow.add(send(head("Content-Length: 1000\r\n\r\n{")));
      slow.add(send(head("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")));
    }
    Thread trickle = Thread.ofVirtual().start(() -> trickle(slow));
    assertOthersAreServed("300 slow senders");
    await().atMost(Duration.ofSeconds(8)).until(() -> slow.stream().allMatch(AbuseIT::isClosed));
    trickle.interrupt();
  }

  private static void trickle(List<Socket> slow) {
    while (!Thread.currentThread().isInterrupted()) {
      for (Socket socket : slow) {
        try {
          socket.getOutputStream().write('1');
        } catch (IOException e) {
          // Closed, as it should be.
        }
      }
      LockSupport.parkNanos(500_000_000);
    }
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void headersAndBodiesOfTenMegabytes() throws InterruptedException {
    String large = "a".repeat(TEN_MEGABYTES);
    AtomicInteger refused = new AtomicInteger();
    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    assertEquals(400, gateway.http().get(RECORDING, "X: " + large).status());
                    RawAnswer answer = gateway.http().post("/v1/recordings/search", large, key);
                    assertEquals("request_too_large", answer.code());
                    refused.incrementAndGet();
                    LockSupport.parkNanos(50_000_000);
                  }
                });
    assertOthersAreServed("10 MB headers and bodies");
    await().until(() -> refused.get() >= 5);
    sender.interrupt();
    sender.join();
  }

  @Test
  void keysThatNobodyHas() throws InterruptedException {
    AtomicInteger refused = new AtomicInteger();
    List<Thread> senders = flood(KeyMaker.unknown(UNKNOWN_KEYS), new AtomicInteger(), refused);
    assertOthersAreServed(UNKNOWN_KEYS + " unknown keys");
    for (Thread sender : senders) {
      sender.join();
    }
    assertEquals(UNKNOWN_KEYS, refused.get());
  }

  /** From the same address, too: what no proxy names comes from one. */
  @Test
  void goodKeysThatNobodyHasSeenYetDoNotWaitBehindThem() throws InterruptedException {
    List<String> good = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      good.add("Authorization: Bearer " + gateway.key("--project", "proj_unseen"));
    }
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    List<String> unknown = KeyMaker.unknown(20_000);
    List<Thread> senders = flood(unknown, next, refused);
    await().until(() -> refused.get() > 1_000);
    long begun = System.nanoTime();
    int before = refused.get();
    for (String unseen : good) {
      assertEquals(200, gateway.http().get(RECORDING, unseen).status());
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "20 keys seen for the first time in %.2f s, beside %.0f unknown ones a second%n",
        seconds, (refused.get() - before) / seconds);
    next.set(unknown.size());
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private static List<Thread> flood(List<String> keys, AtomicInteger next, AtomicInteger refused) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      senders.add(Thread.ofVirtual().start(() -> tryAll(keys, next, refused)));
    }
    return senders;
  }

  private static void tryAll(List<String> keys, AtomicInteger next, AtomicInteger refused) {
    try (KeepAliveClient client = new KeepAliveClient(gateway.http())) {
      for (int i = next.getAndIncrement(); i < keys.size(); i = next.getAndIncrement()) {
        RawAnswer answer = client.get(RECORDING, "Authorization: Bearer " + keys.get(i));
        assertEquals(401, answer.status());
        refused.incrementAndGet();
      }
    }
  }
}
