package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SegAlgorithm;
import health.cairn.imaging.dicom.SegWriter;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.sample.SamplePatient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reader's own outline of the sample patient's tumour becomes an example with the patient's consent only, and
/// leaves the home as a data set that says nothing of the patient.
class LearnOutlineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NIFTI_HEADER = 352;

  @TempDir Path directory;
  private Terminal terminal;
  private Study study;

  @BeforeEach
  void importSamplePatient() throws Exception {
    terminal = new Terminal(directory.resolve("home"));
    assertEquals(0, terminal.run("init").exit());
    Path zip = directory.resolve("patient.zip");
    try (InputStream in = SamplePatient.bundledZip()) {
      Files.copy(in, zip);
    }
    study =
        new DicomReader()
            .read(List.of(zip), Files.createDirectory(directory.resolve("unpacked")), Progress.NONE)
            .studies()
            .getFirst();
    assertEquals(0, terminal.run("import", zip).exit());
  }

  @Test
  void export_isEvaluatedAndSaysNothingOfThePatient() throws Exception {
    assertEquals(0, terminal.run("model", "learn", "consent", "CAIRN-0001").exit());
    Ran kept = terminal.run("model", "learn", "outline", byHand(0), "--kind", "meningioma");
    assertEquals(0, kept.exit(), kept.err());
    assertTrue(kept.out().contains("kept as an example"), kept.out());
    assertTrue(kept.out().contains("the model outlined nothing"), kept.out());

    Path set = directory.resolve("set");
    Ran exported = terminal.run("model", "learn", "export", "--out", set, "--json");

    assertEquals(0, exported.exit(), exported.err());
    int pictures = JSON.readTree(exported.out()).path("pictures").asInt();
    assertTrue(pictures >= 3, exported.out());
    Path out = directory.resolve("figures");
    Ran judged = terminal.run("evaluate", set, "--out", out);
    assertEquals(0, judged.exit(), judged.err());
    JsonNode metrics = JSON.readTree(out.resolve("metrics.json").toFile());
    assertEquals("cheng_t1ce", metrics.path("layout").asText());
    assertEquals(pictures, metrics.path("cases").asInt());
    assertEquals(1, metrics.path("patients").asInt());
    assertEquals(pictures, metrics.path("training").path("unseen").path("cases").asInt());
    assertTrue(
        metrics.path("segmentation").path("diceMean").asDouble() > 0.5,
        "the models' outline and the drawn one are of the same place: " + metrics);
    assertEquals(
        List.of("id,pid,class,fold,set,sex,age,vendor,field_strength,plane"),
        Files.readAllLines(set.resolve("index.csv")).subList(0, 1));
    JsonNode groups = metrics.path("groups");
    assertEquals("[]", groups.path("notRecorded").toString());
    for (String[] trait :
        new String[][] {
          {"sex", "F"},
          {"age", "40 to 59"},
          {"vendor", "other"},
          {"fieldStrength", "1.5"},
          {"plane", "axial"}
        }) {
      assertEquals(
          pictures,
          groups.path(trait[0]).path(trait[1]).path("cases").asInt(),
          String.join(" ", trait) + " in " + groups);
    }
    assertNothingOfThePatient(set);
  }

  @Test
  void outline_isNoExampleWithoutConsentAndWithdrawalDestroysIt() throws Exception {
    Path drawn = byHand(0);
    Ran amended = terminal.run("model", "learn", "outline", drawn);
    assertEquals(0, amended.exit(), amended.err());
    assertTrue(amended.out().contains("not kept: the patient did not agree"), amended.out());
    Path set = directory.resolve("set");
    assertEquals(3, terminal.run("model", "learn", "export", "--out", set).exit());
    assertFalse(Files.exists(set));

    assertEquals(0, terminal.run("model", "learn", "consent", "CAIRN-0001").exit());
    Ran unkind = terminal.run("model", "learn", "outline", drawn);
    assertEquals(3, unkind.exit(), unkind.err());
    assertTrue(unkind.err().contains("--kind"), unkind.err());
    for (int slices : new int[] {0, 1}) {
      Ran kept = terminal.run("model", "learn", "outline", byHand(slices), "--kind", "glioma");
      assertEquals(0, kept.exit(), kept.err());
    }
    Ran destroyed = terminal.run("model", "learn", "consent", "CAIRN-0001", "--withdraw", "--json");
    assertEquals(
        1, JSON.readTree(destroyed.out()).path("destroyed").asInt(), "the later took its place");
    assertEquals(3, terminal.run("model", "learn", "export", "--out", set).exit());
  }

  @Test
  void outline_refusesWhatNoPersonDrewOnT1AfterContrastAgentOfAStudyThatIsHere() throws Exception {
    Path program = segmentation(SequenceRole.T1C, 0);
    refused("a program drew it", program);
    refused("shows FLAIR", manual(segmentation(SequenceRole.FLAIR, 0)));
    Path image = directory.resolve("image.dcm");
    try (InputStream in = study.series().getFirst().instances().getFirst().source().open()) {
      Files.copy(in, image);
    }
    refused("not one DICOM Segmentation", image);
    Path broken = directory.resolve("broken.dcm");
    byte[] whole = Files.readAllBytes(manual(program));
    Files.write(broken, java.util.Arrays.copyOf(whole, whole.length / 2));
    refused("broken.dcm", broken);
    refused("nowhere.dcm", directory.resolve("nowhere.dcm"));
    Terminal other = new Terminal(directory.resolve("other"));
    assertEquals(0, other.run("init").exit());
    Ran elsewhere = other.run("model", "learn", "outline", manual(program));
    assertEquals(3, elsewhere.exit());
    assertTrue(elsewhere.err().contains("import the study first"), elsewhere.err());
  }

  private void refused(String why, Path file) {
    Ran ran = terminal.run("model", "learn", "outline", file, "--kind", "glioma");
    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains(why), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  private Path byHand(int without) throws Exception {
    return manual(segmentation(SequenceRole.T1C, without));
  }

  /// As other software writes what a person drew.
  private static Path manual(Path segmentation) throws IOException {
    String bytes = Files.readString(segmentation, StandardCharsets.ISO_8859_1);
    Files.writeString(
        segmentation, bytes.replace("AUTOMATIC ", "MANUAL    "), StandardCharsets.ISO_8859_1);
    return segmentation;
  }

  /// The sample patient's tumour as it is, but for its first slices.
  private Path segmentation(SequenceRole role, int without) throws Exception {
    Series series = study.series().stream().filter(s -> s.role() == role).findFirst().orElseThrow();
    Stack stack = new DicomReader().volumes(series, Progress.NONE).stacks().getFirst();
    Grid grid = stack.volume().grid();
    BitSet tumour = tumour();
    int first = tumour.nextSetBit(0) / grid.voxelsPerSlice();
    tumour.clear(0, (first + without) * grid.voxelsPerSlice());
    Path file = directory.resolve(role + "-" + without + "-" + System.nanoTime() + ".dcm");
    new SegWriter()
        .write(
            series,
            stack,
            List.of(
                new SegWriter.Drawn(
                    new Segment(
                        "Tumour",
                        new Segment.Code("108369006", "SCT", "Neoplasm"),
                        Mask.of(grid, tumour)),
                    new SegAlgorithm("by hand", "1", ""))),
            file);
    return file;
  }

  /// Voxels of the contrast series, out of the NIfTI file that the sample patient's maker wrote.
  private static BitSet tumour() throws Exception {
    try (ZipInputStream zip = new ZipInputStream(SamplePatient.bundledTruthZip())) {
      while (!zip.getNextEntry().getName().endsWith("tumour.nii")) {
        zip.closeEntry();
      }
      byte[] nifti = zip.readAllBytes();
      BitSet tumour = new BitSet();
      for (int at = NIFTI_HEADER; at < nifti.length; at++) {
        tumour.set(at - NIFTI_HEADER, nifti[at] != 0);
      }
      return tumour;
    }
  }

  private void assertNothingOfThePatient(Path set) throws Exception {
    List<String> secrets = new ArrayList<>(List.of("CAIRN-0001", study.studyInstanceUid()));
    for (String part : study.patient().name().split("[^A-Za-z]+", -1)) {
      if (part.length() > 2) {
        secrets.add(part);
      }
    }
    String born = study.patient().birthDate().orElseThrow().toString();
    String when = study.when().orElseThrow().toLocalDate().toString();
    secrets.addAll(List.of(born, when, born.replace("-", ""), when.replace("-", "")));
    for (Series series : study.series()) {
      secrets.add(series.seriesInstanceUid());
      series.instances().forEach(i -> secrets.add(i.sopInstanceUid()));
    }
    JsonNode row = JSON.readTree(terminal.run("patients", "--json").out()).findPath("patientKey");
    secrets.add(row.asText());
    assertTrue(row.asText().length() > 8, "a patient key to look for");
    try (Stream<Path> files = Files.walk(set)) {
      for (Path file : files.toList()) {
        String text =
            file.getFileName()
                + (Files.isRegularFile(file)
                    ? Files.readString(file, StandardCharsets.ISO_8859_1)
                    : "");
        for (String secret : secrets) {
          assertFalse(
              text.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)),
              secret + " in " + file);
        }
        assertFalse(text.contains("tEXt") || text.contains("tIME"), "words or times in " + file);
      }
    }
  }
}
