package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.store.Home;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirLimits;
import health.cairn.fhir.codec.FhirReader;
import health.cairn.fhir.codec.FhirReading;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.InputFiles;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.dicom.Study;
import health.cairn.ledger.journal.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes DICOM and FHIR files into the home. Each study and each FHIR file is stored whole or not at
/// all; a file that is refused does not keep its neighbours out.
public final class ImportFiles {
  private final DicomReader dicom;
  private final FhirReader fhir = new FhirReader(FhirLimits.STANDARD);
  private final StudyIntake intake;
  private final DeskJournal journal;
  private final StoreRecords storeRecords;

  public ImportFiles(
      DicomReader dicom, StudyIntake intake, DeskJournal journal, StoreRecords storeRecords) {
    this.dicom = dicom;
    this.intake = intake;
    this.journal = journal;
    this.storeRecords = storeRecords;
  }

  public ImportSummary run(List<Path> paths, Progress progress) throws CairnException {
    try (Scratch scratch = Scratch.create()) {
      InputFiles.Found found = InputFiles.find(paths, scratch.directory(), progress);
      Count count = new Count(found.sources().size() + found.refused().size());
      count.refused.addAll(found.refused());
      List<Source> images = new ArrayList<>();
      for (Source file : found.sources()) {
        if (mayBeFhir(file)) {
          progress.report("Reading records", count.taken(), found.sources().size());
          importRecords(file, count);
        } else {
          images.add(file);
        }
      }
      if (!images.isEmpty()) {
        importImages(images, count, progress);
      }
      return new ImportSummary(count.read, count.stored, count.merged, count.refused);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private void importRecords(Source file, Count count) throws CairnException {
    FhirReading reading;
    try (InputStream in = file.open()) {
      reading = fhir.read(in);
    } catch (IOException e) {
      count.refused.add(new Refusal(file.name(), "cannot be read: " + Home.reason(e)));
      return;
    } catch (FhirException e) {
      throw Failures.of(e);
    }
    switch (reading) {
      case FhirReading.Refused refused ->
          count.refused.add(new Refusal(file.name(), refused.reason()));
      case FhirReading.Taken taken -> {
        switch (storeRecords.run(taken, "imported")) {
          case StoreRecords.Outcome.Stored stored -> count.stored++;
          case StoreRecords.Outcome.Merged merged -> count.merged++;
          case StoreRecords.Outcome.Refused refused ->
              count.refused.add(new Refusal(file.name(), refused.reason()));
        }
      }
    }
  }

  private void importImages(List<Source> images, Count count, Progress progress)
      throws ImagingException, CairnException {
    ReadResult found = dicom.readSources(images, progress);
    count.refused.addAll(found.refused());
    // A DICOMDIR lists other files and is none of them: it is neither stored nor refused.
    count.read -= images.size() - found.filesRead();
    for (Study study : found.studies()) {
      try (StudyIntake.Staged staged = intake.stage(study, progress)) {
        if (staged.stored() > 0) {
          journal.append(
              (connection, entries) ->
                  staged.commit(connection, entries, EventKind.RECORD_STORED, "imported"));
        }
        count.stored += staged.stored();
        count.merged += staged.merged();
        count.refused.addAll(staged.refused());
      }
    }
  }

  private static boolean mayBeFhir(Source file) {
    String name = file.name().toLowerCase(java.util.Locale.ROOT);
    if (name.endsWith(".json") || name.endsWith(".ndjson") || name.endsWith(".xml")) {
      return true;
    }
    try (InputStream in = file.open()) {
      return FhirReader.mayBeFhir(in.readNBytes(64));
    } catch (IOException e) {
      return false; // the DICOM reader reports what cannot be read
    }
  }

  private static final class Count {
    private int read;
    private int stored;
    private int merged;
    private final List<Refusal> refused = new ArrayList<>();

    Count(int read) {
      this.read = read;
    }

    int taken() {
      return stored + merged + refused.size();
    }
  }
}
