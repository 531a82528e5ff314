/// NIfTI-1 files in: the format of research volumes and their labels.
@NullMarked
package health.cairn.imaging.nifti;

import org.jspecify.annotations.NullMarked;
