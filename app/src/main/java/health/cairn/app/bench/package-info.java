/// What cairn bench measures: figures, no verdicts.
@NullMarked
package health.cairn.app.bench;

import org.jspecify.annotations.NullMarked;
