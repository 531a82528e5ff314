package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleReaderTest {
  private static Attributes mr(String description) {
    Attributes attributes = new Attributes();
    attributes.setString(Tag.Modality, VR.CS, "MR");
    attributes.setString(Tag.SeriesDescription, VR.LO, description);
    return attributes;
  }

  private static Attributes acquired(
      String name, String sequence, double tr, double te, double ti) {
    Attributes attributes = mr(name);
    attributes.setString(Tag.ScanningSequence, VR.CS, sequence.split("/"));
    attributes.setString(Tag.RepetitionTime, VR.DS, String.valueOf(tr));
    attributes.setString(Tag.EchoTime, VR.DS, String.valueOf(te));
    if (ti > 0) attributes.setString(Tag.InversionTime, VR.DS, String.valueOf(ti));
    return attributes;
  }

  private static RoleReader.Reading read(Attributes attributes) {
    return RoleReader.read(new Header(attributes));
  }

  @ParameterizedTest
  @CsvSource({
    "x, SE, 500, 12, 0, T1",
    "x, SE, 4000, 92, 0, T2",
    "x, SE/IR, 9000, 90, 2500, FLAIR",
    "x, GR/IR, 2000, 3, 900, T1",
    "x, GR, 6, 2.5, 0, T1",
    "x, GR, 700, 25, 0, OTHER",
    "Anonymized1 MRI T2*, GR, 620, 10, 0, OTHER",
    "t2_star_tra, GR, 620, 10, 0, OTHER",
    "ax T2star, GR, 620, 10, 0, OTHER",
    "PD, SE, 3000, 15, 0, OTHER",
    "STIR, SE/IR, 4000, 60, 150, OTHER"
  })
  void read_followsAcquisitionWhenTagsAreThere(
      String name, String sequence, double tr, double te, double ti, SequenceRole role) {
    assertEquals(role, read(acquired(name, sequence, tr, te, ti)).role());
  }

  @Test
  void read_saysContrastWhenAnAgentIsNamed() {
    Attributes attributes = acquired("ax", "SE", 500, 12, 0);
    attributes.setString(Tag.ContrastBolusAgent, VR.LO, "Gadobutrol");

    RoleReader.Reading reading = read(attributes);

    assertEquals(SequenceRole.T1C, reading.role());
    assertEquals("contrast agent given; spin echo, TR 500 ms, TE 12 ms", reading.reason());
  }

  @Test
  void read_believesTagsWhenNameContradictsThem() {
    RoleReader.Reading reading = read(acquired("T1 ax", "SE", 4000, 92, 0));

    assertEquals(SequenceRole.T2, reading.role());
    assertTrue(reading.reason().contains("TR 4000 ms"));
  }

  @ParameterizedTest
  @CsvSource({
    "T1post, T1C",
    "t1_mprage_sag +C, T1C",
    "T1 GD, T1C",
    "AX T1 CE, T1C",
    "T1pre_reg, T1",
    "t1_se_tra, T1",
    "FLAIR_reg, FLAIR",
    "t2_tirm_tra_dark-fluid, FLAIR",
    "T2 TSE ax, T2",
    "ep2d_diff_3scan_trace_ADC, ADC",
    "DWI b1000, DWI",
    "localizer, OTHER",
    "SWI, OTHER",
    "T2* GRE, OTHER",
    "ax, OTHER"
  })
  void read_saysByNameWhenTagsAreMissing(String name, SequenceRole role) {
    RoleReader.Reading reading = read(mr(name));

    assertEquals(role, reading.role(), reading.reason());
    assertTrue(reading.reason().contains("name"), reading.reason());
  }

  @Test
  void read_saysNoContrastWhenFieldOnlySaysNo() {
    Attributes attributes = acquired("ax", "SE", 500, 12, 0);
    attributes.setString(Tag.ContrastBolusAgent, VR.LO, "NONE");

    assertEquals(SequenceRole.T1, read(attributes).role());
  }
}
