package health.cairn.fhir.finding;

import static health.cairn.fhir.r4.R4Types.coding;
import static health.cairn.fhir.r4.R4Types.concept;
import static health.cairn.fhir.r4.R4Types.hl7;
import static health.cairn.fhir.r4.R4Types.quantity;

import health.cairn.fhir.Code;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OidType;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UnsignedIntType;

/// The Observations of an analysis. All are preliminary: nobody has looked at them yet.
final class FindingResources {
  private final Analysis analysis;
  private final Reference study;

  FindingResources(Analysis analysis, Reference study) {
    this.analysis = analysis;
    this.study = study;
  }

  /// The volume is the value; diameters, interval and uncertainty are its components, so that they
  /// cannot be parted from it.
  Observation tumour(Analysis.Tumour tumour) {
    Observation observation = observation(tumour.model(), tumour.why());
    CodeableConcept what = new CodeableConcept().addCoding(coding(FindingCodes.VOLUME));
    if (tumour.organ().isEmpty()) {
      what.addCoding(coding(FindingCodes.TUMOUR_VOLUME));
    }
    observation.setCode(what.setText(tumour.label()));
    observation.setValue(quantity(tumour.volumeMl(), "mL"));
    observation.setBodySite(concept(tumour.organ().orElse(FindingCodes.BRAIN)));
    tumour
        .volume95()
        .ifPresent(
            interval ->
                observation
                    .addComponent()
                    .setCode(concept(FindingCodes.VOLUME_95))
                    .setValue(
                        new Range()
                            .setLow(quantity(interval.low(), "mL"))
                            .setHigh(quantity(interval.high(), "mL"))));
    tumour.longestMm().ifPresent(mm -> component(observation, FindingCodes.LONGEST, mm, "mm"));
    tumour
        .perpendicularMm()
        .ifPresent(mm -> component(observation, FindingCodes.PERPENDICULAR, mm, "mm"));
    tumour.toTumourMm().ifPresent(mm -> component(observation, FindingCodes.TO_TUMOUR, mm, "mm"));
    component(observation, FindingCodes.UNCERTAINTY, tumour.uncertainty(), "1");
    tumour.keySlice().ifPresent(slice -> observation.addExtension(keySlice(slice)));
    return observation;
  }

  /// A model that abstains gives no value but says why there is none, the first of its sentences (R4
  /// obs-6); its probabilities are kept.
  Observation classification(Analysis.Classification classification) {
    Observation observation = observation(classification.model(), classification.why());
    observation.setCode(concept(FindingCodes.TUMOUR_TYPE));
    observation.setBodySite(concept(FindingCodes.BRAIN));
    if (classification.abstained()) {
      observation.setDataAbsentReason(
          hl7("data-absent-reason", "unknown")
              .setText(classification.why().stream().findFirst().orElse("The model abstained.")));
    } else {
      observation.setValue(category(classification.likeliest()));
    }
    for (Analysis.Category category : classification.categories()) {
      component(
          observation,
          new Code(FindingCodes.CATEGORY, category.key(), "Probability of " + category.key()),
          category.probability(),
          "1");
    }
    component(observation, FindingCodes.UNCERTAINTY, classification.uncertainty(), "1");
    classification.keySlice().ifPresent(slice -> observation.addExtension(keySlice(slice)));
    return observation;
  }

  private static CodeableConcept category(Analysis.Category category) {
    CodeableConcept value = new CodeableConcept();
    category.code().ifPresent(code -> value.addCoding(coding(code)));
    value.addCoding(coding(new Code(FindingCodes.CATEGORY, category.key(), "")));
    return value.setText(category.key());
  }

  private Observation observation(ModelAuthor model, List<String> why) {
    Observation observation = new Observation();
    observation.getMeta().addTag(FindingCodes.STATUS, "proposed", null);
    observation.setStatus(Observation.ObservationStatus.PRELIMINARY);
    observation.addCategory(hl7("observation-category", "imaging"));
    observation.setSubject(new Reference(analysis.patientReference()));
    Instant seen = analysis.study().started().orElse(analysis.analysedAt());
    observation.setEffective(new DateTimeType(seen.toString()));
    observation.setIssuedElement(instant(analysis.analysedAt()));
    observation.setMethod(new CodeableConcept().setText("Image analysis by a model"));
    observation.setDevice(ModelDevice.reference(model));
    observation.addDerivedFrom(study.copy());
    for (String sentence : why) {
      Annotation note = observation.addNote();
      note.setAuthor(new StringType(ModelDevice.display(model)));
      note.setText(sentence);
    }
    return observation;
  }

  static InstantType instant(Instant at) {
    return new InstantType(at.toString());
  }

  static void component(Observation observation, Code code, double value, String unit) {
    observation.addComponent().setCode(concept(code)).setValue(quantity(value, unit));
  }

  static Extension keySlice(Analysis.KeySlice slice) {
    Extension extension = new Extension(FindingCodes.KEY_SLICE);
    extension.addExtension("series", new OidType("urn:oid:" + slice.seriesInstanceUid()));
    extension.addExtension("slice", new UnsignedIntType(slice.slice()));
    return extension;
  }
}
