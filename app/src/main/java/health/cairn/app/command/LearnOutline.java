package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.usecase.AmendOutline.Amended;
import health.cairn.app.wiring.Desk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "outline",
    description =
        "Take a reader's own outline of the whole tumour in place of the model's. It becomes an example"
            + " where the patient agreed to that.")
final class LearnOutline extends HomeCommand {
  @Parameters(
      paramLabel = "SEG",
      description =
          "A DICOM Segmentation that a person drew on the T1 series after contrast agent of a study here.")
  Path segmentation = Path.of("");

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "glioma, meningioma or pituitary; else what a reader decided.")
  @Nullable String kind;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the record.")
  String note = "";

  LearnOutline(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    Amended amended = desk.correctOutline(segmentation, Optional.ofNullable(kind), note);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("study", amended.studyInstanceUid());
    report.put("finding", amended.finding().orElse("none: the model outlined nothing there"));
    report.put("volumeMl", String.format(Locale.ROOT, "%.1f", amended.volumeMl()));
    report.put("slices", amended.slices());
    report.put("example", amended.kept().words());
    print(report);
    return 0;
  }
}
