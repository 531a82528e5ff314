package health.cairn.fhir.finding;

/// The life of a finding. A model never authors an Accepted one.
public enum FindingStatus {
  PROPOSED,
  ACCEPTED,
  AMENDED,
  REJECTED
}
