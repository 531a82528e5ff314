package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Veto;
import health.cairn.imaging.evaluate.leak.SliceList;
import health.cairn.imaging.inference.InferenceEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/// What the answers of models for single T1C slices hang on: the brain, or the border of the head and
/// what lies around it; what they say of heads without a tumour and of another sequence; and on how much
/// of all this they name no class. People that a model learnt from are left out.
final class ShortcutProbes {
  private static final int DONORS = 16;

  private final InferenceEngine engine;
  private final Path set;
  private final List<GreyPicture> donors;
  private final Map<String, List<PictureOf>> tumourFree;
  private final Progress progress;
  private final Origins unseen = new Origins(SliceList.ofTraining(), true);

  /// Reads what the probes need.
  ///
  /// @param data folder that holds `cheng_t1ce`; slices without tumour come from `lgg_flair`, other
  ///   backgrounds from `notumor`, where these are there too
  /// @param heads people without a tumour, DICOM
  /// @param scratch where archives are unpacked
  ShortcutProbes(
      InferenceEngine engine, Path data, List<Path> heads, Path scratch, Progress progress)
      throws ImagingException {
    this.engine = engine;
    this.set = data.resolve(Layout.CHENG_T1CE.word());
    this.progress = progress;
    donors = donors(data.resolve(TumourFree.SET));
    tumourFree = new LinkedHashMap<>();
    Path stacks = data.resolve(Layout.LGG_FLAIR.word());
    if (Files.isDirectory(stacks)) {
      tumourFree.put(
          "slices of lgg_flair without tumour",
          FreeSlices.ofStacks(stacks, FreeSlices.Third.AFTER_CONTRAST));
      tumourFree.put(
          "FLAIR of the same slices, in place of T1 after contrast",
          FreeSlices.ofStacks(stacks, FreeSlices.Third.FLAIR));
    }
    if (!heads.isEmpty()) {
      tumourFree.put(
          "whole heads without tumour (T1, no contrast agent)",
          FreeSlices.ofHeads(heads, scratch, progress));
    }
  }

  private static List<GreyPicture> donors(Path folder) throws ImagingException {
    List<GreyPicture> donors = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      List<Path> pictures = TumourFree.list(folder);
      for (int i = 0; i < DONORS; i++) {
        donors.add(GreyPicture.read(pictures.get(i * pictures.size() / DONORS)));
      }
    }
    return donors;
  }

  /// Probes one model, and writes the figures.
  void write(ObjectNode part, EvaluatedModels model) throws ImagingException {
    changed(part.putArray("changed"), model);
    ArrayNode free = part.putArray("tumourFree");
    for (Map.Entry<String, List<PictureOf>> one : tumourFree.entrySet()) {
      List<CaseScore> cases =
          run(model, Probe.UNTOUCHED).run(set, List.of(), one.getValue(), progress).cases();
      if (!cases.isEmpty()) {
        tumourFree(free.addObject().put("pictures", one.getKey()), model, cases);
      }
    }
  }

  private void changed(ArrayNode part, EvaluatedModels model) throws ImagingException {
    List<ChengIndex.Row> rows = sample(ChengIndex.read(set, OptionalInt.empty()), model);
    Map<String, CaseScore> before = new HashMap<>();
    for (Probe probe : Probe.values()) {
      if (probe == Probe.BACKGROUND_SWAPPED && donors.isEmpty()) {
        continue;
      }
      List<CaseScore> cases = run(model, probe).run(set, rows, List.of(), progress).cases();
      if (probe == Probe.UNTOUCHED) {
        cases.forEach(c -> before.put(c.id(), c));
      }
      ObjectNode one = part.addObject().put("probe", probe.words());
      counts(one, cases);
      if (model.classifier().isPresent()) {
        List<String> classes = model.classes();
        share(one, "accuracy", cases, c -> said(c, classes).equals(c.label()) ? 1 : 0);
        share(
            one,
            "same",
            cases,
            c -> said(c, classes).equals(said(before.getOrDefault(c.id(), c), classes)) ? 1 : 0);
        if (classes.contains(ChengIndex.NONE)) {
          share(one, "none", cases, c -> said(c, classes).equals(ChengIndex.NONE) ? 1 : 0);
        }
        vetoes(one, cases);
      } else {
        share(one, "dice", cases, CaseScore::dice);
        share(one, "marked", cases, ShortcutProbes::marked);
      }
    }
  }

  private static void tumourFree(ObjectNode part, EvaluatedModels model, List<CaseScore> cases) {
    counts(part, cases);
    if (model.classifier().isEmpty()) {
      share(part, "marked", cases, ShortcutProbes::marked);
      return;
    }
    if (model.classes().contains(ChengIndex.NONE)) {
      share(part, "none", cases, c -> said(c, model.classes()).equals(ChengIndex.NONE) ? 1 : 0);
    }
    vetoes(part, cases);
  }

  /// On how many of them no class is named, however sure the answer is.
  private static void vetoes(ObjectNode part, List<CaseScore> cases) {
    share(part, "unlikeAnythingKnown", cases, c -> refuses(c, Veto.NOVEL));
    share(part, "notAHead", cases, c -> refuses(c, Veto.NOT_A_HEAD));
  }

  private static double refuses(CaseScore one, Veto veto) {
    return one.abstention().filter(veto.sentence()::equals).isPresent() ? 1 : 0;
  }

  private ChengRun run(EvaluatedModels model, Probe probe) {
    return new ChengRun(
        engine,
        model,
        unseen,
        (row, picture) ->
            probe.of(
                picture,
                donors.isEmpty()
                    ? picture
                    : donors.get(Math.floorMod(row.id().hashCode(), donors.size()))));
  }

  /// The middle slice of each patient whom some network of the model never saw.
  private List<ChengIndex.Row> sample(List<ChengIndex.Row> rows, EvaluatedModels model) {
    Map<String, List<ChengIndex.Row>> byPatient = new LinkedHashMap<>();
    rows.stream()
        .filter(r -> !r.tumourFree())
        .forEach(r -> byPatient.computeIfAbsent(r.patient(), k -> new ArrayList<>()).add(r));
    return byPatient.values().stream()
        .map(own -> own.get(own.size() / 2))
        .filter(
            r -> !unseen.leftOut(model, unseen.origins(r.patient(), r.stated(), Optional.empty())))
        .toList();
  }

  private static String said(CaseScore one, List<String> classes) {
    return classes.get(one.predicted());
  }

  private static double marked(CaseScore one) {
    return one.outlines().getFirst().overlap().predicted() > 0 ? 1 : 0;
  }

  private static void counts(ObjectNode part, List<CaseScore> cases) {
    part.put("cases", cases.size());
    part.put("patients", new Patients(cases).groups().size());
  }

  private static void share(
      ObjectNode part, String name, List<CaseScore> cases, ToDoubleFunction<CaseScore> value) {
    double[] values = cases.stream().mapToDouble(value).toArray();
    Patients patients = new Patients(cases);
    JsonNumbers.number(part, name, Bootstrap.mean(values, patients.all()));
    JsonNumbers.interval(
        part,
        name + "Ci95",
        patients.groups().size() < 2 ? Optional.empty() : patients.ci95(values, patients.all()));
  }
}
