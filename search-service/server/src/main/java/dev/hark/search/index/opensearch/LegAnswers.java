package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Wording;
import dev.hark.search.query.Candidate;
import dev.hark.search.query.ChunkSearch.Failed;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Legs;
import dev.hark.search.query.ChunkSearch.PreferredLegs;
import dev.hark.search.query.ChunkSearch.TitleHit;
import dev.hark.search.query.ChunkSearch.Voice;
import dev.hark.search.query.Scored;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.core.msearch.MultisearchBody;
import org.opensearch.client.opensearch.core.msearch.MultisearchHeader;
import org.opensearch.client.opensearch.core.msearch.RequestItem;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.core.search.HitsMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One multi-search for the legs of a search. When one of the two that find chunks cannot answer,
 * for a reason that may pass or as OpenSearch's settings do not allow it, the other one does, with
 * all that looks for the same, and it is said which was missed. When what is preferred cannot be
 * looked for, for such a reason, nothing is preferred. Any other failure is one of all.
 */
final class LegAnswers {
  /** A part of the search. */
  private enum Part {
    WORDS(Failed.LEXICAL),
    MEANING(Failed.SEMANTIC),
    TITLE_WORDS(Failed.LEXICAL),
    TITLE_MEANING(Failed.SEMANTIC),
    PREFERRED_WORDS(Failed.LEXICAL),
    PREFERRED_MEANING(Failed.SEMANTIC);

    private final Failed leg;

