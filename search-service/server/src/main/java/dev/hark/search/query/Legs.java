package dev.hark.search.query;

import dev.hark.search.index.Wording;
import java.util.List;
import java.util.Map;

/**
 * What each leg of a search found, best first.
 *
 * @param titles recordings by their titles, in any order
 * @param wordings of the chunks
 */
public record Legs(
    List<Candidate> lexical,
    List<Candidate> semantic,
    List<Titled> titles,
    Map<Candidate, Wording> wordings) {
  public Legs {
    lexical = List.copyOf(lexical);
    semantic = List.copyOf(semantic);
    titles = List.copyOf(titles);
    wordings = Map.copyOf(wordings);
  }
}
