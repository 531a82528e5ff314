package health.cairn.imaging.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentColourTest {
  private static final Mask EMPTY =
      Mask.of(
          new Grid(
              2,
              2,
              2,
              new Affine(
                  new PatientPoint(0, 0, 0),
                  new PatientPoint(1, 0, 0),
                  new PatientPoint(0, 1, 0),
                  new PatientPoint(0, 0, 1)),
              "1.2.3"),
          new BitSet());

  private static Segment segment(String label, String code, String scheme, String meaning) {
    return new Segment(label, new Segment.Code(code, scheme, meaning), EMPTY);
  }

  @Test
  void of_tellsTheThreeBratsRegionsApart() {
    assertEquals(
        List.of(SegmentColour.WHOLE_TUMOUR, SegmentColour.CORE, SegmentColour.ENHANCING),
        List.of(
            SegmentColour.of(segment("whole tumour", "108369006", "SCT", "Neoplasm")),
            SegmentColour.of(segment("tumour core", "86049000", "SCT", "Neoplasm, primary")),
            SegmentColour.of(segment("enhancing tumour", "C113842", "NCIt", "Enhancing Lesion"))));
  }

  @Test
  void of_tellsOrgansFromTumourWhateverTheirName() {
    Segment brain = segment("whole brain", "12738006", "SCT", "Brain");
    Segment stem = segment("brainstem", "15926001", "SCT", "Brainstem");

    assertFalse(brain.code().disease());
    assertFalse(stem.code().disease());
    assertNotEquals(SegmentColour.WHOLE_TUMOUR, SegmentColour.of(stem));
    assertNotEquals(SegmentColour.CORE, SegmentColour.of(stem));
    assertNotEquals(SegmentColour.WHOLE_TUMOUR, SegmentColour.of(brain));
  }

  @Test
  void of_keepsThePartsOfTheHippocampusAsTheyWere() {
    assertEquals(
        SegmentColour.ORGAN,
        SegmentColour.of(segment("left anterior hippocampus", "5366008", "SCT", "Hippocampus")));
    assertEquals(
        SegmentColour.ORGAN_BEHIND,
        SegmentColour.of(segment("left posterior hippocampus", "5366008", "SCT", "Hippocampus")));
  }

  @Test
  void disease_isWhatReadersAndModelsOutlineOfATumour() {
    for (String meaning :
        List.of("Neoplasm", "Mass", "Glioblastoma", "Edema", "Necrosis", "Metastatic malignancy")) {
      assertTrue(new Segment.Code("1", "SCT", meaning).disease(), meaning);
    }
    for (String meaning : List.of("Hippocampus", "Optic nerve", "Cochlea", "Massa intermedia")) {
      assertFalse(new Segment.Code("1", "SCT", meaning).disease(), meaning);
    }
  }
}
