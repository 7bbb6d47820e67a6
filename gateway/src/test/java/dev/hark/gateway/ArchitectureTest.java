package dev.hark.gateway;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.hark.runtime.id.Caller;
import org.apache.kafka.clients.producer.KafkaProducer;

@AnalyzeClasses(packages = "dev.hark.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.hark.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THOSE_WHO_KEEP_SOMETHING_KNOW_THE_DATABASE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..database..",
              "..key..",
              "..limit..",
              "..health..",
              "..idempotency..",
              "..erasure..",
              "..intake..",
              "..enduser..",
              "..webhook..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut.data..", "org.postgresql..", "org.flywaydb..");

  /**
   * All else goes through Micronaut Data. These cannot: {@code PostgresFailures} tells by SQL
   * states what may pass, {@code KeyChangeListener} waits for notices on a connection of its own,
   * and {@code KeyFactory} makes that connection.
   */
  @ArchTest
  static final ArchRule NOBODY_ELSE_SPEAKS_JDBC =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.hark.gateway.database.PostgresFailures")
          .and()
          .doNotHaveFullyQualifiedName("dev.hark.gateway.key.KeyChangeListener")
          .and()
          .doNotHaveFullyQualifiedName("dev.hark.gateway.key.KeyFactory")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule ONLY_RPC_AND_TRACES_KNOW_GRPC =
      noClasses()
          .that()
          .resideOutsideOfPackages("..rpc..", "..trace..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.grpc..");

  @ArchTest
  static final ArchRule ONLY_EVENTS_OUTCOMES_AND_INDEXING_KNOW_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackages("..event..", "..outcome..", "..indexing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.micronaut.configuration.kafka..");

  @ArchTest
  static final ArchRule PRODUCERS_ARE_MADE_BY_THE_FRAMEWORK =
      noClasses().should().dependOnClassesThat().areAssignableTo(KafkaProducer.class);

  @ArchTest
  static final ArchRule ONLY_ROUTES_TO_SERVICES_KNOW_THEIR_MESSAGES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..rpc..",
              "..search..",
              "..recording..",
              "..intake..",
              "..enduser..",
              "..ask..",
              "..mcp..",
              "..outcome..",
              "..webhook..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.hark.proto..");

  @ArchTest
  static final ArchRule ONLY_KEYS_MAKE_CALLERS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..key..")
          .should()
          .callConstructorWhere(target(owner(assignableTo(Caller.class))));
}
