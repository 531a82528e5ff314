package health.cairn.imaging.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aoju.bus.image.Tag;

/// Says what an MR series shows, and by which tags. Acquisition tags decide; names only where tags
/// are silent, and the reason then says so.
///
/// Limits of time are those that separate weightings at 1.5 and 3 T in common protocols: spin echo
/// with TR under 1.2 s and TE under 30 ms is T1, TE over 60 ms T2, an inversion time over 1.5 s with
/// such a TE suppresses fluid.
final class RoleReader {
  private static final double SHORT_TR_MS = 1200;
  private static final double SHORT_TE_MS = 30;
  private static final double LONG_TE_MS = 60;
  private static final double FLUID_TI_MS = 1500;
  private static final double INVERSION_T1_MAX_TR_MS = 3500;

  private static final Pattern CONTRAST_NAME =
      Pattern.compile(
          "(?i)(^|[^a-z])(t1[ _-]?(post|ce|c|gd)|post|postcontrast|gd|gad|gado\\w*|ce|km|contrast)"
              + "([^a-z]|$)|\\+\\s?(c|gd|km)([^a-z]|$)");
  private static final Pattern NO_CONTRAST_NAME =
      Pattern.compile("(?i)(^|[^a-z])(t1)?pre([^a-z]|$)|without|(^|[^a-z])(w/o|non)[ -]?");
  private static final Pattern FLAIR_NAME = Pattern.compile("(?i)flair|dark[ _-]?fluid|tirm");
  private static final Pattern ADC_NAME = Pattern.compile("(?i)(^|[^a-z])e?adc([^a-z]|$)|apparent");
  private static final Pattern DWI_NAME =
      Pattern.compile("(?i)(^|[^a-z])(dwi|dti|diff\\w*|tensor|trace\\w*)([^a-z]|$)");
  private static final Pattern T1_NAME =
      Pattern.compile("(?i)(^|[^a-z0-9])t1|mprage|mp-?rage|(^|[^a-z])(ir-?)?f?spgr|bravo|tfl3d");
  private static final Pattern T2_NAME = Pattern.compile("(?i)(^|[^a-z0-9])t2(?![ _-]?\\*)");
  private static final Pattern OTHER_NAME =
      Pattern.compile(
          "(?i)localiz|localis|scout|survey|(^|[^a-z0-9])t2[ _-]?(\\*|star)|(^|[^a-z])(swi|swan|asl|perf\\w*|dsc|dce|rcbv|cbf|cbv|mtt"
              + "|ttp|fa|tof|mra|mrv|bold|fmri|spectro\\w*|b0[ _-]?(map|ns)|field[ _-]?map)([^a-z]|$)");

  private RoleReader() {}

  /// A role and the tags that say so, as one clause.
  record Reading(SequenceRole role, String reason) {}

  static Reading read(Header header) {
    if (!header.text(Tag.Modality).equals("MR")) {
      String modality = header.text(Tag.Modality);
      return new Reading(
          SequenceRole.OTHER, modality.isEmpty() ? "no modality given" : "modality " + modality);
    }
    Evidence evidence = Evidence.of(header);
    Reading reading =
        byImageType(evidence)
            .or(() -> byDiffusion(evidence))
            .or(() -> byAcquisition(evidence))
            .orElseGet(() -> byName(evidence));
    return withContrast(reading, evidence);
  }

