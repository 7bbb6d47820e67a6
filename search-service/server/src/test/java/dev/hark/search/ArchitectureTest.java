package dev.hark.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What each package may know of. */
@AnalyzeClasses(packages = "dev.hark.search", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theIndexCoreKnowsTheVectorSpaceOnly =
      classes()
          .that()
          .resideInAPackage("dev.hark.search.index")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax..",
              "org.jspecify..",
              "org.slf4j..",
              "dev.hark.embedding",
              "dev.hark.words",
              "dev.hark.runtime.id",
              "dev.hark.search.index");

  @ArchTest
  static final ArchRule theQueryCoreKnowsTheIndexCoreAndTheVectorSpaceOnly =
      classes()
          .that()
          .resideInAPackage("dev.hark.search.query")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax..",
              "org.jspecify..",
              "org.slf4j..",
              "dev.hark.embedding",
              "dev.hark.runtime.id",
              "dev.hark.search.index",
              "dev.hark.search.query");

  @ArchTest
  static final ArchRule onlyTheAdapterTalksToOpenSearch =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hark.search.index.opensearch")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.opensearch..");

  @ArchTest
  static final ArchRule onlyTheConnectionsKnowWhatCarriesTheClientsRequests =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.hark.search.index.opensearch.Connections")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net.http..", "org.apache.hc..", "io.micronaut.http.client..");

  @ArchTest
  static final ArchRule onlyTheEndpointKnowsTheMessages =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hark.search.grpc")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.hark.proto..");

  @ArchTest
  static final ArchRule theEndpointDoesNotKnowTheAdapter =
      noClasses()
          .that()
          .resideInAPackage("dev.hark.search.grpc")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.hark.search.index.opensearch");
}
