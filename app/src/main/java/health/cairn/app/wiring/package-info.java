/// Where everything is put together, by plain new.
@NullMarked
package health.cairn.app.wiring;

import org.jspecify.annotations.NullMarked;
