package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir Path folder;

  private ReadResult read(Path... inputs) throws Exception {
    ReadResult result =
        new DicomReader().read(List.of(inputs), folder.resolve("scratch"), Progress.NONE);
    assertEquals(result.filesRead(), result.instancesRead() + result.refused().size());
    return result;
  }

  private static List<String> reasons(ReadResult result) {
    return result.refused().stream().map(Refusal::reason).toList();
  }

  /// @param fileIds with a backslash between their parts
  private Path directory(String name, String... fileIds) throws Exception {
    Attributes object = new Attributes();
    object.setString(Tag.SOPClassUID, VR.UI, UID.MediaStorageDirectoryStorage);
    object.setString(Tag.SOPInstanceUID, VR.UI, DicomUid.random());
    Sequence records = object.newSequence(Tag.DirectoryRecordSequence, fileIds.length);
    for (String id : fileIds) {
      Attributes record = new Attributes();
      record.setString(Tag.ReferencedFileID, VR.CS, id.split("\\\\"));
      record.setString(Tag.DirectoryRecordType, VR.CS, "IMAGE");
      records.add(record);
    }
    Path file = folder.resolve(name);
    try (OutputStream raw = Files.newOutputStream(file);
        var out = new ImageOutputStream(raw, UID.ExplicitVRLittleEndian)) {
      Attributes meta = object.createFileMetaInformation(UID.ExplicitVRLittleEndian);
      object.remove(Tag.SOPClassUID);
      object.remove(Tag.SOPInstanceUID);
      out.writeDataset(meta, object);
    }
    return file;
  }

  @Test
  void read_readsTheListedFilesWhenADicomdirIsNamedAlone() throws Exception {
    SyntheticSeries.write(folder.resolve("IMAGES"), "T1", SyntheticSeries.grid(4, 4, 3));
    Files.move(folder.resolve("IMAGES/IM0001.dcm"), folder.resolve("IMAGES/IM1"));
    Files.move(folder.resolve("IMAGES/IM0002.dcm"), folder.resolve("IMAGES/im2"));
    Path directory = directory("DICOMDIR", "IMAGES\\IM1", "IMAGES\\MISSING");

    ReadResult result = read(directory);

    assertEquals(1, result.instancesRead());
    assertEquals(List.of("is listed in the DICOMDIR and is not there"), reasons(result));
    assertEquals(1, read(directory("other-name", "IMAGES\\IM1")).instancesRead());
  }

  @Test
  void read_staysInTheFolderOfTheDicomdir() throws Exception {
    Path outside = folder.resolve("outside");
    SyntheticSeries.write(outside, "T1", SyntheticSeries.grid(4, 4, 1));
    Path inside = Files.createDirectory(folder.resolve("inside"));
    link(inside.resolve("LINK"), outside);
    Path made =
        directory(
            "DICOMDIR",
            "..\\outside\\IM0001.dcm",
            "LINK\\IM0001.dcm",
            "../outside/IM0001.dcm",
            outside.resolve("IM0001.dcm").toString());
    Path directory = Files.move(made, inside.resolve("DICOMDIR"));

    ReadResult result = read(directory);

    assertEquals(0, result.instancesRead());
    assertEquals(4, result.refused().size(), result.refused().toString());
    for (String reason : reasons(result)) assertTrue(reason.startsWith("leads out"), reason);
  }

  @Test
  void read_saysWhatToDoWhenADicomdirListsNothing() throws Exception {
    List<String> reasons = reasons(read(directory("DICOMDIR")));
    assertEquals(1, reasons.size());
    assertTrue(reasons.getFirst().contains("name the folder"), reasons.getFirst());
  }

  @Test
  void read_namesLinksInAFolderAndReadsItsFiles() throws Exception {
    Path images = folder.resolve("images");
    SyntheticSeries.write(images, "T1", SyntheticSeries.grid(4, 4, 2));
    link(images.resolve("round"), images);
    link(images.resolve("again.dcm"), images.resolve("IM0001.dcm"));

    ReadResult result = read(images);

    assertEquals(2, result.instancesRead());
    assertEquals(2, result.refused().size());
    for (String reason : reasons(result)) assertTrue(reason.startsWith("is a link"), reason);
    assertEquals(1, read(images.resolve("again.dcm")).instancesRead(), "named itself, it is read");
  }

  private static void link(Path link, Path target) {
    try {
      Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      Assumptions.abort("this file system has no links: " + e.getMessage());
    }
  }
}
