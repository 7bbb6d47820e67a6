package dev.hark.ask.session.jdbc;

import dev.hark.runtime.text.StorableText;
import dev.hark.words.Folding;
import dev.hark.words.Words;
import java.util.List;
import java.util.stream.Stream;

/**
 * What titles are found by, whatever code points they are written with: a part of a title is found
 * as it stands ("1,2" in "1,250"), and a number or an acronym in any way to write it.
 */
final class TitleForm {
  private TitleForm() {}

  /** As it is stored. */
  static String of(String title) {
    return String.join("\n", waysToWrite(title));
  }

  /**
   * Any of which stands in the form of a title that has this; none when nobody sees anything of it.
   */
  static List<String> waysToWrite(String text) {
    String storable = StorableText.of(text);
    return Stream.of(Folding.characters(storable), Folding.words(storable))
        .map(Words::withoutAccents)
        .filter(way -> !way.isEmpty())
        .distinct()
        .toList();
  }
}
