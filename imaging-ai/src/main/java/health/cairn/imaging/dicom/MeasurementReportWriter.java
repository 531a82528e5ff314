package health.cairn.imaging.dicom;

import static health.cairn.imaging.dicom.ReportCodes.dcm;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.dicom.ContentItems.Relation;
import health.cairn.imaging.volume.Segment.Code;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;

/// Writes measurements as a Measurement Report (DICOM PS3.16 TID 1500) in a Comprehensive 3D SR object
/// (PS3.3 A.35.13), the form in which the IHE profile AI Results stores numbers and findings beside the
/// segmentation they were made from. Stateless; any thread.
public final class MeasurementReportWriter {
  /// Reports are listed after the segmentations of their study.
  private static final int SERIES_NUMBER_OFFSET = 9200;

  private final Clock clock;

  /// Dates are written in the zone of the machine, as those of images are.
  public MeasurementReportWriter() {
    this(Clock.system(ZoneId.systemDefault()));
  }

  /// @param clock gives Content and Series Date and Time
  public MeasurementReportWriter(Clock clock) {
    this.clock = clock;
  }

  /// @param target replaced where it exists; complete or not there at all
  /// @throws ImagingException ENVIRONMENT where the disk fails
  public WrittenObject write(MeasurementReport report, Path target) throws ImagingException {
    Series first = report.sources().getFirst();
    Attributes object = new Attributes();
    SegSource.takeOver(first, object);
    String seriesUid = DicomUid.random();
    String instanceUid = DicomUid.random();
    document(object, first, seriesUid, instanceUid);
    evidence(object, report);
    ContentItems.root(object, dcm("126000", "Imaging Measurement Report"), "1500");
    context(object);
    library(object, report);
    Attributes measurements = ContentItems.container(object, dcm("126010", "Imaging Measurements"));
    for (MeasurementReport.Group group : report.groups()) {
      MeasurementGroups.volumetric(measurements, group);
    }
    for (MeasurementReport.Assessment assessment : report.assessments()) {
      MeasurementGroups.assessment(measurements, assessment);
    }
    DicomFile.write(object, target);
    return new WrittenObject(target, UID.Comprehensive3DSRStorage, instanceUid, seriesUid);
  }

  private void document(Attributes object, Series source, String seriesUid, String instanceUid) {
    LocalDateTime now = LocalDateTime.now(clock);
    object.setString(Tag.SOPClassUID, VR.UI, UID.Comprehensive3DSRStorage);
    object.setString(Tag.SOPInstanceUID, VR.UI, instanceUid);
    object.setString(Tag.Modality, VR.CS, "SR");
    object.setString(Tag.SeriesInstanceUID, VR.UI, seriesUid);
    object.setInt(
        Tag.SeriesNumber, VR.IS, SERIES_NUMBER_OFFSET + Math.floorMod(source.number(), 100));
    object.setString(Tag.SeriesDescription, VR.LO, "AI results by Cairn: measurements");
    ModuleAttributes.date(object, Tag.SeriesDate, Tag.SeriesTime, now);
    ModuleAttributes.date(object, Tag.ContentDate, Tag.ContentTime, now);
    object.newSequence(Tag.ReferencedPerformedProcedureStepSequence, 0);
    object.newSequence(Tag.PerformedProcedureCodeSequence, 0);
    object.setInt(Tag.InstanceNumber, VR.IS, 1);
    // All that the models had to say is here; no person has signed it, and it may yet be changed.
    object.setString(Tag.CompletionFlag, VR.CS, "COMPLETE");
    object.setString(Tag.VerificationFlag, VR.CS, "UNVERIFIED");
    object.setString(Tag.PreliminaryFlag, VR.CS, "PRELIMINARY");
    object.setString(Tag.Manufacturer, VR.LO, "Cairn");
    object.setString(Tag.ManufacturerModelName, VR.LO, "Cairn imaging-ai");
    object.setString(Tag.DeviceSerialNumber, VR.LO, "none");
    object.setString(Tag.SoftwareVersions, VR.LO, DicomFile.IMPLEMENTATION_VERSION);
  }

