/// What a user can do, one class each, and the words it is answered in.
@NullMarked
package health.cairn.app.usecase;

import org.jspecify.annotations.NullMarked;
