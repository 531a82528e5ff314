/// What models propose and what people decide.
@NullMarked
package health.cairn.ui.findings;

import org.jspecify.annotations.NullMarked;
