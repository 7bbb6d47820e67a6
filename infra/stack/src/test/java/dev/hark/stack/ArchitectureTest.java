package dev.hark.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.hark.stack");

  @Test
  void processesKnowNothingOfWhatRunsInThem() {
    noClasses()
        .that()
        .resideInAPackage("dev.hark.stack.process")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.hark.stack", "..postgres..", "..kafka..", "..opensearch..", "..launcher..")
        .check(CLASSES);
  }

  /** They are compiled against the servers and run with the servers' jars, not with ours. */
  @Test
  void onlyTheMainClassesOfTheServersSeeTheServers() {
    noClasses()
        .that()
        .doNotHaveSimpleName("OpenSearchMain")
        .and()
        .doNotHaveSimpleName("KafkaMain")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.opensearch..", "kafka..")
        .check(CLASSES);
  }

  @Test
  void testsGetTheServersWithoutTheLauncher() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.hark.stack", "..postgres..", "..kafka..", "..opensearch..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..launcher..", "..ingest..", "..deadletter..", "picocli..")
        .check(CLASSES);
  }
}
