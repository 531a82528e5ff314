/// The one-page report.
@NullMarked
package health.cairn.app.report;

import org.jspecify.annotations.NullMarked;
