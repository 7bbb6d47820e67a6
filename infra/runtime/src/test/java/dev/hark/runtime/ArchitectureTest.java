package dev.hark.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.hark.runtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchRule cursorsNeedNothing = needsNothing("cursor");

  @ArchTest static final ArchRule idsNeedNothing = needsNothing("id");

  @ArchTest static final ArchRule slotsNeedNothing = needsNothing("fair");

  @ArchTest static final ArchRule textsNeedNothing = needsNothing("text");

  @ArchTest static final ArchRule timesNeedNothing = needsNothing("time");

  private static ArchRule needsNothing(String name) {
    return classes()
        .that()
        .resideInAPackage("dev.hark.runtime." + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.hark.runtime." + name, "java..", "javax.crypto..", "org.jspecify..");
  }
}
