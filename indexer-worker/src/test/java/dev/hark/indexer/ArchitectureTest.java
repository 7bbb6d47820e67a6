package dev.hark.indexer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom: the table of design/architecture.md. */
@AnalyzeClasses(packages = "dev.hark.indexer", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] CORE = {"java..", "org.jspecify..", "org.slf4j.."};

  @ArchTest static final ArchRule eventsKnowNobody = core("dev.hark.indexer.event");

  @ArchTest static final ArchRule chunkingKnowsNobody = core("dev.hark.indexer.chunking");

  @ArchTest
  static final ArchRule indexingKnowsEventsChunksAndTheVectorSpace =
      core(
          "dev.hark.indexer.indexing",
          "dev.hark.indexer.event",
          "dev.hark.indexer.chunking",
          "dev.hark.embedding");

  @ArchTest
  static final ArchRule formatsAreReadInTheirOwnPackages =
      classes()
          .that()
          .resideOutsideOfPackage("dev.hark.indexer.event..")
          .should()
          .onlyAccessClassesThat()
          .resideOutsideOfPackages("com.fasterxml.jackson..", "dev.hark.proto.event..");

  @ArchTest
  static final ArchRule kafkaIsImportedInItsPackageOnly = only("org.apache.kafka..", "kafka");

  @ArchTest
  static final ArchRule theIndexServiceIsCalledInItsPackageOnly =
      only("dev.hark.proto.search..", "indexing.grpc");

  private static ArchRule core(String own, String... others) {
    String[] allowed = new String[CORE.length + 1 + others.length];
    System.arraycopy(CORE, 0, allowed, 0, CORE.length);
    allowed[CORE.length] = own;
    System.arraycopy(others, 0, allowed, CORE.length + 1, others.length);
    return classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static ArchRule only(String library, String own) {
    return classes()
        .that()
        .resideOutsideOfPackage("dev.hark.indexer." + own)
        .should()
        .onlyAccessClassesThat()
        .resideOutsideOfPackage(library);
  }
}