  private static Optional<Reading> byImageType(Evidence e) {
    for (String word : e.imageType()) {
      switch (word) {
        case "ADC", "ADC_UNSPECIFIED" -> {
          return reading(SequenceRole.ADC, "image type " + word);
        }
        case "TRACEW", "TRACE" -> {
          return reading(SequenceRole.DWI, "image type " + word);
        }
        case "DIFFUSION" -> {
          return ADC_NAME.matcher(e.names()).find()
              ? reading(SequenceRole.ADC, "image type DIFFUSION, by name " + e.quoted())
              : reading(SequenceRole.DWI, "image type DIFFUSION");
        }
        case "FA", "PROJECTION IMAGE", "MOSAIC", "LOCALIZER", "MPR_PROJECTION", "MIP" -> {
          // A mosaic may still be diffusion; it has no volume either way.
          return reading(SequenceRole.OTHER, "image type " + word);
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  private static Optional<Reading> byDiffusion(Evidence e) {
    if (e.bValue().isPresent() && (e.bValue().get() > 0 || e.diffusionGroup())) {
      if (ADC_NAME.matcher(e.names()).find()) {
        return reading(SequenceRole.ADC, "b-value given, by name " + e.quoted());
      }
      return reading(SequenceRole.DWI, "b-value " + number(e.bValue().get()) + " s/mm2");
    }
    boolean echoPlanar = e.scanningSequence().contains("EP");
    if (ADC_NAME.matcher(e.names()).find()) {
      return reading(SequenceRole.ADC, "by name " + e.quoted());
    }
    if (echoPlanar && DWI_NAME.matcher(e.names()).find()) {
      return reading(SequenceRole.DWI, "echo planar, by name " + e.quoted());
    }
    return Optional.empty();
  }

  private static Optional<Reading> byAcquisition(Evidence e) {
    if (OTHER_NAME.matcher(e.names()).find() || e.scanningSequence().contains("EP")) {
      return Optional.empty();
    }
    switch (e.acquisitionContrast()) {
      case "T1" -> {
        return reading(SequenceRole.T1, "acquisition contrast T1");
      }
      case "FLUID_ATTENUATED" -> {
        return reading(SequenceRole.FLAIR, "acquisition contrast FLUID_ATTENUATED");
      }
      case "T2" -> {
        return reading(SequenceRole.T2, "acquisition contrast T2");
      }
      default -> {}
    }
    if (e.repetitionMs().isEmpty() || e.echoMs().isEmpty()) return Optional.empty();
    double tr = e.repetitionMs().get();
    double te = e.echoMs().get();
    String times = "TR " + number(tr) + " ms, TE " + number(te) + " ms";
    double ti = e.inversionMs().orElse(0.0);
    if (ti > 0) times += ", TI " + number(ti) + " ms";
    boolean inversion = e.scanningSequence().contains("IR") || ti > 0;
    if (inversion && ti >= FLUID_TI_MS && te > LONG_TE_MS) {
      return reading(SequenceRole.FLAIR, "inversion recovery, " + times);
    }
    boolean gradient = e.scanningSequence().contains("GR");
    if (inversion && te <= SHORT_TE_MS && tr < INVERSION_T1_MAX_TR_MS) {
      return reading(SequenceRole.T1, "inversion recovery, " + times);
    }
    if (gradient) {
      // T2* gradient echo has a long echo for its repetition; it is none of the reading sequences.
      return te <= 12 && tr < 2500 && !T2_NAME.matcher(e.names()).find()
          ? reading(SequenceRole.T1, "gradient echo, " + times)
          : Optional.empty();
    }
    if (e.scanningSequence().contains("SE")) {
      if (inversion) return Optional.empty();
      if (tr < SHORT_TR_MS && te <= SHORT_TE_MS) {
        return reading(SequenceRole.T1, "spin echo, " + times);
      }
      if (te > LONG_TE_MS && tr > SHORT_TR_MS) {
        return reading(SequenceRole.T2, "spin echo, " + times);
      }
    }
    return Optional.empty();
  }

  private static Reading byName(Evidence e) {
    String why = "by name only: " + e.quoted();
    if (e.names().isBlank()) {
      return new Reading(SequenceRole.OTHER, "neither tags nor name say what it shows");
    }
    if (OTHER_NAME.matcher(e.names()).find()) return new Reading(SequenceRole.OTHER, why);
    if (FLAIR_NAME.matcher(e.names()).find()) return new Reading(SequenceRole.FLAIR, why);
    if (DWI_NAME.matcher(e.names()).find()) return new Reading(SequenceRole.DWI, why);
    if (T1_NAME.matcher(e.names()).find()) return new Reading(SequenceRole.T1, why);
    if (T2_NAME.matcher(e.names()).find()) return new Reading(SequenceRole.T2, why);
    return new Reading(
        SequenceRole.OTHER, "neither tags nor the name " + e.quoted() + " say what it shows");
  }

  private static Reading withContrast(Reading reading, Evidence e) {
    if (reading.role() != SequenceRole.T1) return reading;
    if (e.contrastAgent()) {
      return new Reading(SequenceRole.T1C, "contrast agent given; " + reading.reason());
    }
    if (NO_CONTRAST_NAME.matcher(e.names()).find()) {
      return new Reading(SequenceRole.T1, reading.reason() + "; no contrast agent");
    }
    if (CONTRAST_NAME.matcher(e.names()).find()) {
      return new Reading(
          SequenceRole.T1C,
          reading.reason() + "; contrast by name only " + e.quoted() + ", no agent in the tags");
    }
    return new Reading(SequenceRole.T1, reading.reason() + "; no contrast agent");
  }

  private static Optional<Reading> reading(SequenceRole role, String reason) {
    return Optional.of(new Reading(role, reason));
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(5)).stripTrailingZeros().toPlainString();
  }

  /// What of a header bears on the role, from classic or enhanced objects alike.
  private record Evidence(
      List<String> imageType,
      List<String> scanningSequence,
      Optional<Double> repetitionMs,
      Optional<Double> echoMs,
      Optional<Double> inversionMs,
      Optional<Double> bValue,
      boolean diffusionGroup,
      String acquisitionContrast,
      boolean contrastAgent,
      String names,
      String quoted) {

    static Evidence of(Header header) {
      var groups = FrameGroups.of(header, 0);
      var imageType = new ArrayList<>(header.texts(Tag.ImageType));
      groups
          .item(Tag.MRImageFrameTypeSequence)
          .ifPresent(item -> imageType.addAll(item.texts(Tag.FrameType)));
      Optional<Header> timing = groups.item(Tag.MRTimingAndRelatedParametersSequence);
      Optional<Header> echo = groups.item(Tag.MREchoSequence);
      Optional<Header> modifier = groups.item(Tag.MRModifierSequence);
      Optional<Header> diffusion = groups.item(Tag.MRDiffusionSequence);
      var sequence = new ArrayList<>(header.texts(Tag.ScanningSequence));
      addEnhancedSequence(header, modifier, sequence);
      // A sequence name may begin with a star, which is no part of the name before it.
      String names =
          Stream.of(Tag.SeriesDescription, Tag.ProtocolName, Tag.SequenceName)
              .map(header::text)
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(" / "));
      String shown = header.text(Tag.SeriesDescription);
      if (shown.isEmpty()) shown = header.text(Tag.ProtocolName);
      if (shown.isEmpty()) shown = header.text(Tag.SequenceName);
      return new Evidence(
          List.copyOf(imageType),
          List.copyOf(sequence),
          positive(header.number(Tag.RepetitionTime))
              .or(() -> positive(timing.flatMap(item -> item.number(Tag.RepetitionTime)))),
          positive(header.number(Tag.EchoTime))
              .or(() -> positive(echo.flatMap(item -> item.number(Tag.EffectiveEchoTime)))),
          positive(header.number(Tag.InversionTime))
              .or(() -> positive(modifier.flatMap(item -> item.number(Tag.InversionTimes)))),
          header
              .number(Tag.DiffusionBValue)
              .or(() -> diffusion.flatMap(item -> item.number(Tag.DiffusionBValue))),
          diffusion.isPresent(),
          acquisitionContrast(header, groups),
          contrast(header, groups),
          names,
          "\"" + shown + "\"");
    }

    private static void addEnhancedSequence(
        Header header, Optional<Header> modifier, List<String> sequence) {
      switch (header.text(Tag.EchoPulseSequence)) {
        case "SPIN" -> sequence.add("SE");
        case "GRADIENT" -> sequence.add("GR");
        case "BOTH" -> sequence.addAll(List.of("SE", "GR"));
        default -> {}
      }
      if (header.text(Tag.EchoPlanarPulseSequence).equals("YES")) sequence.add("EP");
      if (modifier.map(item -> item.text(Tag.InversionRecovery)).orElse("").equals("YES")) {
        sequence.add("IR");
      }
    }

    private static String acquisitionContrast(Header header, FrameGroups groups) {
      String ofFrame =
          groups
              .item(Tag.MRImageFrameTypeSequence)
              .map(item -> item.text(Tag.AcquisitionContrast))
              .orElse("");
      return ofFrame.isEmpty() ? header.text(Tag.AcquisitionContrast) : ofFrame;
    }

    private static boolean contrast(Header header, FrameGroups groups) {
      if (isAgent(header.text(Tag.ContrastBolusAgent))) return true;
      if (header.item(Tag.ContrastBolusAgentSequence).isPresent()
          && groups
              .item(Tag.ContrastBolusUsageSequence)
              .map(item -> !item.text(Tag.ContrastBolusAgentAdministered).equals("NO"))
              .orElse(true)) {
        return true;
      }
      return false;
    }

    /// Some sites fill the field with "no" instead of leaving it empty.
    private static boolean isAgent(String text) {
      return !text.isEmpty()
          && !List.of("NO", "NONE", "N", "0", "FALSE").contains(text.toUpperCase(Locale.ROOT));
    }

    private static Optional<Double> positive(Optional<Double> value) {
      return value.filter(number -> number > 0 && number < 1e6);
    }
  }
}
