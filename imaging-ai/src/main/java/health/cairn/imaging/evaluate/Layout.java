package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How a labelled data set lies in its folder, told by what is there.
public enum Layout {
  CHENG_T1CE("cheng_t1ce"),
  LGG_FLAIR("lgg_flair"),
  HIPPOCAMPUS("hippocampus"),
  /// Volumes of several sequences, as nnU-Net takes them.
  NNUNET("nnunet");

  private final String word;

  Layout(String word) {
    this.word = word;
  }

  /// Name of the folder in the shared data, as `metrics.json` has it.
  public String word() {
    return word;
  }

  /// @throws ImagingException `REFUSED` when it is none of them
  public static Layout of(Path dataset) throws ImagingException {
    return find(dataset)
        .orElseThrow(
            () ->
                new ImagingException(
                    ImagingException.Kind.REFUSED,
                    dataset
                        + " is not a data set that can be evaluated: there are no folders images and"
                        + " masks with an index.csv beside them, no folders of stacks, and no folders"
                        + " images and labels (of several sequences with nnU-Net's dataset.json)."));
  }

  /// Empty where it is none of them.
  public static Optional<Layout> find(Path dataset) {
    if (Files.isDirectory(dataset.resolve("masks"))
        && Files.isDirectory(dataset.resolve("images"))) {
      return Optional.of(CHENG_T1CE);
    }
    if (Files.isRegularFile(dataset.resolve("patients.csv")) || LggCases.looksLikeOne(dataset)) {
      return Optional.of(LGG_FLAIR);
    }
    if (Files.isDirectory(dataset.resolve("labels"))
        || Files.isDirectory(dataset.resolve("labelsTr"))) {
      return Optional.of(NnunetIndex.isIn(dataset) ? NNUNET : HIPPOCAMPUS);
    }
    return Optional.empty();
  }
}
