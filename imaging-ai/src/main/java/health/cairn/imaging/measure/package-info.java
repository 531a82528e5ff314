/// How large something is, in the patient's millimetres.
@NullMarked
package health.cairn.imaging.measure;

import org.jspecify.annotations.NullMarked;
