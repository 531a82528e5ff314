/// Labelled studies of a hospital (DICOM) made ready for an evaluation.
@NullMarked
package health.cairn.imaging.evaluate.site;

import org.jspecify.annotations.NullMarked;
