package health.cairn.imaging.dicom;

import java.nio.file.Path;

/// One DICOM object and the file that holds it (members of an archive have been unpacked).
///
/// @param sopInstanceUid (0008,0018)
/// @param sopClassUid (0008,0016)
/// @param file where it lies
/// @param name as the user knows it: the path, or `archive.zip!/member`
/// @param frames number of frames; 0 where it has no pixels
public record Instance(
    String sopInstanceUid, String sopClassUid, Path file, String name, int frames) {}
