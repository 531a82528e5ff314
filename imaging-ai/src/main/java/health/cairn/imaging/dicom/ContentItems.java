package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Segment.Code;
import java.util.OptionalInt;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;

/// Nodes of a Structured Report's content tree (DICOM PS3.3 C.17.3, C.18).
final class ContentItems {
  /// How a node stands to the one above it (PS3.3 C.17.3.2.4).
  enum Relation {
    CONTAINS("CONTAINS"),
    HAS_PROPERTIES("HAS PROPERTIES"),
    OBSERVATION_CONTEXT("HAS OBS CONTEXT"),
    ACQUISITION_CONTEXT("HAS ACQ CONTEXT"),
    CONCEPT_MODIFIER("HAS CONCEPT MOD");

    private final String text;

    Relation(String text) {
      this.text = text;
    }
  }

  private ContentItems() {}

  /// Makes `object` itself a container: the root of a report.
  static void root(Attributes object, Code name, String template) {
    object.setString(Tag.ValueType, VR.CS, "CONTAINER");
    name(object, name);
    object.setString(Tag.ContinuityOfContent, VR.CS, "SEPARATE");
    template(object, template);
  }

  static Attributes container(Attributes parent, Code name) {
    Attributes item = item(parent, Relation.CONTAINS, "CONTAINER", name);
    item.setString(Tag.ContinuityOfContent, VR.CS, "SEPARATE");
    return item;
  }

  static void template(Attributes container, String identifier) {
    Attributes item = new Attributes();
    container.newSequence(Tag.ContentTemplateSequence, 1).add(item);
    item.setString(Tag.MappingResource, VR.CS, "DCMR");
    item.setString(Tag.TemplateIdentifier, VR.CS, identifier);
  }

  static Attributes code(Attributes parent, Relation relation, Code name, Code value) {
    Attributes item = item(parent, relation, "CODE", name);
    item.newSequence(Tag.ConceptCodeSequence, 1).add(SegDescription.code(value));
    return item;
  }

  static void text(Attributes parent, Relation relation, Code name, String value) {
    item(parent, relation, "TEXT", name).setString(Tag.TextValue, VR.UT, value);
  }

  static void uid(Attributes parent, Relation relation, Code name, String value) {
    item(parent, relation, "UIDREF", name).setString(Tag.UID, VR.UI, value);
  }

  static void date(Attributes parent, Relation relation, Code name, String value) {
    item(parent, relation, "DATE", name).setString(Tag.Date, VR.DA, value);
  }

  static Attributes number(
      Attributes parent, Relation relation, Code name, double value, Code unit) {
    Attributes item = item(parent, relation, "NUM", name);
    Attributes measured = new Attributes();
    item.newSequence(Tag.MeasuredValueSequence, 1).add(measured);
    measured.newSequence(Tag.MeasurementUnitsCodeSequence, 1).add(SegDescription.code(unit));
    measured.setString(Tag.NumericValue, VR.DS, DecimalText.of(value));
    return item;
  }

  /// An image of the study.
  static void image(Attributes parent, Instance instance) {
    Attributes item = new Attributes();
    children(parent).add(item);
    item.setString(Tag.RelationshipType, VR.CS, Relation.CONTAINS.text);
    item.setString(Tag.ValueType, VR.CS, "IMAGE");
    item.newSequence(Tag.ReferencedSOPSequence, 1)
        .add(reference(instance.sopClassUid(), instance.sopInstanceUid(), OptionalInt.empty()));
  }

  static void segment(Attributes parent, Code name, WrittenObject segmentation, int number) {
    Attributes item = item(parent, Relation.CONTAINS, "IMAGE", name);
    item.newSequence(Tag.ReferencedSOPSequence, 1)
        .add(
            reference(
                segmentation.sopClassUid(), segmentation.sopInstanceUid(), OptionalInt.of(number)));
  }

  static Attributes reference(String sopClassUid, String sopInstanceUid, OptionalInt segment) {
    Attributes item = new Attributes();
    item.setString(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid);
    item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
    segment.ifPresent(number -> item.setInt(Tag.ReferencedSegmentNumber, VR.US, number));
    return item;
  }

  private static Attributes item(Attributes parent, Relation relation, String type, Code name) {
    Attributes item = new Attributes();
    children(parent).add(item);
    item.setString(Tag.RelationshipType, VR.CS, relation.text);
    item.setString(Tag.ValueType, VR.CS, type);
    name(item, name);
    return item;
  }

  private static void name(Attributes item, Code name) {
    item.newSequence(Tag.ConceptNameCodeSequence, 1).add(SegDescription.code(name));
  }

  private static Sequence children(Attributes parent) {
    return parent.ensureSequence(Tag.ContentSequence, 8);
  }
}
