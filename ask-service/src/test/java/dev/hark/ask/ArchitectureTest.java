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
  @ArchTest static final ArchRule idsKnowNothing = core("id");

  @ArchTest static final ArchRule sessionsKnowIds = core("session", "id");

  @ArchTest static final ArchRule retrievalKnowsIds = core("retrieval", "id");

  @ArchTest static final ArchRule modelsKnowIds = core("model", "id");

  @ArchTest
  static final ArchRule promptsKnowWhatTheyAreMadeOf =
      core("prompt", "id", "retrieval", "session", "model");

  @ArchTest
  static final ArchRule evidenceKnowsWhatAnAnswerIsMadeOf =
      core("evidence", "id", "retrieval", "session", "model", "prompt");

  @ArchTest
  static final ArchRule turnsKnowTheOtherCores =
      core("turn", "id", "session", "prompt", "retrieval", "model", "evidence");

  @ArchTest
  static final ArchRule onlyOneAdapterTalksToProviders =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hark.ask.model.langchain4j")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.langchain4j..", "io.github.resilience4j..");

  @ArchTest
  static final ArchRule onlyOneAdapterWritesSql =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.hark.ask.session.jdbc", "dev.hark.ask")
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
                    "javax.crypto..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "dev.hark.words",
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
