package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.desk.ImportSummary.Note;
import health.cairn.app.store.Home;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirLimits;
import health.cairn.fhir.codec.FhirReader;
import health.cairn.fhir.codec.FhirReading;
import health.cairn.fhir.codec.RefusedEntry;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.InputFiles;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.dicom.Study;
import health.cairn.ledger.journal.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Takes DICOM and FHIR files into the home. What is good of a study or of a FHIR file is stored in one
/// transaction; what is refused does not keep its neighbours out.
public final class ImportFiles {
  private static final String NOT_TRIED =
      "was not tried any more: what came before it could not be stored";
  private static final String MENDED =
      "its stored copy was lost or damaged, and was written again from this file";

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
        if (count.full) {
          count.refused.add(new Refusal(file.name(), NOT_TRIED));
        } else if (mayBeFhir(file)) {
          progress.report("Reading records", count.taken(), found.sources().size());
          importRecords(file, count);
        } else {
          images.add(file);
        }
      }
      if (count.full) {
        images.forEach(image -> count.refused.add(new Refusal(image.name(), NOT_TRIED)));
      } else if (!images.isEmpty()) {
        importImages(images, count, progress);
      }
      return new ImportSummary(count.read, count.stored, count.merged, count.refused, count.notes);
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
      count.refused.add(new Refusal(file.name(), "cannot be read: " + e.getMessage()));
      return;
    }
    switch (reading) {
      case FhirReading.Refused refused ->
          count.refused.add(new Refusal(file.name(), refused.reason()));
      case FhirReading.Taken taken -> {
        StoreRecords.Outcome outcome;
        try {
          outcome = storeRecords.run(taken, "imported");
        } catch (CairnException e) {
          count.storageFailed(List.of(file.name()), e);
          return;
        }
        switch (outcome) {
          case StoreRecords.Outcome.Stored stored -> count.stored++;
          case StoreRecords.Outcome.Merged merged -> count.merged++;
          case StoreRecords.Outcome.Refused refused -> {
            count.refused.add(new Refusal(file.name(), refused.reason()));
            return; // its entries with it
          }
        }
        for (RefusedEntry entry : taken.refused()) {
          count.read++;
          count.refused.add(new Refusal(file.name() + "!/" + entry.place(), entry.reason()));
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
      List<String> files =
          study.series().stream()
              .flatMap(series -> series.instances().stream())
              .map(instance -> instance.source().name())
              .toList();
      if (count.full) {
        files.forEach(file -> count.refused.add(new Refusal(file, NOT_TRIED)));
        continue;
      }
      try (StudyIntake.Staged staged = intake.stage(study, progress)) {
        if (staged.stored() > 0 || !staged.mended().isEmpty()) {
          journal.append(
              (connection, entries) ->
                  staged.commit(connection, entries, EventKind.RECORD_STORED, "imported"));
        }
        count.stored += staged.stored();
        count.merged += staged.merged();
        staged.mended().forEach(file -> count.notes.add(new Note(file, MENDED)));
        count.refused.addAll(staged.refused());
        if (staged.stored() > 0) {
          study.series().forEach(series -> noteIssues(series, count));
        }
      } catch (CairnException e) {
        count.storageFailed(files, e);
      }
    }
  }

  private static void noteIssues(Series series, Count count) {
    String file = series.instances().getFirst().source().name();
    int images = series.instances().size();
    String ofAll = images == 1 ? "" : " (so in its series of " + images + " images)";
    series.issues().forEach(issue -> count.notes.add(new Note(file, issue + ofAll)));
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
    private boolean full;
    private final List<Refusal> refused = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    Count(int read) {
      this.read = read;
    }

    /// Nothing more is tried: each file would fail in the same way, and slowly.
    ///
    /// @throws CairnException the failure itself, where it is not the disk's
    void storageFailed(List<String> files, CairnException failure) throws CairnException {
      if (failure.kind() != CairnException.Kind.REFUSED) {
        throw failure;
      }
      full = true;
      files.forEach(file -> refused.add(new Refusal(file, failure.getMessage())));
    }

    int taken() {
      return stored + merged + refused.size();
    }
  }
}
