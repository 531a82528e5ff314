package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertFalse;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.leak.ListedSlice;
import health.cairn.imaging.evaluate.leak.SliceList;
import health.cairn.imaging.fuse.AnsweredBy;
import health.cairn.imaging.fuse.FourClasses;
import health.cairn.imaging.fuse.OutOfFold;
import health.cairn.imaging.fuse.OutOfFoldCsv;
import health.cairn.imaging.fuse.Panel;
import health.cairn.imaging.fuse.TumourClass;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.radiomics.RadiomicsMember;
import health.cairn.imaging.radiomics.RadiomicsModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Not a test but a tool: writes what every member says of the slices of folds 1 to 4, each asked of
/// those of its parts that never saw the fold, for the fit of the fusion (`FusionBeatsItsMembersTest`):
///
///     mvn -pl imaging-ai test -Dtest=OutOfFoldTable -Dcairn.fusion.table=out-of-fold.csv
///         [-Dcairn.fusion.members=NAME,NAME]
///
/// Beside it goes `out-of-fold.models`: whose predictions these are. Both belong into this module's test
/// resources.
///
/// Folds are those of the list of training slices, which keeps persons and look-alikes together.
class OutOfFoldTable {
  private static final List<Integer> FOLDS = List.of(1, 2, 3, 4);
  private static final List<String> SETS = List.of("cheng_t1ce", "notumor");
  private static final int CHUNK = 32;

  @Test
  void table_isWrittenWhenAskedFor() throws Exception {
    String target = System.getProperty("cairn.fusion.table", "");
    assertFalse(target.isEmpty(), "no -Dcairn.fusion.table=FILE given");
    List<String> names = List.of(System.getProperty("cairn.fusion.members", "").split(","));
    List<OutOfFold> rows = new ArrayList<>();
    Map<String, String> labels = labels();
    try (InferenceEngine engine = InferenceEngine.start()) {
      ModelCatalogue models = ModelCatalogue.open(List.of());
      List<Member> members = new ArrayList<>();
      for (StoredModel model : models.models()) {
        if (names.contains(model.card().name())) {
          members.add(FourClasses.of(new NetworkMember(engine, model)));
        }
      }
      if (names.contains(RadiomicsModel.NAME)) {
        members.add(new RadiomicsMember(RadiomicsModel.bundled()));
      }
      Outliner outliner = new Outliner(engine, models.segmenter());
      for (int fold : FOLDS) {
        Outliner unseen = outliner.neverSaw("cheng_t1ce", fold).orElseThrow();
        Panel panel = new Panel(members, outliner).neverSaw("cheng_t1ce", fold).orElseThrow();
        List<ListedSlice> slices =
            SliceList.ofTraining().slices().stream()
                .filter(s -> s.fold() == fold && SETS.contains(s.set()))
                .toList();
        for (int first = 0; first < slices.size(); first += CHUNK) {
          rows.addAll(
              rows(
                  panel,
                  unseen,
                  slices.subList(first, Math.min(first + CHUNK, slices.size())),
                  labels));
        }
      }
    }
    Path table = Path.of(target).toAbsolutePath();
    Files.writeString(table, OutOfFoldCsv.write(rows));
    Files.writeString(
        table.resolveSibling(AnsweredBy.FILE),
        AnsweredBy.lines(ModelCatalogue.open(List.of()), names));
  }

  /// Class by id, of the slices with a tumour.
  private static Map<String, String> labels() throws Exception {
    Map<String, String> labels = new HashMap<>();
    for (ChengIndex.Row row :
        ChengIndex.read(SharedData.require("train/cheng_t1ce"), OptionalInt.empty())) {
      labels.put(row.id(), row.label());
    }
    return labels;
  }

  private static GreyPicture picture(ListedSlice slice) throws Exception {
    Path set = SharedData.require("train/" + slice.set());
    if (slice.set().equals(Layout.CHENG_T1CE.word())) {
      return GreyPicture.read(set.resolve("images"), slice.id());
    }
    for (Path file : TumourFree.list(set)) {
      if (String.valueOf(file.getFileName()).equals(slice.id())) {
        return GreyPicture.read(file);
      }
    }
    throw new IllegalStateException("no picture " + slice.id());
  }

  private static List<OutOfFold> rows(
      Panel panel, Outliner outliner, List<ListedSlice> slices, Map<String, String> labels)
      throws Exception {
    List<SliceSample> samples = new ArrayList<>();
    for (ListedSlice slice : slices) {
      samples.add(picture(slice).sample());
    }
    List<Panel.Heard> heard = panel.hear(outliner.outline(samples, Progress.NONE), Progress.NONE);
    List<OutOfFold> rows = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      ListedSlice slice = slices.get(i);
      for (var answer : heard.get(i).answers()) {
        rows.add(
            new OutOfFold(
                slice.id(),
                slice.person(),
                slice.fold(),
                TumourClass.of(labels.getOrDefault(slice.id(), "none")).orElseThrow(),
                answer.member(),
                answer.probabilities(),
                answer.novelty(),
                heard.get(i).evidence()));
      }
    }
    return rows;
  }
}
