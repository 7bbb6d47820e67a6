package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.chunk;
import static dev.hark.ask.Fixtures.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hark.ask.Fixtures;
import dev.hark.ask.evidence.AnswerEvidence;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.PromptBudget;
import dev.hark.ask.prompt.PromptQuestion;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What deletions leave of an answer. Sources are numbered in the order alpha, beta, gamma. */
class AnswerErasureTest {
  private final List<Chunk> found = new ArrayList<>();
  private final List<Turn> past = new ArrayList<>();
  private String question = "What?";

  private void given(String recording, String... segments) {
    List<Segment> all = new ArrayList<>();
    for (String text : segments) {
      all.add(segment(10L * all.size(), "SPEAKER_1", text));
    }
    found.add(chunk(recording, 1, all));
  }

  private Message.Answer answer(String written) {
    Prompt prompt =
        new PromptAssembly(new PromptBudget(40, 12_000, 4_000))
            .overChunks(found, past, PromptQuestion.plain(question), 50_000);
    AnswerDraft draft = new AnswerDraft(prompt.segments(), "", part -> {});
    draft.next(written);
    draft.finish();
    Message.FromUser asked = Fixtures.said("q" + past.size(), question);
    return Fixtures.answered("a" + past.size(), asked)
        .with(draft.parts(), draft.citedChunks(), new AnswerEvidence(prompt).of(draft.parts()));
  }

  /** Goes on with what is found next. */
  private void said(String written) {
    Message.Answer answer = answer(written);
    past.add(new Turn(Fixtures.said("q" + past.size(), question), answer));
    found.clear();
  }

  private static Message.Answer without(Message.Answer answer, String... gone) {
    Message.Answer left = answer;
    for (String one : gone) {
      left = AnswerErasure.SENTENCES.without(left, Set.of(new RecordingId("rec_" + one)));
    }
    return left;
  }

  private static String shown(Message.Answer answer) {
    assertEquals(Part.content(answer.parts()), answer.content());
    return answer.parts().stream()
        .map(
            part ->
                switch (part) {
                  case Part.Text text -> text.text();
                  case Part.Citation citation -> citation.recording().value().replace("rec_", "^");
                })
        .collect(Collectors.joining());
  }

  private void assertLeft(String expected, String written, String... gone) {
    Message.Answer answer = answer(written);
    Message.Answer left = without(answer, gone);
    assertEquals(expected, shown(left));
    Message.Answer atOnce =
        AnswerErasure.SENTENCES.without(
            answer,
            Stream.of(gone).map(one -> new RecordingId("rec_" + one)).collect(Collectors.toSet()));
    assertEquals(left, atOnce, "one after the other or at once");
    if (left.evidence().withdrawn()) {
      assertEquals(Set.of(), left.evidence().given());
    } else {
      assertEquals(Part.citations(left.parts()).size(), left.cited().size());
      assertEquals(
          Part.citations(left.parts()).stream()
              .map(one -> one.recording().value().replace("rec_", "chk_") + 1)
              .toList(),
          left.cited().stream().map(String::valueOf).toList());
    }
  }

  private void alphaAndBeta() {
    given("alpha", "we will open the new harbour when the summer begins", "it costs 412 crowns");
    given("beta", "the old harbour stays open until autumn", "it costs 90 crowns");
  }

  @Test
  void whatCitesOthersAndHoldsNothingElseStays() {
    alphaAndBeta();
    assertLeft(
        "The old harbour stays open until autumn^beta.",
        "There are two. The new one opens [S1]. The old harbour stays open until autumn [S3].",
        "alpha");
  }

  @Test
  void anAnswerThatWasNotGivenItIsTheSame() {
    alphaAndBeta();
    Message.Answer answer = answer("There are two.");
    assertSame(answer, without(answer, "gamma"));
  }

  @Test
  void sixWordsInARowANumberOrANameGoes() {
    given("alpha", "so we said Tromsø in the end, and the price is 412", "in Oslo it is");
    given("beta", "one in the end we said so of a price", "nothing");
    String stays = " But we said so^beta.";
    for (String held :
        List.of(
            "We say the price is 412 [S3].",
            "So we said tromsø [S3].",
            "In the end TROMSØ it is [S3].",
            "So one said: «and the PRICE is four» [S3].".replace("four", "412"),
            "One said in the end, and the price is [S3].")) {
      assertLeft(stays.strip(), held + " But we said so [S3].", "alpha");
    }
    assertLeft("We said in the end the price^beta.", "We said in the end the price [S3].", "alpha");
  }

