/// Keys of a home and the passphrase that guards them.
@NullMarked
package health.cairn.app.security;

import org.jspecify.annotations.NullMarked;
