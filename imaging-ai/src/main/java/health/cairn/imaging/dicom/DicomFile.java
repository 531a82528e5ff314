package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;

/// Writes one DICOM file (PS3.10), so that a reader sees all of it or nothing.
final class DicomFile {
  /// Names this program in the files it writes (PS3.7 D.3.3.2), instead of the toolkit's own name.
  static final String IMPLEMENTATION_UID = DicomUid.named("health.cairn.imaging");

  static final String IMPLEMENTATION_VERSION = "CAIRN_0_1";

  static {
    Toolkit.ready();
  }

  private DicomFile() {}

  /// In explicit little endian, the syntax to prefer (PS3.5 10.1).
  static void write(Attributes object, Path file) throws ImagingException {
    write(object, file, UID.ExplicitVRLittleEndian);
  }

  static void write(Attributes object, Path file, String transferSyntax) throws ImagingException {
    Attributes meta = object.createFileMetaInformation(transferSyntax);
    meta.setString(Tag.ImplementationClassUID, VR.UI, IMPLEMENTATION_UID);
    meta.setString(Tag.ImplementationVersionName, VR.SH, IMPLEMENTATION_VERSION);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
          var out = new ImageOutputStream(raw, UID.ExplicitVRLittleEndian)) {
        out.writeDataset(meta, object);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(part, e);
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The file " + file + " cannot be written", e);
    }
  }

  private static void discard(Path part, IOException failure) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