  @Test
  void whatTheCitedSegmentOfAnotherHoldsTooStays() {
    given("alpha", "Ana said that the price is 412 in Tromsø");
    given("beta", "Ana said that the price is 412 in Tromsø", "Bo said 500");
    assertLeft(
        "Ana said that the price is 412 in Tromsø^beta.",
        "Ana said that the price is 412 in Tromsø [S2]. Ana said 412 [S3].",
        "alpha");
  }

  @Test
  void oneDeletionAfterTheOther() {
    given("alpha", "the harbour opens in Bergen");
    given("beta", "the ferry costs 90 crowns");
    given("gamma", "the ferry is said to leave from Bergen for 90 crowns");
    String written = "The ferry from Bergen costs 90 crowns [S2] [S3].";
    assertLeft("The ferry from Bergen costs 90 crowns^beta^gamma.", written, "alpha");
    assertLeft("The ferry from Bergen costs 90 crowns^gamma.", written, "beta");
    assertLeft(Erasures.INSTEAD, written, "beta", "gamma");
    assertLeft(Erasures.INSTEAD, written, "gamma");
  }

  /** Each of two holds it as well as the other: it goes with both and not before. */
  @Test
  void whatTwoHoldGoesWithBoth() {
    given("alpha", "it is in Bergen");
    given("beta", "it is in Bergen");
    given("gamma", "it is");
    String written = "It is in Bergen [S1] [S2] [S3].";
    assertLeft("It is in Bergen^beta^gamma.", written, "alpha");
    assertLeft("It is in Bergen^alpha^gamma.", written, "beta");
    assertLeft(Erasures.INSTEAD, written, "alpha", "beta");
  }

  @Test
  void severalSentencesOfAPassageUnderOneMarker() {
    given("alpha", "We never close.");
    given("beta", "We open. We close late. It is fine.");
    assertLeft(
        "- We open. We close late. It is fine^beta",
        "- We open. We close late. It is fine [S2]",
        "alpha");
    assertLeft("We open. It is fine^beta.", "We open. It rains. It is fine [S2].", "alpha");
  }

  @Test
  void whatSaysSomethingItselfIsNoHeading() {
    alphaAndBeta();
    String below = "- The old harbour stays open until autumn^beta.";
    for (String claim :
        List.of(
            "**They will not go live before autumn.**",
            "**Marta** left because of **stress**",
            "They gave up the pilot since nobody at all could keep pace with its many rules:")) {
      assertLeft(below, claim + "\n- The old harbour stays open until autumn [S3].", "alpha");
    }
  }

  @Test
  void labelsOfSpeakersThatHoldMoreThanANumber() {
    found.add(chunk("alpha", 1, List.of(segment(0, "+49 170 1234567", "Hello."))));
    given("beta", "call back at noon");
    assertLeft(
        "Call back at noon^beta.", "Call 1234567 back [S2]. Call back at noon [S2].", "alpha");
  }

  @Test
  void transcriptsWithoutCapitalLetters() {
    given("alpha", "the project of zarniwoop is late and slow", "ask zarniwoop");
    given("beta", "the project is early");
    String written = "Zarniwoop the project is slow [S3]. Slow it is [S3].";
    assertLeft(Erasures.INSTEAD, written, "alpha");
    assertLeft(
        "It is early and slow^beta.", "By Zarniwoop [S3]. It is early and slow [S3].", "alpha");
    question = "Is Zarniwoop slow?";
    assertLeft("Zarniwoop the project is slow^beta. Slow it is^beta.", written, "alpha");
  }

  @Test
  void namesThatOnlyBeginSentences() {
    given("alpha", "Zurich will pay. Revenue fell.");
    given("beta", "We will pay as our revenue rose.");
    assertLeft(
        "Revenue rose^beta. We pay^beta.",
        "Zurich will pay [S2]. Revenue rose [S2]. We pay [S2].",
        "alpha");
  }

  @Test
  void scriptsWithoutCapitalsOrSpaces() {
    given("alpha", "王小明说项目推迟了", "قال سمير إن المشروع تأخر", "สมชายพูดว่าโครงการล่าช้า");
    given("beta", "我们说项目很好", "قال إن المشروع جيد", "พูดว่าโครงการดี");
    for (String written :
        List.of(
            "王小明说项目很好 [S4]。项目很好 [S4]。",
            "قال سمير إن المشروع جيد [S5]. إن المشروع جيد [S5].",
            "สมชายพูดว่าโครงการดี [S6]。โครงการดี [S6]。")) {
      Message.Answer left = without(answer(written), "alpha");
      assertEquals(1, Part.citations(left.parts()).size(), left::content);
      assertEquals(
          false,
          Stream.of("王小明", "سمير", "สมชาย").anyMatch(left.content()::contains),
          left::content);
    }
  }

