package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.evaluate.leak.ListedSlice;
import health.cairn.imaging.evaluate.leak.PerceptualHash;
import health.cairn.imaging.evaluate.leak.SliceList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Lists the pictures of data sets with patients, folds and hashes: of one set, or of a folder that holds
/// sets under the names of [Layout] and `notumor`.
public final class SetPictures {
  /// Sets that do not say who a picture is of.
  public static final Set<String> WITHOUT_PERSONS = Set.of(TumourFree.SET);

  private static final String STEP = "Hashing pictures";
  // How the pipeline parts the sets that have no folds of their own (imaging-ai/training/flair,
  // structures): fold 3 of the stacks is one site whole, every sixth of the others is fold 2, the
  // rest goes to 1 and 4 in turns; scans take the folds 1 to 5 in turns.
  private static final String UNSEEN_SITE = "_CS_";
  private static final int LGG_EVERY = 6;
  private static final int LGG_REMAINDER = 3;
  private static final int HIPPOCAMPUS_FOLDS = 5;

  private final Progress progress;
  private final List<ListedSlice> slices = new ArrayList<>();

  private SetPictures(Progress progress) {
    this.progress = progress;
  }

  /// @throws ImagingException `REFUSED` when nothing is known there or a picture cannot be read
  public static SliceList list(Path data, Progress progress) throws ImagingException {
    SetPictures pictures = new SetPictures(progress);
    boolean several = false;
    for (Layout layout : Layout.values()) {
      Path set = data.resolve(layout.word());
      if (Files.isDirectory(set)) {
        several = true;
        pictures.add(set, layout);
      }
    }
    Path free = data.resolve(TumourFree.SET);
    if (Files.isDirectory(free)) {
      pictures.addFree(free);
    }
    if (!several) {
      pictures.add(data, Layout.of(data));
    }
    return new SliceList(pictures.slices);
  }

  private void add(Path set, Layout layout) throws ImagingException {
    switch (layout) {
      case CHENG_T1CE -> {
        for (ChengIndex.Row row : ChengIndex.read(set, OptionalInt.empty())) {
          GreyPicture picture = GreyPicture.read(set.resolve("images"), row.id());
          add(layout.word(), row.id(), row.patient(), row.fold(), hash(picture));
        }
      }
      case LGG_FLAIR -> addStacks(set);
      case HIPPOCAMPUS -> {
        List<VolumeCases.Case> cases = VolumeCases.list(set);
        for (int i = 0; i < cases.size(); i++) {
          int fold = i % HIPPOCAMPUS_FOLDS + 1;
          add(layout.word(), cases.get(i).id(), cases.get(i).id(), fold, Optional.empty());
        }
      }
      case NNUNET -> addScans(set);
    }
  }

  /// A site's own volumes: nobody parted them, and there is no picture to compare.
  private void addScans(Path set) throws ImagingException {
    for (VolumeCases.Case one : VolumeCases.list(set)) {
      add(Layout.NNUNET.word(), one.id(), one.id(), 0, Optional.empty());
    }
  }

  private void addFree(Path folder) throws ImagingException {
    for (Path file : TumourFree.list(folder)) {
      String name = String.valueOf(file.getFileName());
      add(TumourFree.SET, name, name, TumourFree.fold(name), hash(GreyPicture.read(file)));
    }
  }

  private void addStacks(Path set) throws ImagingException {
    int others = 0;
    int inTurns = 0;
    for (LggCases.Case one : LggCases.list(set)) {
      int fold = 3;
      if (!one.id().contains(UNSEEN_SITE)) {
        fold = others++ % LGG_EVERY == LGG_REMAINDER ? 2 : inTurns++ % 2 == 0 ? 1 : 4;
      }
      LggStack stack = LggStack.read(one);
      for (int slice = 0; slice < stack.slices(); slice++) {
        double[] flair = stack.slice("FLAIR", slice);
        add(
            Layout.LGG_FLAIR.word(),
            one.id() + "/" + one.slices().get(slice),
            one.id(),
            fold,
            PerceptualHash.of(stack.rows(), stack.columns(), i -> flair[i]));
      }
    }
  }

  private void add(String set, String id, String patient, int fold, Optional<PerceptualHash> hash) {
    progress.report(STEP, slices.size(), 0);
    slices.add(new ListedSlice(set, id, patient, fold, hash));
  }

  private static Optional<PerceptualHash> hash(GreyPicture picture) {
    return PerceptualHash.of(picture.rows(), picture.columns(), picture::at);
  }
}
