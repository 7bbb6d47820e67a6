package dev.hark.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.hark.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule MEASURES_KNOW_NO_TECHNOLOGY =
      classes()
          .that()
          .resideInAPackage("dev.hark.bench.measure")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.hark.bench.measure", "dev.hark.bench.meeting", "java..", "org.jspecify..");
}
