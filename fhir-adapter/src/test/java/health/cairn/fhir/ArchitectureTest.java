package health.cairn.fhir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("health.cairn.fhir");

  @Test
  void packages_haveNoCycles() {
    slices().matching("health.cairn.fhir.(*)..").should().beFreeOfCycles().check(MODULE);
  }

  @Test
  void toolkit_doesNotCrossThePublicApi() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("..fhir.r4..")
        .and()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(
            com.tngtech.archunit.lang.conditions.ArchConditions.be(
                DescribedPredicate.describe(
                    "typed by the toolkit", ArchitectureTest::typedByToolkit)))
        .check(MODULE);
  }

  @Test
  void libraries_doNotKnowEachOther() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "health.cairn.imaging..",
            "health.cairn.ledger..",
            "health.cairn.app..",
            "health.cairn.ui..",
            "health.cairn.sample..")
        .check(MODULE);
  }

  private static boolean typedByToolkit(JavaMethod method) {
    return toolkit(method.getRawReturnType())
        || method.getRawParameterTypes().stream().anyMatch(ArchitectureTest::toolkit);
  }

  private static boolean toolkit(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith("org.hl7")
        || name.startsWith("ca.uhn")
        || name.startsWith("com.fasterxml");
  }
}
