/// The main job on one study: from series to segments, measurements, class, files.
@NullMarked
package health.cairn.app.analysis;

import org.jspecify.annotations.NullMarked;
