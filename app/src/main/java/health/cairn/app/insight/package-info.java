/// What the analyses of a site have in common, and when that changes.
@NullMarked
package health.cairn.app.insight;

import org.jspecify.annotations.NullMarked;
