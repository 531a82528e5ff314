/// Radiomic features by the definitions of the IBSI under the names of PyRadiomics, and the classical
/// classifier that stands on them.
@NullMarked
package health.cairn.imaging.radiomics;

import org.jspecify.annotations.NullMarked;
