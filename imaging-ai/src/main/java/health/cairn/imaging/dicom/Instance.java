package health.cairn.imaging.dicom;

/// One DICOM object and where its bytes come from.
///
/// @param sopInstanceUid (0008,0018)
/// @param sopClassUid (0008,0016)
/// @param source its bytes; pixels are read through it, so that a store may keep them encrypted
/// @param frames number of frames; 0 where it has no pixels
public record Instance(String sopInstanceUid, String sopClassUid, Source source, int frames) {}
