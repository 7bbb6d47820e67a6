package dev.hark.embedding;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.hark.embedding",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** {@link Embedders} alone knows the adapters: it is where they are put together. */
  @ArchTest
  static final ArchRule CORE_IMPORTS_NO_TECHNOLOGY =
      classes()
          .that(resideInAPackage("dev.hark.embedding").and(not(name(Embedders.class.getName()))))
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.hark.embedding", "java..", "org.jspecify..", "org.slf4j..");

  @ArchTest
  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .that()
          .resideInAPackage("dev.hark.embedding.http..")
          .or()
          .resideInAPackage("dev.hark.embedding.cache..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.onnxruntime..", "ai.djl..", "dev.hark.embedding.onnx..");
}
