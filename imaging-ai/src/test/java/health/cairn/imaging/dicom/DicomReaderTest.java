package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomReaderTest {
  @TempDir Path folder;
  private Path images;
  private List<WrittenObject> written;

  @BeforeEach
  void writeSeries() throws Exception {
    images = folder.resolve("images");
    written = SyntheticSeries.write(images, "T1", SyntheticSeries.grid(8, 6, 4));
  }

  private ReadResult read(Path... inputs) throws Exception {
    ReadResult result =
        new DicomReader().read(List.of(inputs), folder.resolve("scratch"), Progress.NONE);
    assertEquals(result.filesRead(), result.instancesRead() + result.refused().size());
    return result;
  }

  private Refusal onlyRefusal(Path... inputs) throws Exception {
    ReadResult result = read(inputs);
    assertEquals(1, result.refused().size(), () -> result.refused().toString());
    return result.refused().getFirst();
  }

  /// A whole file with other bytes from some place on.
  private Path damaged(String name, byte[] bytes) throws IOException {
    return Files.write(images.resolve(name), bytes);
  }

  private byte[] sound() throws IOException {
    return Files.readAllBytes(written.getFirst().file());
  }

  /// A header of the sound file, cut before its pixels, and then whatever follows.
  private byte[] headerAnd(int... more) throws IOException {
    byte[] whole = sound();
    byte[] header = Arrays.copyOf(whole, whole.length - 12 - 2 * 8 * 6);
    var out = new ByteArrayOutputStream();
    out.writeBytes(header);
    for (int value : more) out.write(value);
    return out.toByteArray();
  }

  @Test
  void read_findsStudyAndDecodesNameWhenFolderIsSound() throws Exception {
    ReadResult result = read(images);

    Study study = result.studies().getFirst();
    assertEquals("Zoë Müller", study.patient().name());
    assertEquals("1972-03-12", study.patient().birthDate().orElseThrow().toString());
    assertEquals("2026-03-12T14:03:05", study.when().orElseThrow().toString());
    Series series = study.series().getFirst();
    assertEquals(4, series.instances().size());
    assertEquals(SequenceRole.T1, series.role());
    assertTrue(series.roleReason().contains("TR 500 ms, TE 12 ms"), series.roleReason());
  }

  @Test
  void read_refusesOnlyTheFileWhenItIsNotDicom() throws Exception {
    Files.writeString(images.resolve("README"), "Images of a phantom.");

    Refusal refusal = onlyRefusal(images);

    assertEquals(images.resolve("README").toString(), refusal.path());
    assertEquals("is not DICOM", refusal.reason());
    assertEquals(4, read(images).instancesRead());
  }

  @Test
  void read_refusesWhenFolderIsEmptyOrMissing() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertEquals("holds no files", onlyRefusal(empty).reason());
    assertEquals("does not exist", onlyRefusal(folder.resolve("missing")).reason());
  }

  @Test
  void read_refusesOnlyTheFileWhenItsPixelsAreCutOff() throws Exception {
    damaged("cut.dcm", Arrays.copyOf(sound(), sound().length - 20));

    assertTrue(onlyRefusal(images).reason().startsWith("is cut off"));
  }

  @Test
  void read_refusesOnlyTheFileWhenItsHeaderIsCutOff() throws Exception {
    damaged("cut.dcm", Arrays.copyOf(sound(), 401));

    assertTrue(
        onlyRefusal(images).reason().matches("(is cut off|cannot be read|has no).*"),
        () -> "another reason");
  }

  @Test
  void read_refusesOnlyTheFileWhenItDeclaresFourGigabytes() throws Exception {
    // (0042,0011) OB, length 0xFFFFFFF0: an explicit VR with a 32-bit length.
    damaged(
        "huge.dcm",
        headerAnd(0x42, 0, 0x11, 0, 'O', 'B', 0, 0, 0xf0, 0xff, 0xff, 0xff, 1, 2, 3, 4));

    assertTrue(onlyRefusal(images).reason().contains("4,294,967,280 bytes"));
  }

  @Test
  void read_refusesOnlyTheFileWhenPixelsDeclareFourGigabytes() throws Exception {
    damaged(
        "huge.dcm",
        headerAnd(0xe0, 0x7f, 0x10, 0, 'O', 'W', 0, 0, 0xf0, 0xff, 0xff, 0xff, 1, 2, 3, 4));

    assertTrue(onlyRefusal(images).reason().startsWith("is cut off"));
  }

  @Test
  void read_refusesOnlyTheFileWhenItInflatesWithoutEnd() throws Exception {
    String deflated = "1.2.840.10008.1.2.1.99";
    byte[] whole = headerAnd(0x42, 0, 0x11, 0, 'O', 'B', 0, 0, 0xf0, 0xff, 0xff, 0xff);
    int metaEnd = 144 + (whole[140] & 0xff);
    var meta = new Attributes();
    meta.setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1});
    meta.setString(Tag.MediaStorageSOPClassUID, VR.UI, UID.MRImageStorage);
    meta.setString(Tag.MediaStorageSOPInstanceUID, VR.UI, "1.2.3");
    meta.setString(Tag.TransferSyntaxUID, VR.UI, deflated);
    meta.setString(Tag.ImplementationClassUID, VR.UI, "1.2.3");
    try (var file = Files.newOutputStream(images.resolve("bomb.dcm"));
        var out = new ImageOutputStream(file, UID.ExplicitVRLittleEndian)) {
      out.writeFileMetaInformation(meta);
      out.flush();
      var deflater = new Deflater(9, true);
      try (var body = new DeflaterOutputStream(file, deflater)) {
        body.write(whole, metaEnd, whole.length - metaEnd);
        body.write(new byte[1 << 20]);
      } finally {
        deflater.end();
      }
    }

    assertTrue(onlyRefusal(images).reason().contains("inflates to more"));
  }

  @Test
  void read_refusesOnlyTheFileWhenSequencesAreNestedWithoutEnd() throws Exception {
    int[] level = {
      // (0040,A730) SQ and one item, both of undefined length.
      0x40,
      0,
      0x30,
      0xa7,
      'S',
      'Q',
      0,
      0,
      0xff,
      0xff,
      0xff,
      0xff,
      0xfe,
      0xff,
      0,
      0xe0,
      0xff,
      0xff,
      0xff,
      0xff
    };
    int[] deep = new int[level.length * 20_000];
    for (int i = 0; i < deep.length; i++) deep[i] = level[i % level.length];
    damaged("deep.dcm", headerAnd(deep));

    assertTrue(onlyRefusal(images).reason().contains("nested"));
  }

  @Test
  void read_refusesOnlyTheFileWhenVrIsWrong() throws Exception {
    byte[] bytes = sound();
    // Rows (0028,0010) US becomes FL: its two bytes are no float.
    for (int i = 0; i + 6 < bytes.length; i++) {
      boolean rows = bytes[i] == 0x28 && bytes[i + 1] == 0 && bytes[i + 2] == 0x10;
      if (rows && bytes[i + 4] == 'U' && bytes[i + 5] == 'S') {
        bytes[i + 4] = 'F';
        bytes[i + 5] = 'L';
      }
    }
    damaged("vr.dcm", bytes);

    assertEquals(1, read(images).refused().size());
  }

  @Test
  void read_refusesSecondFileWhenSopInstanceUidRepeats() throws Exception {
    damaged("z-copy.dcm", sound());

    assertTrue(onlyRefusal(images).reason().contains("second object"));
  }

  @Test
  void read_refusesTheOtherPatientWhenStudyIsMixed() throws Exception {
    MrStudyHeader mine = SyntheticSeries.study("P1");
    MrStudyHeader other =
        new MrStudyHeader(
            "P2",
            "Roe",
            "Jane",
            mine.birthDate(),
            "F",
            mine.studyInstanceUid(),
            mine.when(),
            "Head",
            "A1");
    new SeriesWriter()
        .write(
            SyntheticSeries.ramp(SyntheticSeries.grid(8, 6, 2)),
            other,
            SyntheticSeries.series("other", Optional.empty()),
            folder.resolve("other"),
            Progress.NONE);

    ReadResult result = read(images, folder.resolve("other"));

    assertEquals(2, result.refused().size());
    assertTrue(result.refused().getFirst().reason().contains("another patient"));
    assertEquals("P1", result.studies().getFirst().patient().patientId());
  }

  @Test
  void read_readsMembersWhenInputIsZip() throws Exception {
    Path zip = folder.resolve("study.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (WrittenObject object : written)
        member(out, object.file().getFileName().toString(), object);
      out.putNextEntry(new ZipEntry("../../evil.dcm"));
      out.write(sound());
      out.putNextEntry(new ZipEntry("inner.zip"));
      out.write(new byte[] {'P', 'K', 3, 4, 0, 0});
      out.putNextEntry(new ZipEntry("README"));
      out.write("text".getBytes(StandardCharsets.UTF_8));
    }

    ReadResult result = read(zip);

    assertEquals(4, result.instancesRead());
    assertEquals(
        List.of(
            zip + "!/../../evil.dcm has a name that leads out of the archive",
            zip + "!/README is not DICOM",
            zip + "!/inner.zip is an archive inside an archive"),
        result.refused().stream().map(r -> r.path() + " " + r.reason()).toList());
  }

  private static void member(ZipOutputStream out, String name, WrittenObject object)
      throws IOException {
    out.putNextEntry(new ZipEntry(name));
    Files.copy(object.file(), out);
  }

  @Test
  void read_refusesArchiveAndKeepsNeighboursWhenItIsABomb() throws Exception {
    Path zip = images.resolve("bomb.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        var out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry("image.dcm"));
      out.write(sound());
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) out.write(zeros);
    }

    ReadResult result = read(images);

    assertEquals(4, result.instancesRead());
    assertTrue(result.refused().getFirst().reason().contains("zip bomb"));
    try (var left = Files.walk(folder.resolve("scratch"))) {
      assertEquals(0, left.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void read_refusesArchiveWhenItIsDamaged() throws Exception {
    Files.write(images.resolve("broken.zip"), new byte[] {'P', 'K', 3, 4, 9, 9, 9});

    assertEquals("is a damaged ZIP archive", onlyRefusal(images).reason());
  }

  @Test
  void read_stopsWhenCancelled() {
    assertThrows(
        CancellationException.class,
        () ->
            new DicomReader()
                .read(
                    List.of(images),
                    folder,
                    (step, done, total) -> {
                      throw new CancellationException();
                    }));
  }

  @Test
  void readSources_readsObjectsWhenTheyLieElsewhere() throws Exception {
    byte[] bytes = sound();
    Source source =
        new Source() {
          @Override
          public String name() {
            return "object 1";
          }

          @Override
          public java.io.InputStream open() {
            return new java.io.ByteArrayInputStream(bytes);
          }
        };

    ReadResult result = new DicomReader().readSources(List.of(source), Progress.NONE);

    assertEquals(1, result.instancesRead());
    Series series = result.studies().getFirst().series().getFirst();
    assertEquals(1, new DicomReader().volumes(series, Progress.NONE).stacks().size());
  }
}
