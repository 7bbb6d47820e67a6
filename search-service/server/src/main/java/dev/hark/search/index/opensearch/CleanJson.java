package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/**
 * Writes texts as every store can keep them: U+FFFD stands in the place of NUL and of a surrogate
 * without its other half, which UTF-8 has no form for.
 */
final class CleanJson extends JsonGeneratorDelegate {
  private static final int REPLACEMENT = 0xFFFD;

  CleanJson(JsonGenerator generator) {
    super(generator);
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(clean(text));
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    super.writeFieldName(clean(name));
  }

  private static String clean(String text) {
    if (text.codePoints().noneMatch(CleanJson::isUnfit)) {
      return text;
    }
    return text.codePoints()
        .map(point -> isUnfit(point) ? REPLACEMENT : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isUnfit(int point) {
    return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
