/// Texts as QR codes.
@NullMarked
package health.cairn.app.qr;

import org.jspecify.annotations.NullMarked;
