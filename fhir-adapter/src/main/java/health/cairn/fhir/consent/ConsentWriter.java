package health.cairn.fhir.consent;

import static health.cairn.fhir.r4.R4Types.coding;
import static health.cairn.fhir.r4.R4Types.concept;
import static health.cairn.fhir.r4.R4Types.hl7;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.fhir.Code;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.r4.CanonicalJson;
import health.cairn.fhir.r4.R4;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/// Writes decisions as FHIR R4 Consent (R4 consent.html): one resource for each use. HL7's reason
/// for the use comes first, our own purpose second, which tells a second opinion from other care.
///
/// A no is an active Consent whose provision denies: it is in force like a yes. What was taken back
/// is inactive.
public final class ConsentWriter {
  private static final String BASE = "https://cairn.health/fhir/StructureDefinition/";
  static final String PURPOSES = "https://cairn.health/fhir/CodeSystem/consent-purpose";
  private static final Code PICTURES =
      new Code("http://hl7.org/fhir/resource-types", "ImagingStudy", "");

  private ConsentWriter() {}

  /// A consent in force.
  ///
  /// @param form the signed form (PDF); empty where nothing was signed
  public static FhirRecord write(ConsentStatement statement, byte[] form) {
    Consent consent = new Consent();
    consent.setId(statement.id());
    consent.setStatus(Consent.ConsentState.ACTIVE);
    consent.setScope(hl7("consentscope", statement.use().scope()));
    consent
        .addCategory(concept(Code.loinc("59284-0", "Consent Document")))
        .getCategoryFirstRep()
        .setText("Consent: " + statement.use().words());
    consent.setPatient(new Reference(statement.patientReference()));
    consent.addPerformer(new Reference(statement.patientReference()));
    consent.setDateTimeElement(time(statement.from()));
    consent.setPolicyRule(hl7("v3-ActCode", "OPTIN").setText("Opt-in, purpose by purpose"));
    consent.addExtension(BASE + "consent-text-language", new StringType(statement.language()));
    consent.addExtension(BASE + "consent-text-version", new IntegerType(statement.textVersion()));
    statement
        .witness()
        .ifPresent(w -> consent.addExtension(BASE + "consent-witness", new StringType(w)));
    if (form.length > 0) {
      Attachment source = new Attachment();
      source.setContentType("application/pdf");
      source.setData(form);
      source.setSize(form.length);
      source.setTitle("Signed consent form");
      source.setCreationElement(time(statement.from()));
      consent.setSource(source);
      consent
          .addVerification()
          .setVerified(true)
          .setVerifiedWith(new Reference(statement.patientReference()))
          .setVerificationDateElement(time(statement.from()));
    }
    provision(consent, statement);
    return new FhirRecord(
        "Consent",
        statement.id(),
        Optional.of(statement.patientReference()),
        R4.encode(consent),
        Optional.empty());
  }

  private static void provision(Consent consent, ConsentStatement statement) {
    Consent.ProvisionComponent provision = new Consent.ProvisionComponent();
    provision.setType(
        statement.permitted()
            ? Consent.ConsentProvisionType.PERMIT
            : Consent.ConsentProvisionType.DENY);
    Period period = new Period().setStartElement(time(statement.from()));
    statement.until().ifPresent(day -> period.setEndElement(new DateTimeType(day.toString())));
    provision.setPeriod(period);
    provision.addPurpose(coding(statement.use().code()));
    provision.addPurpose(
        coding(new Code(PURPOSES, statement.use().key(), statement.use().words())));
    if (statement.picturesOnly()) {
      provision.addClass_(coding(PICTURES));
    }
    if (!statement.recipient().isEmpty()) {
      Organization recipient = new Organization();
      recipient.setId("recipient");
      recipient.setName(statement.recipient());
      consent.addContained(recipient);
      provision
          .addActor()
          .setRole(hl7("v3-ParticipationType", "IRCP"))
          .setReference(new Reference("#recipient").setDisplay(statement.recipient()));
    }
    consent.setProvision(provision);
  }

  /// The same consent once it was taken back or replaced by a narrower one; nothing else of it changes.
  ///
  /// @param inForce what [#write] wrote
  public static FhirRecord ended(FhirRecord inForce, Instant at) {
    ObjectNode consent = (ObjectNode) CanonicalJson.tree(inForce.json());
    consent.put("status", "inactive");
    consent.withObject("/provision/period").put("end", time(at).getValueAsString());
    return new FhirRecord(
        inForce.type(),
        inForce.id(),
        inForce.patientReference(),
        CanonicalJson.of(consent),
        inForce.lastUpdated());
  }

  /// The signed form (PDF) of a consent, where it has one that can be read.
  public static Optional<byte[]> form(FhirRecord consent) {
    String data = CanonicalJson.tree(consent.json()).at("/sourceAttachment/data").asText("");
    try {
      return data.isEmpty() ? Optional.empty() : Optional.of(Base64.getDecoder().decode(data));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // somebody else's attachment that is none
    }
  }

  private static DateTimeType time(Instant at) {
    return new DateTimeType(at.truncatedTo(ChronoUnit.MILLIS).toString());
  }
}
