package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.words.EnglishStem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted by its stem has the stem that the index finds it by. */
class EnglishStemIT {
  private static final List<String> BEGINNINGS =
      List.of(
          "a",
          "y",
          "by",
          "try",
          "hop",
          "tan",
          "fall",
          "hiss",
          "fizz",
          "fail",
          "relat",
          "condition",
          "valenc",
          "digit",
          "conform",
          "radic",
          "differ",
          "vil",
          "analog",
          "vietnam",
          "predic",
          "oper",
          "feudal",
          "decis",
          "hope",
          "call",
          "formal",
          "sensit",
          "sensib",
          "triplic",
          "form",
          "electr",
          "good",
          "reviv",
          "allow",
          "infer",
          "airlin",
          "gyroscop",
          "adjust",
          "defens",
          "irrit",
          "replac",
          "depend",
          "adopt",
          "homolog",
          "commun",
          "activ",
          "angular",
          "effect",
          "bowdler",
          "probat",
          "rat",
          "ceas",
          "contro",
          "rol",
          "siz",
          "plast",
          "bl",
          "sky",
          "toy",
          "o'brien",
          "größ",
          "x1",
          "say",
          "snow",
          "tax",
          "agre",
          "fe",
          "motor",
          "hous",
          "us");

  private static final List<String> ENDINGS =
      List.of(
          "", "s", "es", "sses", "ies", "ss", "eed", "ed", "ing", "at", "ated", "bled", "ized", "y",
          "ational", "tional", "enci", "anci", "izer", "bli", "alli", "entli", "eli", "ousli",
          "ization", "ation", "ator", "alism", "iveness", "fulness", "ousness", "aliti", "iviti",
          "biliti", "logi", "icate", "ative", "alize", "iciti", "ical", "ful", "ness", "al", "ance",
          "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "sion", "tion",
          "ou", "ism", "ate", "iti", "ous", "ive", "ize", "e", "le", "ll", "lle", "led", "lling",
          "ying", "yed", "ie", "ings", "edly", "ers", "ions", "ments");

  @Test
  void stemsAreThoseOfTheIndex() {
    List<String> words = new ArrayList<>();
    BEGINNINGS.forEach(first -> ENDINGS.forEach(last -> words.add(first + last)));
    OpenSearchProbe probe = new OpenSearchProbe();
    for (int from = 0; from < words.size(); from += 500) {
      List<String> some = words.subList(from, Math.min(from + 500, words.size()));
      ObjectNode request = JsonNodeFactory.instance.objectNode();
      request.put("tokenizer", "whitespace").put("text", String.join(" ", some));
      request.putArray("filter").addObject().put("type", "stemmer").put("language", "english");
      List<String> stems = new ArrayList<>();
      for (JsonNode token : probe.send("POST", "/_analyze", request.toString()).path("tokens")) {
        stems.add(token.path("token").asText());
      }
      assertEquals(stems, some.stream().map(EnglishStem::of).toList());
    }
  }
}
