package health.cairn.imaging.dicom;

/// What an MR series shows, as far as reading a tumour needs it.
public enum SequenceRole {
  T1,
  /// T1 after contrast agent.
  T1C,
  T2,
  FLAIR,
  DWI,
  ADC,
  /// Anything else: localisers, perfusion, derived maps, reports.
  OTHER
}
