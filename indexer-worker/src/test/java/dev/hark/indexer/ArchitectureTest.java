package dev.hark.indexer;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Who may import whom: the table of design/architecture.md. */
@AnalyzeClasses(packages = "dev.hark.indexer", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String[] CORE = {
    "java..",
    "org.jspecify..",
    "org.slf4j..",
    "dev.hark.runtime.id",
    "dev.hark.runtime.text",
    "dev.hark.runtime.time"
  };

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
  static final ArchRule kafkaIsImportedInItsPackageOnly =
      only("kafka", "org.apache.kafka..", "io.micronaut.configuration.kafka..");

  @ArchTest
  static final ArchRule producersAreMadeByTheFramework =
      noClasses().should().dependOnClassesThat().areAssignableTo(KafkaProducer.class);

  @ArchTest
  static final ArchRule administrationIsMadeByTheFramework =
      noClasses()
          .should()
          .callMethodWhere(target(name("create")).and(target(owner(assignableTo(Admin.class)))));

  @ArchTest
  static final ArchRule consumersAreMadeInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.hark.indexer.kafka.Consumers")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(KafkaConsumer.class);

  @ArchTest
  static final ArchRule theIndexServiceIsCalledInItsPackageOnly =
      only("indexing.grpc", "dev.hark.proto.search..");

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

  private static ArchRule only(String own, String... libraries) {
    return classes()
        .that()
        .resideOutsideOfPackage("dev.hark.indexer." + own)
        .should()
        .onlyAccessClassesThat()
        .resideOutsideOfPackages(libraries);
  }
}
