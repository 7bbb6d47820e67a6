package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.Problem;
import dev.hark.indexer.event.Segment;
import dev.hark.indexer.event.UnacceptableEventException;
import dev.hark.indexer.event.json.JsonTranscript;
import dev.hark.indexer.indexing.TranscriptSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads transcripts by HTTP and from files, within the bounds of the configuration. */
public final class UrlTranscriptSource implements TranscriptSource, AutoCloseable {
  /** One that is large must not hold up all others. */
  private static final int FETCHED_AT_LEAST = 2;

  private final TranscriptConfiguration configuration;
  private final Semaphore places;
  private final FileTranscripts files;
  private final HttpTranscripts http;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param bytesInWork room for transcripts: as large as an event may be, but no budget counts them
   */
  public UrlTranscriptSource(TranscriptConfiguration configuration, long bytesInWork) {
    this(configuration, bytesInWork, InetAddress::getAllByName);
  }

  UrlTranscriptSource(
      TranscriptConfiguration configuration, long bytesInWork, HttpHosts.Lookup lookup) {
    this.configuration = configuration;
    int atOnce = Math.toIntExact(Math.max(FETCHED_AT_LEAST, bytesInWork / Limits.MAX_BYTES));
    this.places = new Semaphore(atOnce, true);
    this.files = new FileTranscripts(configuration.folderPaths());
    this.http =
        new HttpTranscripts(configuration, new HttpHosts(configuration.httpHosts(), lookup));
  }

  @Override
  public Optional<Problem> check(URI url) {
    try {
      switch (scheme(url)) {
        case "file" -> files.check(url);
        case "http", "https" -> http.check(url);
        default -> throw unknownScheme();
      }
      return Optional.empty();
    } catch (UnacceptableEventException e) {
      return Optional.of(e.problem());
    }
  }

  private static String scheme(URI url) {
    return Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT);
  }

  private static UnacceptableEventException unknownScheme() {
    return new UnacceptableEventException(
        ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED,
        "data.transcript_url: expected https:, http: or file:");
  }

  @Override
  public Reading read(URI url) {
    Place place = new Place(places);
    boolean read = false;
    Future<List<Segment>> reading = readers.submit(() -> transcript(bytes(url, place)));
    try {
      List<Segment> segments = await(reading, place);
      read = true;
      return new Reading.Read(segments, place::leave);
    } catch (ExecutionException e) {
      return failed(e);
    } catch (TimeoutException e) {
      return new Reading.Unavailable(
          "not read within " + configuration.readTimeout().toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reading.Unavailable("interrupted");
    } finally {
      if (!read) {
        reading.cancel(true);
        place.leave();
      }
    }
  }

  /** The time that was waited for a place is not the server's. */
  private List<Segment> await(Future<List<Segment>> reading, Place place)
      throws InterruptedException, ExecutionException, TimeoutException {
    long begun = System.nanoTime();
    while (true) {
      Duration spent = Duration.ofNanos(System.nanoTime() - begun).minus(place.waited());
      Duration left = configuration.readTimeout().minus(spent);
      try {
        return reading.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!left.isPositive()) {
          throw e;
        }
      }
    }
  }

  private static List<Segment> transcript(byte[] bytes) throws UnavailableException {
    if (bytes.length == 0) {
      throw new UnavailableException("no transcript there: nothing");
    }
    return JsonTranscript.read(bytes);
  }

  private byte[] bytes(URI url, Place place) throws IOException, InterruptedException {
    return switch (scheme(url)) {
      case "file" -> files.read(url, place);
      case "http", "https" -> http.read(url, place);
      default -> throw unknownScheme();
    };
  }

  /** The messages of such exceptions hold addresses; their names say enough. */
  private static Reading failed(ExecutionException failure) {
    return switch (failure.getCause()) {
      case UnacceptableEventException e when isGarbage(e.problem().code()) ->
          new Reading.Unavailable("no transcript there: " + e.problem().code().wireName());
      case UnacceptableEventException e -> new Reading.Refused(e.problem());
      case UnavailableException e -> new Reading.Unavailable(String.valueOf(e.getMessage()));
      case IOException e -> new Reading.Unavailable(e.getClass().getSimpleName());
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> throw new IllegalStateException(failure);
    };
  }

  /**
   * What a server sends that is not itself for a while: its words about that, or half of it all.
   */
  private static boolean isGarbage(ErrorCode code) {
    return code == ErrorCode.NOT_UTF8 || code == ErrorCode.NOT_JSON;
  }

  @Override
  public void close() {
    readers.shutdownNow();
    http.close();
  }
}