  /// Everything the content refers to (PS3.3 C.17.2.2): the images and the segmentations.
  private static void evidence(Attributes object, MeasurementReport report) {
    Attributes study = new Attributes();
    object.newSequence(Tag.CurrentRequestedProcedureEvidenceSequence, 1).add(study);
    study.setString(Tag.StudyInstanceUID, VR.UI, object.getString(Tag.StudyInstanceUID, ""));
    Sequence all = study.newSequence(Tag.ReferencedSeriesSequence, report.sources().size() + 1);
    for (Series source : report.sources()) {
      Sequence instances = series(all, source.seriesInstanceUid());
      for (Instance instance : source.instances()) {
        instances.add(
            ContentItems.reference(
                instance.sopClassUid(), instance.sopInstanceUid(), OptionalInt.empty()));
      }
    }
    for (WrittenObject seg : report.segmentations()) {
      series(all, seg.seriesInstanceUid())
          .add(
              ContentItems.reference(seg.sopClassUid(), seg.sopInstanceUid(), OptionalInt.empty()));
    }
  }

  private static Sequence series(Sequence all, String seriesInstanceUid) {
    Attributes series = new Attributes();
    all.add(series);
    Sequence instances = series.newSequence(Tag.ReferencedSOPSequence, 1);
    series.setString(Tag.SeriesInstanceUID, VR.UI, seriesInstanceUid);
    return instances;
  }

  /// Language (TID 1204), who observed (TID 1001, 1004: a device), and what was examined.
  private static void context(Attributes root) {
    ContentItems.code(
        root,
        Relation.CONCEPT_MODIFIER,
        dcm("121049", "Language of Content Item and Descendants"),
        new Code("en", "RFC5646", "English"));
    ContentItems.code(
        root,
        Relation.OBSERVATION_CONTEXT,
        dcm("121005", "Observer Type"),
        dcm("121007", "Device"));
    // Installations have no UID of their own; the program's stands for all.
    ContentItems.uid(
        root,
        Relation.OBSERVATION_CONTEXT,
        dcm("121012", "Device Observer UID"),
        DicomFile.IMPLEMENTATION_UID);
    ContentItems.text(
        root, Relation.OBSERVATION_CONTEXT, dcm("121013", "Device Observer Name"), "Cairn");
    ContentItems.text(
        root, Relation.OBSERVATION_CONTEXT, dcm("121014", "Device Observer Manufacturer"), "Cairn");
    ContentItems.text(
        root,
        Relation.OBSERVATION_CONTEXT,
        dcm("121015", "Device Observer Model Name"),
        "Cairn imaging-ai " + DicomFile.IMPLEMENTATION_VERSION);
    ContentItems.code(
        root,
        Relation.CONCEPT_MODIFIER,
        dcm("121058", "Procedure reported"),
        new Code("24590-2", "LN", "MR Brain"));
  }

  /// The images that were looked at, a group for each series (TID 1600, 1601, 1602).
  private static void library(Attributes root, MeasurementReport report) {
    Attributes library = ContentItems.container(root, dcm("111028", "Image Library"));
    for (Series source : report.sources()) {
      Attributes group = ContentItems.container(library, dcm("126200", "Image Library Group"));
      ContentItems.code(
          group,
          Relation.ACQUISITION_CONTEXT,
          dcm("121139", "Modality"),
          dcm("MR", "Magnetic Resonance"));
      String studyDate = root.getString(Tag.StudyDate, "");
      if (!studyDate.isEmpty()) {
        ContentItems.date(
            group, Relation.ACQUISITION_CONTEXT, dcm("111060", "Study Date"), studyDate);
      }
      ContentItems.uid(
          group,
          Relation.ACQUISITION_CONTEXT,
          dcm("112002", "Series Instance UID"),
          source.seriesInstanceUid());
      for (Instance instance : source.instances()) {
        ContentItems.image(group, instance);
      }
    }
  }
}
