/// What a user can do, one class each.
@NullMarked
package health.cairn.app.usecase;

import org.jspecify.annotations.NullMarked;
