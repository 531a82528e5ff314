/// DICOM in and out: the only package that knows a DICOM toolkit.
@NullMarked
package health.cairn.imaging.dicom;

import org.jspecify.annotations.NullMarked;
