package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Segment;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;

/// One item of the Segment Sequence (DICOM PS3.3 C.8.20.4).
final class SegDescription {
  private static final Segment.Code ABNORMAL =
      new Segment.Code("49755003", "SCT", "Morphologically abnormal structure");
  private static final Segment.Code ANATOMICAL =
      new Segment.Code("91723000", "SCT", "Anatomical Structure");
  private static final Segment.Code ARTIFICIAL_INTELLIGENCE =
      new Segment.Code("123110", "DCM", "Artificial Intelligence");
  private static final int MAX_LABEL = 64;

  private SegDescription() {}

  static Attributes of(int number, SegWriter.Drawn drawn) {
    Segment segment = drawn.segment();
    Attributes item = new Attributes();
    item.setInt(Tag.SegmentNumber, VR.US, number);
    item.setString(Tag.SegmentLabel, VR.LO, shortened(segment.label()));
    item.setString(Tag.SegmentAlgorithmType, VR.CS, drawn.origin().type());
    item.newSequence(Tag.SegmentedPropertyCategoryCodeSequence, 1)
        .add(code(category(segment.code())));
    Attributes type = code(segment.code());
    item.newSequence(Tag.SegmentedPropertyTypeCodeSequence, 1).add(type);
    SegmentMarks marks = drawn.marks();
    marks
        .side()
        .ifPresent(
            side ->
                type.newSequence(Tag.SegmentedPropertyTypeModifierCodeSequence, 1)
                    .add(code(side.code())));
    marks
        .rgb()
        .ifPresent(rgb -> item.setInt(Tag.RecommendedDisplayCIELabValue, VR.US, CieLab.of(rgb)));
    marks
        .tracking()
        .ifPresent(
            tracking -> {
              item.setString(Tag.TrackingID, VR.UT, tracking.id());
              item.setString(Tag.TrackingUID, VR.UI, tracking.uid());
            });
    drawn.origin().byProgram().ifPresent(algorithm -> algorithm(item, algorithm));
    return item;
  }

  private static void algorithm(Attributes item, SegAlgorithm algorithm) {
    item.setString(Tag.SegmentAlgorithmName, VR.LO, shortened(algorithm.name()));
    Attributes identification = new Attributes();
    identification
        .newSequence(Tag.AlgorithmFamilyCodeSequence, 1)
        .add(code(ARTIFICIAL_INTELLIGENCE));
    identification.setString(Tag.AlgorithmName, VR.LO, shortened(algorithm.name()));
    identification.setString(Tag.AlgorithmVersion, VR.LO, shortened(algorithm.version()));
    if (!algorithm.parameters().isEmpty()) {
      identification.setString(Tag.AlgorithmParameters, VR.LT, algorithm.parameters());
    }
    item.newSequence(Tag.SegmentationAlgorithmIdentificationSequence, 1).add(identification);
  }

  static Attributes code(Segment.Code code) {
    Attributes item = new Attributes();
    item.setString(Tag.CodeValue, VR.SH, code.value());
    item.setString(Tag.CodingSchemeDesignator, VR.SH, code.scheme());
    item.setString(Tag.CodeMeaning, VR.LO, shortened(code.meaning()));
    return item;
  }

  /// The category that a property type belongs to (PS3.16 CID 7150): disease or normal anatomy.
  static Segment.Code category(Segment.Code type) {
    return type.disease() ? ABNORMAL : ANATOMICAL;
  }

  static String shortened(String text) {
    return text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL);
  }
}
