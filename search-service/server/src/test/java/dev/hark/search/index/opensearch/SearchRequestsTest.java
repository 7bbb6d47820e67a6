package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.contract.Transcript;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Scope;
import dev.hark.search.query.ChunkSearch.Voice;
import dev.hark.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever is typed, each clause is held to the tenant and what was typed stays a value. */
class SearchRequestsTest {
  private static final List<String> NASTY =
      List.of(
          "\"",
          "\\",
          "}]}}",
          "{\"match_all\":{}}",
          "tenant:*",
          "* OR 1=1",
          "\n",
          "\u0000",
          "\u202e",
          "שלום",
          "会議",
          "🎙️",
          "\ud83d",
          "AND NOT ~2 ^5 /.*/",
          "word");
  private static final Set<String> KINDS =
      Set.of("bool", "filter", "should", "must_not", "minimum_should_match");

  private final SearchRequests requests = new SearchRequests(100, Duration.ofSeconds(2));

  @Test
  void everyClauseHoldsTheTenantAndTheTextIsOnlyAValue() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Tenant tenant = tenant(random);
      String text = text(random);
      LegQuery query = query(random, text);
      String where = "-Dseed=" + seed + " " + i;
      JsonNode boosting = Requested.json(requests.lexical(tenant, query, text)).path("query");
      assertEquals(Set.of("boosting"), names(boosting), where);
      JsonNode lexical = boosting.path("boosting").path("positive");
      assertTenant(lexical, tenant, query, where);
      for (JsonNode match : lexical.path("bool").path("should")) {
        assertEquals(Set.of("match"), names(match), where);
        String value = match.path("match").elements().next().path("query").asText();
        assertTrue(words(text).startsWith(value), where);
      }
      assertTrue(KINDS.containsAll(names(lexical.path("bool"))), where);

      Embedding meaning = Embedding.of(Transcript.vector(text), Transcript.DIMENSION);
      JsonNode semantic = Requested.json(requests.semantic(tenant, query, meaning)).path("query");
      assertEquals(Set.of("knn"), names(semantic), where);
      JsonNode clause = semantic.path("knn").path("embedding");
      assertEquals(Set.of("k", "vector", "filter"), names(clause), where);
      assertTenant(clause.path("filter"), tenant, query, where);

      JsonNode ours =
          Requested.json(requests.preferredLexical(tenant, query, text))
              .at("/query/boosting/positive");
      assertTenant(ours, tenant, query, where);
      assertPreferred(ours, query, where);
      JsonNode near =
          Requested.json(requests.preferredSemantic(tenant, query, meaning))
              .at("/query/knn/embedding/filter");
      assertTenant(near, tenant, query, where);
      assertPreferred(near, query, where);

      JsonNode words = Requested.json(requests.titleWords(tenant, query, text)).path("query");
      assertScope(words, tenant, query, where);
      assertEquals(Set.of("filter", "must"), names(words.path("bool")), where);
      JsonNode match = words.path("bool").path("must").path(0);
      assertEquals(1, words.path("bool").path("must").size(), where);
      assertEquals(Set.of("match"), names(match), where);
      String value = match.path("match").path("title_words").path("query").asText();
      assertTrue(words(text).startsWith(value), where);

      JsonNode titles = Requested.json(requests.titleMeaning(tenant, query, meaning)).path("query");
      JsonNode titled = titles.path("knn").path("title_embedding");
      assertEquals(Set.of("k", "vector", "filter"), names(titled), where);
      assertScope(titled.path("filter"), tenant, query, where);
    }
  }

  private static String words(String text) {
    return String.join(" ", Words.asked(text));
  }

  private static void assertTenant(JsonNode query, Tenant tenant, LegQuery legs, String where) {
    assertFalse(query.path("bool").has("must"), where);
    JsonNode not = query.path("bool").path("must_not");
    assertEquals("true", not.path(0).path("term").path("repeated").path("value").asText(), where);
    assertEquals(
        legs.excludedGenerations().size(),
        not.path(1).path("terms").path("generation").size(),
        where);
    assertScope(query, tenant, legs, where);
  }

  private static void assertScope(JsonNode query, Tenant tenant, LegQuery legs, String where) {
    JsonNode filter = query.path("bool").path("filter");
    assertEquals(
        tenant.key(), filter.path(0).path("term").path("tenant").path("value").asText(), where);
    Scope scope = legs.scope();
    assertEquals(
        scope.voices().isEmpty() ? scope.recordings().size() : scope.voices().size(),
        filter
            .path(1)
            .path("terms")
            .path(scope.voices().isEmpty() ? "recording_id" : "voices")
            .size(),
        where);
  }

  /** The last of the filters, of as many lists as there are kinds. */
  private static void assertPreferred(JsonNode query, LegQuery legs, String where) {
    JsonNode filters = query.path("bool").path("filter");
    JsonNode last = filters.path(filters.size() - 1);
    int kinds = legs.preferred().voices().isEmpty() ? 1 : 2;
    assertEquals(kinds, last.path("bool").path("should").size(), where);
    assertEquals("1", last.path("bool").path("minimum_should_match").asText(), where);
  }

  private static Set<Voice> voices(Random random) {
    Set<Voice> voices = new HashSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      voices.add(new Voice(new RecordingId("rec_" + i), "S/" + i));
    }
    return voices;
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Tenant tenant(Random random) {
    Mode mode = random.nextBoolean() ? Mode.LIVE : Mode.TEST;
    return new Tenant(
        new Project(new ProjectId("proj_" + random.nextInt(100)), mode),
        new EndUserId("eu_" + random.nextInt(100)));
  }

  private static LegQuery query(Random random, String text) {
    Set<RecordingId> recordings = new HashSet<>();
    Set<String> excluded = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      recordings.add(new RecordingId("rec_" + i));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      excluded.add("generation" + i);
    }
    return new LegQuery(
        text,
        null,
        new Scope(recordings, voices(random)),
        new Scope(Set.of(new RecordingId("rec_p")), voices(random)),
        excluded,
        true);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(random.nextInt(50) == 0 ? 2_000 : 10); i > 0; i--) {
      text.append(NASTY.get(random.nextInt(NASTY.size()))).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }
}
