package health.cairn.imaging.dicom;

import java.nio.file.Path;

/// A DICOM object that we wrote, complete and flushed.
public record WrittenObject(
    Path file, String sopClassUid, String sopInstanceUid, String seriesInstanceUid) {}
