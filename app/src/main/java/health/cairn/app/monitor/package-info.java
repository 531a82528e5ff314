/// Watches a home: what was recorded, who looked, and what the chain and other institutions say of it.
@NullMarked
package health.cairn.app.monitor;

import org.jspecify.annotations.NullMarked;
