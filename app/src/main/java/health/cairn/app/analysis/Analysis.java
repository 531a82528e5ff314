package health.cairn.app.analysis;

import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.dicom.SegAlgorithm;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.Diameters;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.render.SegmentColour;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What the second reader has to say of one study.
///
/// @param sequences the series that was chosen for each role, T1C first
/// @param tumour what was segmented, absent where the study has no usable T1 after contrast agent and no model
///   of volumes looked at it
/// @param classification absent where there is no usable T1 after contrast agent
/// @param explanations why the networks behind the classification say so
/// @param organs at risk, where they were asked for and found
/// @param members what each member said before anything was joined; empty where that is not known
/// @param warnings what a reader must know, one sentence each
public record Analysis(
    Study study,
    Map<SequenceRole, Reading> sequences,
    Optional<Tumour> tumour,
    Optional<Classification> classification,
    List<Explanation> explanations,
    List<Organ> organs,
    List<MemberSlice> members,
    List<String> warnings,
    Timings timings) {

  /// Without organs, and without what the members said by themselves.
  public Analysis(
      Study study,
      Map<SequenceRole, Reading> sequences,
      Optional<Tumour> tumour,
      Optional<Classification> classification,
      List<Explanation> explanations,
      List<String> warnings,
      Timings timings) {
    this(
        study,
        sequences,
        tumour,
        classification,
        explanations,
        List.of(),
        List.of(),
        warnings,
        timings);
  }

  public Analysis {
    organs = List.copyOf(organs);
    sequences = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sequences));
    explanations = List.copyOf(explanations);
    members = List.copyOf(members);
    warnings = List.copyOf(warnings);
  }

  /// Nothing could be classified.
  static Analysis without(
      Study study,
      Map<SequenceRole, Reading> sequences,
      Optional<Tumour> tumour,
      List<String> warnings,
      long readMs,
      long segmentMs) {
    return new Analysis(
        study,
        sequences,
        tumour,
        Optional.empty(),
        List.of(),
        warnings,
        new Timings(readMs, 0, segmentMs, 0, 0, 0, readMs + segmentMs));
  }

  /// @param silent why nothing could be classified; a warning too
  Analysis with(Classification silent) {
    List<String> said = new ArrayList<>(warnings);
    silent.abstainedBecause().ifPresent(said::add);
    return new Analysis(
        study,
        sequences,
        tumour,
        Optional.of(silent),
        explanations,
        organs,
        members,
        said,
        timings);
  }

  Analysis withWarnings(List<String> said) {
    return new Analysis(
        study, sequences, tumour, classification, explanations, organs, members, said, timings);
  }

  Analysis with(List<Explanation> explained, Timings taken) {
    return new Analysis(
        study, sequences, tumour, classification, explained, organs, members, warnings, taken);
  }

  Analysis withTimings(Timings taken) {
    return new Analysis(
        study, sequences, tumour, classification, explanations, organs, members, warnings, taken);
  }

  /// @param more warnings, behind those there are
  public Analysis withOrgans(List<Organ> found, List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Analysis(
        study, sequences, tumour, classification, explanations, found, members, all, timings);
  }

  /// An organ at risk with its parts.
  ///
  /// @param label with the side ("left hippocampus")
  /// @param volumeMl of all parts
  /// @param volumeCi95Ml 95 % interval of it, where the model's card has one
  /// @param volumeRangeMl over placements of the model's box a few millimetres apart; no confidence
  ///   interval
  /// @param spreadMm of its middle over the same placements
  /// @param placements how many
  /// @param toTumourMm smallest distance between surfaces; empty where there is no tumour in its space
  /// @param reading the series it was outlined on; parts lie on its grid
  /// @param notes what a reader should know of it, one sentence each
  public record Organ(
      String label,
      Laterality side,
      List<OrganPart> parts,
      double volumeMl,
      Optional<Interval> volumeCi95Ml,
      Interval volumeRangeMl,
      double spreadMm,
      int placements,
      double meanProbability,
      OptionalDouble toTumourMm,
      ModelRef model,
      Reading reading,
      List<String> notes) {
    public Organ {
      parts = List.copyOf(parts);
      notes = List.copyOf(notes);
    }

    /// The same organ with some of its parts; what is said of the whole stays.
    public Organ withParts(List<OrganPart> some) {
      return new Organ(
          label,
          side,
          some,
          volumeMl,
          volumeCi95Ml,
          volumeRangeMl,
          spreadMm,
          placements,
          meanProbability,
          toTumourMm,
          model,
          reading,
          notes);
    }
  }

  /// @param uncertainty mean entropy of the probability, 0 (sure) .. 1 (a coin)
  /// @param rgb colour by the model's card, 0xRRGGBB
  public record OrganPart(
      Segment segment, double uncertainty, Optional<Integer> rgb, OptionalDouble toTumourMm) {}

  /// A series with its pixels.
  public record Reading(Series series, Stack stack) {}

  /// @param reading the series on whose grid all outlines lie: T1 after contrast agent where there is one
  /// @param segmentation what was found on that series by the model that looks at it alone; where none does,
  ///   by the first model of volumes
  /// @param outlined everything that was found: first the tumour by the shipped kind of models, then what
  ///   models of volumes outlined
  /// @param doubts one for each model that gives probabilities, on the series it looked at or, of models of volumes, on
  ///   the grid of the reading
  public record Tumour(
      Reading reading, Segmentation segmentation, List<Outlined> outlined, List<Doubt> doubts) {
    public Tumour {
      outlined = List.copyOf(outlined);
      doubts = List.copyOf(doubts);
    }

    /// What was outlined of a tumour, organs left out.
    public List<Outlined> regions() {
      return outlined.stream().filter(o -> !o.organ()).toList();
    }

    /// In the order they are numbered in a Segmentation object.
    public List<Segment> segments() {
      return outlined.stream().map(o -> o.found().segment()).toList();
    }

    /// Every model that outlined something, and the one that looked at the series in any case.
    public List<ModelRef> models() {
      return Stream.concat(
              Stream.of(segmentation.model()), outlined.stream().map(o -> o.origin().model()))
          .distinct()
          .toList();
    }
  }

  /// Where a model doubts on the series it looked at.
  public record Doubt(ModelRef model, Reading reading, DoubtMap map) {

    /// None where the model gives no probabilities.
    static Optional<Doubt> of(Segmentation by, Reading reading) {
      return by.doubt().map(map -> new Doubt(by.model(), reading, map));
    }
  }

  /// A segment and its size.
  ///
  /// @param found on the grid of the tumour's reading
  /// @param keySlice the slice that holds most of it
  /// @param toTumourMm of an organ, the smallest distance between surfaces; empty where no tumour is outlined
  /// @param rgb colour by the model's card, 0xRRGGBB
  public record Outlined(
      Segmentation.Found found,
      Origin origin,
      Diameters diameters,
      int keySlice,
      OptionalDouble toTumourMm,
      Optional<Integer> rgb) {
    public Outlined(Segmentation.Found found, Origin origin, Diameters diameters, int keySlice) {
      this(found, origin, diameters, keySlice, OptionalDouble.empty(), Optional.empty());
    }

    /// Whether its code names anatomy and no disease.
    public boolean organ() {
      return !found.segment().code().disease();
    }

    /// The card's colour, else that of the code.
    int colour() {
      return rgb.orElse(SegmentColour.of(found.segment()).rgb());
    }

    Outlined at(OptionalDouble mm) {
      return new Outlined(found, origin, diameters, keySlice, mm, rgb);
    }
  }

  /// Where an outline comes from.
  ///
  /// @param reading the series it was drawn on
  /// @param notes what a reader should know of it, one sentence each
  public record Origin(ModelRef model, Reading reading, List<String> notes) {
    public Origin {
      notes = List.copyOf(notes);
    }

    SegAlgorithm algorithm() {
      return new SegAlgorithm(model.name(), model.version(), "sha256=" + model.sha256());
    }
  }
}
