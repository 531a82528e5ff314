package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/// What reading a folder needs of one object: who, which study and series, and whether it is whole.
record ScannedObject(
    Instance instance,
    PatientIdentity patient,
    String studyInstanceUid,
    String seriesInstanceUid,
    Optional<LocalDateTime> studyTime,
    String studyDescription,
    String accessionNumber,
    String modality,
    String seriesDescription,
    int seriesNumber,
    int instanceNumber,
    RoleReader.Reading role,
    Optional<String> issue) {

  private static final long MAX_INFLATED_BYTES = 256L << 20;

  /// Reads the header of a source and checks that its pixels are all there, without reading them.
  ///
  /// @return empty for a DICOMDIR, which lists other files
  /// @throws ImagingException REFUSED, its message a clause that follows the file's name
  static Optional<ScannedObject> scan(Source source) throws ImagingException {
    return ObjectParser.parse(
        source,
        (parsed, in) -> {
          Header header = parsed.header();
          if (in.getFileMetaInformation() != null
              && UID.MediaStorageDirectoryStorage.equals(
                  new Header(in.getFileMetaInformation()).text(Tag.MediaStorageSOPClassUID))) {
            return Optional.empty();
          }
          require(header, Tag.SOPClassUID, "SOP Class UID");
          require(header, Tag.SOPInstanceUID, "SOP Instance UID");
          require(header, Tag.StudyInstanceUID, "Study Instance UID");
          require(header, Tag.SeriesInstanceUID, "Series Instance UID");
          if (parsed.hasPixels()) requireWholePixels(parsed, in);
          return Optional.of(of(source, parsed));
        });
  }

  private static ScannedObject of(Source source, ObjectParser.Parsed parsed) {
    Header header = parsed.header();
    int frames = parsed.hasPixels() ? PixelLayout.of(header).frames() : 0;
    return new ScannedObject(
        new Instance(header.text(Tag.SOPInstanceUID), header.text(Tag.SOPClassUID), source, frames),
        new PatientIdentity(
            header.text(Tag.PatientID),
            PersonNameText.inReadingOrder(header.text(Tag.PatientName)),
            date(header, Tag.PatientBirthDate),
            header.text(Tag.PatientSex)),
        header.text(Tag.StudyInstanceUID),
        header.text(Tag.SeriesInstanceUID),
        date(header, Tag.StudyDate).map(day -> day.atTime(time(header, Tag.StudyTime))),
        header.text(Tag.StudyDescription),
        header.text(Tag.AccessionNumber),
        header.text(Tag.Modality),
        header.text(Tag.SeriesDescription),
        header.integer(Tag.SeriesNumber, 0),
        header.integer(Tag.InstanceNumber, 0),
        RoleReader.read(header),
        parsed.hasPixels() ? spacingIssue(header) : Optional.empty());
  }

  /// What a reader must know before anything is measured. A picture that is no scan may lack spacing.
  private static Optional<String> spacingIssue(Header header) {
    FrameGroups groups = FrameGroups.of(header, 0);
    if (FramePlane.of(header, groups).spacing().isPresent()) return Optional.empty();
    boolean given =
        header.has(Tag.PixelSpacing)
            || groups
                .item(Tag.PixelMeasuresSequence)
                .filter(g -> g.has(Tag.PixelSpacing))
                .isPresent();
    if (given) {
      return Optional.of("Pixel Spacing is impossible: nothing in millimetres is measured here");
    }
    boolean scan = List.of("MR", "CT", "PT").contains(header.text(Tag.Modality));
    return scan
        ? Optional.of("Pixel Spacing is missing: nothing in millimetres is measured here")
        : Optional.empty();
  }

  private static void require(Header header, int tag, String name) throws ImagingException {
    if (header.text(tag).isEmpty()) {
      throw new ImagingException(Kind.REFUSED, "has no " + name);
    }
  }

  private static void requireWholePixels(ObjectParser.Parsed parsed, ImageInputStream in)
      throws IOException, ImagingException {
    PixelLayout layout = PixelLayout.of(parsed.header());
    Optional<String> flaw = layout.flaw();
    if (flaw.isPresent()) throw new ImagingException(Kind.REFUSED, flaw.get());
    PixelReader.requireDecodable(parsed); // an image nobody here can ever look at is not taken
    if (parsed.pixelLength() == -1) {
      requireWholeFragments(in);
      return;
    }
    long needed = layout.nativeBytes();
    if (parsed.pixelLength() < needed) {
      throw new ImagingException(
          Kind.REFUSED,
          "holds %,d bytes of pixels where its size needs %,d"
              .formatted(parsed.pixelLength(), needed));
    }
    if (UID.DeflatedExplicitVRLittleEndian.equals(parsed.transferSyntax())
        && parsed.pixelLength() > MAX_INFLATED_BYTES) {
      throw new ImagingException(Kind.REFUSED, "inflates to more than this program takes");
    }
    try {
      in.skipFully(parsed.pixelLength());
    } catch (EOFException e) {
      throw new ImagingException(
          Kind.REFUSED,
          "is cut off: it declares %,d bytes of pixels and ends before that"
              .formatted(parsed.pixelLength()),
          e);
    }
  }

  private static void requireWholeFragments(ImageInputStream in)
      throws IOException, ImagingException {
    try {
      while (in.readItemHeader()) in.skipFully(Integer.toUnsignedLong(in.length()));
    } catch (EOFException e) {
      throw new ImagingException(Kind.REFUSED, "is cut off inside its compressed pixels", e);
    }
  }

  private static Optional<LocalDate> date(Header header, int tag) {
    String digits = header.text(tag).replace(".", "");
    try {
      return Optional.of(LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /// Midnight where no time is given.
  private static LocalTime time(Header header, int tag) {
    String digits = header.text(tag).replace(":", "");
    try {
      if (digits.length() >= 6) {
        return LocalTime.parse(digits.substring(0, 6), DateTimeFormatter.ofPattern("HHmmss"));
      }
      if (digits.length() >= 4) {
        return LocalTime.parse(digits.substring(0, 4), DateTimeFormatter.ofPattern("HHmm"));
      }
    } catch (DateTimeException notATime) {
      return LocalTime.MIDNIGHT;
    }
    return LocalTime.MIDNIGHT;
  }
}
