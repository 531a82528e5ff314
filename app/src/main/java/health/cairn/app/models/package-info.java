/// Which model serves which task at this site, who decided so and on what grounds.
@NullMarked
package health.cairn.app.models;

import org.jspecify.annotations.NullMarked;
