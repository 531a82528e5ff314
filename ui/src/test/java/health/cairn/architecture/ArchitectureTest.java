package health.cairn.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows between modules and packages, as README and decisions draw them.
class ArchitectureTest {
  private static JavaClasses program;

  @BeforeAll
  static void readProgram() {
    program =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("health.cairn");
  }

  @Test
  void modules_dependOnlyAlongTheArrows() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("imaging-ai")
        .definedBy("health.cairn.imaging..")
        .layer("fhir-adapter")
        .definedBy("health.cairn.fhir..")
        .layer("ledger-client")
        .definedBy("health.cairn.ledger..")
        .layer("sample-data")
        .definedBy("health.cairn.sample..")
        .layer("app")
        .definedBy("health.cairn.app..")
        .layer("ui")
        .definedBy("health.cairn.ui..")
        .whereLayer("imaging-ai")
        .mayOnlyBeAccessedByLayers("sample-data", "app", "ui")
        .whereLayer("fhir-adapter")
        .mayOnlyBeAccessedByLayers("sample-data", "app", "ui")
        .whereLayer("ledger-client")
        .mayOnlyBeAccessedByLayers("app", "ui")
        .whereLayer("sample-data")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("app")
        .mayOnlyBeAccessedByLayers("ui")
        .whereLayer("ui")
        .mayNotBeAccessedByAnyLayer()
        .check(program);
  }

  @ParameterizedTest
  @ValueSource(strings = {"imaging", "fhir", "ledger", "sample", "app", "ui"})
  void packages_haveNoCycles(String module) {
    slices().matching("health.cairn." + module + ".(*)..").should().beFreeOfCycles().check(program);
  }

  @Test
  void dicomToolkit_isKnownToOnePackage() {
    onlyIn("org.aoju..", "health.cairn.imaging.dicom..");
  }

  @Test
  void inferenceRuntime_isKnownToOnePackage() {
    onlyIn("ai.onnxruntime..", "health.cairn.imaging.inference..");
    onlyIn("ai.djl..", "health.cairn.imaging.inference..");
  }

  @Test
  void fhirLibrary_staysInItsModule() {
    onlyIn("ca.uhn..", "health.cairn.fhir..");
    onlyIn("org.hl7..", "health.cairn.fhir..");
  }

  @Test
  void chainLibrary_isKnownToOnePackage() {
    onlyIn("org.web3j..", "health.cairn.ledger.besu..");
  }

  @Test
  void libraries_knowNoWindowToolkit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("health.cairn.ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..")
        .check(program);
  }

  @Test
  void window_talksToUseCasesOnly() {
    noClasses()
        .that()
        .resideInAPackage("health.cairn.ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.sql..",
            "java.net.http..",
            "health.cairn.imaging.inference..",
            "health.cairn.imaging.segment..",
            "health.cairn.imaging.classify..",
            "health.cairn.ledger.besu..",
            "health.cairn.app.security..")
        .check(program);
  }

  private static void onlyIn(String framework, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .and()
        .resideInAPackage("health.cairn..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(framework)
        .check(program);
  }
}
