/// The encrypted home: database, objects, migrations.
@NullMarked
package health.cairn.app.store;

import org.jspecify.annotations.NullMarked;
