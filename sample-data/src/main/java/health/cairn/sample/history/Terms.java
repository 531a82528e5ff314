package health.cairn.sample.history;

import health.cairn.fhir.Code;

/// The codes of this record, apart from the laboratory's.
final class Terms {
  static final Code CHECK_UP = Code.snomed("185349003", "Encounter for check up");
  static final Code FOLLOW_UP = Code.snomed("390906007", "Follow-up encounter");
  static final Code EMERGENCY = Code.snomed("50849002", "Emergency room admission");
  static final Code PROBLEM = Code.snomed("185347001", "Encounter for problem");
  static final Code ADMISSION = Code.snomed("183452005", "Encounter Inpatient");

  static final Code HYPERTENSION = Code.snomed("38341003", "Hypertension");
  static final Code SEIZURE = Code.snomed("91175000", "Seizure");
  static final Code EPILEPSY = Code.snomed("84757009", "Epilepsy");
  static final Code GLIOBLASTOMA = Code.snomed("393563007", "Glioblastoma multiforme");
  static final Code THROMBOCYTOPENIA = Code.snomed("302215000", "Thrombocytopenic disorder");
  static final Code HYPERGLYCEMIA = Code.snomed("80394007", "Hyperglycemia");
  static final Code PENICILLIN_ALLERGY = Code.snomed("91936005", "Allergy to penicillin");

  static final Code CRANIOTOMY = Code.snomed("25353009", "Craniotomy");
  static final Code RADIOTHERAPY =
      Code.snomed("33195004", "External beam radiation therapy procedure");
  static final Code CHEMORADIOTHERAPY =
      Code.snomed("703423002", "Combined chemotherapy and radiation therapy");
  static final Code EEG = Code.snomed("54550000", "Electroencephalogram");

  static final Code AMLODIPINE = Code.rxNorm("197361", "amlodipine 5 MG Oral Tablet");
  static final Code LEVETIRACETAM = Code.rxNorm("311289", "levetiracetam 500 MG Oral Tablet");
  static final Code DEXAMETHASONE = Code.rxNorm("197582", "dexamethasone 4 MG Oral Tablet");
  static final Code TEMOZOLOMIDE = Code.rxNorm("37776", "temozolomide");
  static final Code ONDANSETRON = Code.rxNorm("26225", "ondansetron");

  static final Code BLOOD_COUNT = Code.loinc("58410-2", "CBC panel - Blood by Automated count");
  static final Code CHEMISTRY = Code.loinc("26436-6", "Laboratory studies (set)");
  static final Code MR_BRAIN = Code.loinc("24587-8", "MR Brain WO and W contrast IV");
  static final Code CT_HEAD = Code.loinc("24725-4", "CT Head");
  static final Code PATHOLOGY = Code.loinc("22637-3", "Pathology report final diagnosis Narrative");

  static final Code WEIGHT = Code.loinc("29463-7", "Body weight");
  static final Code HEIGHT = Code.loinc("8302-2", "Body height");
  static final Code HEART_RATE = Code.loinc("8867-4", "Heart rate");
  static final Code TEMPERATURE = Code.loinc("8310-5", "Body temperature");
  static final Code KARNOFSKY = Code.loinc("89243-0", "Karnofsky Performance Status score");

  static final Code INFLUENZA = cvx("140", "Influenza, seasonal, injectable, preservative free");
  static final Code TDAP = cvx("115", "Tdap");
  static final Code ZOSTER = cvx("187", "zoster recombinant");

  private Terms() {}

  private static Code cvx(String code, String name) {
    return new Code("http://hl7.org/fhir/sid/cvx", code, name);
  }
}