    Part(Failed leg) {
      this.leg = leg;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(LegAnswers.class);

  private static final Set<Part> PREFERRED =
      EnumSet.of(Part.PREFERRED_WORDS, Part.PREFERRED_MEANING);

  /** Why parts were missed last, to be told when that changes. For all searches. */
  static final class Missed {
    private final Map<Part, String> reasons = new ConcurrentHashMap<>();

    /** The reason is the status and the type of the answer alone. */
    private void tell(Part part, Searched answer) {
      String reason = answer.failure().map(failure -> "" + failure.getMessage()).orElse("");
      String before =
          Objects.requireNonNullElse(
              reason.isEmpty() ? reasons.remove(part) : reasons.put(part, reason), "");
      if (!reason.isEmpty() && !reason.equals(before)) {
        LOG.warn("No answer for {}: {}", part, reason);
      } else if (reason.isEmpty() && !before.isEmpty()) {
        LOG.info("Answered again: {}", part);
      }
    }
  }

  private final Missed missed;
  private final OpenSearchCalls calls;
  private final MultisearchHeader chunks;
  private final MultisearchHeader recordings;
  private final LegQuery query;
  private final Map<Part, MultisearchBody> asked = new EnumMap<>(Part.class);
  private final Map<Candidate, Wording> wordings = new HashMap<>();

  LegAnswers(
      Missed missed,
      OpenSearchCalls calls,
      IndexConfiguration.Names names,
      SearchRequests requests,
      Tenant tenant,
      LegQuery query) {
    this.missed = missed;
    this.calls = calls;
    this.query = query;
    this.chunks =
        MultisearchHeader.of(header -> header.index(names.chunks()).routing(tenant.key()));
    this.recordings = MultisearchHeader.of(header -> header.index(names.recordings()));
    boolean preferred = query.prefers();
    String words = query.words();
    Embedding meaning = query.meaning();
    if (words != null) {
      asked.put(Part.WORDS, requests.lexical(tenant, query, words));
      if (query.titles()) {
        asked.put(Part.TITLE_WORDS, requests.titleWords(tenant, query, words));
      }
      if (preferred) {
        asked.put(Part.PREFERRED_WORDS, requests.preferredLexical(tenant, query, words));
      }
    }
    if (meaning != null) {
      asked.put(Part.MEANING, requests.semantic(tenant, query, meaning));
      if (query.titles()) {
        asked.put(Part.TITLE_MEANING, requests.titleMeaning(tenant, query, meaning));
      }
      if (preferred) {
        asked.put(Part.PREFERRED_MEANING, requests.preferredSemantic(tenant, query, meaning));
      }
    }
  }

  Legs legs() {
    List<RequestItem> items = new ArrayList<>();
    asked.forEach(
        (part, body) ->
            items.add(
                RequestItem.of(
                    item ->
                        item.header(
                                part == Part.TITLE_WORDS || part == Part.TITLE_MEANING
                                    ? recordings
                                    : chunks)
                            .body(body))));
    List<Searched> searched = calls.searchEach(items);
    Map<Part, Searched> answers = new EnumMap<>(Part.class);
    asked.keySet().forEach(part -> answers.put(part, searched.get(answers.size())));
    Failed failed = failed(answers);
    answers.forEach(missed::tell);
    answers.keySet().removeIf(part -> part.leg == failed);
    boolean prefers = query.prefers() && PREFERRED.stream().noneMatch(part -> fails(answers, part));
    if (query.prefers() && !prefers) {
      answers.keySet().removeAll(PREFERRED);
    }
    Map<Part, HitsMetadata<JsonNode>> found = new EnumMap<>(Part.class);
    answers.forEach((part, answer) -> found.put(part, answer.orThrow()));
    PreferredLegs preferred =
        prefers
            ? new PreferredLegs(
                scored(found.get(Part.PREFERRED_WORDS)),
                scored(found.get(Part.PREFERRED_MEANING)),
                shares(found))
            : null;
    return new Legs(
        scored(found.get(Part.WORDS)),
        scored(found.get(Part.MEANING)),
        titles(found),
        wordings,
        failed,
        preferred);
  }

  /** Of a preferred recording all is preferred, of others what the preferred speakers say. */
  private Map<Candidate, Double> shares(Map<Part, HitsMetadata<JsonNode>> found) {
    Map<RecordingId, Set<String>> labels = new HashMap<>();
    for (Voice voice : query.preferred().voices()) {
      labels.computeIfAbsent(voice.recording(), id -> new HashSet<>()).add(voice.label());
    }
    Map<Candidate, Double> shares = new HashMap<>();
    for (Part part : PREFERRED) {
      for (Hit<JsonNode> hit : hits(found.get(part))) {
        Candidate chunk = candidate(hit);
        boolean whole = query.preferred().recordings().contains(chunk.recording());
        Set<String> speakers = labels.getOrDefault(chunk.recording(), Set.of());
        shares.put(
            chunk, whole ? 1.0 : ChunkDocument.share(texts(hit, ChunkDocument.SHARES), speakers));
      }
    }
    return shares;
  }

  private static Stream<String> texts(Hit<JsonNode> hit, String column) {
    return hit.fields().containsKey(column)
        ? column(hit, column).stream().map(value -> ((JsonString) value).getString())
        : Stream.empty();
  }

  /** The leg that the other one answers without; what is no leg of chunks is not missed alone. */
  private static Failed failed(Map<Part, Searched> answers) {
    Searched words = answers.get(Part.WORDS);
    Searched meaning = answers.get(Part.MEANING);
    if (words == null || meaning == null || words.canBeMissed() == meaning.canBeMissed()) {
      return Failed.NONE;
    }
    return words.canBeMissed() ? Failed.LEXICAL : Failed.SEMANTIC;
  }

  private static boolean fails(Map<Part, Searched> answers, Part part) {
    Searched answer = answers.get(part);
    return answer != null && answer.canBeMissed();
  }

  private List<TitleHit> titles(Map<Part, HitsMetadata<JsonNode>> found) {
    Map<Candidate, TitleHit> titles = new LinkedHashMap<>();
    titled(found.get(Part.TITLE_MEANING), true)
        .forEach(titled -> titles.put(titled.opening(), titled));
    titled(found.get(Part.TITLE_WORDS), false)
        .forEach(titled -> titles.putIfAbsent(titled.opening(), titled));
    titles.keySet().removeIf(opening -> query.excludedGenerations().contains(opening.generation()));
    return List.copyOf(titles.values());
  }

  /** Chunks, best first; what they say is noted. */
  private List<Scored> scored(@Nullable HitsMetadata<JsonNode> answer) {
    List<Scored> scored = new ArrayList<>();
    for (Hit<JsonNode> hit : hits(answer)) {
      Candidate chunk = candidate(hit);
      wordings.put(chunk, new Wording(column(hit, ChunkDocument.WORDING).getString(0)));
      scored.add(new Scored(chunk, hit.score()));
    }
    return scored;
  }

  private static Candidate candidate(Hit<JsonNode> hit) {
    return new Candidate(
        new RecordingId(column(hit, ChunkDocument.RECORDING_ID).getString(0)),
        column(hit, ChunkDocument.GENERATION).getString(0),
        column(hit, ChunkDocument.ORDINAL).getInt(0));
  }

  private static List<Hit<JsonNode>> hits(@Nullable HitsMetadata<JsonNode> answer) {
    return answer == null ? List.of() : answer.hits();
  }

  static JsonArray column(Hit<JsonNode> hit, String name) {
    return Objects.requireNonNull(hit.fields().get(name), name).toJson().asJsonArray();
  }

  private static List<TitleHit> titled(@Nullable HitsMetadata<JsonNode> answer, boolean byMeaning) {
    List<TitleHit> titled = new ArrayList<>();
    for (Hit<JsonNode> hit : hits(answer)) {
      JsonNode source = hit.source();
      Candidate opening =
          new Candidate(
              new RecordingId(source.path(RecordingDocument.RECORDING_ID).asText()),
              source.path(RecordingDocument.GENERATION).asText(),
              0);
      // The score of a vector is (1 + cosine) / 2.
      OptionalDouble likeness =
          byMeaning ? OptionalDouble.of(2 * hit.score() - 1) : OptionalDouble.empty();
      titled.add(new TitleHit(opening, source.path(RecordingDocument.TITLE).asText(), likeness));
    }
    return titled;
  }
}
