package dev.hark.ask;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** What each package may know of. */
@AnalyzeClasses(packages = "dev.hark.ask", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule sessionsKnowWhatWasRetrieved =
      core("session", "retrieval", "interpretation");

  @ArchTest static final ArchRule retrievalKnowsNothing = core("retrieval");

  @ArchTest static final ArchRule modelsKnowNothing = core("model");

  @ArchTest
  static final ArchRule promptsKnowWhatTheyAreMadeOf =
      core("prompt", "retrieval", "session", "model", "interpretation");

  @ArchTest
  static final ArchRule evidenceKnowsWhatAnAnswerIsMadeOf =
      core("evidence", "retrieval", "session", "model", "prompt", "interpretation");

  @ArchTest
  static final ArchRule turnsKnowTheOtherCores =
      core("turn", "session", "prompt", "retrieval", "model", "evidence", "interpretation");

  @ArchTest
  static final ArchRule whatIsReadKnowsWhereItIsLookedUp = core("interpretation", "retrieval");

  @ArchTest
  static final ArchRule onlyOneAdapterTalksToProviders =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hark.ask.model.langchain4j")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.langchain4j..", "io.github.resilience4j..");

  /**
   * Repositories carry the rest: {@code Database} tells failures by the driver's exceptions, {@code
   * SessionList} puts statements together, {@code AskSchema} works on Flyway's connection.
   */
  @ArchTest
  static final ArchRule onlyThreeClassesKnowJdbc =
      noClasses()
          .that()
          .haveNameNotMatching(
              "dev\\.hark\\.ask\\.session\\.jdbc\\.\\$?(Database|SessionList|AskSchema)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule onlyTheEdgesKnowTheMessages =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.hark.ask.grpc", "dev.hark.ask.retrieval.grpc")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.hark.proto..");

  private static ArchRule core(String name, String... others) {
    String[] allowed =
        Stream.concat(
                Stream.of(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "dev.hark.words",
                    "dev.hark.interpretation..",
                    "dev.hark.runtime.fair",
                    "dev.hark.runtime.id",
                    "dev.hark.ask." + name),
                Stream.of(others).map(other -> "dev.hark.ask." + other))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("dev.hark.ask." + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }
}