  @Test
  void germanNounsAreNoNames() {
    String nouns = "und die Katze sieht der Hund wie das Haus im Garten an der Straße steht, ";
    given("alpha", nouns.repeat(5) + "und der Preis in Bergen");
    given("beta", nouns.repeat(5));
    given("gamma", "die Katze schläft");
    assertLeft(
        "Es sieht der Hund die Katze schlafen^gamma.",
        "Es sieht der Hund die Katze schlafen [S3]. Es schläft der Preis [S3].",
        "alpha");
  }

  @Test
  void titlesAndSpeakersAreNames() {
    found.add(chunk("alpha", 1, List.of(segment(1, "Ingrid Solberg", "it is agreed"))));
    found.add(chunk("beta", 1, List.of(segment(2, "Bo", "it is agreed"))));
    assertLeft(
        "Bo: it is agreed^beta.",
        "Ingrid: it is agreed [S2]. It is agreed, says title of alpha [S2]. Bo: it is agreed [S2].",
        "alpha");
    assertLeft(
        "Title of beta, 20 May 2026:\n- Bo: it is agreed^beta",
        """
        Title of alpha, 20 May 2026:
        - Ingrid Solberg: it is agreed [S1]

        Title of beta, 20 May 2026:
        - Bo: it is agreed [S2]
        """,
        "alpha");
  }

  @Test
  void listsAndHeadings() {
    alphaAndBeta();
    given("gamma", "the ferry waits");
    String written =
        """
        # Harbours

        ## New

        They say:
        - The new one opens [S1]
        - In summer. It is sure [S1].

        ## Old
        1. It stays open. Until autumn [S3].
        2. The ferry waits [S5]
        """;
    assertLeft(
        """
        # Harbours

        ## New

        They say:
        - The new one opens^alpha
        - It is sure^alpha.

        ## Old
        1. Until autumn^beta.\
        """,
        written,
        "gamma");
    assertLeft(
        """
        ## Old
        1. Until autumn^beta.
        2. The ferry waits^gamma\
        """,
        written,
        "alpha");
    assertLeft("## Old\n2. The ferry waits^gamma", written, "alpha", "beta");
    assertLeft(Erasures.INSTEAD, written, "alpha", "beta", "gamma");
  }

  @Test
  void numbersOfItemsAreNoNumbersOfIt() {
    given("alpha", "we have 1 and 2");
    given("beta", "one and two");
    assertLeft("1. One^beta\n2. Two^beta", "1. One [S2]\n2. Two [S2]\n3. So 2 [S2]", "alpha");
  }

  @Test
  void whatFollowsRepeatsIt() {
    alphaAndBeta();
    said("Boats may come from midsummer on to the quay [S1]. The old one stays open [S3].");
    given("beta", "the old harbour stays open until autumn");
    assertLeft(
        "The old harbour stays open^beta.",
        "As I said. Boats may come from midsummer on to the quay [S1]."
            + " The old harbour stays open [S1].",
        "alpha");
  }

  @Test
  void whatFollowsAnAnswerThatHoldsNothingOfItStays() {
    alphaAndBeta();
    said("The old harbour stays open [S3].");
    given("beta", "the old harbour stays open until autumn");
    assertLeft("Yes. It does^beta.", "Yes. It does [S1].", "alpha");
    assertEquals(
        Erasures.INSTEAD,
        AnswerErasure.GIVEN
            .without(answer("Yes. It does [S1]."), Set.of(new RecordingId("rec_alpha")))
            .content(),
        "it was given to it");
  }

  @Test
  void whatIsTakenOutOfOneIsNoLongerBehindTheNext() {
    alphaAndBeta();
    Message.Answer first = without(answer("The new one opens [S1]. The old stays [S3]."), "alpha");
    past.add(new Turn(Fixtures.said("q0", question), first));
    found.clear();
    given("beta", "the old harbour stays open until autumn");
    assertSame(first, without(first, "alpha"));
    Message.Answer second = answer("Sure.");
    assertSame(second, without(second, "alpha"));
    Message.Answer nothing = without(first, "beta");
    past.set(0, new Turn(Fixtures.said("q0", question), nothing));
    assertEquals("The old stays^beta.", shown(answer("The old stays [S1].")));
  }
}
