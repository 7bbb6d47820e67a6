package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Limits;
import dev.hark.indexer.event.Segment;
import dev.hark.indexer.event.UnacceptableEventException;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.event.json.JsonTranscript;
import dev.hark.indexer.indexing.TranscriptSource;
import dev.hark.indexer.indexing.url.HttpTranscripts.UnavailableException;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.outbound.PermittedHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads transcripts by HTTP and from files, within the bounds of the configuration. */
public final class UrlTranscriptSource implements TranscriptSource, AutoCloseable {
  /** One project's large ones must not hold up all others'. */
  private static final int FETCHED_AT_LEAST = 2;

  private final TranscriptConfiguration configuration;
  private final Places places;
  private final FileTranscripts files;
  private final HttpTranscripts http;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param bytesInWork room for large transcripts: as large as an event may be, but no budget
   *     counts them
   */
  public UrlTranscriptSource(TranscriptConfiguration configuration, long bytesInWork) {
    this(configuration, bytesInWork, InetAddress::getAllByName);
  }

  UrlTranscriptSource(
      TranscriptConfiguration configuration, long bytesInWork, PermittedHosts.Lookup lookup) {
    this.configuration = configuration;
    int atOnce = Math.toIntExact(Math.max(FETCHED_AT_LEAST, bytesInWork / Limits.MAX_BYTES));
    this.places = new Places(atOnce);
    this.files = new FileTranscripts(configuration.folderPaths());
    this.http =
        new HttpTranscripts(configuration, new PermittedHosts(configuration.httpHosts(), lookup));
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
  public Reading read(ProjectId project, URI url) {
    Place place = places.of(project);
    boolean read = false;
    try {
      Optional<List<Segment>> segments = attempt(url, place);
      if (segments.isEmpty()) {
        // The time that is waited here is not the server's.
        place.take();
        segments = attempt(url, place);
      }
      Reading found = new Reading.Read(segments.orElseThrow(), place::leave);
      read = true;
      return found;
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
        place.leave();
      }
    }
  }

  /** Nothing when it is large and has no place. However its bytes come, it ends in time. */
  private Optional<List<Segment>> attempt(URI url, Place place)
      throws InterruptedException, ExecutionException, TimeoutException {
    Future<Optional<List<Segment>>> reading = readers.submit(() -> transcript(url, place));
    try {
      return reading.get(configuration.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      reading.cancel(true);
    }
  }

  private Optional<List<Segment>> transcript(URI url, Place place) throws IOException {
    Optional<byte[]> bytes = bytes(url, place);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    if (bytes.get().length == 0) {
      throw new UnavailableException("no transcript there: nothing");
    }
    return Optional.of(JsonTranscript.read(bytes.get()));
  }

  private Optional<byte[]> bytes(URI url, Place place) throws IOException {
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
