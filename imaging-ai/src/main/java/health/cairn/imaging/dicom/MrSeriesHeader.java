package health.cairn.imaging.dicom;

import health.cairn.imaging.render.Window;
import java.util.Optional;

/// How an MR series to be written was acquired: what [SequenceRole] is read from later.
///
/// @param seriesInstanceUid see [DicomUid]
/// @param number Series Number, from 1
/// @param description Series Description, at most 64 characters
/// @param scanningSequence (0018,0020): "SE", "GR", "IR" or several with a backslash between
/// @param sequenceVariant (0018,0021): "NONE", "SK", "SP", "MP" or several
/// @param sequenceName (0018,0024) at most 16 characters, or empty
/// @param repetitionTimeMs (0018,0080)
/// @param echoTimeMs (0018,0081)
/// @param inversionTimeMs (0018,0082), for inversion recovery
/// @param flipAngleDegrees (0018,1314)
/// @param fieldStrengthTesla (0018,0087)
/// @param contrastAgent (0018,0010), where one was given; its presence makes a T1 a T1C
/// @param window suggested window in the volume's values
/// @param manufacturer (0008,0070); a synthetic image should say so here
/// @param model (0008,1090)
/// @param synthetic true writes "not for diagnosis, synthetic" into Image Comments
public record MrSeriesHeader(
    String seriesInstanceUid,
    int number,
    String description,
    String scanningSequence,
    String sequenceVariant,
    String sequenceName,
    double repetitionTimeMs,
    double echoTimeMs,
    Optional<Double> inversionTimeMs,
    double flipAngleDegrees,
    double fieldStrengthTesla,
    Optional<String> contrastAgent,
    Optional<Window> window,
    String manufacturer,
    String model,
    boolean synthetic) {}
