/// Why a classifier said what it said: maps, counterfactuals, and how far either can be trusted.
@NullMarked
package health.cairn.imaging.explain;

import org.jspecify.annotations.NullMarked;
