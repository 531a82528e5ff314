package health.cairn.app.desk;

import health.cairn.fhir.timeline.Timeline;

/// A patient and everything the home knows of them on one axis.
public record PatientHistory(PatientHeader patient, Timeline timeline) {}
