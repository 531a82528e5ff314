package health.cairn.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// View models can be tested without a toolkit because they know nothing of the scene.
class ViewModelRulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("health.cairn.ui");

  @Test
  void viewModels_knowNoScene() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Model")
        .or()
        .resideInAPackage("..ui.work..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javafx.scene..", "javafx.stage..", "javafx.application..", "javafx.animation..")
        .check(CLASSES);
  }
}
